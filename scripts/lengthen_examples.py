"""Long sentences out of short ones: press sentences carry reports, times and other events beside the one that is asked.

Each example is set into a context of its own and joined to an example of another kind; the marks stay on its parties.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.codebook import Example

OPENINGS = (
    "State television reported on Tuesday that",
    "In a statement released late on Friday, the ministry said that",
    "According to two officials who asked not to be named,",
    "Only hours after the funeral of the former president,",
    "A spokesman told reporters in the capital that",
    "For the second time in a month,",
    "The daily newspaper wrote in its Sunday edition that",
    "Despite heavy rain and the closure of the airport,",
    "With the vote only three weeks away,",
    "Witnesses and diplomats agree that",
    "It emerged on Wednesday that",
    "In what observers see as a turn in the long affair,",
    "Speaking after a meeting of the cabinet, the deputy minister said that",
    "On the eve of the holiday,",
    "News agencies in the region say that",
    "As the economy goes from bad to worse,",
)
ENDINGS = (
    ", an official said on Monday.",
    ", as had been expected since the summer.",
    ", according to a statement read out on the radio.",
    ", in a step that surprised many of its own followers.",
    ", the news agency said, quoting people with knowledge of the matter.",
    ", a spokeswoman for the ministry told a news conference in the capital late on Thursday.",
    " for the first time since the end of the civil war in 2003.",
    ", while oil prices rose to the highest level in a year.",
    ", and the talks in the capital were put off until the following week.",
    ", which has a population of about four million people.",
    ", the third such case in the past two months.",
    ", although it was not clear who had given the order.",
    ", two days before the anniversary of the revolution.",
    ", local media reported, adding that no details were available.",
)
JOINTS = (", while", ", a week after", ", shortly before", "; earlier", ", even as", ", and", ", on the same day as")
LEADS = ("After", "While", "A day after", "Though", "Weeks before")


def lengthened(examples: Sequence[Example], *, seed: int) -> Iterator[Example]:
    """Yield two longer sentences for each example: one in a context, one beside another event."""
    draw = random.Random(seed)  # noqa: S311 - nothing is kept secret
    for example in examples:
        yield _in_context(example, draw)
        other = draw.choice(examples)
        while other.type == example.type:
            other = draw.choice(examples)
        yield _beside(example, other, draw)


def _in_context(example: Example, draw: random.Random) -> Example:
    """Return an example with an opening, an ending or both."""
    which = draw.choice(("opening", "ending", "both"))
    found = example
    if which != "opening":
        found = replace(found, sentence=found.sentence.rstrip(".") + draw.choice(ENDINGS))
    if which != "ending":
        found = _after(found, draw.choice(OPENINGS) + " ")
    return found


def _beside(example: Example, other: Example, draw: random.Random) -> Example:
    """Return an example joined to the sentence of another, before or after it."""
    if draw.random() < 0.5:
        return replace(
            example, sentence=f"{example.sentence.rstrip('.')}{draw.choice(JOINTS)} {_inner(other.sentence)}"
        )
    return _after(example, f"{draw.choice(LEADS)} {_inner(other.sentence).rstrip('.')}, ")


def _after(example: Example, words: str) -> Example:
    """Return an example with words before it."""
    by = len(words)
    target = None if example.target is None else (example.target[0] + by, example.target[1] + by)
    source = (example.source[0] + by, example.source[1] + by)
    return replace(example, sentence=words + _inner(example.sentence), source=source, target=target)


def _inner(sentence: str) -> str:
    """Return a sentence as it is written inside another: its first word small, if it is a small word."""
    first = sentence.split(" ", 1)[0]
    small = {"The", "A", "An", "In", "After", "On", "For", "Some", "Two", "It", "There", "Thousands", "At", "Before"}
    return sentence[0].lower() + sentence[1:] if first in small else sentence
