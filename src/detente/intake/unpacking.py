"""Archives of files: ZIP, TAR, and what gzip, bzip2 and xz have compressed, member by member, never unpacked to disk.

A member is named "archive.zip!folder/report.html". Links, devices and empty folders in a TAR are passed over; names
that lead out of the archive do no harm, as nothing is written under them.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePath, PurePosixPath
from typing import IO, BinaryIO, Self, cast

from detente.errors import SourceError
from detente.intake import folders
from detente.intake.item import Item, Place, Stream, failure, shown
from detente.intake.streams import Budget, Unpacked
from detente.records import Failure

Found = Iterator[Item | Failure]
Read = Callable[[Stream, Place], Found]

#: Archives in archives are opened this deep; a bomb like 42.zip goes deeper, nothing that people make does.
DEEPEST = 3
#: What unpacking raises where the bytes are not what they should be.
DAMAGE = (
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
    gzip.BadGzipFile,
    NotImplementedError,
)
_ENCRYPTED = 0x1
#: Headers of a TAR that hold nothing but names and attributes; they are read whole, whatever length they say.
_LONG_NAMES = frozenset(
    {tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE}
)
_LONGEST_NAMES = 1_000_000  # bytes


def compressed(file: Stream, place: Place, budget: Budget, read: Read) -> Found:
    """Yield what a file compressed with gzip, bzip2 or xz holds, under its name without that suffix."""
    suffix = PurePath(place.name).suffix.lower()
    bare = place.name[: -len(suffix)] + folders.PACKED[suffix]
    # the three ask for nothing but reading forwards
    packed = cast(BinaryIO, file)
    opened: IO[bytes]
    if suffix in {".bz2", ".tbz", ".tbz2"}:
        opened = bz2.BZ2File(packed)
    elif suffix in {".xz", ".txz"}:
        opened = lzma.LZMAFile(packed)  # noqa: SIM115  # closed below, as the other two are
    else:
        opened = cast(IO[bytes], gzip.GzipFile(fileobj=packed))
    with opened:
        yield from read(Unpacked(opened, budget), _inside(place, place.source, bare))


def zip_members(file: BinaryIO, place: Place, budget: Budget, read: Read) -> Found:
    """Yield what the members of a ZIP archive hold, in the order of the archive; each bad member fails alone."""
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            member = PurePosixPath(info.filename.replace("\\", "/"))
            if info.is_dir() or not folders.is_report_inside(member):
                continue
            source = f"{place.source}!{shown(info.filename)}"
            if info.flag_bits & _ENCRYPTED:
                yield failure(source, f"{source}: protected by a password; unpack it yourself")
                continue
            try:
                with archive.open(info) as opened:
                    yield from read(Unpacked(opened, budget), _inside(place, source, member.name))
            except (*DAMAGE, OSError) as error:
                yield failure(source, f"{source}: damaged: {words(error)}; get it anew")


def tar_members(file: Stream, place: Place, budget: Budget, read: Read) -> Found:
    """Yield what the members of a TAR archive hold, as they come by."""
    stream = cast(BinaryIO, Unpacked(file, budget))
    with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Member) as archive:
        for info in archive:
            member = PurePosixPath(info.name)
            if not info.isreg() or not folders.is_report_inside(member):
                continue
            source = f"{place.source}!{shown(info.name)}"
            if info.issparse():  # holes of any length, in no bytes at all
                yield failure(source, f"{source}: a file with holes; unpack it yourself")
                continue
            opened = archive.extractfile(info)
            if opened is not None:
                yield from read(cast(Stream, opened), _inside(place, source, member.name))


class _Member(tarfile.TarInfo):
    """A member of a TAR, whose name and attributes have a length that names have."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """Return the member of a header. Raises HeaderError where it says that its names are longer than any."""
        found = super().frombuf(buf, encoding, errors)
        if found.type in _LONG_NAMES and found.size > _LONGEST_NAMES:
            raise tarfile.HeaderError(f"names of {found.size:,} bytes")
        return found


def _inside(place: Place, source: str, name: str) -> Place:
    """Return the place of a member of the archive at a place. Raises SourceError where it is too deep."""
    if place.depth >= DEEPEST:
        raise SourceError(source, f"stands in more than {DEEPEST} archives; unpack it yourself")
    member = source != place.source
    return Place(
        source=source,
        name=name,
        origin=None if member else place.origin,
        named=False if member else place.named,
        follow=place.follow,
        depth=place.depth + 1,
    )


def words(error: BaseException) -> str:
    """Return what a library says of damage, on one line."""
    said = " ".join(shown(str(error)).split())
    return said[:200] or type(error).__name__
