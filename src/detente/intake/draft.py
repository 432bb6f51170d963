"""What one reader of one kind of source found: a report before it has an id, a language and a checked body."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.records import Published, Residue


@dataclass(slots=True, kw_only=True)
class Draft:
    """A report in the making; None and an unknown date mean "not found in the source".

    ``paragraphs`` make the body, one line each; ``language`` is what the source itself says, not what was detected.
    """

    paragraphs: list[str] = field(default_factory=list)
    residue: list[Residue] = field(default_factory=list)
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    published: Published = field(default_factory=Published)
    changed: Published | None = None
    section: str | None = None
    place: str | None = None
    agency: tuple[str, ...] = ()

    def drop(self, text: str, reason: str) -> None:
        """Set a line aside as residue."""
        self.residue.append(Residue(text=text, reason=reason))
