from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import ParserMissing
from detente.language import Reader
from detente.language.parse import LONGEST, paragraphs
from detente.records import Party, Records
from tests.language.conftest import Read

SAMPLES = Path(__file__).parents[2] / "samples"
WORDS = st.sampled_from(
    'Russia Lavrov said that "we “he ” will attack Ukraine . , : ; – if not the Kremlin NATO denied sanctions on '
    "Thursday , Putin and Biden met in Geneva \n - * Q: ? “Yes” ‘no’ «da» 23 diplomats US-Russian 's of between".split(
        " "
    )
)

# Every mark that a quotation can begin or end with, mixed with what upsets offsets: line and paragraph breaks, characters
# without width, changes of writing direction, joined emoji, combining accents.
MARKS = st.sampled_from([*"\"'`´“”„‟«»‹›‘’‚‛「」『』〝〞＂＇″′", "''", "``", ",,", "<<", ">>"])
ODD = st.sampled_from(
    ["\n", "\n\n", "\r\n", "\t", "\xa0", "\u2028", "\u200b", "\u200d", "\ufeff", "\u202e", "\u202c", "\u2066", "\u2069",
     "\u0301", "\x00", "\x85", "🇺🇳", "👩‍🚀", "🕊️", "\U0010ffff", "—", "–", "…", ":", ";", ",", ".", "!", "?", "•", "Q:", "A:"]
)  # fmt: skip
SPOKEN = st.sampled_from(
    ["He said", "said Merkel", "the minister", "both leaders", "the two sides", "its", "our", "my US counterpart", "denied",
     "according to Turkey", "North and South Korea", "We are ready", "if", "the Foreign Ministry", "said", "they", "Both"]
)  # fmt: skip
SCRAMBLED = st.lists(st.one_of(MARKS, ODD, SPOKEN, st.sampled_from(["", " "])), max_size=40).map(
    lambda parts: "".join(f"{a} " if i % 3 else a for i, a in enumerate(parts))
)


def assert_holds(records: Records) -> None:
    """Every passage of every record is the text that it says it is."""
    body = records.report.body
    for mention in records.mentions:
        assert body[mention.span[0] : mention.span[1]] == mention.text
    parties: list[Party | None] = []
    for statement in records.statements:
        assert " ".join(body[s:e] for s, e in statement.content.spans) == statement.content.text
        assert " ".join(body[s:e] for s, e in statement.cue.spans) == statement.cue.text
        start, end = statement.passage
        assert all(start <= s < e <= end for s, e in statement.content.spans)
        parties += [statement.speaker, statement.addressee]
    for event in records.events:
        assert body[event.passage[0] : event.passage[1]].strip()
        assert all(body[q.span[0] : q.span[1]] == q.text for q in event.quantities)
        parties += [event.source, event.target]
    for party in parties:
        if party is not None and party.spans:
            assert " ".join(body[s:e] for s, e in party.spans) == party.text


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.txt")), ids=lambda p: p.stem)
def test_every_passage_of_a_sample_holds(read: Read, path: Path) -> None:
    records = read(path.read_text(encoding="utf-8"))
    assert records.failures == ()
    assert records.statements
    assert_holds(records)
    ids = [r.id for r in (*records.mentions, *records.statements, *records.events)]
    assert len(ids) == len(set(ids))


@given(st.lists(WORDS, max_size=60).map(" ".join))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_the_reading_and_every_passage_holds(read: Read, body: str) -> None:
    records = read(body)
    assert records.failures == ()
    assert_holds(records)


@given(SCRAMBLED)
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_mark_however_unbalanced_breaks_the_reading_and_every_passage_holds(read: Read, body: str) -> None:
    records = read(body)
    assert records.failures == ()
    assert_holds(records)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_characters_break_the_reading(read: Read, body: str) -> None:
    records = read(body)
    assert records.failures == ()
    assert_holds(records)


def test_the_same_report_gives_the_same_records(read: Read) -> None:
    body = (SAMPLES / "ladoga" / "2019-05-14-lavrov-pompeo-sochi.txt").read_text(encoding="utf-8")
    assert read(body) == read(body)


def test_a_report_reads_the_same_alone_and_among_others(read: Read, reader: Reader) -> None:
    paths = sorted(SAMPLES.rglob("*.txt"))[:4]
    alone = [read(p.read_text(encoding="utf-8")) for p in paths]
    together = list(reader.read([r.report for r in alone]))
    assert together == alone


def test_an_empty_body_gives_no_records(read: Read) -> None:
    assert read("").statements == ()


def test_paragraphs_are_lines_without_datelines() -> None:
    body = "One.\n\n  Two. \nPARIS (AFP) - Three."
    assert [body[s:e] for s, e in paragraphs(body)] == ["One.", "Two.", "Three."]


def test_an_endless_line_is_cut_into_pieces_that_a_parser_can_hold() -> None:
    body = "word " * LONGEST
    pieces = list(paragraphs(body))
    assert len(pieces) > 4
    assert all(e - s <= LONGEST for s, e in pieces)
    assert "".join(body[s:e].replace(" ", "") for s, e in pieces) == body.replace(" ", "")


def test_a_pipeline_that_is_not_installed_is_named_with_the_mend() -> None:
    with pytest.raises(ParserMissing, match="pip install"):
        Reader(pipeline="no_such_pipeline")
