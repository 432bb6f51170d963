"""``detente group``: which texts are copies of which, and which tell one story, without an archive."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from detente.cli.output import write_bytes
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.stories.copies import Text
    from detente.stories.spool import Spool
    from detente.stories.texts import Tell

_TWO = 2  # languages, without which nothing is translated
_SHOWN = 5  # faults and ids that are named; of the others it is said how many they are


@click.command("group")
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--skip-bad", is_flag=True, help="Leave out lines that are no text and name them; exit status 1 then.")
def group_texts(file: BinaryIO, *, skip_bad: bool) -> None:
    """Say of each text in FILE which story it tells and of which other text it is a copy.

    FILE holds JSON lines, {"id", "title", "text", "published"}; title and published may be missing or null. Texts that
    also have a "language" (en, de, ...) are compared with those in others, to find translations. Without FILE it is
    standard input. There comes out one line for each, in the same order: {"id", "story", "copy_of"}. Copies
    share the story of their source. A story is named by its first text that is no copy.

    Nothing comes out before all is read, as the earliest text may be the last. What is kept of more than 50,000 texts lies
    in files in TMPDIR, some 7 KB a text, and goes when done.

    \b
    detente group reports.jsonl > stories.jsonl
    zcat reports.jsonl.gz | detente group --skip-bad > stories.jsonl
    """
    import msgspec

    given = _Given(file=file, skip_bad=skip_bad)
    placed = _placed(given)
    ids = given.ids

    def lines() -> Iterator[bytes]:
        """Yield a line for each text."""
        for own, (story, source) in zip(ids, placed, strict=True):
            told = {"id": own, "story": ids[story], "copy_of": None if source is None else ids[source]}
            yield msgspec.json.encode(told) + b"\n"

    write_bytes(lines())
    for complaint in (*given.faults, *_repeated(ids)):
        click.echo(f"detente group: {complaint}", err=True)
    if given.faults:
        raise SystemExit(1)


def _placed(given: _Given) -> list[tuple[int, int | None]]:
    """Return for each text the place of its story's first text, and of its source if it is a copy. Raises UsageError."""
    from detente.stories.texts import stories_of

    try:
        with _shown() as tell:
            return stories_of(given.texts(), further=given.translated, tell=tell)
    except OSError as error:
        import tempfile

        told, kept = error.strerror or error, tempfile.gettempdir()
        raise UsageError(
            f"the texts cannot be kept: {told}; what is kept of many lies in {kept}, and TMPDIR says where"
        ) from error


@contextmanager
def _shown() -> Iterator[Tell]:
    """Give how progress is told: not at all where standard error is no terminal, which spares loading what shows it."""
    from detente.stories.texts import untold

    if not sys.stderr.isatty():
        yield untold
        return
    from detente.cli import progress
    from detente.reading.account import Progress

    with progress.shown() as shown:

        def tell(what: str, done: int, number: int | None) -> None:
            """Show how far the work is."""
            if shown is not None:
                shown(Progress(done=done, total=number, failed=0, source=what))

        yield tell


@dataclass(kw_only=True)
class _Given:
    """The lines of a file: their ids, what was wrong with lines, and what is kept of texts whose language is known."""

    file: BinaryIO
    skip_bad: bool
    ids: list[str | int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _spoken: Spool | None = None
    _languages: set[str] = field(default_factory=set)

    def texts(self) -> Iterator[Text]:
        """Yield the texts under their places. Raises UsageError when all is read where lines are bad and none is skipped."""
        import msgspec

        decode = msgspec.json.Decoder(dict[str, Any]).decode  # values of other fields may be anything
        for number, line in enumerate(self.file, 1):
            if not line.strip():
                continue
            try:
                own, text, language = _read(decode, line, len(self.ids))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                self.faults.append(f"line {number} is no JSON object ({error}); give one text a line")
                continue
            except UsageError as error:
                self.faults.append(f"line {number}{error}")
                continue
            if self.faults and not self.skip_bad:
                continue  # it is for nothing: the other bad lines are looked for
            if language:
                self._keep(text, language)
            yield text
            self.ids.append(own)
        if self.faults and not self.skip_bad:
            raise UsageError(_together(self.faults))

    def _keep(self, text: Text, language: str) -> None:
        """Keep what translations are found by."""
        import msgspec

        from detente.stories.spool import Spool
        from detente.stories.translations import Written, kept_of

        if kept := kept_of(Written(text=text, language=language)):
            self._spoken = self._spoken or Spool()
            self._spoken.append(msgspec.msgpack.encode(kept))
            self._languages.add(kept.language)

    def translated(self, copied: Collection[int]) -> dict[int, int]:
        """Return the texts, of those that are no copies, that are translations of others."""
        if self._spoken is None or len(self._languages) < _TWO:
            return {}
        import msgspec

        from detente.stories.translations import Kept, translations_of

        every = map(msgspec.msgpack.Decoder(Kept).decode, self._spoken)
        originals = (kept for kept in every if int(kept.id) not in copied)
        return {int(copy.id): int(copy.source) for copy in translations_of(originals)}


def _read(decode: Callable[[bytes], dict[str, Any]], line: bytes, place: int) -> tuple[str | int, Text, str | None]:
    """Return the id, the text under its place, and the language of a line. Raises UsageError, which goes on with the line."""
    from detente.stories.copies import Text

    row = decode(line)
    own = row.get("id")
    if isinstance(own, bool) or not isinstance(own, str | int):
        raise UsageError(" has no id; give each text a string or a whole number as its id")
    text, title, published, language = (_string(row, name) for name in ("text", "title", "published", "language"))
    return own, Text(id=f"{place:09}", body=text or "", title=title, published=published), language


def _string(row: dict[str, Any], name: str) -> str | None:
    """Return a field of a row that may be missing. Raises UsageError where it is something else than a string."""
    value = row.get(name)
    if value is None or isinstance(value, str):
        return value
    raise UsageError(f": {name!r} is no string; give a string or null")


def _together(faults: list[str]) -> str:
    """Return what is wrong in one line."""
    more = len(faults) - _SHOWN
    others = [f"and {more} more such lines"] if more > 0 else []
    return "; ".join([*faults[:_SHOWN], *others, "--skip-bad leaves such lines out"])


def _repeated(ids: list[str | int]) -> list[str]:
    """Return what is to be said of ids that more than one text has."""
    from collections import Counter

    if len(set(ids)) == len(ids):
        return []
    repeated = [str(own) for own, times in Counter(ids).items() if times > 1]
    named = ", ".join(repeated[:_SHOWN]) + (", ..." if len(repeated) > _SHOWN else "")
    return [f"{len(repeated)} ids stand at more than one text ({named}); each text has its line, in the order given"]
