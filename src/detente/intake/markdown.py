"""Markdown: its marks taken off, its first heading the title."""

from __future__ import annotations

import re

from detente.intake import header
from detente.intake.draft import Draft
from detente.intake.text import read_text

_FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.MULTILINE | re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]\n]{0,500}\]\([^)\s]{0,2000}(?: \"[^\"\n]{0,300}\")?\)")
_LINK = re.compile(r"\[([^\]\n]{1,500})\]\([^)\s]{0,2000}(?: \"[^\"\n]{0,300}\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]{1,500}?)(?<=\S)\1(?![\w*])")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s(.*)$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)\s*$")
_RULE = re.compile(r"^ {0,3}([-*_] ?){3,}\s*$")
_QUOTED = re.compile(r"^ {0,3}(?:> ?)+")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_BULLET = re.compile(r"^\s{0,8}[*+-]\s+")


def read_markdown(text: str) -> Draft:
    """Return the draft of a Markdown text: front matter read, marks removed, paragraphs joined."""
    draft = Draft()
    text = header.take(text, draft)
    text = _FENCE.sub("", text)
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        heading = _HEADING.match(line)
        if heading or _UNDERLINE.match(line):
            title = (
                _plain(heading[1].strip().rstrip("#").strip())
                if heading
                else " ".join(blocks.pop())
                if blocks[-1]
                else ""
            )
            blocks += [[title], []] if title else [[]]
            if title and draft.title is None and not any(block for block in blocks[:-2]):
                draft.title = title
        elif not line.strip() or _RULE.match(line):
            blocks.append([])
        elif _BULLET.match(line):
            blocks.append(["- " + _plain(_BULLET.sub("", line))])
        else:
            blocks[-1].append(_plain(_QUOTED.sub("", line)).strip())
    return read_text("\n\n".join(" ".join(block) for block in blocks if block), known=draft)


def _plain(line: str) -> str:
    line = _LINK.sub(r"\1", _IMAGE.sub("", line))
    line = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", line))
    return _ESCAPE.sub(r"\1", line)
