"""What a visible line says of when a report was published and changed ("Published 3 March 2021 | Updated 4 March")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.intake import dates
from detente.records import Published

#: A line with a date is a date line up to this length; in longer ones the date belongs to a sentence.
LINE = 120
#: Beside its date, its time and these words, a date line has at most so many others: a name, a place, a section.
_OTHERS = 4
CHANGED = re.compile(
    r"updat|modif|\bchanged|\bedited|revis|correct|aktualisier|geändert|überarbeitet|mis(?:e)? à jour|actualiz|aggiornat"
    r"|atualiz|bijgewerkt|güncelle|обновл|изменен|изменён|оновлен|更新|수정",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"publi[sc]|posted|created|issued|released|first|veröffentlicht|erstellt|publié|pubblicat|gepubliceerd"
    r"|опубликован|опубліков|发布|發布|입력|등록",
    re.IGNORECASE,
)
#: Words that date what the report tells of, or something else, and not the report.
_ELSEWHERE = re.compile(
    r"\bevents?\b|\bbegins?\b|\bstarts?\b|\bends?\b|\buntil\b|\bdeadline|\bexpir|\bvalid\b|\bborn\b|\bdied\b|\bjoined\b"
    r"|\bregistered\b|\bsince\b|\bmember\b|\bretrieved\b|\baccessed\b|\bnext\b|\bwhen:|\bcopyright\b|©|\bphoto\b|\bfile\b"
    r"|\bcommented\b|\bcomment\b|\brepl(?:y|ied)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_ENDS = (".”", '."', "!", "?")
#: Words that stand beside dates and say no more than they do.
_BESIDE = frozenset(
    "on at the by am um uhr den der le la du el en de del di il les on by gmt utc msk cet cest est edt bst ist et pt pst pdt"
    " date dated time posted published publication updated last first modified edited created issued released hrs hours mon tue"
    " wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag"
    " samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo"
    " понедельник вторник среда четверг пятница суббота воскресенье veröffentlicht aktualisiert erstellt stand zuletzt geändert"
    " publié mis mise jour modifié publicado actualizado pubblicato aggiornato опубликовано обновлено дата года min read"
    " minutes minute moscow beijing london".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """When a line says that a report was published, and when it was changed; None where it does not."""

    published: Published | None = None
    changed: Published | None = None


def read_line(line: str, *, known_from: str = "text") -> Stated:
    """Return what a line says, each date by the words before it; a date without any is the publication's.

    A date of something else ("Event: 12 June 2031") says nothing.
    """
    published = changed = None
    end = 0
    if len(line) > 2 * LINE:
        return Stated()
    for day, match in dates.every(line):
        words, end = line[end : match.start()], match.end()
        found = dates.stated(line, day, match, known_from=known_from)
        later, first = _last(CHANGED, words), _last(_PUBLISHED, words)
        if _last(_ELSEWHERE, words) > max(later, first):
            continue
        if later > first:
            changed = changed or found
        elif published is None and (changed is None or first >= 0):
            published = found
    if published is None and changed is None and not _ELSEWHERE.search(line) and not CHANGED.search(line):
        published = dates.read(line, known_from=known_from)
    return Stated(published=published, changed=changed)


def is_date_line(line: str) -> bool:
    """Say whether a line has a full date and little else.

    A line that signs a quotation ("— Ann Lee (@annlee) March 3, 2021") and a span of two dates are none.
    """
    if len(line) > LINE or not any(c.isdigit() for c in line) or line.startswith(("—", "–", "- ")) or "@" in line:
        return False
    found = list(dates.every(line))
    if not found or _ELSEWHERE.search(line) or line.endswith(_SENTENCE_ENDS) or re.search("[~→]", line):
        return False
    if len(found) > 1 and not CHANGED.search(line):
        return False
    rest = line
    for _, match in found:
        rest = rest.replace(match[0], " ")
    others = [word for word in _WORD.findall(rest) if word.lower() not in _BESIDE]
    return len(others) <= _OTHERS


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Return where the last match of a pattern stands in a text, -1 for none."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)
