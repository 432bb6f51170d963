"""Tells the lines of the body from those around it, in text that somebody else flattened.

A line is dropped for its wording (:mod:`detente.intake.wordings`), for its script, for repeating another line, or for
its place and shape together: above the first paragraph, below the last one, or a headline between two paragraphs.
Sentences stay: precision comes first, because a lost sentence is worse than a caption too much.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.intake import shape, tongue, wordings
from detente.intake.headlines import drop_headlines
from detente.intake.sorted import Sorted
from detente.intake.stated import is_date_line
from detente.intake.titles import find_title

#: Why a line was dropped: the reasons that stand with the rows of residue.
REASONS = {
    "title": "the report's title, standing in its text",
    "byline": "who wrote or edited it, without a sentence",
    "date": "a line that only dates the report",
    "outlet": "the outlet's name on its own",
    "kicker": "a section's name, a catchword or a caption above the report",
    "credit": "who made or owns a picture",
    "caption": "the text under a picture",
    "related": "another report's headline, or a pointer to one",
    "share": "buttons and counters for sharing, following and rating",
    "comments": "prompts to comment, and what readers wrote",
    "login": "a prompt to log in or register",
    "subscribe": "newsletters, subscriptions, donations, apps",
    "cookies": "cookie and privacy notices",
    "advertisement": "advertising and its label",
    "navigation": "menus, breadcrumbs, paging, and other short lines below the report",
    "tags": "topic words",
    "disclaimer": "what the outlet does not answer for",
    "copyright": "who owns the text",
    "contact": "addresses and telephone numbers",
    "script": "a line in another script than the report",
    "language": "a paragraph of an English report that is clearly in another language",
    "repeat": "a line that stood just above",
    "markup": "leftovers of HTML or programs",
    "furniture": "visible text of a page around the report, menus and all",
}
#: A heading over other reports, in the last part of a text, is believed to end the body when no line after it has
#: more words than this: teasers are shorter, and a body that goes on has a longer paragraph soon.
_TEASER_WORDS = 30
_LAST_PART = 0.6
#: Headings after which, where no paragraph follows, nothing of the report follows.
_ENDINGS = frozenset({"related", "comments", "tags", "subscribe", "share", "login", "cookies", "copyright"})
#: Repeated lines with fewer words may be meant ("No." and "No." in an interview).
_REPEAT_WORDS = 6
#: A copy further away than this many lines is meant: the same question to another person, a refrain.
_REPEAT_REACH = 4
#: Paragraphs in other languages go only where they are shorter than this share of the rest: else it is a text in two.
_FOREIGN_PART = 0.5
#: A last paragraph that ends like this was signed by its agency, unless it has so few words as captions have.
_SIGNED = re.compile(r"[.!?…][\"”’)]*\s\([A-Z][\w ,/&-]{1,40}\)\.?$")
_SIGNED_WORDS = 18
_SIGNED_REACH = 3
#: Signs of readers' comments are looked for in so many lines under their heading.
_COMMENT_REACH = 5
#: A place line opens the body within so many lines after what looks like its first paragraph.
_PLACE_REACH = 14
#: Fewer words than this under or above a credit are not a caption.
_CAPTION_WORDS = 4
#: A note on the author stands among so many last paragraphs.
_NOTE_REACH = 4


def sort_lines(lines: Sequence[str], *, title: str | None = None, flattened: bool = True) -> Sorted:
    """Return for each line why it is residue, or None.

    Args:
        lines: the lines of one report, stripped, none empty, in order.
        title: the report's title where the source names it apart; None lets the lines give it.
        flattened: whether the lines are all that was on a page; False where its body was cut out already, so that
            place and shape tell nothing more.
    """
    found = Sorted(lines=list(lines), reasons=[_worded(line.lstrip("• \u00a0")) for line in lines], title=title)
    paragraphs = [i for i in found.kept() if shape.is_paragraph(found.lines[i])]
    if not paragraphs:  # nothing is surely the body, so nothing goes but what its wording tells, and never everything
        if not found.kept():
            found.reasons = [None] * len(lines)
        return found
    found.head, found.tail = paragraphs[0], paragraphs[-1] + 1
    _drop_scripts(found)
    _drop_languages(found)
    _keep_signed(found)
    find_title(found)
    _drop_comments(found)
    _drop_repeats(found)
    if flattened and shape.has_spaces(shape.script(found.lines[found.head])):
        _drop_captions(found)
        _drop_head(found)
        drop_headlines(found)
        _drop_teasers(found)
        _drop_tail(found)
    return found


def _worded(line: str) -> str | None:
    """Return the reason that a line gives by itself: its wording, or a full date and little else in any language."""
    return wordings.reason_of(line) or ("date" if is_date_line(line) and not shape.is_prose(line) else None)


def _drop_scripts(found: Sorted) -> None:
    """Drop lines in another script than the report's ("Найти" under an English text).

    Only where that script is Latin: in others, lines in Latin letters are names, addresses and quotations.
    """
    if not shape.is_latin("\n".join(found.lines[found.head :])):
        return
    for i in found.kept():
        line = found.lines[i]
        if not shape.is_latin(line) and any(c.isalpha() for c in line):
            found.reasons[i] = "script"


def _drop_languages(found: Sorted) -> None:
    """Drop paragraphs in another language than English from an English report; quotations stay."""
    kept = [i for i in found.kept() if not shape.is_spoken(found.lines[i])]
    foreign = {i for i in kept if tongue.is_foreign(found.lines[i])}
    if not foreign:
        return
    rest = "\n".join(found.lines[i] for i in kept if i not in foreign)
    size = sum(len(found.lines[i]) for i in foreign)
    if size < _FOREIGN_PART * len(rest) and tongue.language_of(rest) == "en":
        for i in foreign:
            found.reasons[i] = "language"


def _keep_signed(found: Sorted) -> None:
    """Keep the last paragraph where it ends with the agency that sent the report ("... he said. (AFP)")."""
    last = next((i for i in reversed(range(len(found.lines))) if shape.is_prose(found.lines[i])), 0)
    line = found.lines[last]
    if found.reasons[last] in {"caption", "credit"} and _SIGNED.search(line) and len(line.split()) >= _SIGNED_WORDS:
        above = [i for i in found.kept() if i < last and shape.is_prose(found.lines[i])]
        if len(above) >= 2 and last - above[-1] <= _SIGNED_REACH:
            found.reasons[last] = None
            found.tail = last + 1


def _drop_comments(found: Sorted) -> None:
    """Drop what readers wrote: all after a heading of comments, where lines like "Ann says:" or "2 days ago" follow."""
    for i in range(found.head + 1, len(found.lines)):
        near = range(i + 1, min(i + 1 + _COMMENT_REACH, len(found.lines)))
        if found.reasons[i] == "comments" and any(
            found.reasons[j] == "date" or wordings.has_sign("comment", found.lines[j]) for j in near
        ):
            for j in range(i + 1, len(found.lines)):
                found.reasons[j] = found.reasons[j] or "comments"
            found.tail = min(found.tail, i)
            return


def _drop_repeats(found: Sorted) -> None:
    """Drop a line that stands again within the next few, as captions and pulled quotations do, bullet or not."""
    seen: dict[str, int] = {}
    for i in found.kept():
        bare = wordings.bare(found.lines[i])
        if bare.count(" ") + 1 >= _REPEAT_WORDS:
            if i - seen.get(bare, -_REPEAT_REACH) < _REPEAT_REACH:
                found.reasons[i] = "repeat"
            seen[bare] = i


def _drop_captions(found: Sorted) -> None:
    """Drop captions told by what stands beside them: a credit, a full date in agency style, a longer copy."""
    near = found.lines[: found.head + _PLACE_REACH]
    opening = next((i for i, line in enumerate(near) if shape.place_line(line)), 0)
    for i in found.kept():
        line, above = found.lines[i], found.above(i)
        dated = wordings.has_sign("caption_date", line)
        below = next((reason for reason in found.reasons[i + 1 :] if reason != "repeat"), None)
        beside = "credit" in (below, *found.reasons[max(0, i - 1) : i])
        credited = beside and (dated or not shape.ends_with_mark(line)) and len(line.split()) >= _CAPTION_WORDS
        if credited or (dated and (i < opening or line.startswith("•"))):
            found.reasons[i] = "caption"
        elif len(above.split()) >= _CAPTION_WORDS and line.startswith(above + " "):
            # said twice, the second time with its source: "A ship in port", "A ship in port - Example News"
            found.reasons[i] = found.reasons[i - 1] = "caption"


def _drop_head(found: Sorted) -> None:
    """Drop what stands above the first paragraph: names are bylines, short lines kickers; worded statements stay."""
    for i in range(found.head):
        line = found.lines[i]
        if found.reasons[i] is not None or shape.is_exempt(line, found.below(i)):
            continue
        if shape.is_name(line):
            found.reasons[i] = "byline"
        elif not shape.ends_with_mark(line) and not shape.is_sentence_like(line):
            found.reasons[i] = "kicker"


def _drop_teasers(found: Sorted) -> None:
    """Drop all after a heading of other reports, where only short lines follow it to the end."""
    for i in range(int(_LAST_PART * len(found.lines)), found.tail):
        after = range(i + 1, len(found.lines))
        if wordings.has_sign("list_heading", found.lines[i].strip(" :.!>»")) and all(
            len(found.lines[j].split()) <= _TEASER_WORDS for j in after
        ):
            for j in after:
                found.reasons[j] = found.reasons[j] or "related"
            found.tail = i
            return


def _drop_tail(found: Sorted) -> None:
    """Drop what stands below the last paragraph and is no sentence; lists stay, but not under a heading of the page."""
    ended = False
    for i in range(found.tail, len(found.lines)):
        line = found.lines[i]
        ended = ended or found.reasons[i] in _ENDINGS
        judged = ended or not shape.is_exempt(line, found.below(i))
        if found.reasons[i] is None and judged and not shape.ends_with_mark(line) and not shape.is_rule(line):
            found.reasons[i] = "related" if found.reasons[i - 1] == "related" else "navigation"
    for i in range(max(found.head + 1, found.tail - _NOTE_REACH), len(found.lines)):
        if found.reasons[i] is None and wordings.has_sign("author_note", found.lines[i]):
            found.reasons[i] = "byline"
