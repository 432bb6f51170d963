"""Each class of words that report: what is said is told by its form, who says it by what can say it."""

from __future__ import annotations

import pytest

from detente.records import Statement
from tests.language.conftest import Read


def said(read: Read, text: str) -> list[tuple[str | None, str]]:
    return [(s.speaker.text if s.speaker else None, s.content.text.rstrip(".")) for s in read(text).statements]


def one(read: Read, text: str, content: str) -> Statement:
    (found,) = [s for s in read(text).statements if s.content.text.rstrip(".") == content]
    return found


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        # clauses: attitudes and knowledge take any noun for people
        ("Analysts worry that the truce will fail.", "Analysts", "the truce will fail"),
        ("Fishermen on both coasts believe that the treaty is dead.", "Fishermen on both coasts", "the treaty is dead"),
        ("Bolivia hopes that the port will open soon.", "Bolivia", "the port will open soon"),
        ("He said he would come, although he never did.", "He", "he would come"),
        # cues between commas and at the end
        ("The ties, the minister said, are poor.", "the minister", "The ties are poor"),
        ("But to prevent delays, the envoy said, all ports should be open.", "the envoy", "But to prevent delays all ports should be open"),
        # infinitives, with those who are asked
        ("Germany plans to send tanks.", "Germany", "to send tanks"),
        ("Poland urged Germany to send tanks.", "Poland", "Germany to send tanks"),
        ("Kyiv called on the allies to close the sky.", "Kyiv", "the allies to close the sky"),
        ("Delhi threatened to close its airspace.", "Delhi", "to close its airspace"),
        ("She wants to raise the duty, cut the tax and close the loophole.", "She", "to raise the duty, cut the tax and close the loophole"),
        ("The cabinet decided to expel the envoy.", "The cabinet", "to expel the envoy"),
        # names
        ("Orban sees the plan as a threat.", "Orban", "the plan as a threat"),
        ("The envoy described the talks as frank.", "The envoy", "the talks as frank"),
        # objects, phrases
        ("Estonia opposes the deal.", "Estonia", "the deal"),
        ("Norway criticised Iceland for its delay.", "Norway", "Iceland for its delay"),
        ("The Kremlin accused Kyiv of shelling the town.", "The Kremlin", "shelling the town"),
        ("Tokyo asked for help.", "Tokyo", "help"),
        ("The consul cited remarks that the king had made in May.", "The consul", "remarks that the king had made in May"),
        # documents
        ("Polls show a close race in Ankara.", "Polls", "a close race in Ankara"),
        ("Court documents say the firm paid the minister.", "Court documents", "the firm paid the minister"),
        ("The report found that 40 villages had been burned.", "The report", "40 villages had been burned"),
        # passives
        ("The plan was endorsed by both chambers.", "both chambers", "The plan"),
        ("Macron is expected to visit Cairo.", None, "Macron to visit Cairo"),
        ("Fishermen were told that the border would close.", None, "the border would close"),
        # nouns
        ("Moscow's call for talks was ignored.", "Moscow's", "talks"),
        ("Kyiv voiced concern about the plan.", "Kyiv", "the plan"),
        ("Peru rejected the claim that its navy had fired.", "Peru", "the claim that its navy had fired"),
        ("Concerns that the truce would fail grew.", None, "the truce would fail"),
        ("His decision to leave the pact came in June.", "His", "to leave the pact"),
        # adjectives
        ("Brazil is critical of the sanctions.", "Brazil", "the sanctions"),
        ("Iran is ready to resume the talks.", "Iran", "to resume the talks"),
        # fixed phrases and adverbs
        ("In Lavrov's view, the talks had failed.", "Lavrov's", "the talks had failed"),
        ("The talks had failed, in the opinion of Lavrov.", "Lavrov", "The talks had failed"),
        ("As Lavrov put it, the talks had failed.", "Lavrov", "the talks had failed"),
        ("Iran reportedly moved missiles to the coast.", None, "Iran moved missiles to the coast"),
        ("According to conservative radio host Ruud Lambert, the plan reeks of haste.", "conservative radio host Ruud Lambert", "the plan reeks of haste"),
    ],
)  # fmt: skip
def test_reads_what_is_ascribed_to_whom(read: Read, text: str, speaker: str | None, content: str) -> None:
    assert (speaker, content) in said(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "Russian troops attacked Kharkiv.",
        "Ankara supports the rebels' leader Omar Haddad.",
        "The law requires firms to pay.",
        "The bill gives the navy four ships.",
        "The tone of the letter suggests haste.",
        "Turkey sent an envoy to Cairo on Monday.",
    ],
)
def test_deeds_and_things_are_no_statements(read: Read, text: str) -> None:
    assert said(read, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "TASS cited Sergei Shoigu as saying that the drills were over.",
        "Sergei Shoigu was quoted by TASS as saying that the drills were over.",
        "TASS reported Sergei Shoigu as saying that the drills were over.",
    ],
)
def test_whose_words_an_outlet_passes_on_is_the_speaker_and_the_outlet_the_path(read: Read, text: str) -> None:
    (statement,) = read(text).statements
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.content.text) == ("Sergei Shoigu", "the drills were over")
    assert statement.via == ("TASS",)


def test_a_refusal_to_speak_is_not_a_saying_of_its_own(read: Read) -> None:
    assert said(read, "The Kremlin refused to rule out an attack.") == [("The Kremlin", "to rule out an attack")]


def test_an_open_pronoun_keeps_its_words_and_names_nobody(read: Read) -> None:
    statement = one(read, "They said that the road was closed.", "the road was closed")
    assert statement.speaker is not None
    assert (statement.speaker.text, statement.speaker.name, statement.speaker.how) == ("They", None, "pronoun")


def test_a_quotation_that_stands_alone_goes_on_with_the_mixed_statement_before_it(read: Read) -> None:
    (statement,) = read(
        'Jens Stoltenberg said that the summit in Vilnius had achieved "far too little" for Ukraine. '
        '"Nobody should be surprised by what comes next."'
    ).statements
    assert statement.kind == "mixed"
    assert "Nobody should be surprised" in statement.content.text


def test_a_quotation_after_another_speaker_is_not_given_to_the_quoted_one(read: Read) -> None:
    records = read(
        '"The talks have failed for good," Sergei Lavrov said.\n'
        "Antony Blinken said that the door was open. “We will wait for as long as it takes.”"
    )
    (last,) = [s for s in records.statements if "as long as it takes" in s.content.text]
    assert last.speaker is not None
    assert last.speaker.name == "Antony Blinken"


def test_a_hedge_without_a_source_is_possible_and_nobodys(read: Read) -> None:
    statement = one(read, "Iran reportedly moved missiles to the coast.", "Iran moved missiles to the coast")
    assert (statement.speaker, statement.certainty) == (None, "possible")


def test_a_denial_and_a_view_say_how_sure_they_are(read: Read) -> None:
    assert one(read, "Chad denied any role in the raid.", "any role in the raid").certainty == "denied"
    assert one(read, "In Lavrov's view, the talks had failed.", "the talks had failed").certainty == "probable"
