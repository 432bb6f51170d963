"""What stands beside exported tables: the data dictionary, the citation, the rights, and how to open them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from detente import __version__
from detente.archive.tables import COLUMNS, Column
from detente.show import words
from detente.show.exporting import PACKAGE, Export, File

if TYPE_CHECKING:
    from detente.archive import Archive

TABLES = {
    "reports": "Published texts, one a row, with the clean body that every passage of the other tables indexes.",
    "mentions": "Passages that name an actor.",
    "statements": "Who says what, to whom, in whose words.",
    "events": "Who does what to whom, with which status, on which date.",
    "residue": "Lines around the bodies that were taken for no part of them, and why.",
    "failures": "Inputs and stages that failed.",
    "joins": "Judgements that a report belongs to a story; of several of a report the highest number counts.",
    "traits": "What reports are grouped into stories by: hashes of words, names and figures.",
    "judgements": "What people said of stories, which wins over the joins.",
    "settlements": "What people said became of predictions, promises, threats and red lines.",
    "corrections": "What people said of actors, types, statuses and acts; the tables above hold the records as corrected.",
    "codings": "Which codebook and gazetteer each report was read with.",
    "vocabularies": "The files of these codebooks and gazetteers, whole.",
    "readings": "Batches that made the archive, and the versions of its tables after each.",
}
"""What each table holds, in a sentence."""

_KEYS = {"residue": ("report", "position"), "traits": ("report",), "codings": ("report",)}
_KEYS |= {"vocabularies": ("id", "file"), "readings": ("number",)}
_OF_REPORTS = ("mentions", "statements", "events", "residue", "joins", "traits", "codings")
_FRICTIONLESS = {
    "text": ("string", "default"),
    "day": ("date", "default"),
    "moment": ("datetime", "default"),
    "int": ("integer", "default"),
    "long": ("integer", "default"),
    "float": ("number", "default"),
    "flag": ("boolean", "default"),
    "texts": ("array", "default"),
    "longs": ("array", "default"),
    "spans": ("array", "default"),
    "quantities": ("array", "default"),
    "counts": ("object", "default"),
}
_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f]")


def write_texts(archive: Archive, made: Export, *, title: str | None, authors: Sequence[str]) -> None:
    """Write what stands beside the tables of an export, the data dictionary last. Raises OSError."""
    named = _UNFIT.sub(" ", title) if title else _title(archive)
    cited = [_UNFIT.sub(" ", author) for author in authors] or [f"detente {__version__}"]
    day = archive.readings()[-1].finished[:10]
    root = made.folder
    (root / "CITATION.cff").write_text(_citation(made, named, cited, day), encoding="utf-8")
    (root / "LICENCES.md").write_text(_LICENCES, encoding="utf-8")
    (root / "README.md").write_text(_readme(made, named, day), encoding="utf-8")
    package = json.dumps(_package(made, named, cited, day), ensure_ascii=False, indent=1)
    (root / PACKAGE).write_text(package + "\n", encoding="utf-8")


def _title(archive: Archive) -> str:
    """Return what a data set is called after the days of its reports."""
    days = [d for d in archive.publications()["first_day"].to_pylist() if d]
    span = f", {words.span(min(days), max(days))}" if days else ""
    return f"What the press reports on relations between states{span}"


def _package(made: Export, title: str, authors: Sequence[str], day: str) -> dict[str, object]:
    """Return the data dictionary (Data Package 2.0, https://datapackage.org/standard/data-package/)."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "detente-export",
        "title": title,
        "version": str(made.version),
        "created": datetime.fromisoformat(f"{day}T00:00:00").replace(tzinfo=UTC).isoformat().replace("+00:00", "Z"),
        "contributors": [{"title": author, "roles": ["author"]} for author in authors],
        "description": f"Written by detente {__version__} from batch {made.version} of an archive. See README.md.",
        "resources": [_resource(file) for file in made.files],
    }


def _resource(file: File) -> dict[str, object]:
    """Return the description of one file."""
    kind = file.name.rpartition(".")[2]
    out: dict[str, object] = {
        "name": f"{file.table}-{kind}",
        "path": file.name,
        "title": f"{file.table}, {'Parquet' if kind == 'parquet' else 'CSV'}",
        "description": TABLES[file.table],
        "type": "table",
        "format": kind,
        "mediatype": _MEDIA[kind],
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "rows": file.rows,
    }
    if kind == "csv":
        out |= {
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        }
    return {**out, "schema": _schema(file.table, kind)}


def _schema(table: str, kind: str) -> dict[str, object]:
    """Return a table's columns with what they hold."""
    key = list(_KEYS.get(table, ("id",)))
    keys = [{"fields": ["report"], "reference": {"resource": f"reports-{kind}", "fields": ["id"]}}]
    return {
        "fields": [_field(column) for column in COLUMNS[table]],
        "missingValues": [""],
        "primaryKey": key,
        **({"foreignKeys": keys} if table in _OF_REPORTS else {}),
    }


def _field(column: Column) -> dict[str, object]:
    """Return the description of a column."""
    kind, form = _FRICTIONLESS[column.shape]
    out: dict[str, object] = {"name": column.name, "type": kind, "format": form, "description": column.doc}
    # An empty text is a value here, which a reader that takes "" for missing cannot tell from none.
    if column.required and column.shape != "text":
        out["constraints"] = {"required": True}
    return out


def _citation(made: Export, title: str, authors: Sequence[str], day: str) -> str:
    """Return the citation file (Citation File Format 1.2.0); JSON texts are YAML texts."""

    def text(value: str) -> str:
        return json.dumps(value, ensure_ascii=False)

    named = "\n".join(f"  - name: {text(author)}" for author in authors)
    return (
        "cff-version: 1.2.0\n"
        "message: Please cite this data set, and the outlets whose reports you quote.\n"
        "type: dataset\n"
        f"title: {text(title)}\n"
        f"version: {text(str(made.version))}\n"
        f"date-released: {day}\n"
        f"authors:\n{named}\n"
        "references:\n"
        "  - type: software\n"
        "    title: detente\n"
        f"    version: {text(__version__)}\n"
        "    authors:\n      - name: The detente authors\n"
    )


_LICENCES = """# Rights

- **Texts of reports** (`body`, `title`, `byline` of reports; `text` of residue; `passage_text` and `content_text`, which
  quote them) belong to the outlets that published them. Before passing them on, ask the outlets or leave these columns
  out; passages may be quoted as the law of your country allows.
- **What was read out of them** (who, what, to whom, when, with which status: the other columns) are statements of fact
  made by the program. Whoever made this archive says under which terms they are passed on.
- **The ontology** of event types is PLOVER; codes and Goldstein scores are CAMEO's. **Who is who** comes from the
  gazetteer of detente, whose sources and licences stand in its own documentation.
- **Events with an `origin`** (icews, gdelt, polecat, phoenix) were taken over from that data set, whose terms hold.
- detente itself is under the Apache License 2.0, which says nothing on the data that it reads.
"""


def _readme(made: Export, title: str, day: str) -> str:
    """Return what a person reads first."""
    rows = {file.table: file.rows for file in made.files}
    listed = "\n".join(f"| {name} | {rows[name]} | {TABLES[name]} |" for name in COLUMNS)
    return (
        f"# {title}\n\n"
        f"Written by detente {__version__} from batch {made.version} of an archive, last read into on {day}. Every table "
        "is here twice, as Parquet and as CSV; `datapackage.json` says what each column holds, `CITATION.cff` how to "
        "cite, `LICENCES.md` whose rights are touched.\n\n"
        f"| table | rows | holds |\n|---|---|---|\n{listed}\n\n" + _OPENING
    )


_OPENING = """Spans and passages are `[start, end)` in characters (code points) of the report's `body`. Null means "not
known", never "no". In CSV, lists are JSON, null is an empty cell without quotation marks, and a text that begins as a
formula does (`=`, `+`, `-`, `@`, a tab or a line end) has an apostrophe before it, so that no spreadsheet runs it; take
one apostrophe away to have the text back. Parquet holds every text as it is.

```r
library(arrow); events <- read_parquet("events.parquet")
```
```python
import pandas as pd; events = pd.read_parquet("events.parquet")
import polars as pl; events = pl.read_parquet("events.parquet")
import duckdb; duckdb.sql("SELECT type, count(*) FROM 'events.parquet' GROUP BY type")
```
"""
