from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from detente import wire
from detente.errors import SourceError
from detente.intake import READER, VERSION, Item, report
from detente.intake.item import ItemKind
from detente.intake.text import paragraphs
from detente.intake.wordings import reason_of
from detente.records import Report

KINDS: st.SearchStrategy[ItemKind] = st.sampled_from(("text", "markdown", "html"))
WORDS = st.sampled_from(
    "Russia Moscow the said in Share read more By Ann Lee © Photo: Reuters 2017 12:30 – - | / » # * > < p div & . ! ?"
    " : ; ( ) “ ” \n \n\n \t \u00a0 \u200b Москва 北京 --- ``` <p> </div> <!-- --> <table><tr><td> title: date: {{ }}"
    " \x00 \ufeff".split(" ")
)
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=200)
RELAXED = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(data: bytes, kind: ItemKind) -> Report | None:
    try:
        return report(Item(source="folder/name", origin="name", data=data, kind=kind))
    except SourceError:
        return None


@RELAXED
@given(data=st.binary(max_size=400), kind=KINDS)
def test_any_bytes_give_a_report_or_a_clear_refusal(data: bytes, kind: ItemKind) -> None:
    read(data, kind)


@RELAXED
@given(text=TEXTS, kind=KINDS)
@example(text="<html><body><p>a</p><![CDATA[x]]></body>", kind="html")
@example(text="<frameset><frame></frameset>", kind="html")
@example(text="---\n---\n", kind="markdown")
@example(text="# \n===\n", kind="markdown")
def test_a_report_is_clean_and_the_same_each_time(text: str, kind: ItemKind) -> None:
    data = text.encode("utf-8", "replace")
    one = read(data, kind)
    if one is None:
        return
    assert one == read(data, kind)
    assert (one.reader, one.version) == (READER, VERSION)
    assert one.id == wire.digest("report", "name", one.digest)
    assert one.body
    assert not set(one.body) & set("\x00\r\u2028\u200b\ufeff\u202e")
    assert all(line == line.strip() and line for line in one.body.split("\n"))
    assert all(residue.text and residue.reason for residue in one.residue)
    assert (one.published.start is None) == (one.published.known_from is None)
    wire.record_to_json(one)


@RELAXED
@given(text=TEXTS)
def test_every_line_of_a_text_is_body_or_residue(text: str) -> None:
    one = read(text.encode("utf-8", "replace"), "text")
    if one is None:
        return
    kept = one.body.split("\n") + [residue.text for residue in one.residue]
    assert sum(line.count("Russia") for line in kept) >= text.count("Russia") - sum(
        "Russia" in (value or "") for value in (one.title, one.outlet, one.byline, one.published.text)
    )


@RELAXED
@given(text=TEXTS)
def test_a_body_read_again_loses_no_paragraph_that_is_a_sentence(text: str) -> None:
    for line in paragraphs(text):
        if line.endswith("he said.") and len(line.split()) > 5:
            assert reason_of(line) in {None, "caption", "credit", "disclaimer", "copyright", "contact", "markup"}


@RELAXED
@given(fields=st.dictionaries(st.sampled_from(["text", "title", "url", "published", "outlet"]), st.text(max_size=80)))
def test_any_row_gives_a_report_or_a_clear_refusal(fields: dict[str, str]) -> None:
    fields.setdefault("text", "Talks begin in Geneva.")
    try:
        one = report(Item(source="t.jsonl", origin="t.jsonl#1", data=b"{}", kind="row", fields=fields))
    except SourceError:
        return
    assert one.published.known_from in {None, "table", "text"}
    wire.record_to_json(one)
