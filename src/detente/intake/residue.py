"""Tells the lines of the body from those around it, in text that somebody else flattened.

A line is dropped for its wording (:mod:`detente.intake.wordings`), for its script, for repeating another line, or for
its place and shape together: above the first paragraph, below the last one, or a headline between two paragraphs.
Sentences stay: precision comes first, because a lost sentence is worse than a caption too much.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from detente.intake import shape, wordings

#: Headlines of other reports inside a body have at least this many words; subheadings of a report mostly fewer.
_HEADLINE_WORDS = 5
#: The share of a headline's longer words that stand nowhere in the body, for lines in title case and for others.
_STRANGE_TITLE = 0.4
_STRANGE = 0.7
#: More lines like headlines than this in one body are its own subheadings or a list.
_MOST_HEADLINES = 3
#: A heading over other reports, in the last part of a text, is believed to end the body when no line after it has
#: more words than this: teasers are shorter, and a body that goes on has a longer paragraph soon.
_TEASER_WORDS = 30
_LAST_PART = 0.6
#: Headings after which, where no paragraph follows, nothing of the report follows.
_ENDINGS = frozenset({"related", "comments", "tags", "subscribe", "share", "login", "cookies", "copyright"})
#: What an entry of a list, which could be an answer in an interview, may be dropped for.
_LIST_REASONS = frozenset({"date", "subscribe", "cookies", "copyright"})
#: Repeated lines with fewer words may be meant ("No." and "No." in an interview).
_REPEAT_WORDS = 6
#: A copy further away than this many lines is meant: the same question to another person, a refrain.
_REPEAT_REACH = 4
_SEPARATOR = re.compile(r"\s([|/»·•]|[-–—]{1,2})\s")
#: Names of outlets have at most so many words.
_SITE_WORDS = 5
_SAYS = re.compile(
    r".{2,60} (?:says|said|wrote|writes):?$|.{2,60} on .{4,40} at .{3,12}(?: said)?:?$|[^.]{2,40} (?:19|20)[0-9]{2}(?: at|,| -)? [0-9]{1,2}:[0-9]{2}.{0,10}$",
    re.IGNORECASE,
)
_FULL_DATE_IN_CAPTION = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day, (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? [0-9]{1,2},"
    r" (?:19|20)[0-9]{2}\b",
    re.IGNORECASE,
)
_LIST_HEADING = re.compile(
    r"(?:(?:more|related|top|latest|recent|other|popular|trending|similar|recommended|most (?:read|viewed|popular|shared|recent)|sponsored"
    r"|promoted|must[- ]read|featured|partner|breaking) ?){1,2}"
    r"(?:news|stories|articles|posts|headlines|videos|content|coverage|topics|links|reading)?(?: (?:from|in|on) .{2,40})?|you (?:may|might) (?:also )?like",
    re.IGNORECASE,
)
_AUTHOR_NOTE = re.compile(
    r"(?:(?:the|our) (?:author|writer)|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}),? (?:is|was|has been|covers|writes|works|reports|serves)\b"
    r".{0,200}\b(?:reporter|editor|correspondent|writer|journalist|columnist|fellow|contributor|producer|author|bureau chief"
    r"|professor|analyst|researcher|director|scholar|covers|writes)\b.*|.{0,40}\b(?:senior|staff) (?:editor|writer|reporter) (?:at|for) .*",
    re.DOTALL,
)


@dataclass(slots=True, kw_only=True)
class Sorted:
    """Which lines stay and which go: ``reasons[i]`` is None where line i is of the body.

    ``site`` is the name behind the title ("Talks begin | Example News"); the body's paragraphs are among ``head`` to ``tail``.
    """

    lines: list[str]
    reasons: list[str | None]
    title: str | None = None
    site: str | None = None
    head: int = 0
    tail: int = field(default=0)


def sort_lines(lines: Sequence[str], *, title: str | None = None, flattened: bool = True) -> Sorted:
    """Return for each line why it is residue, or None.

    Args:
        lines: the lines of one report, stripped, none empty, in order.
        title: the report's title where the source names it apart; None lets the lines give it.
        flattened: whether the lines are all that was on a page; False where its body was cut out already, so that
            place and shape tell nothing more.
    """
    reasons = [_worded(line) for line in lines]
    found = Sorted(lines=list(lines), reasons=reasons, title=title)
    prose = [i for i, line in enumerate(lines) if reasons[i] is None and _is_body(line)]
    if not prose:
        return _without_prose(found)
    found.head, found.tail = prose[0], prose[-1] + 1
    _other_scripts(found)
    _find_title(found)
    _comments(found)
    _repeats(found)
    if flattened and shape.has_spaces(shape.script(found.lines[found.head])):
        _captions(found)
        _head(found)
        _middle(found)
        _ending(found)
        _tail(found)
    return found


def _worded(line: str) -> str | None:
    """Return the reason in a line's wording; of an entry of a list, only what no speaker says after a dash."""
    if not any(c.isalnum() for c in line):
        return "markup"
    if line.startswith("•"):
        return wordings.reason_of(line.lstrip("• \u00a0"))
    if line.startswith("- "):
        reason = wordings.reason_of(line[2:])
        return reason if reason in _LIST_REASONS else None
    return wordings.reason_of(line)


def _is_body(line: str) -> bool:
    return shape.is_prose(line) or shape.place_line(line) is not None


def _without_prose(found: Sorted) -> Sorted:
    """Nothing is surely the body: keep all but what the wording tells, and never drop everything."""
    if all(found.reasons):
        found.reasons = [None] * len(found.lines)
    return found


def _other_scripts(found: Sorted) -> None:
    """Drop lines without a letter of the report's script ("Выделенный текст слишком длинный." under an English text).

    Only where that script is Latin: in others, lines in Latin letters are names, addresses and quotations.
    """
    if not shape.is_latin("\n".join(found.lines[found.head :])):
        return
    for i, line in enumerate(found.lines):
        if found.reasons[i] is None and not line.isascii() and not shape.has_latin(line) and any(c.isalpha() for c in line):
            found.reasons[i] = "script"


def _find_title(found: Sorted) -> None:
    """Find the title above the first paragraph (a line said twice, else the first that could be one) and its copies."""
    above = [
        line
        for i, line in enumerate(found.lines[: found.head])
        if found.reasons[i] is None and shape.is_title_like(line) and not shape.is_name(line)
    ]
    if found.title is None and above:
        twice = [line for line in above if sum(wordings.bare(line) == wordings.bare(other) for other in above) > 1]
        longer = [line for line in above if len(line.split()) >= 3]
        found.title = (twice or longer or above)[0]
        _part_title(found)
    if found.title is None:
        return
    bare = wordings.bare(found.title)
    for i, line in enumerate(found.lines):
        if wordings.bare(line) == bare or (found.site and _parted(line, found.lines) == (found.title, found.site)):
            found.reasons[i] = "title"


def _part_title(found: Sorted) -> None:
    """Part the site's name from a title, where the title stands alone as well or a bar parts the two."""
    parted = _parted(found.lines[0], found.lines) or _parted(found.title or "", found.lines)
    if parted:
        found.title, found.site = parted


def _parted(line: str, lines: Sequence[str]) -> tuple[str, str] | None:
    """Return title and site of a line that holds both, or None."""
    bares = {wordings.bare(other) for other in lines if other != line}
    for match in _SEPARATOR.finditer(line):
        title, site = line[: match.start()].strip(), line[match.end() :].strip()
        if wordings.bare(title) in bares or (match[1] == "|" and len(site.split()) <= _SITE_WORDS):
            return title, _SEPARATOR.split(site)[-1].strip()
    return None


def _comments(found: Sorted) -> None:
    """Drop what readers wrote: all after a heading of comments, where lines like "Ann says:" or "2 days ago" follow."""
    for i in range(found.head + 1, len(found.lines)):
        if found.reasons[i] == "comments" and any(
            found.reasons[j] == "date" or _SAYS.match(found.lines[j]) for j in range(i + 1, min(i + 6, len(found.lines)))
        ):
            for j in range(i + 1, len(found.lines)):
                found.reasons[j] = found.reasons[j] or "comments"
            found.tail = min(found.tail, i)
            return


def _repeats(found: Sorted) -> None:
    """Drop a line that stands again within the next few, as captions and pulled quotations do; a bullet is no difference."""
    seen: dict[str, int] = {}
    for i, line in enumerate(found.lines):
        bare = wordings.bare(line)
        if found.reasons[i] is None and bare.count(" ") + 1 >= _REPEAT_WORDS:
            if i - seen.get(bare, -_REPEAT_REACH) < _REPEAT_REACH:
                found.reasons[i] = "repeat"
            seen[bare] = i


def _captions(found: Sorted) -> None:
    """Drop captions told by what stands beside them: a credit, a full date in agency style, a second copy."""
    agency = next((i for i, line in enumerate(found.lines[: found.head + 8]) if shape.place_line(line)), 0)
    for i, line in enumerate(found.lines):
        if found.reasons[i] is not None:
            continue
        beside = found.reasons[i + 1 : i + 2] + found.reasons[max(0, i - 1) : i]
        dated = _FULL_DATE_IN_CAPTION.search(line) is not None
        if "credit" in beside and (dated or not shape.ends_with_mark(line)) and len(line.split()) >= 4:
            found.reasons[i] = "caption"
        elif dated and (i < agency or line.startswith("•")):
            found.reasons[i] = "caption"


def _head(found: Sorted) -> None:
    """Above the first paragraph: names are bylines, short lines kickers; worded statements stay."""
    for i in range(found.head):
        line = found.lines[i]
        if found.reasons[i] is not None or _is_kept_anyway(found, i):
            continue
        if shape.is_name(line):
            found.reasons[i] = "byline"
        elif not shape.ends_with_mark(line) and not shape.is_sentence_like(line):
            found.reasons[i] = "kicker"


def _is_kept_anyway(found: Sorted, i: int) -> bool:
    """Say whether a line is speech, an entry of a list, or a part of a broken sentence, which shapes must not judge."""
    line = found.lines[i]
    below = found.lines[i + 1] if i + 1 < len(found.lines) else ""
    return shape.is_spoken(line) or shape.is_listed(line) or shape.goes_on(line) or shape.goes_on(below)


def _middle(found: Sorted) -> None:
    """Between paragraphs: a few headlines of other reports, with the catchwords above them."""
    known = _stems("\n".join(line for i, line in enumerate(found.lines) if found.reasons[i] is None and _is_body(line)))
    headlines = [i for i in range(found.head, found.tail) if found.reasons[i] is None and _is_headline(found, i, known)]
    if len(headlines) > _MOST_HEADLINES:
        return
    for i in headlines:
        found.reasons[i] = "related"
        above = found.lines[i - 1]
        catchword = shape.title_case(above) >= shape.TITLE_CASE and not shape.ends_with_mark(above)
        if found.reasons[i - 1] in {None, "byline"} and catchword:
            found.reasons[i - 1] = "related"


def _is_headline(found: Sorted, i: int, known: Set[str]) -> bool:
    """Say whether a line between paragraphs is the headline of another report, and not a subheading of this one.

    Subheadings speak of what the report speaks of; other headlines mostly of something else.
    """
    line = found.lines[i]
    if shape.ends_with_mark(line) or _is_kept_anyway(found, i) or line.isupper() or "  " in line:  # "  ": columns
        return False
    if found.reasons[i - 1] == "related" and i and len(line.split()) < shape.LONG_WORDS:
        return True
    if not _HEADLINE_WORDS <= len(line.split()) < shape.LONG_WORDS:
        return False
    stems = _stems(line)
    strange = len(stems - known) / max(1, len(stems))
    return strange >= (_STRANGE_TITLE if shape.title_case(line) >= shape.TITLE_CASE else _STRANGE)


def _stems(text: str) -> set[str]:
    """Return the longer words of a text by their first letters, so that endings make no difference."""
    return {word[:5].lower() for word in shape.words_of(text) if len(word) > 3}


def _ending(found: Sorted) -> None:
    """Drop all after a heading of other reports, where only short lines follow it to the end."""
    for i in range(int(_LAST_PART * len(found.lines)), found.tail):
        after = range(i + 1, len(found.lines))
        if _LIST_HEADING.fullmatch(found.lines[i].strip(" :.!>»")) and all(len(found.lines[j].split()) <= _TEASER_WORDS for j in after):
            for j in after:
                found.reasons[j] = found.reasons[j] or "related"
            found.tail = i
            return


def _tail(found: Sorted) -> None:
    """Below the last paragraph: what is no sentence is of the page; lists stay, but under a heading of the page."""
    ended = False
    for i in range(found.tail, len(found.lines)):
        line = found.lines[i]
        ended = ended or found.reasons[i] in _ENDINGS
        if found.reasons[i] is None and (ended or not _is_kept_anyway(found, i)) and not shape.ends_with_mark(line):
            found.reasons[i] = "navigation"
    for i in range(max(found.head + 1, found.tail - 4), len(found.lines)):
        if found.reasons[i] is None and _AUTHOR_NOTE.fullmatch(found.lines[i]):
            found.reasons[i] = "byline"
