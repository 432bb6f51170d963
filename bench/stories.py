"""What `detente group` costs: `python bench/stories.py [--undated] [NUMBER ...]`, by default 1,000, 5,000 and 20,000 reports.

The reports are made: words by Zipf's law out of 40,000, a third of a report's words those of its story, four reports a
story on average, 500 reports a day. Processor time and peak memory are those of the command, mapped files among it.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate

from detente.stories.copies_texts import Text

NUMBERS = (1_000, 5_000, 20_000)
A_DAY = 500
A_STORY = 4
LENGTH = 300
VOCABULARY = 40_000
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
    """Measure `detente group` and print one line for each number of reports."""
    dated = "--undated" not in sys.argv
    for number in [int(a) for a in sys.argv[1:] if a.isdigit()] or NUMBERS:
        with tempfile.NamedTemporaryFile("w") as given, tempfile.NamedTemporaryFile("rb") as told:
            for text in made(number, dated=dated):
                row = {"id": text.id, "title": text.title, "text": text.body, "published": text.published}
                given.write(json.dumps(row) + "\n")
            given.flush()
            process = subprocess.Popen([sys.executable, "-m", "detente.cli", "group", given.name], stdout=told)
            _, status, used = os.wait4(process.pid, 0)
            if status:
                raise SystemExit(f"detente group ended with {status}")
            told.seek(0)  # its place is shared with the process
            stories = len({json.loads(line)["story"] for line in told})
        took = used.ru_utime + used.ru_stime
        print(
            f"{number:9,} reports: {stories:7,} stories, {took:7.1f} CPU s, {number / took:,.0f} a second, "
            f"{used.ru_maxrss / 1024:,.0f} MB at most",
            flush=True,
        )


if __name__ == "__main__":
    main()
