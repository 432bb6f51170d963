"""``detente group``: which texts are copies of which, and which tell one story, without an archive."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from detente.cli.output import write_bytes
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.stories.copies import Text
    from detente.stories.translations import Kept


@click.command("group")
@click.argument("file", type=click.File("rb"), default="-")
def group_texts(file: BinaryIO) -> None:
    """Say of each text in FILE which story it tells and of which other text it is a copy.

    FILE holds JSON lines, {"id", "title", "text", "published"}; title and published may be missing or null. Texts that
    also have a "language" (en, de, ...) are compared with those in others, to find translations. Without FILE it is
    standard input. There comes out one line for each, in the same order: {"id", "story", "copy_of"}. Copies
    share the story of their source. A story is named by its first text that is no copy.

    \b
    detente group reports.jsonl > stories.jsonl
    """
    import msgspec

    from detente.stories.texts import stories_of

    ids: list[str | int] = []
    spoken: list[Kept] = []

    def translated(copied: Collection[int]) -> dict[int, int]:
        """Return the texts, of those that are no copies, that are translations of others."""
        if not spoken:
            return {}
        from detente.stories.translations import translations_of

        originals = (kept for kept in spoken if int(kept.id) not in copied)
        return {int(copy.id): int(copy.source) for copy in translations_of(originals)}

    placed = stories_of(_texts(file, ids, spoken), further=translated)

    def lines() -> Iterator[bytes]:
        """Yield a line for each text."""
        for own, (story, source) in zip(ids, placed, strict=True):
            told = {"id": own, "story": ids[story], "copy_of": None if source is None else ids[source]}
            yield msgspec.json.encode(told) + b"\n"

    write_bytes(lines())


def _texts(file: BinaryIO, ids: list[str | int], spoken: list[Kept]) -> Iterator[Text]:
    """Yield the texts of a file under their places in it; their own ids are added to a list. Raises UsageError.

    What is kept of those with a known language is added to ``spoken``.
    """
    import msgspec

    from detente.stories.copies import Text

    decode = msgspec.json.Decoder(dict[str, Any]).decode  # values of other fields may be anything
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            row = decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise UsageError(f"line {number} is no JSON object ({error}); give one text a line") from error
        own = row.get("id")
        if isinstance(own, bool) or not isinstance(own, str | int):
            raise UsageError(f"line {number} has no id; give each text a string or a whole number as its id")
        text, title, published = (_string(row, name, number) for name in ("text", "title", "published"))
        given = Text(id=f"{len(ids):09}", body=text or "", title=title, published=published)
        if language := _string(row, "language", number):
            spoken.extend(_kept(given, language))
        yield given
        ids.append(own)


def _kept(text: Text, language: str) -> Iterator[Kept]:
    """Yield what is kept of a text in a known language to find translations, nothing where that is too little."""
    from detente.stories.translations import Written, kept_of

    if kept := kept_of(Written(text=text, language=language)):
        yield kept


def _string(row: dict[str, Any], name: str, number: int) -> str | None:
    """Return a field of a row that may be missing. Raises UsageError where it is something else than a string."""
    value = row.get(name)
    if value is None or isinstance(value, str):
        return value
    raise UsageError(f"line {number}: {name!r} is no string; give a string or null")
