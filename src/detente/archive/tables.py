"""The tables of an archive and their columns.

Records lie flat, so that R, pandas and Spark open them without unpacking: a party in a role is seven columns with the
role before them (``source_country``), a date four (``when_from``), a passage two (``passage_start``, ``passage_end``).
A role is empty exactly where its ``_how`` is null. Only spans, figures and short lists of words are Arrow lists.
Two columns repeat what others hold, for filters and for readers outside Python: ``date`` (the day that a row is ordered
and filtered by) and ``passage_text`` (the text of the passage).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pyarrow as pa

Shape = Literal[
    "text", "day", "moment", "int", "long", "float", "flag", "texts", "longs", "spans", "quantities", "counts"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name, the shape of its values, what it holds, and whether every row has a value."""

    name: str
    shape: Shape
    doc: str
    required: bool = False


def _column(name: str, shape: Shape, doc: str) -> Column:
    """Return a column; a name that ends in "!" has a value in every row."""
    return Column(name=name.rstrip("!"), shape=shape, doc=doc, required=name.endswith("!"))


def _party(role: str) -> tuple[Column, ...]:
    """Return the columns of an actor in a role."""
    return (
        _column(f"{role}_actor", "text", "gazetteer id"),
        _column(f"{role}_name", "text", "fullest name known"),
        _column(f"{role}_country", "text", "ISO 3166 alpha-3 code, or an organisation's code"),
        _column(f"{role}_sector", "text", "PLOVER sector code"),
        _column(f"{role}_office", "text", "office held"),
        _column(f"{role}_text", "text", "as found in the body"),
        _column(f"{role}_spans", "spans", "where in the body"),
        _column(f"{role}_how", "text", "name, office, pronoun, metonym, list or implied; null: nobody in this role"),
    )


def _when(role: str, what: str, *, required: bool = True) -> tuple[Column, ...]:
    """Return the columns of a date; one that is not required has no precision where nothing is said of it."""
    end = "!" if required else ""
    return (
        _column(f"{role}_from", "text", f"first ISO 8601 day or minute that {what} can be"),
        _column(f"{role}_to", "text", f"last ISO 8601 day or minute that {what} can be"),
        _column(f"{role}_precision{end}", "text", "minute, day, week, month, year or unknown"),
        _column(f"{role}_text{end}", "text", "wording that the date was read from"),
    )


_MADE_BY = (
    _column("reader!", "text", "program that read the row"),
    _column("version!", "text", "its version"),
)
_PASSAGE = (
    _column("passage_start!", "int", "first character of the passage in the body"),
    _column("passage_end!", "int", "character after the passage"),
    _column("passage_text!", "text", "the passage, body[passage_start:passage_end]"),
)
_DAY = "day that the row is ordered and filtered by"

COLUMNS: dict[str, tuple[Column, ...]] = {
    "reports": (
        _column("id!", "text", "hash of origin and digest"),
        _column("date", "day", f"{_DAY}: the first day it can have appeared on"),
        _column("origin!", "text", "address or file name, with #row inside a table"),
        _column("digest!", "text", "SHA-256 of the raw input"),
        _column("source!", "text", "path or address as given"),
        _column("outlet", "text", "who published it"),
        _column("title", "text", "headline"),
        _column("byline", "text", "authors as printed"),
        _column("url", "text", "address"),
        _column("language", "text", "ISO 639-1 code"),
        *_when("published", "the publication"),
        _column("published_known_from", "text", "how the date of publication is known"),
        _column("body!", "text", "clean text that every passage indexes, in characters"),
        _column("copy_of", "text", "report that this one reprints"),
        *_MADE_BY,
        *_when("changed", "the last change", required=False),
        _column("changed_known_from", "text", "how the date of the change is known"),
        _column("section", "text", "part of the outlet, as printed"),
        _column("place", "text", "where it was filed, as printed"),
        _column("agency", "texts", "news agencies credited; null: read before they were looked for"),
    ),
    "mentions": (
        _column("id!", "text", "hash of report, span and actor"),
        _column("report!", "text", "report that it stands in"),
        _column("date", "day", f"{_DAY}: the report's"),
        _column("span_start!", "int", "first character in the body"),
        _column("span_end!", "int", "character after it"),
        _column("text!", "text", "as found in the body"),
        _column("actor", "text", "gazetteer id"),
        _column("name", "text", "fullest name known"),
        _column("country", "text", "ISO 3166 alpha-3 code, or an organisation's code"),
        _column("sector", "text", "PLOVER sector code"),
        _column("office", "text", "office held"),
        _column("how!", "text", "name, office, pronoun, metonym, list or implied"),
        *_MADE_BY,
    ),
    "statements": (
        _column("id!", "text", "hash of report, content, cue and speaker"),
        _column("report!", "text", "report that it stands in"),
        _column("date", "day", f"{_DAY}: when it was said, else when the report appeared"),
        _column("kind!", "text", "direct, indirect or mixed"),
        _column("form!", "text", "prose, interview, transcript or list"),
        *_party("speaker"),
        _column("cue_text!", "text", "words that mark the statement"),
        _column("cue_lemma!", "text", "their lemma"),
        _column("cue_spans!", "spans", "where in the body"),
        _column("content_text!", "text", "what is said"),
        _column("content_spans!", "spans", "where in the body"),
        *_party("addressee"),
        _column("inside", "text", "statement that this one stands in"),
        _column("via!", "texts", "names that it passed through, outermost first"),
        _column("acts!", "texts", "what the statement does"),
        _column("certainty!", "text", "certain, probable, possible, doubtful or denied"),
        _column("issues!", "texts", "what it is about"),
        *_when("said", "the saying"),
        *_PASSAGE,
        _column("rule!", "text", "rule that read it"),
        *_MADE_BY,
    ),
    "events": (
        _column("id!", "text", "hash of report, type, mode, status, passage and parties"),
        _column("report!", "text", "report that it stands in"),
        _column("statement", "text", "statement that it was told in"),
        _column("date", "day", f"{_DAY}: the first day it can have happened on, else when the report appeared"),
        *_party("source"),
        *_party("target"),
        _column("type!", "text", "PLOVER type"),
        _column("mode", "text", "PLOVER mode"),
        _column("cameo!", "text", "CAMEO code"),
        _column("goldstein!", "float", "Goldstein score, -10 to 10"),
        _column("score!", "float", "PLOVER score, -10 to 10"),
        _column("status!", "text", "happened, ongoing, planned, offered, demanded, threatened, predicted, ..."),
        *_when("when", "the event"),
        _column("where_place", "text", "place as found; null: unknown"),
        _column("where_country", "text", "its ISO 3166 alpha-3 code"),
        _column("quantities!", "quantities", "figures told with it"),
        _column("issues!", "texts", "what it is about"),
        *_PASSAGE,
        _column("rule!", "text", "rule that read it"),
        *_MADE_BY,
        _column(
            "origin", "text", "whose data it is taken over from: icews, gdelt, ...; null: read here from its report"
        ),
        _column("mutual", "flag", "both do it to each other; null: read before that was kept"),
        _column("when_known_from", "text", "where the time stands: clause, joined or before; null: unknown"),
        _column("passages", "spans", "further passages that tell the same event; null: read before they were kept"),
    ),
    "residue": (
        _column("report!", "text", "report that it was dropped from"),
        _column("position!", "int", "place among the report's residue, from 0"),
        _column("text!", "text", "what was dropped"),
        _column("reason!", "text", "why"),
        *_MADE_BY,
    ),
    "failures": (
        _column("id!", "text", "hash of source, stage and error"),
        _column("source!", "text", "input that failed"),
        _column("stage!", "text", "intake, language or archive"),
        _column("error!", "text", "what went wrong"),
        _column("report", "text", "report, if known"),
        *_MADE_BY,
    ),
    "joins": (
        _column("id!", "text", "hash of report, number and story"),
        _column("report!", "text", "report that was put in a story"),
        _column("story!", "text", "the story; of several rows of a report the one with the highest number counts"),
        _column("number!", "long", "reports that were held when it was judged"),
        _column("others!", "int", "reports of the story that it was held against"),
        _column("source", "text", "report that it is a copy of: it goes where that one is"),
        _column(
            "score", "float", "how alike it is to them on average, 0 to 1; null: the first of its story, or a copy"
        ),
        _column("text", "float", "the score's part from words"),
        _column("names", "float", "the score's part from names"),
        _column("numbers", "float", "the score's part from figures"),
        _column("time", "float", "the score's part from the days they appeared on"),
        *_MADE_BY,
    ),
    "traits": (
        _column("report!", "text", "report"),
        _column("number!", "long", "its place among the reports that were grouped, from 0"),
        _column("day", "int", "day that it appeared on, as days since 0001-01-01, that day being 1"),
        _column("keys!", "longs", "hashes of its words, names and figures, sorted"),
        _column("counts!", "longs", "how often each stands in it"),
    ),
    "judgements": (
        _column("id!", "text", "hash of kind, reports, others, undoes and made"),
        _column("kind!", "text", "together, apart or undo"),
        _column("reports!", "texts", "reports whose stories are one, or that stand apart"),
        _column("others!", "texts", "reports that they stand apart from"),
        _column("undoes", "text", "judgement that counts no more"),
        _column("who!", "text", "who judged"),
        _column("why!", "text", "why, in words"),
        _column("made!", "text", "when, ISO 8601 in UTC"),
    ),
    "settlements": (
        _column("id!", "text", "hash of entry, state, undoes and made"),
        _column("entry!", "text", "entry of the ledger"),
        _column("state", "text", "what became of it; null: the settlement undone counts no more"),
        _column("undoes", "text", "settlement that counts no more"),
        _column("who!", "text", "who judged"),
        _column("why!", "text", "why, in words"),
        _column("made!", "text", "when, ISO 8601 in UTC"),
    ),
    "corrections": (
        _column("id!", "text", "hash of kind, table, item, report, span, was, value, scope, undoes and made"),
        _column("kind!", "text", "actor, type, status, acts, nothing or undo"),
        _column("table", "text", "table of the record; null: an actor, or an undoing"),
        _column("item", "text", "id of the row that it is about"),
        _column("report", "text", "report that it is about, or that it was seen in"),
        _column("span_start!", "int", "first character in the body of what it is about"),
        _column("span_end!", "int", "character after it"),
        _column("scope!", "text", "of an actor: place, report or archive"),
        _column("text", "text", "what names the actor there"),
        _column("of", "text", "type of the event as read"),
        _column("was", "text", "what was read"),
        _column("value", "text", "what it is; null: an actor that is not known"),
        _column("name", "text", "the actor's name"),
        _column("country", "text", "its country's or organisation's code"),
        _column("sector", "text", "its PLOVER sector code"),
        _column("mode", "text", "PLOVER mode of the type"),
        _column("cameo", "text", "CAMEO code of the type"),
        _column("goldstein", "float", "its Goldstein score"),
        _column("score", "float", "its PLOVER score"),
        _column("undoes", "text", "correction that counts no more"),
        _column("who!", "text", "who judged"),
        _column("why!", "text", "why, in words"),
        _column("made!", "text", "when, ISO 8601 in UTC"),
    ),
    "codings": (
        _column("report!", "text", "report whose mentions, statements and events it is about"),
        _column("codebook!", "text", "shipped codebook that they were read with, in the table vocabularies"),
        _column("own_codebook", "text", "the user's codebook file beside it; null: none"),
        _column("gazetteer!", "text", "shipped gazetteer"),
        _column("own_gazetteer", "text", "the user's own actors beside it; null: none"),
        _column("pipeline", "text", "spaCy pipeline asked for by name; null: detente's own"),
        _column("relations_only!", "flag", "whether only parts that can be about relations were parsed"),
        *_MADE_BY,
    ),
    "vocabularies": (
        _column("id!", "text", "hash of kind, file names and texts"),
        _column("kind!", "text", "codebook, own codebook, gazetteer or own gazetteer"),
        _column("file!", "text", "name of one of its files"),
        _column("text!", "text", "what stands in the file"),
    ),
    "readings": (
        _column("number!", "long", "batch, from 0: the creation"),
        _column("kind!", "text", "create, migrate, read, judge, upkeep or recode"),
        _column("schema!", "int", "number of the last migration applied"),
        _column("versions!", "counts", "Delta version of every other table after this batch"),
        _column("rows!", "counts", "rows that this batch added to each table; below 0: so many fewer than before"),
        _column("started!", "moment", "when the batch was begun, UTC"),
        _column("finished!", "moment", "when it was committed, UTC"),
        *_MADE_BY,
    ),
}

DATA_TABLES: tuple[str, ...] = tuple(name for name in COLUMNS if name != "readings")
"""Every table that a readings row pins."""

RECORD_TABLES: tuple[str, ...] = ("reports", "mentions", "statements", "events", "failures")
"""The tables whose rows are records of :mod:`detente.records`."""


def schema(name: str) -> pa.Schema:
    """Return the Arrow schema of a table; what a column holds is its metadata "comment"."""
    import pyarrow as pa

    span = pa.struct([("start", pa.int32()), ("end", pa.int32())])
    figure = pa.struct(
        [
            ("value", pa.float64()),
            ("unit", pa.string()),
            ("role", pa.string()),
            ("text", pa.string()),
            ("start", pa.int32()),
            ("end", pa.int32()),
        ]
    )
    shapes: dict[Shape, pa.DataType] = {
        "text": pa.string(),
        "day": pa.date32(),
        "moment": pa.timestamp("us", tz="UTC"),
        "int": pa.int32(),
        "long": pa.int64(),
        "float": pa.float64(),
        "flag": pa.bool_(),
        "texts": pa.list_(pa.string()),
        "longs": pa.list_(pa.int64()),
        "spans": pa.list_(span),
        "quantities": pa.list_(figure),
        "counts": pa.map_(pa.string(), pa.int64()),
    }
    return pa.schema(
        [pa.field(c.name, shapes[c.shape], nullable=not c.required, metadata={"comment": c.doc}) for c in COLUMNS[name]]
    )
