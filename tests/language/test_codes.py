"""Golden sentences of our own for every event type, with source and target marked, as `detente code` gets them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from detente.codebook import Codebook
from detente.language.coder import Coder, FrameCoder, Task
from detente.language.parse import Parser

GOLDEN = Path(__file__).parents[1] / "golden" / "codes.tsv"


def marked(text: str) -> tuple[str, tuple[int, int] | None, tuple[int, int] | None]:
    """The sentence without its marks, and the spans of source and target in it."""
    sentence, spots = "", {"s": [], "t": []}  # type: ignore[var-annotated] # lists of starts and ends
    for part in re.split(r"(</?[st]>)", text):
        if mark := re.fullmatch(r"</?([st])>", part):
            spots[mark[1]].append(len(sentence))
        else:
            sentence += part
    source, target = (tuple(spots[k]) if len(spots[k]) == 2 else None for k in "st")
    return sentence, source, target


@pytest.fixture(scope="module")
def rows() -> list[tuple[str, str]]:
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    return [(kind, text) for kind, _, text in (line.partition("\t") for line in lines)]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def code(coder: Coder, *texts: str) -> list[str | None]:
    tasks = [Task(id=i, sentence=s, source=a, target=b) for i, (s, a, b) in enumerate(map(marked, texts))]
    return [coding.type for coding in coder.code(tasks)]


def test_the_golden_sentences_cover_every_type(rows: list[tuple[str, str]]) -> None:
    counts = Counter(kind for kind, _ in rows)
    assert counts.keys() == Codebook.load().types.keys()
    assert min(counts.values()) >= 7


def test_golden_sentences_are_coded_as_marked(coder: Coder, rows: list[tuple[str, str]]) -> None:
    found = code(coder, *(text for _, text in rows))
    assert [(kind, text) for (kind, text), got in zip(rows, found, strict=True) if got != kind] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<s>Togo</s> sent rice to <t>Benin</t>.", "AID"),
        ("<s>Togo</s> will send rice to <t>Benin</t>.", "AGREE"),
        ("<s>Togo</s> agreed to send rice to <t>Benin</t>.", "AGREE"),
        ("<s>Togo</s> refused to send rice to <t>Benin</t>.", "REJECT"),
        ("<s>Togo</s> did not send rice to <t>Benin</t>.", "REJECT"),
        ("<s>Togo</s> stopped sending rice to <t>Benin</t>.", "SANCTION"),
        ("<s>Togo</s> shelled <t>Benin</t>.", "ASSAULT"),
        ("<s>Togo</s> threatened to shell <t>Benin</t>.", "THREATEN"),
        ("<s>Togo</s> will shell <t>Benin</t>.", "THREATEN"),
        ("<s>Togo</s> stopped shelling <t>Benin</t>.", "RETREAT"),
        ("<s>Togo</s> will stop shelling <t>Benin</t>.", "AGREE"),
        ("<s>Togo</s> said <t>Benin</t> had shelled its port.", "ACCUSE"),
        ("<s>Togo</s> said <t>Benin</t> must stop shelling its port.", "REQUEST"),
        ("<s>Togo</s> wants <t>Benin</t> to stop shelling its port.", "REQUEST"),
    ],
)
def test_what_governs_an_act_shifts_its_type(coder: Coder, text: str, kind: str) -> None:
    assert code(coder, text) == [kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<s>The army</s> seized <t>the port of Assab</t>.", "ASSAULT"),
        ("<s>Police</s> seized <t>a publisher's accounts</t>.", "COERCE"),
        ("<s>Demonstrators</s> blocked <t>the ministry</t>.", "PROTEST"),
        ("<s>Peru</s> cut aid to <t>Bolivia</t>.", "SANCTION"),
        ("<s>Peru</s> sent nurses to <t>Bolivia</t>.", "AID"),
        ("<s>Peru</s> sent tanks to the border with <t>Bolivia</t>.", "MOBILIZE"),
    ],
)
def test_objects_and_the_source_decide_between_types(coder: Coder, text: str, kind: str) -> None:
    assert code(coder, text) == [kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<s>Peru</s> traded accusations with <t>Chile</t> over the wreck.", "ACCUSE"),
        ("<s>Peru</s> traded shares of the mine with <t>Chile</t>.", "COOPERATE"),
        ("<s>Peru</s> broke its promise to <t>Chile</t>.", "REJECT"),
        ("<s>Police</s> broke up a rally by <t>nurses</t>.", "ASSAULT"),
        ("<s>The senate</s> voted down <t>the premier's bill</t>.", "REJECT"),
        ("<s>Peru</s> deepened its military cooperation with <t>Chile</t>.", "COOPERATE"),
        ("<s>Peru</s> deepened its friendship with <t>Chile</t>.", "SUPPORT"),
        ("<s>Peru</s> sent soldiers to <t>Haiti</t> to protect aid convoys.", "AID"),
        ("<s>Peru</s> and <t>Chile</t> held naval exercises off Callao.", "COOPERATE"),
        ("<s>Peru</s> held naval exercises off <t>Chile</t>.", "MOBILIZE"),
        ("<s>Students</s> hurled stones at <t>the ministry</t>.", "PROTEST"),
        ("<s>Gunmen</s> hurled grenades at <t>the ministry</t>.", "ASSAULT"),
        ("<s>Peru</s> promised not to attack <t>Chile</t>.", "AGREE"),
        ("<s>Peru</s> said <t>Chile</t> would pay a heavy price.", "THREATEN"),
        ("<s>Peru</s> called <t>the demand</t> unacceptable.", "REJECT"),
        ("<s>Peru</s> allowed <t>UN inspectors</t> to enter the plant.", "RETREAT"),
        ("<s>Rebels</s> broke the cease-fire with <t>the army</t>.", "ASSAULT"),
    ],
)
def test_words_of_many_meanings_are_told_apart_by_what_stands_with_them(coder: Coder, text: str, kind: str) -> None:
    assert code(coder, text) == [kind]


def test_the_parties_and_not_the_main_verb_decide(coder: Coder) -> None:
    one = "<s>Chile</s> expelled an envoy after <t>Peru</t> praised a rebel."
    assert code(
        coder,
        "Chile expelled an envoy after <s>Peru</s> praised <t>a rebel</t>.",
        "<s>Chile</s> praised Peru and condemned <t>Bolivia</t>.",
    ) == ["SUPPORT", "ACCUSE"]
    assert code(coder, one) != ["SUPPORT"]


def test_evidence_names_its_frame_and_no_other_type_outvotes_it() -> None:
    sentence, source, target = marked(
        "<s>Japan</s> imposed sanctions on <t>Syria</t> after the attack, threats and protests."
    )
    ((doc, _),) = Parser().parse([(sentence, None)])
    found = FrameCoder(Codebook.load()).evidence(doc, source, target)
    assert (found.type, found.linked) == ("SANCTION", True)
    assert found.frame is not None
    assert found.frame.startswith("SANCTION/verb/")
    assert found.votes["SANCTION"] == max(found.votes.values())
    assert {"ASSAULT", "THREATEN"} <= found.votes.keys()
