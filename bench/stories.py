"""How long grouping takes: `python bench/stories.py [--undated] [NUMBER ...]`, by default 1,000, 5,000 and 20,000 reports.

The reports are made: words by Zipf's law out of 40,000, a third of a report's words those of its story, four reports a
story on average, 500 reports a day. Copies are looked for as `detente group` does. Then 100 more join those held, the
way `detente read` adds them.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate

from detente.stories.copies_texts import Text
from detente.stories.placing import Held, Placing
from detente.stories.texts import dated_of, stories_of

NUMBERS = (1_000, 5_000, 20_000)
A_DAY = 500
A_STORY = 4
LENGTH = 300
VOCABULARY = 40_000
JOINING = 100
FIRST = date(2017, 1, 1)


def made(number: int, *, dated: bool, seed: int = 7) -> Iterator[Text]:
    """Yield reports."""
    chance = random.Random(seed)  # noqa: S311 - made reports, the same in every run
    syllables = [c + v + e for c in "bdfgklmnprstvz" for v in "aeiou" for e in ("", "n", "r", "s")]
    words = ["".join(chance.choices(syllables, k=3)) for _ in range(VOCABULARY)]
    words = [word.title() if place % 7 == 0 else word for place, word in enumerate(words)]
    likely = list(accumulate(1 / (rank + 10) for rank in range(VOCABULARY)))
    days = max(1, number // A_DAY)
    themes: dict[int, tuple[list[str], int]] = {}
    for place in range(number):
        story = chance.randrange(max(1, number // A_STORY))
        if story not in themes:
            themes[story] = chance.choices(words, cum_weights=likely, k=60), chance.randrange(days)
        theme, day = themes[story]
        plain = chance.choices(words, cum_weights=likely, k=LENGTH - LENGTH // 3)
        told = plain + chance.choices(theme, k=LENGTH // 3) + [str(chance.randrange(2000)) for _ in range(3)]
        chance.shuffle(told)
        when = FIRST + timedelta(days=day + chance.randrange(2))
        yield Text(
            id=f"{place:09}",
            title=" ".join(chance.choices(theme, k=8)),
            body=". ".join(" ".join(told[i : i + 15]) for i in range(0, len(told), 15)),
            published=when.isoformat() if dated else None,
        )


def main() -> None:
    """Measure and print one line for each number of reports."""
    dated = "--undated" not in sys.argv
    for number in [int(a) for a in sys.argv[1:] if a.isdigit()] or NUMBERS:
        texts = list(made(number + JOINING, dated=dated))
        begun = time.process_time()
        placed = stories_of(texts[:number])
        grouping = time.process_time() - begun
        stories = len({story for story, _ in placed})
        held = [Held(id=t.id, dated=dated_of(t), story=str(placed[n][0])) for n, t in enumerate(texts[:number])]
        begun = time.process_time()
        placing = Placing(held)
        loading = time.process_time() - begun
        for text in texts[number:]:
            placing.place(text.id, dated_of(text))
        joining = time.process_time() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{number:7,} reports: {stories:6,} stories, grouped in {grouping:6.1f} s of one core; {JOINING} join in"
            f" {joining:.1f} s, {loading:.1f} s of it to take up those held; peak {peak:,.0f} MiB"
        )


if __name__ == "__main__":
    main()
