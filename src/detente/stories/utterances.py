"""Utterances: whether two reports pass on the same words of one speaker, in two wordings or translations.

Two translations of one sentence have few words in common ("no decision had been taken so far", "nothing has been decided
yet"), and two sentences of one speaker many ("the talks on grain were useful", "the talks on prisoners were useful").
So three things are weighed: how near the two are in meaning, by sentence vectors; how far they run in parallel, word by
word, because parallel sentences are near in meaning whatever they are about; and how near in meaning those words are that
each has alone. It needs the extra "vectors"; without it words alone decide, in :mod:`detente.stories.alignment`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from detente.gazetteer.spelling import fold
from detente.language import vectors
from detente.records import Part, Report
from detente.stories.alignment import STATEMENTS_ALIKE, Pair, Piece, Voice, alike, one_to_one
from detente.stories.nearness import near
from detente.stories.senses import sense
from detente.stories.sentences import sentences
from detente.stories.wording import EMPTY, in_runs, written

# What each part counts, and the least sum: set on 80 pairs of our own (`tests/golden/utterances.tsv`), of which 35 of the
# 40 of one utterance lie above it, and 1 of the 40 others.
PARALLEL, REST, SAME = 0.45, 0.3, 0.53
# Two sentences of one speaker on one matter come to .6 in meaning with no words in common; of 52 pairs in the samples those
# below it are mostly of two utterances.
LEAST_MEANING = 0.6
# Sentences that run side by side so far, and whose own words are no nearer in meaning, are of two things.
SIDE_BY_SIDE, LEAST_REST = 0.5, 0.3
# What the rest counts where one has no words alone: it was cut out of the other, or said in the same words.
NO_REST = 0.3
# The shorter one's words in runs of the other from which on one is cut out of the other, whatever its meaning.
CUT = 0.8
_LEAST_WORDS = 4
# Of statements one inside the other the longer is wanted: with fewer words than these a pair is thought less of.
_WHOLE, _PER_WORD = 10, 0.03
# A word that only holds the sentence together counts so much of one that tells something.
_SMALL = 0.3

_CLASSES = {
    fold(word): mark
    for mark, group in {
        "~p": "i we he she it they you us me him them our your his her its their my this that these those there",
        "~b": "is are was were be been being am has have had",
        "~a": "will would shall should can could may might must",
        "~d": "the a an any each every",
    }.items()
    for word in group.split()
}


def parallel(a: str, b: str) -> tuple[float, str, str]:
    """Return how far two sentences run in parallel, from 0 to 1, and the telling words that each has alone.

    Pronouns, articles, modal verbs and forms of "to be" and "to have" are taken for each other.
    """
    first, second = written(a), written(b)
    one, other = ([_plain(word) for word in said] for said in (first, second))
    match = SequenceMatcher(None, one, other, autojunk=False)
    common = sum(_weight(w) for m in match.get_matching_blocks() for w in one[m.a : m.a + m.size])
    total = sum(map(_weight, one)) + sum(map(_weight, other))
    return (2 * common / total if total else 0.0), _alone(first, one, other), _alone(second, other, one)


def same_utterance(a: str, b: str) -> tuple[float, tuple[Part, ...]]:
    """Return how sure it is that two wordings are of one utterance, SAME or more where they are. Needs the extra."""
    meant = _near(a, b)
    share, left, right = parallel(a, b)
    base = meant - PARALLEL * share
    rest = NO_REST
    if left and right and base + REST >= SAME:
        rest = _near(left, right)
    parts = (("meaning", meant), ("parallel", share), ("rest", rest))
    return base + REST * rest, tuple(Part(name=name, value=round(value, 4)) for name, value in parts)


def utterance_pairs(
    pieces: Sequence[Piece],
    reports: Mapping[str, Report],
    stories: Mapping[str, str],
    *,
    text: Callable[[Piece], str],
    copies: Callable[[str, str], bool],
) -> list[Pair]:
    """Return the pairs of statements that are one utterance, best first, one to one in every two reports.

    Args:
        pieces: the statements.
        reports: the reports that they stand in, by id.
        stories: the story of each report; outside of stories words alone decide.
        text: returns the text of a statement.
        copies: says of the ids of two reports whether one is a copy of the other.
    """
    by_words = alike(pieces, reports, threshold=STATEMENTS_ALIKE, copies=copies)
    if not installed():
        return one_to_one(by_words)
    meant = {(p.a.id, p.b.id): p for p in by_meaning(pieces, reports, stories, text=text, copies=copies)}
    kept = [
        pair
        for pair in by_words
        if (pair.a.id, pair.b.id) not in meant
        and (stories.get(pair.a.report) != stories.get(pair.b.report, "") or not look_alike(text(pair.a), text(pair.b)))
    ]
    return one_to_one([*kept, *meant.values()])


def look_alike(a: str, b: str) -> bool:
    """Say whether two sentences run side by side and differ in what they are about. Needs the extra."""
    share, left, right = parallel(a, b)
    return share >= SIDE_BY_SIDE and bool(left) and bool(right) and _near(left, right) < LEAST_REST


def put_otherwise(left: str, right: str) -> bool:
    """Say whether the words that two wordings have alone mean nearly the same; unknown without the extra, and then so."""
    return not installed() or _near(left, right) >= LEAST_REST


def by_meaning(
    pieces: Iterable[Piece],
    reports: Mapping[str, Report],
    stories: Mapping[str, str],
    *,
    text: Callable[[Piece], str],
    copies: Callable[[str, str], bool],
) -> Iterator[Pair]:
    """Yield the pairs of statements of one story and one voice that are one utterance, the earlier report's first."""
    by_voice: dict[tuple[str, Voice], list[Piece]] = defaultdict(list)
    for piece in pieces:
        for voice in piece.voices:
            if piece.report in stories:
                by_voice[stories[piece.report], voice].append(piece)
    seen: set[tuple[str, str]] = set()
    for _, held in sorted(by_voice.items()):
        ordered = sorted(held, key=lambda p: (reports[p.report].published.start or "~", p.report, p.spans, p.id))
        for a, b in combinations(ordered, 2):
            if a.report == b.report or (a.id, b.id) in seen or copies(a.report, b.report):
                continue
            seen.add((a.id, b.id))
            if near(reports[a.report], reports[b.report]) and (pair := judged(a, b, text)) is not None:
                yield pair


def judged(a: Piece, b: Piece, text: Callable[[Piece], str]) -> Pair | None:
    """Return two statements of one voice as a pair, None where no sentence of both is one utterance."""
    every = (_judged(one, other) for one in _sentences(text(a)) for other in _sentences(text(b)))
    found = [(score, parts) for score, parts in every if score]
    if not found:
        return None
    score, parts = max(found, key=lambda row: row[0])
    short = max(0, _WHOLE - min(len(a.words), len(b.words)))
    return Pair(a=a, b=b, score=round(min(1.0, score) * (1 - _PER_WORD * short), 4), parts=parts)


def _judged(a: str, b: str) -> tuple[float, tuple[Part, ...]]:
    """Return how near in meaning two sentences of one utterance are, 0 where they are of two."""
    total, parts = same_utterance(a, b)
    meant = parts[0].value
    _, left, right = parallel(a, b)
    cut = not (left and right) and in_runs(written(a), written(b)) >= CUT
    if cut or one_word(a, b) or (total >= SAME and meant >= LEAST_MEANING):
        return max(meant, LEAST_MEANING), parts
    return 0.0, parts


def one_word(a: str, b: str) -> bool:
    """Say whether two sentences differ in the last word alone, which says what a thing is: "the talks were frank", "cold"."""
    first, second = written(a), written(b)
    if (
        len(first) != len(second)
        or len(first) < _LEAST_WORDS
        or list(map(fold, first[:-1])) != list(map(fold, second[:-1]))
    ):
        return False
    last = [fold(words[-1]) for words in (first, second)]
    is_so = any(_plain(word) == "~b" for word in first[-3:-1])
    return is_so and last[0] != last[1] and not any(word in EMPTY or any(c.isdigit() for c in word) for word in last)


def _sentences(text: str) -> list[str]:
    """Return the sentences of what was said, without those that are too short to be compared."""
    found = [text[start:end] for start, end in sentences(text)]
    return [one for one in found or [text] if len(written(one)) >= _LEAST_WORDS]


def installed() -> bool:
    """Say whether meaning can be compared."""
    return vectors.installed()


def _near(a: str, b: str) -> float:
    """Return how near two texts are in meaning."""
    return float(_meaning(a) @ _meaning(b))


@lru_cache(maxsize=1 << 14)
def _meaning(text: str):  # type: ignore[no-untyped-def]  # an array of the optional numpy
    from detente.language.meaning import meaning

    return meaning(text)


def _plain(word: str) -> str:
    """Return what a word counts as where two sentences are laid beside each other."""
    folded = fold(word)
    return _CLASSES.get(folded) or sense(folded)


def _weight(plain: str) -> float:
    """Return what a word counts."""
    return _SMALL if plain.startswith("~") or plain in _EMPTY else 1.0


def _alone(said: Sequence[str], own: Sequence[str], other: Sequence[str]) -> str:
    """Return the telling words of a sentence that the other has not."""
    known = set(other)
    return " ".join(
        word
        for word, plain in zip(said, own, strict=True)
        if plain not in known and not plain.startswith("~") and fold(word) not in EMPTY
    )


_EMPTY = frozenset(sense(word) for word in EMPTY)
