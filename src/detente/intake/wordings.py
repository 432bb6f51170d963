"""Looks a line up in the wordings that news pages use around their reports (``data/wordings.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

#: The longest line, in words, that may be dropped for how it begins: our sentences of reports have 20 words on
#: average, and the prompts and headlines of pages have fewer than 12.
SHORT_WORDS = 14
#: The longest line, in words, that an expression is tried on; only notices that begin in a known way are longer.
LONG_WORDS = 60
#: Nor on longer lines in characters: no real line of 60 words has more.
LONG_CHARACTERS = 1_000

#: Lines of so many words that end with a full stop are sentences of the report, unless they speak to the reader.
_SENTENCE_WORDS = 5
_ENDS = tuple(mark + quote for mark in ".!?" for quote in ("", '"', "'", ")"))
_PROMPT = re.compile(
    r"\b(?:you|your|our|us|here|click|please|newsletter|inbox|article|story|post|page|site|website|account|subscription|app"
    r"|browser|e-?mail|below|link|free|facebook|twitter|telegram|instagram|youtube|comments? are|moderated"
    r"|javascript|@)"
)
#: Someone is quoted or reported, which pages do not do in what they say around a report.
_SPEECH = re.compile(
    r"\b(?:said|says|told|asked|asks|warned|urged|demanded|advised|wrote|added|replied|insisted|claimed|announced|denied|begged"
    r"|shouted|stressed|noted|explained)\b"
)
#: What a full stop or a verb of saying does not save: their sentences are no sentences of the report.
_NO_SENTENCES = frozenset({None, "caption", "credit", "disclaimer", "copyright", "contact", "markup"})
#: Each line is looked at by several steps, one after the other; no report has many more lines than this.
_FOLDED = 512
_DASHES = ("- ", "– ", "— ")
_UNSPOKEN = frozenset({"date", "subscribe", "cookies", "copyright"})
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "\u2009": " "})
_TOKENS = re.compile(r"[\w’'-]+")
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """The wordings, made ready for look-up: what is found gives the reason."""

    whole: Mapping[str, str]
    begins: Mapping[str, tuple[tuple[str, str], ...]]
    always: Mapping[str, tuple[tuple[str, str], ...]]
    short: tuple[tuple[str, re.Pattern[str]], ...]
    long: tuple[tuple[str, re.Pattern[str]], ...]
    hints: Mapping[str, re.Pattern[str]]
    signs: Mapping[str, re.Pattern[str]]
    buttons: frozenset[str]
    joints: frozenset[str]


def folded(line: str) -> str:
    """Return a line in lower case, with plain quotation marks and single spaces."""
    return _folded(line) if len(line) <= LONG_CHARACTERS else _fold(line)


def _fold(line: str) -> str:
    return " ".join(line.translate(_QUOTES).lower().split())


@lru_cache(maxsize=_FOLDED)
def _folded(line: str) -> str:
    return _fold(line)


def bare(line: str) -> str:
    """Return a folded line without the marks and figures at its ends."""
    return _stripped(folded(line))


def _stripped(low: str) -> str:
    """Return a text from its first letter to its last."""
    start, end = 0, len(low)
    while start < end and not low[start].isalpha():
        start += 1
    while end > start and not low[end - 1].isalpha():
        end -= 1
    return low[start:end]


def reason_of(line: str) -> str | None:
    """Return the reason that a whole line's wording gives to drop it, or None.

    After a dash, as in lists and interviews, only such wordings count as nobody speaks.
    """
    if line.startswith(_DASHES):
        reason = _reason_of(line.lstrip("".join(_DASHES)))
        return reason if reason in _UNSPOKEN else None
    return _reason_of(line)


def _reason_of(line: str) -> str | None:
    table = wordings()
    low = folded(line)
    words = low.count(" ") + 1
    ended = low.endswith(_ENDS)
    found = table.whole.get(_stripped(low)) if words <= SHORT_WORDS and (words > 1 or not ended) else None
    found = found or _beginning(table.always, low)
    if found or words > LONG_WORDS or len(line) > LONG_CHARACTERS:
        return found if found in _NO_SENTENCES or not (ended and _SPEECH.search(low)) else None
    if words <= SHORT_WORDS:
        found = _beginning(table.begins, low) or _matching(table.short, line) or _row_of_buttons(line)
        if found not in _NO_SENTENCES and words >= _SENTENCE_WORDS and ended and not _PROMPT.search(low):
            found = None
    if not found:
        found = _matching(tuple(one for one in table.long if table.hints[one[0]].search(low)), line)
    if found not in _NO_SENTENCES and ended and _SPEECH.search(low):
        return None
    return found


def has_sign(name: str, line: str) -> bool:
    """Say whether a whole line is worded like one of the signs that count only beside others ("comment", ...)."""
    return len(line) <= LONG_CHARACTERS and wordings().signs[name].fullmatch(line) is not None


def _beginning(table: Mapping[str, tuple[tuple[str, str], ...]], low: str) -> str | None:
    start = low.lstrip("([*•·|> ")
    for phrase, reason in table.get(start[:3], ()):
        if start.startswith(phrase) and not (phrase[-1].isalpha() and start[len(phrase) : len(phrase) + 1].isalnum()):
            return reason
    return None


def _matching(table: tuple[tuple[str, re.Pattern[str]], ...], line: str) -> str | None:
    return next((reason for reason, pattern in table if pattern.fullmatch(line)), None)


def _row_of_buttons(line: str) -> str | None:
    """Say "share" when a line is made of the words of share buttons alone ("Share on FacebookTweet 12")."""
    table = wordings()
    tokens = [token.lower() for token in _TOKENS.findall(_GLUED.sub(" ", line)) if not token.isdigit()]
    buttons = sum(token in table.buttons for token in tokens)
    return "share" if buttons and all(t in table.buttons or t in table.joints for t in tokens) else None


@lru_cache(maxsize=1)
def wordings() -> Wordings:
    """Load the wordings, once in a process."""
    data = tomllib.loads((files("detente.intake") / "data" / "wordings.toml").read_text("utf-8"))
    parts: dict[str, str] = {}
    expressions: Mapping[str, str] = data.pop("expressions")
    signs: Mapping[str, str] = data.pop("signs")
    for name, pattern in expressions.items():
        parts[name] = _filled(pattern, parts)
    whole: dict[str, str] = {}
    for reason, group in data.items():
        for line in group.get("whole", ()):
            whole.setdefault(bare(line), reason)
    return Wordings(
        whole=whole,
        begins=_by_start(data, "begins"),
        always=_by_start(data, "always"),
        short=_expressions(data, "short", parts),
        long=_expressions(data, "long", parts),
        hints={
            reason: re.compile("|".join(map(re.escape, group["hints"])))
            for reason, group in data.items()
            if "hints" in group
        },
        signs={name: re.compile(_filled(one, parts), re.IGNORECASE | re.DOTALL) for name, one in signs.items()},
        buttons=frozenset(data["share"]["buttons"]),
        joints=frozenset(data["share"]["joints"]),
    )


def _by_start(data: Mapping[str, Mapping[str, list[str]]], key: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return phrases with their reasons under their first three letters, longer phrases first."""
    table: dict[str, list[tuple[str, str]]] = {}
    for reason, group in data.items():
        for phrase in group.get(key, ()):
            start = folded(phrase).lstrip("(")
            table.setdefault(start[:3], []).append((start, reason))
    return {start: tuple(sorted(phrases, key=lambda p: (-len(p[0]), p))) for start, phrases in table.items()}


def _expressions(
    data: Mapping[str, Mapping[str, list[str]]], key: str, parts: Mapping[str, str]
) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (reason, re.compile("|".join(_filled(one, parts) for one in group[key]), re.IGNORECASE))
        for reason, group in data.items()
        if key in group
    )


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", part)
    return pattern
