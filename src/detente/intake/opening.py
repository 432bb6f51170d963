"""One file, stream or address turned into items, whatever kind of source it is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from detente.errors import SourceError
from detente.intake import folders, kinds, payload, tables, unpacking
from detente.intake.columns import Columns, Row
from detente.intake.fetching import Fetcher, Fetching
from detente.intake.folders import reason
from detente.intake.hosts import named
from detente.intake.item import SIZE_LIMIT, Address, Item, ItemKind, Place, Stream, failure, shown
from detente.intake.streams import HEAD, Ahead, Bomb, Budget, Counted, spooled
from detente.records import Failure

Found = Iterator[Item | Failure]

#: A feed or sitemap may name sitemaps, which name pages: so many steps from the address that was given.
_STEPS = 3
#: Rows of one table that are told of as failed; of more it is told how many.
_MOST_FAILED = 1_000


class Opener:
    """Opens what a reading is given, one source at a time.

    Args:
        columns: which columns of tables hold what, as given by hand.
        fetching: how addresses are fetched.
    """

    def __init__(self, *, columns: Columns, fetching: Fetching) -> None:
        self._columns = columns
        self._fetching = fetching
        self._fetcher = Fetcher(how=fetching)
        self._budget = Budget("")

    def close(self) -> None:
        """Close the connections."""
        self._fetcher.close()

    def file(self, path: Path, *, named: bool) -> Found:
        """Yield what a file holds; ``named`` says that somebody named it, so that it is never left out in silence."""
        source = shown(str(path))
        suffix = folders.suffix_of(path.name)
        if suffix and suffix not in folders.KNOWN:
            yield failure(source, f"{source}: not a kind of file that detente reads; give {folders.SHOWN}")
            return
        place = Place(source=source, name=path.name, path=path, named=named, follow=self._fetching.listed)
        try:
            with path.open("rb") as file:
                yield from self.stream(file, place)
        except OSError as error:
            yield failure(source, f"{source}: cannot be read: {reason(error)}; check its permissions")

    def object(self, address: str, *, named: bool) -> Found:
        """Yield what an object of a bucket holds; ``named`` as for files."""
        from detente.intake import buckets

        source, name = shown(address), PurePosixPath(address).name
        suffix = folders.suffix_of(name)
        if suffix and suffix not in folders.KNOWN:
            yield failure(source, f"{source}: not a kind of file that detente reads; give {folders.SHOWN}")
            return
        place = Place(source=source, name=name, named=named, follow=self._fetching.listed)
        try:
            with buckets.opened(address) as file:
                yield from self.stream(file, place)
        except OSError as error:
            yield failure(source, f"{source}: cannot be read: {buckets.reason(error)}; try again")

    def address(self, address: Address, *, depth: int = 0, follow: bool = True) -> Found:
        """Yield what an address gives; with ``follow`` also what the addresses in it do, if it is a feed or sitemap."""
        source = named(address.url)
        try:
            answer = self._fetcher.get(address.url)
        except SourceError as error:
            yield failure(source, str(error))
            return
        name = PurePosixPath(unquote(urlsplit(answer.url).path)).name
        media = payload.media_type(answer.content_type)
        suffix = payload.SUFFIXES.get(media)
        if suffix and not folders.is_packed(name):
            name = f"{PurePosixPath(name).stem or 'page'}{suffix}"
        elif media.startswith(("image/", "audio/", "video/", "font/")):
            yield failure(source, f"{source}: {media}, not a page; give a page's address")
            return
        elif folders.suffix_of(name) not in folders.KNOWN:
            name = PurePosixPath(name).stem
        place = Place(
            source=source,
            name=name,
            origin=answer.url,
            fields=address.fields,
            charset=payload.charset(answer.content_type),
            follow=follow,
            depth=depth,
        )
        yield from self.stream(io.BytesIO(answer.data), place)

    def stream(self, file: Stream, place: Place) -> Found:
        """Yield what a stream of bytes holds; what is wrong with it becomes a failure, and the rest goes on."""
        if place.depth == 0:
            self._budget = Budget(place.source)
            if place.path is not None and place.path.is_file():
                self._budget.packed = place.path.stat().st_size
            else:
                file = Counted(file, self._budget)
        try:
            yield from self._read(file, place)
        except Bomb as error:
            if place.depth:  # it is the whole archive that is refused, not one member of it
                raise
            yield failure(place.source, str(error))
        except SourceError as error:
            yield failure(error.source, str(error))
        except MemoryError:
            yield failure(place.source, f"{place.source}: needs more memory than there is; split or unpack it")
        except unpacking.DAMAGE as error:
            yield failure(place.source, f"{place.source}: damaged: {unpacking.words(error)}; get it anew")

    def _read(self, file: Stream, place: Place) -> Found:
        first = b""
        kind = kinds.by_suffix(folders.suffix_of(place.name))
        if folders.is_packed(place.name):
            # fastwarc unpacks web archives itself, twice as fast
            kind = "warc" if kind == "warc" and place.name.lower().endswith(".gz") else "packed"
        elif kind in {None, "jsonl", "csv"}:
            first = _first_lines(file)
            kind = kind or kinds.by_magic(first) or kinds.by_line(first)
        elif kind == "texts":
            first = file.read(HEAD)
            kind = kinds.of_text(first)
        elif kind == "xml":
            first = file.read(HEAD)
            kind = kinds.by_head(first)
            if kind not in {"feed", "sitemap", "html"}:
                if place.named:
                    yield failure(place.source, f"{place.source}: neither a feed nor a sitemap; give one of these")
                return
        if kind == "head":
            first += file.read(HEAD)
            kind = kinds.by_head(first)
        if kind in kinds.SINGLE:
            yield _whole(Ahead(first, file), place, kinds.SINGLE[kind])
        elif kind in _PACKED:
            yield from self._unpacked(kind, Ahead(first, file) if first else file, place)
        else:
            yield from self._followed(self._rows(kind, first, file, place), place)

    def _unpacked(self, kind: str, file: Stream, place: Place) -> Found:
        """Yield what an archive holds."""
        if kind == "warc":
            from detente.intake.warc import warc_items

            yield from warc_items(file, place)
            return
        if kind in {"packed", "gzip"}:
            named = place if kind == "packed" else _renamed(place, f"{place.name}.gz")
            yield from unpacking.compressed(file, named, self._budget, self.stream)
            return
        empty = True
        for one in self._members(kind, file, place):
            empty = False
            yield one
        if empty and place.named:
            yield failure(place.source, f"{place.source}: no reports in this archive; detente reads {folders.SHOWN}")

    def _members(self, kind: str, file: Stream, place: Place) -> Found:
        if kind == "tar":
            yield from unpacking.tar_members(file, place, self._budget, self.stream)
        elif place.path is not None and place.path.is_file():
            with place.path.open("rb") as own:
                yield from unpacking.zip_members(own, place, self._budget, self.stream)
        else:
            with spooled(file) as kept:
                yield from unpacking.zip_members(kept, place, self._budget, self.stream)

    def _rows(self, kind: str, first: bytes, file: Stream, place: Place) -> Iterator[Row]:
        """Yield the rows of a table, a feed, a sitemap, a list or an export."""
        if kind == "jsonl":
            yield from tables.json_lines(first, file, place, self._columns)
        elif kind == "csv":
            yield from tables.csv_rows(first, file, place, self._columns)
        elif kind == "addresses":
            yield from tables.addresses(first, file, place)
        elif kind == "json":
            from detente.intake.jsonfiles import json_rows

            yield from json_rows(Ahead(first, file), place, self._columns)
        elif kind == "parquet":
            yield from self._parquet(Ahead(first, file), place)
        elif kind == "feed":
            from detente.intake.feeds import feed_rows

            whole = _whole(Ahead(first, file), place, "html")
            if isinstance(whole, Failure):
                yield whole
            else:
                yield from feed_rows(whole.data, place)
        elif kind == "sitemap":
            from detente.intake.sitemaps import sitemap_rows

            yield from sitemap_rows(Ahead(first, file), place)
        elif kind == "lexisnexis":
            from detente.intake.lexisnexis import lexisnexis_articles

            yield from lexisnexis_articles(first, file, place)
        else:
            from detente.intake.factiva import factiva_articles

            yield from factiva_articles(first, file, place)

    def _parquet(self, file: Stream, place: Place) -> Iterator[Row]:
        from detente.intake.parquet import parquet_rows

        if place.path is not None and place.path.is_file():
            yield from parquet_rows(place.path, place, self._columns, self._budget)
            return
        with spooled(file) as kept:
            yield from parquet_rows(kept, place, self._columns, self._budget)

    def _followed(self, rows: Iterator[Row], place: Place) -> Found:
        """Yield what the rows hold, the pages of addresses fetched where that is allowed, each once."""
        passed = failed = 0
        seen: set[int] = set()
        for row in rows:
            if isinstance(row, Failure):
                failed += 1
                if failed <= _MOST_FAILED:
                    yield row
            elif not isinstance(row, Address):
                yield row
            elif not place.follow:
                passed += 1
            elif hash(row.url) not in seen:
                seen.add(hash(row.url))
                if place.depth >= _STEPS + unpacking.DEEPEST:
                    yield failure(
                        named(row.url), f"{named(row.url)}: too many sitemaps that name sitemaps; give this one"
                    )
                    continue
                yield from self.address(row, depth=place.depth + 1, follow=row.index)
        if failed > _MOST_FAILED:
            more = f"{failed - _MOST_FAILED:,} more of its rows cannot be read"
            yield failure(place.source, f"{place.source}: {more}; mend those told first")
        if passed:
            what = f"{passed} addresses without a text" if passed > 1 else "an address without a text"
            yield failure(place.source, f"{place.source}: {what}; add --fetch to read the pages")


_PACKED = frozenset({"warc", "packed", "gzip", "zip", "tar"})


def _first_lines(file: Stream) -> bytes:
    """Return the lines of a stream up to the first that is not empty, that included."""
    first = b""
    while not first.strip() and len(first) < SIZE_LIMIT:
        line = file.readline(SIZE_LIMIT)
        if not line:
            break
        first += line
    return first


def _renamed(place: Place, name: str) -> Place:
    """Return a place under another name."""
    from dataclasses import replace

    return replace(place, name=name)


def _whole(file: Stream, place: Place, kind: ItemKind) -> Item | Failure:
    """Return a stream as one report."""
    parts: list[bytes] = []
    size = 0
    while size < SIZE_LIMIT and (data := file.read(SIZE_LIMIT - size)):
        parts.append(data)
        size += len(data)
    if size >= SIZE_LIMIT:
        return failure(place.source, f"{place.source}: {SIZE_LIMIT // 1_000_000} MB or more; split it into its reports")
    return Item(
        source=place.source,
        origin=place.origin or shown(place.name),
        data=b"".join(parts),
        kind=kind,
        fields=place.fields,
        charset=place.charset,
    )
