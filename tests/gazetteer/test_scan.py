from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.gazetteer import Gazetteer, Hit

GAZETTEER = Gazetteer.load()


def scanned(text: str) -> list[tuple[str, list[tuple[str, str]], list[tuple[str, str | None]]]]:
    """What a scan gives, short: the words, the actors with how they are named, the roles with their states."""
    hits = GAZETTEER.scan(text)
    for hit in hits:
        assert text[hit.start : hit.end] == hit.text
    return [(h.text, [(n.actor.id, n.how) for n in h.names], [(t.role, t.country) for t in h.titles]) for h in hits]


def actors(text: str) -> list[tuple[str, str]]:
    """The words of every hit with its first actor."""
    return [(hit.text, hit.names[0].actor.id if hit.names else "") for hit in GAZETTEER.scan(text)]


@pytest.mark.parametrize(
    ("text", "actor", "how"),
    [
        ("Russia", "RUS", "name"),
        ("Russian", "RUS", "adjective"),
        ("Russians", "RUS", "demonym"),
        ("Moscow", "RUS", "capital"),
        ("Kremlin", "RUS.KREMLIN", "metonym"),
        ("U.S.", "USA", "name"),
        ("USA", "USA", "name"),
        ("Great Britain", "GBR", "name"),
        ("Britons", "GBR", "demonym"),
        ("Dutch", "NLD", "adjective"),
        ("DPRK", "PRK", "name"),
        ("Buenos Aires", "ARG", "capital"),
        ("Kosovo", "XKX", "name"),
        ("Taiwan", "TWN", "name"),
        ("Palestinians", "PSE", "demonym"),
        ("USSR", "SUN", "name"),
        ("NATO", "NATO", "name"),
        ("Nato", "NATO", "name"),
        ("UN Security Council", "UN.SC", "name"),
        ("Daesh", "ISIS", "name"),
        ("the West", "WEST", "name"),
        ("Foggy Bottom", "USA.MFA", "metonym"),
        ("Quai d’Orsay", "FRA.MFA", "metonym"),
        ("TASS", "outlet/tass", "name"),
        ("The Washington Post", "outlet/washington-post", "name"),
    ],
)
def test_a_name_is_found_with_its_actor_and_its_way(text: str, actor: str, how: str) -> None:
    assert [(n.actor.id, n.how) for hit in GAZETTEER.scan(f"Then {text} spoke.") for n in hit.names] == [(actor, how)]


@pytest.mark.parametrize(
    ("text", "role", "country"),
    [
        ("defense minister", "defence_minister", None),
        ("defence minister", "defence_minister", None),
        ("Minister of Foreign Affairs", "foreign_minister", None),
        ("secretary of state", "foreign_minister", "USA"),
        ("foreign secretary", "foreign_minister", "GBR"),
        ("Pentagon chief", "defence_minister", "USA"),
        ("Secretary-General", "secretary_general", None),
        ("national security advisor", "national_security_adviser", None),
        ("chairman of the Joint Chiefs of Staff", "chief_of_general_staff", "USA"),
        ("Kremlin spokesman", "spokesperson", "RUS"),
    ],
)
def test_a_title_is_found_in_both_spellings_with_the_state_that_it_implies(text: str, role: str, country: str) -> None:
    assert scanned(f"The {text} spoke.") == [(text, [], [(role, country)])]


def test_a_possessive_ending_is_outside_the_hit() -> None:
    assert [hit.text for hit in GAZETTEER.scan("Russia's answer, Putin’s plan")] == ["Russia", "Putin"]


def test_both_sides_of_a_compound_are_found() -> None:
    assert actors("US-Russian talks on Russia-US and Russia–NATO ties") == [
        ("US", "USA"),
        ("Russian", "RUS"),
        ("Russia", "RUS"),
        ("US", "USA"),
        ("Russia", "RUS"),
        ("NATO", "NATO"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tell us more about it.",
        "They ate turkey and jordan almonds.",
        "A polish for the chad.",
        "who said so",
        "Ships crossed the South China Sea under the Paris Agreement.",
        "Michael Jordan and Chad Smith came.",
        "It may be a trump card in May.",
        "Johnson & Johnson made vaccines.",
        "Guillain-Barré syndrome",
    ],
)
def test_words_that_only_look_like_names_are_left_alone(text: str) -> None:
    assert scanned(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Sergei Lavrov",
        "Sergey Lavrov",
        "SERGEI LAVROV",
        "Sergei V. Lavrov",
        "Sergei\xa0Lavrov",
    ],
)
def test_a_full_name_is_found_in_any_transliteration(text: str) -> None:
    assert actors(f"Then {text} left.") == [(text, "Q58217")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskiy"),
        ("Dmitry Peskov", "Dmitri Peskov"),
        ("Yury Ushakov", "Yuri Ushakov"),
        ("Aleksandr Lukashenka", "Alexander Lukashenko"),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Jim Mattis", "James Mattis"),
        ("Bashar Assad", "Bashar al-Assad"),
        ("Sergueï Lavroff", "Sergey Lavrov"),
        ("Xi Jinping", "Jinping Xi"),
        ("Moon Jae-in", "Moon Jae In"),
        ("Moon Jae-in", "Jaein Moon"),
        ("Gerhard Schröder", "Gerhard Schroeder"),
    ],
)
def test_spellings_of_one_person_are_one_actor(one: str, other: str) -> None:
    assert actors(one)[0][1] == actors(other)[0][1] != ""


def test_a_surname_alone_is_found_and_says_since_when() -> None:
    (hit,) = GAZETTEER.scan("On Thursday Shoigu said so.")
    (name,) = hit.names
    assert (name.actor.name, name.how) == ("Sergei Shoigu", "surname")
    assert name.start == min(spell.start or "9999" for spell in GAZETTEER.spells(name.actor.id))


def test_given_names_are_told_from_titles_and_places() -> None:
    assert all(GAZETTEER.is_given_name(word) for word in ("Sergei", "Sergey", "Angela", "Recep", "Hassan"))
    assert not any(GAZETTEER.is_given_name(word) for word in ("Lord", "Emir", "German", "Putin", "the", "May"))


def test_a_surname_after_another_first_name_is_somebody_else() -> None:
    assert actors("Army General Valery Makarov met Ivanka Trump and Cori Lavrov.") == [("Army General", "")]


def test_a_surname_that_is_a_plain_word_does_not_stand_alone() -> None:
    assert actors("Theresa May left. May came.") == [("Theresa May", "Q264766")]


def test_a_lesser_known_holder_is_read_by_the_full_name_only() -> None:
    assert actors("Ted Cruz spoke. Cruz left.") == [("Ted Cruz", "Q2036942")]


def test_several_meanings_of_a_name_stay_several() -> None:
    (hit,) = GAZETTEER.scan("Congo")
    assert {n.actor.id for n in hit.names} == {"COD", "COG"}
    (brussels,) = GAZETTEER.scan("Brussels")
    assert [(n.actor.id, n.how) for n in brussels.names] == [("EU", "metonym"), ("BEL", "capital")]


@pytest.mark.parametrize(
    ("text", "organ"),
    [
        ("Russian Foreign Ministry", "RUS.MFA"),
        ("Russia's Ministry of Defense", "RUS.MOD"),
        ("Ministry of Foreign Affairs of the Russian Federation", "RUS.MFA"),
        ("Foreign Ministry of Ukraine", "UKR.MFA"),
        ("French Senate", "FRA.SENATE"),
        ("U.S. Congress", "USA.CONGRESS"),
        ("Icelandic parliament", "ISL.LEG"),
        ("Ukrainian navy", "UKR.NAVY"),
    ],
)
def test_a_state_beside_an_organ_makes_the_organ_of_that_state(text: str, organ: str) -> None:
    assert actors(f"Then the {text} answered.") == [(text, organ)]


def test_a_noun_for_an_organ_alone_is_no_hit_but_has_a_sector() -> None:
    assert scanned("the foreign ministry and the troops") == []
    assert GAZETTEER.organ_nouns["foreign ministry"] == "GOV"
    assert GAZETTEER.organ_nouns["defense ministry"] == GAZETTEER.organ_nouns["defence ministry"] == "GOV"
    assert GAZETTEER.organ_nouns["troops"] == "MIL"


@pytest.mark.parametrize(
    ("text", "role", "country"),
    [
        ("Chief of the Russian General Staff", "chief_of_general_staff", "RUS"),
        ("chairman of the U.S. Joint Chiefs of Staff", "chief_of_general_staff", "USA"),
        ("speaker of the Ukrainian parliament", "speaker", "UKR"),
    ],
)
def test_a_title_with_a_state_inside_is_a_title_of_that_state(text: str, role: str, country: str) -> None:
    assert scanned(f"the {text} came") == [(text, [], [(role, country)])]


def test_the_longest_phrase_wins() -> None:
    assert actors("New York Times, North Korea, European Commission President, Islamic State Khorasan Province") == [
        ("New York Times", "outlet/new-york-times"),
        ("North Korea", "PRK"),
        ("European Commission President", ""),
        ("Islamic State Khorasan Province", "ISISK"),
    ]


def test_a_name_does_not_run_over_the_end_of_a_sentence_or_paragraph() -> None:
    assert actors("He left for the United. States of matter vary.") == []
    assert actors("Vladimir\n\nPutin")[-1] == ("Putin", "Q7747")


WORDS = st.sampled_from(
    "Russia US Russian Foreign Ministry the of Putin Vladimir President said New York Times U.S. Sergei Lavrov's , . "
    "\n\n - ’s chief Chief General Staff West Bank Congress Turkey may May UN Security Council Kremlin spokesman "
    "Joseph F. Dunford".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=25))
def test_hits_are_in_order_apart_and_exact(parts: list[str]) -> None:
    text = " ".join(parts)
    end = 0
    for hit in GAZETTEER.scan(text):
        assert isinstance(hit, Hit)
        assert end <= hit.start < hit.end <= len(text)
        assert text[hit.start : hit.end] == hit.text
        assert hit.names or hit.titles
        end = hit.end


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_a_scan(text: str) -> None:
    assert all(text[hit.start : hit.end] == hit.text for hit in GAZETTEER.scan(text))


NAMES = (
    "Russia",
    "United States",
    "NATO",
    "Sergei Lavrov",
    "European Union",
    "Kremlin",
    "North Korea",
    "Angela Merkel",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(NAMES), max_size=12))
def test_a_scan_finds_what_a_plain_search_finds(names: list[str]) -> None:
    text = "; ".join(f"then {name} spoke" for name in names)
    plain = sorted((at, name) for name in NAMES for at in range(len(text)) if text.startswith(name, at))
    assert [(hit.start, hit.text) for hit in GAZETTEER.scan(text)] == plain
