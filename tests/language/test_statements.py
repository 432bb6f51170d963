from __future__ import annotations

import pytest

from detente.records import Records, Statement
from tests.language.conftest import Read


def only(records: Records) -> Statement:
    (statement,) = records.statements
    return statement


def by(records: Records, name: str) -> list[Statement]:
    return [s for s in records.statements if s.speaker is not None and s.speaker.name == name]


@pytest.mark.parametrize(
    ("text", "kind", "speaker", "content"),
    [
        ("Sergei Lavrov said that the talks had failed.", "indirect", "Sergei Lavrov", "the talks had failed"),
        ("The talks had failed, Sergei Lavrov said.", "indirect", "Sergei Lavrov", "The talks had failed"),
        ('"The talks have failed," Sergei Lavrov said.', "direct", "Sergei Lavrov", "The talks have failed,"),
        ('Sergei Lavrov said: "The talks have failed."', "direct", "Sergei Lavrov", "The talks have failed."),
        ("“The talks have failed,” said Sergei Lavrov.", "direct", "Sergei Lavrov", "The talks have failed,"),
        ("According to Sergei Lavrov, the talks had failed.", "indirect", "Sergei Lavrov", "the talks had failed."),
        ('"The talks," Sergei Lavrov said, "have failed for good."', "direct", "Sergei Lavrov", "The talks, have failed for good."),
        ('Sergei Lavrov said that the talks were "a complete waste of everybody\'s time."', "mixed", "Sergei Lavrov", "the talks were"),
        ("The Kremlin denied any role in the attack.", "indirect", "Kremlin", "any role in the attack"),
        ("NATO was told by Jens Stoltenberg that the talks had failed.", "indirect", "Jens Stoltenberg", "the talks had failed"),
        ("Lavrov pointed out that the talks had failed.", "indirect", "Sergei Lavrov", "the talks had failed"),
    ],
)  # fmt: skip
def test_reads_who_said_what(read: Read, text: str, kind: str, speaker: str, content: str) -> None:
    found = [s for s in read(text).statements if s.speaker is not None and s.speaker.name == speaker]
    assert found, read(text).statements
    assert found[0].kind == kind
    assert content in found[0].content.text


def test_a_quotation_over_several_sentences_is_one_statement(read: Read) -> None:
    statement = only(read('"The talks have failed. We are going home. Nobody is to blame," Sergei Lavrov said.'))
    assert statement.content.text == "The talks have failed. We are going home. Nobody is to blame,"


def test_a_quotation_that_stands_alone_goes_on_with_the_speaker_before_it(read: Read) -> None:
    records = read('"The talks have failed," Sergei Lavrov said. "Nobody will be surprised by that."')
    assert [s.speaker.name for s in records.statements if s.speaker] == ["Sergei Lavrov"]
    assert "Nobody will be surprised" in records.statements[0].content.text


def test_a_quotation_goes_on_in_the_next_paragraph_until_its_mark_closes(read: Read) -> None:
    records = read('Sergei Lavrov said: "The talks have failed.\n"Nobody will be surprised by that at all."')
    assert {s.speaker.name for s in records.statements if s.speaker} == {"Sergei Lavrov"}


@pytest.mark.parametrize(
    "text",
    [
        "Norway did not say whether Peru had closed the border.",
        "Peru has never promised to withdraw from the pact.",
        "The United States has not offered to mediate between Norway and Peru.",
        "Norway did not threaten to expel Peruvian diplomats.",
    ],
)
def test_what_was_not_said_is_no_statement(read: Read, text: str) -> None:
    assert read(text).statements == ()


def test_what_is_not_thought_is_an_opinion_still(read: Read) -> None:
    assert only(read("Norway does not believe that Peru closed the border.")).speaker is not None


def test_scare_quotes_and_titles_are_no_statements(read: Read) -> None:
    assert read('The so-called "reset" of 2009 came to nothing, and "War and Peace" sold well.').statements == ()


def test_a_chain_keeps_both_links_and_the_path(read: Read) -> None:
    records = read("The Washington Post reported that Mike Pompeo suggested that the two sides start from scratch.")
    (inner,) = by(records, "Mike Pompeo")
    (outer,) = [s for s in records.statements if s.id == inner.inside]
    assert inner.content.text == "the two sides start from scratch"
    assert inner.via == (outer.speaker.name if outer.speaker else None,)
    assert "Washington Post" in inner.via[0]


def test_an_outlet_that_cites_somebody_stands_in_the_path(read: Read) -> None:
    statement = by(read('"We are waiting for an answer," TASS cited Sergei Shoigu as saying.'), "Sergei Shoigu")[0]
    assert statement.via == ("TASS",)


def test_a_denial_keeps_what_is_denied(read: Read) -> None:
    (statement,) = by(read("Moscow denied that it had attacked Ukraine."), "Russia")
    assert statement.content.text == "it had attacked Ukraine"
    assert "denial" in statement.acts
    assert statement.certainty == "denied"


def test_speakers_in_a_list_give_one_statement_each(read: Read) -> None:
    records = read("Donald Trump, James Mattis and Rex Tillerson told NATO that they supported the alliance.")
    assert {s.speaker.name for s in records.statements if s.speaker} == {
        "Donald Trump",
        "James Mattis",
        "Rex Tillerson",
    }
    assert {s.addressee.country for s in records.statements if s.addressee} == {"NATO"}
    assert len({s.content.spans for s in records.statements if s.inside is None}) == 1


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Sergei Lavrov met Mike Pompeo in Sochi. He said that the talks were useful.", "Sergei Lavrov"),
        ("Angela Merkel spoke to Donald Trump. The chancellor said that the call was useful.", "Angela Merkel"),
        ("The Russian foreign minister said that the talks were useful.", "Sergei Lavrov"),
        ("Pavel Drozdetsky, an expert at the Dvina Centre, spoke to Izvestia. The expert said that war was unlikely.", "Pavel Drozdetsky"),
        ("Lavrov said that the talks were useful.", "Sergei Lavrov"),
        ("Sergey Lavrov arrived. The minister added that the talks would go on.", "Sergei Lavrov"),
        ("Mr Lavrov said that the talks were useful.", "Sergei Lavrov"),
    ],
)  # fmt: skip
def test_finds_the_speaker_through_pronouns_offices_and_nouns(read: Read, text: str, speaker: str) -> None:
    spoken = [s for s in read(text).statements if "said" in s.cue.text or "added" in s.cue.text]
    assert [s.speaker.name for s in spoken if s.speaker] == [speaker]


def test_an_office_without_a_date_is_left_open(read: Read) -> None:
    statement = only(read("The Russian foreign minister said that the talks were useful.", on=None))
    assert statement.speaker is not None
    assert (statement.speaker.actor, statement.speaker.country) == (None, "RUS")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Lavrov said that the West would attack Syria sooner or later.", "prediction"),
        ("Lavrov said that the talks could go on only if NATO gave guarantees.", "condition"),
        ('"We will respond to any attack with all our means," Lavrov said.', "threat"),
        ('"We will send more grain to Africa," Lavrov said.', "promise"),
        ("Lavrov said that missiles in Ukraine were a red line.", "red_line"),
        ("Lavrov demanded that NATO give guarantees.", "demand"),
        ("Lavrov said that Russia was ready to resume the talks.", "offer"),
        ("Lavrov accused the West of lying.", "accusation"),
        ("Lavrov apologised for the delay.", "apology"),
        ('"Who profits from this war?" Lavrov asked.', "question"),
        ("Lavrov thanked Turkey for its mediation.", "praise"),
    ],
)
def test_tells_what_a_statement_does(read: Read, text: str, act: str) -> None:
    assert act in {a for s in read(text).statements for a in s.acts}


def test_the_points_of_a_list_are_statements_of_whoever_sets_them_out(read: Read) -> None:
    body = (
        "President Vladimir Putin outlined the red lines. Those are: no missiles in Ukraine; no bases in Georgia; "
        "no interference in elections."
    )
    points = [s for s in read(body).statements if s.form == "list"]
    assert [s.content.text for s in points] == [
        "no missiles in Ukraine",
        "no bases in Georgia",
        "no interference in elections",
    ]
    assert {s.speaker.name for s in points if s.speaker} == {"Vladimir Putin"}
    assert all("red_line" in s.acts for s in points)


def test_an_interview_alternates_questions_and_answers(read: Read) -> None:
    body = (
        "We talked with the political scientist Pavel Drozdetsky.\n"
        "– Is there any hope for the talks?\n"
        "– There is little. But both sides need them.\n"
        "– And what will NATO do?\n"
        "– It will wait and see."
    )
    turns = [s for s in read(body).statements if s.form == "interview"]
    assert [s.speaker.name if s.speaker else None for s in turns] == [
        None,
        "Pavel Drozdetsky",
        None,
        "Pavel Drozdetsky",
    ]
    assert ["question" in s.acts for s in turns] == [True, False, True, False]


def test_a_dateline_is_nobody(read: Read) -> None:
    statement = only(read("MOSCOW, 14 May (Ladoga) – Sergei Lavrov said that the talks were useful."))
    assert statement.speaker is not None
    assert statement.speaker.name == "Sergei Lavrov"


def test_a_report_in_another_language_is_a_failure_and_not_an_empty_reading(read: Read) -> None:
    records = read("Лавров заявил, что переговоры были полезными.", language="ru")
    assert records.statements == ()
    assert [f.stage for f in records.failures] == ["language"]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Emmanuel Macron called the summit historic.", ("claim",)),
        ("Sergei Lavrov called Serbia a friend.", ("claim",)),
        ('Zakharova called reports of a raid "absurd".', ("claim",)),
        ("Peru called for talks.", ("demand",)),
        ("Peru said it would build the road.", ("claim", "promise")),
        ("Peru said Chile would build the road.", ("claim", "prediction")),
        ("Kenya said Somalia had to leave the port.", ("claim", "demand")),
        ("Kenya said it had to leave the port.", ("claim",)),
    ],
)
def test_acts_follow_the_form_of_the_cue_and_who_is_to_act(read: Read, text: str, acts: tuple[str, ...]) -> None:
    assert only(read(text)).acts == acts


def test_a_short_quotation_after_a_full_stop_goes_on_with_its_speaker(read: Read) -> None:
    found = by(read('Xi Jinping said the deal was good. "A great step." He then left.'), "Xi Jinping")
    assert [s.content.text for s in found] == ["the deal was good", "A great step."]


def test_a_transcript_turn_goes_on_until_the_next_name(read: Read) -> None:
    body = "NOOR: Did you meet?\nDIAZ: We met in Lima.\nWe spoke about the port.\nNOOR: Thank you.\nThey shook hands."
    turns = [s for s in read(body).statements if s.form == "transcript"]
    names = [s.speaker.name for s in turns if s.speaker is not None]
    assert len(turns) == len(names) == 4
    assert names[1] == names[2] != names[0] == names[3]
