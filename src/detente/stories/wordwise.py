"""Two wordings of one thing, word by word: what is the same, what is put otherwise, what was cut and what was added."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from detente.gazetteer.spelling import fold

RunKind = Literal["same", "other", "cut", "added"]

_TOKEN = re.compile(r"\S+")
_MARKS = ".,;:!?\"'“”‘’«»()[]…–—"
# Where the runs that match are longer, the rest of both is one change: "a stronger and longer" is no twofold one.
_LEAST_SAME = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words in a row: ``text`` is the telling's own, empty where it was cut; ``against`` the other's, as far as it differs."""

    kind: RunKind
    text: str
    against: str = ""


def runs(text: str, against: str) -> tuple[Run, ...]:
    """Return a wording in runs, held against another one; case and marks make no difference."""
    own, other = _TOKEN.findall(text), _TOKEN.findall(against)
    match = SequenceMatcher(None, [_plain(w) for w in other], [_plain(w) for w in own], autojunk=False)
    out: list[Run] = []
    for tag, a, b, c, d in match.get_opcodes():
        said, left = " ".join(own[c:d]), " ".join(other[a:b])
        if tag == "equal" and (d - c >= _LEAST_SAME or a == 0 or b == len(other)):
            out.append(Run(kind="same", text=said))
        else:
            _add(out, said, left)
    return tuple(out)


def _add(out: list[Run], said: str, left: str) -> None:
    """Add what differs, to the run before where that differs too."""
    if out and out[-1].kind != "same":
        before = out.pop()
        said, left = f"{before.text} {said}".strip(), f"{before.against} {left}".strip()
    if said and left:
        out.append(Run(kind="other", text=said, against=left))
    else:
        out.append(Run(kind="added" if said else "cut", text=said, against=left))


def _plain(word: str) -> str:
    """Return a word without case, accents and marks; marks alone stay."""
    return fold(word.strip(_MARKS)) or word
