"""The user's own rows, which win over the shipped ones: a CSV file of actors and offices."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from detente.errors import BadDate, NoSource, UsageError
from detente.gazetteer import phrases
from detente.gazetteer.dates import window
from detente.gazetteer.model import Kind
from detente.gazetteer.spelling import letters
from detente.gazetteer.tables import ActorRow, NameRow, PersonRow, SpellRow, Tables

COLUMNS = ("kind", "id", "name", "aliases", "country", "sector", "role", "title", "start", "end", "source")
# The only columns that every row needs; the others may be missing.
_NEEDED = ("kind", "name")

Cells = dict[str, str]


def tables(extra: Path | None = None, folder: Path | None = None) -> Tables:
    """Return the rows of the shipped gazetteer, or of the one in a folder, with a user's file added.

    Raises as :func:`add`.
    """
    found = Tables() if folder is None else Tables(folder)
    if extra is not None:
        add(found, extra)
    return found


def add(tables: Tables, path: Path) -> None:
    """Add the rows of the file to the tables, as the user's.

    Columns: kind, id, name, aliases (parted by "|"), country, sector, role, title, start, end, source. A person with a
    role gives an office; a person of a known name, or of a known id, gains the row's names and office. Raises NoSource
    when there is no such file, and UsageError that lists every fault of its rows.
    """
    rows = _read(path)
    _add_actors(tables, [row for row in rows if row["kind"] != "person"])
    _add_persons(tables, [row for row in rows if row["kind"] == "person"])


def _read(path: Path) -> list[Cells]:
    """Return the rows of the file with all columns, checked."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise NoSource(str(path), "give a CSV file of your own actors") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}; give a CSV file in UTF-8") from error
    reader = csv.DictReader(text.splitlines())
    missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise UsageError(f"{path}: no column {' and no column '.join(missing)}; the columns are {', '.join(COLUMNS)}")
    rows = [{name: (row.get(name) or "").strip() for name in COLUMNS} for row in reader]
    faults = [f"line {number}: {fault}" for number, row in enumerate(rows, start=2) for fault in _faults(row)]
    if faults:
        raise UsageError(f"{path}: " + "; ".join(faults))
    return rows


def _faults(row: Cells) -> Iterator[str]:
    """Yield what is wrong with a row."""
    if row["kind"] not in get_args(Kind):
        yield f"kind {row['kind']!r} is none of {', '.join(get_args(Kind))}"
    if not row["name"]:
        yield "the name is empty"
    if row["kind"] == "person" and row["role"] and not row["country"]:
        yield "an office needs its country"
    for column in ("start", "end"):
        try:
            window(row[column] or None)
        except BadDate:
            yield f"{column} {row[column]!r} is not a date; write 2017-02-16, 2017-02 or 2017"


def _names(row: Cells) -> list[str]:
    """Return the name and aliases of a row."""
    return list(dict.fromkeys([row["name"], *filter(None, (a.strip() for a in row["aliases"].split("|")))]))


def _add_actors(tables: Tables, rows: list[Cells]) -> None:
    """Add actors that are not persons, and their names."""
    first = len(tables.names)
    own = {row["id"] or row["name"] for row in rows}
    tables.actors[:] = [row for row in tables.actors if row.id not in own]
    tables.outlets[:] = [row for row in tables.outlets if row.id not in own]
    for row in rows:
        actor, source = row["id"] or row["name"], row["source"] or "own"
        country = row["country"] or (actor if row["kind"] in ("state", "organisation") else "")
        dates = (row["start"], row["end"], source)
        tables.actors.append(ActorRow(actor, row["name"], row["kind"], country, row["sector"], *dates))
        tables.names += [NameRow(actor, text, "name", "", *dates) for text in _names(row)]
    tables.own_names.update(range(first, len(tables.names)))
    tables.own_phrases += phrases.of_names(list(enumerate(tables.names))[first:])


def _add_persons(tables: Tables, rows: list[Cells]) -> None:
    """Add persons and their offices; rows of one name are one person."""
    known = {row.id: row for row in tables.persons}
    by_name = {text: row.id for row in reversed(tables.persons) for text in phrases.full_names(row)}
    for row in rows:
        person = row["id"] or by_name.get(row["name"]) or _slug(row["name"])
        by_name[row["name"]] = person
        before = known.get(person)
        names = list(dict.fromkeys([*_names(row), *([before.name, *before.aliases.split("|")] if before else [])]))
        surname = before.surname if before and before.name == row["name"] else row["name"].split()[-1]
        aliases = "|".join(filter(None, names[1:]))
        known[person] = tables.own_people[person] = PersonRow(
            person, row["name"], surname, "1", aliases, "", "", row["source"] or "own"
        )
        if row["role"]:
            office = (row["country"], row["role"], row["title"] or row["role"], "")
            tables.own_spells.append(SpellRow(person, *office, row["start"], row["end"], row["source"] or "own"))
    tables.own_phrases += phrases.of_persons(tables.own_people.values())


def _slug(name: str) -> str:
    """Return an id for a person without one."""
    return "person/" + re.sub(r"[^a-z0-9]+", "-", " ".join(letters(word) for word in name.split())).strip("-")
