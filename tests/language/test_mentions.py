"""Who is meant: by name, office, noun, pronoun, place or group, in sentences about many countries."""

from __future__ import annotations

import pytest

from detente.gazetteer import Gazetteer
from detente.language.cities import CITIES, country_of_city
from detente.language.discourse import Discourse
from detente.language.groups import Step, pair
from detente.language.mentions import MentionReader
from detente.language.refs import Ref
from detente.records import Mention, Records
from tests.language.conftest import Read


def called(records: Records, text: str) -> list[Mention]:
    return [m for m in records.mentions if m.text == text]


def countries(records: Records, text: str) -> set[str | None]:
    return {m.country for m in called(records, text)}


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Thabo Mokoena is a researcher at the Institute for Security Studies in Pretoria. Mokoena said so.", "Mokoena", "ZAF"),
        ("Elena Markovic, a Belgrade-based analyst, said so. The analyst went on.", "Elena Markovic", "SRB"),
        ("Carlos Medina of the Central University of Venezuela said so.", "Carlos Medina", "VEN"),
        ("Asif Durrani, a retired Pakistani general, said so. He went on.", "He", "PAK"),
        ("Grace Wanjiru, who teaches at the University of Mombasa, said so. The professor went on.", "Grace Wanjiru", "KEN"),
        ("The Peruvian economist Luis Quispe said so. The expert went on.", "expert", "PER"),
        ("Anna Weber, director of the Eastern Institute in Leipzig, said so.", "Anna Weber", "DEU"),
        ("Omar Haddad from the Jordanian Academy of Sciences said so. Haddad went on.", "Haddad", "JOR"),
        ("Peter Clark, president of the Foundation for Regional Studies, said so.", "Peter Clark", None),
    ],
)  # fmt: skip
def test_an_expert_nobody_knows_has_the_country_that_the_text_names(
    read: Read, text: str, words: str, country: str | None
) -> None:
    assert countries(read(text), words) == {country}


@pytest.mark.parametrize(
    ("text", "plural", "expected"),
    [
        ("Cambodia and Thailand reopened the crossing. The two neighbours had closed it.", "The two neighbours", {"KHM", "THA"}),
        ("Angela Merkel met Theresa May. Both leaders were tired.", "Both leaders", {"DEU", "GBR"}),
        ("Iran and Iraq signed the treaty. Both sides called it historic.", "Both sides", {"IRN", "IRQ"}),
        ("Iran and Iraq signed. Both were pleased.", "Both", {"IRN", "IRQ"}),
        ("The Greek and Turkish foreign ministers met. The ministers shook hands.", "The ministers", {"GRC", "TUR"}),
        ("The presidents of Kenya and Uganda met.", "The presidents", {"KEN", "UGA"}),
        ("Chile, Peru and Bolivia met. Both countries agreed.", "Both countries", set()),
        ("Nobody came. The two sides agreed.", "The two sides", set()),
        ("Finland, Norway and Sweden met. The other countries agreed.", "The other countries", set()),
    ],
)  # fmt: skip
def test_a_plural_means_the_two_who_were_named_and_nobody_where_there_are_more(
    read: Read, text: str, plural: str, expected: set[str]
) -> None:
    assert countries(read(text), plural) == expected


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("According to Turkey, Greece violated its airspace.", "TUR"),
        ("Tokyo said that China had violated its airspace.", "JPN"),
        ("According to Japan, a Chinese drone crossed its border.", "JPN"),
        ("India withdrew its ambassador.", "IND"),
        ("Baghdad asked Washington to withdraw its troops.", "USA"),
        ("Vietnam protested against the oil rig of China. Its fleet set sail.", "VNM"),
        ("Kosovo was praised. The union withdrew its offer.", None),
    ],
)
def test_its_is_the_doers_own_unless_it_is_wronged(read: Read, text: str, country: str | None) -> None:
    found = {m.country for m in read(text).mentions if m.text.lower() == "its"}
    assert found == ({country} if country else set())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("When he arrived in Vilnius, Joe Biden gave a speech.", "Joe Biden"),
        ("Spokeswoman Maria Zakharova met the spokesman Ned Price. He was polite.", "Ned Price"),
        ("Rajnath Singh telephoned his colleague Linda Reynolds. She was pleased.", "Linda Reynolds"),
        ("Emmanuel Macron saw Olaf Scholz. Macron thanked him.", "Olaf Scholz"),
    ],
)
def test_pronouns_look_ahead_and_keep_men_women_and_doers_apart(read: Read, text: str, name: str) -> None:
    found = [m.name for m in read(text, on="2022-03-01").mentions if m.how == "pronoun"]
    assert found[-1] == name


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("The Foreign Ministry in Jakarta summoned the envoy. The ministry was angry.", "The ministry", "IDN"),
        ("Iraqi troops entered the town. The defence ministry was pleased.", "The defence ministry", "IRQ"),
        ("Ukraine's parliament met. The defence minister spoke.", "defence minister", "UKR"),
        ("Nothing happened. The government resigned.", "The government", None),
        ("The Indian army and the Chinese army met. The government was silent.", "The government", None),
        ("The Danish army left. The local government was glad.", "The local government", None),
    ],
)
def test_an_organ_without_a_state_is_that_of_the_state_spoken_of(
    read: Read, text: str, words: str, country: str | None
) -> None:
    assert countries(read(text), words) == ({country} if country else set())


def test_the_place_line_and_then_the_outlet_say_whose_ministry_it_is() -> None:
    gazetteer = Gazetteer.load()
    for outlet, place, country in (("Le Monde", "NAIROBI", "KEN"), ("Le Monde", None, "FRA"), (None, None, None)):
        discourse = Discourse()
        MentionReader(gazetteer, discourse, "2020-01-01", outlet, place)
        assert (discourse.place or discourse.home) == country


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Le Monde wrote so. The newspaper had seen the letter.", "The newspaper", "Le Monde"),
        ("The agency Interfax reported it. The agency named nobody.", "The agency", "Interfax"),
        ("Jordan's King Abdullah met Mahmoud Abbas. The monarch was brief.", "monarch", "Abdullah II"),
        ('"I know my American counterpart," the Iranian foreign minister said.', "my American counterpart", "Mike Pompeo"),
        ("The Danish foreign minister called his Swedish counterpart.", "his Swedish counterpart", "Margot Wallström"),
    ],
)  # fmt: skip
def test_nouns_find_whom_they_stand_for(read: Read, text: str, words: str, name: str) -> None:
    assert [m.name for m in called(read(text), words)][-1:] == [name]


def test_two_names_with_one_last_word_are_two_states(read: Read) -> None:
    assert countries(read("North and South Korea agreed."), "North and South Korea") == {"PRK", "KOR"}


def test_his_country_and_our_troops_are_the_speakers(read: Read) -> None:
    assert countries(read("Paul Kagame said his country was safe."), "his country") == {"RWA"}
    assert countries(read('"Our troops are ready," Olaf Scholz said.', on="2022-03-01"), "Our troops") == {"DEU"}


def test_a_city_is_a_place_where_something_is_and_its_state_where_somebody_acts(read: Read) -> None:
    records = read("Protesters met in Brussels. Brussels said it was waiting.")
    assert [m.country for m in called(records, "Brussels")] == ["BEL", "EU"]


def test_a_city_belongs_to_one_country_and_two_countries_give_none() -> None:
    assert country_of_city("University of Lagos".split()) == "NGA"
    assert country_of_city("Osaka and Busan".split()) is None
    assert country_of_city("Institute of Peace".split()) is None
    assert all(len(country) == 3 and country.isupper() for country in CITIES.values())


def test_of_three_named_no_pair_is_made() -> None:
    def step(sentence: int, country: str, *, acts: bool) -> Step:
        ref = Ref(kind="state", first=0, last=0, head=0, span=(0, 1), text=country, name=country, country=country)
        return Step(sentence, ref, acts)

    two = [step(1, "FRA", acts=True), step(2, "ITA", acts=False)]
    assert [r.country for r in pair(two, 3, "states")] == ["FRA", "ITA"]
    assert pair([*two, step(2, "ESP", acts=False), step(2, "PRT", acts=False)], 3, "states") == ()
    assert pair(two, 30, "states") == ()
