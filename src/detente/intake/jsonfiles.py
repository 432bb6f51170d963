"""JSON files: a list of articles as Event Registry, GDELT and the like export it, or one article by itself.

A list is read object by object, whatever its length: it may stand alone or under a few keys ({"articles": {"results":
[...]}}). What stands behind the list is not looked at.
"""

from __future__ import annotations

import codecs
import itertools
import json
import re
from collections.abc import Iterator

from detente.errors import SourceError
from detente.intake.columns import Columns, Row, assigned, item_of, raw_of, some
from detente.intake.decode import encoding_of, not_text
from detente.intake.item import SIZE_LIMIT, Place, Stream, failure
from detente.intake.streams import HEAD

_CHUNK = 1_000_000
_STRING = r'"(?:[^"\\]|\\.)*+"'
#: What may stand before the list: opening braces, keys, and values that are no objects or lists themselves.
_BEFORE = re.compile(rf"(?:\s|\{{|{_STRING}\s*+[:,]|(?:-?[0-9][0-9.eE+-]*+|true|false|null)\s*+,)*+\[\s*+(?=[{{\]])")
_BETWEEN = re.compile(r"\s*+(,|\])\s*+")
_DECODER = json.JSONDecoder()


def json_rows(file: Stream, place: Place, columns: Columns) -> Iterator[Row]:
    """Yield what each object of a JSON file holds.

    A file that was only found, and that does not begin with an article with a title or an address, is left out.

    Raises:
        SourceError: no JSON, broken off, or no articles in it.
    """
    number = 0
    objects = _objects(file, place.source)
    if not place.named:
        try:
            objects = itertools.chain((next(objects),), objects)
        except (SourceError, StopIteration):
            return
    for row in objects:
        number += 1
        if number == 1:
            found = assigned(row, columns)
            if not place.named and not ("text" in found and ("title" in found or "url" in found)):
                return
            if "text" not in found and "url" not in found:
                raise SourceError(place.source, f'no field is a text ({some(row)}); name one "text"')
        yield item_of(row, raw_of(row), columns, place=place, number=number, unit="article")
    if not number and place.named:
        yield failure(place.source, f"{place.source}: no articles in it; give a list of objects with a text each")


def _objects(file: Stream, source: str) -> Iterator[dict[str, object]]:
    """Yield the objects of the first list, or the one object that the file is. Raises SourceError."""
    head = file.read(HEAD)
    what = not_text(head) if head.strip() else "empty; give a list of articles"
    if what:
        raise SourceError(source, what)
    decoder = codecs.getincrementaldecoder(encoding_of(head))("replace")
    text = decoder.decode(head).lstrip("\ufeff")
    before = _BEFORE.match(text)
    if before is None:
        yield from _alone(text + decoder.decode(file.read(SIZE_LIMIT), final=True), source)
        return
    count = 0
    at = before.end()
    while not text.startswith("]", at):
        one = between = None
        while between is None:
            try:
                one, end = _DECODER.raw_decode(text, at)
                between = _BETWEEN.match(text, end)
            except (ValueError, RecursionError):
                between = None
            if between is None:
                chunk = file.read(_CHUNK)
                if not chunk or len(text) - at > SIZE_LIMIT:
                    raise SourceError(source, f"broken off or not JSON after {count} articles; get it anew")
                text, at = text[at:] + decoder.decode(chunk), 0
        if isinstance(one, dict):
            count += 1
            yield one
        at = between.end()
        if between[1] == "]":
            return
        if at >= len(text):  # what follows begins in the next chunk
            text, at = decoder.decode(file.read(_CHUNK)), 0
            if not text:
                raise SourceError(source, f"broken off after {count} articles; get it anew")


def _alone(text: str, source: str) -> Iterator[dict[str, object]]:
    try:
        one = json.loads(text)
    except (ValueError, RecursionError) as error:
        size = "larger than 20 MB or " if len(text) >= SIZE_LIMIT else ""
        raise SourceError(source, f"{size}not JSON; give a list of articles, or one") from error
    if not isinstance(one, dict):
        raise SourceError(source, "JSON without articles; give a list of objects with a text each")
    yield one
