from __future__ import annotations

import pytest

from tests.language.conftest import Read


def told(read: Read, text: str) -> list[tuple[str | None, str, str | None, str]]:
    return [(e.source.country, e.type, e.target.country if e.target else None, e.status) for e in read(text).events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # active, passive, nominal, light verb
        ("Israel bombed Lebanon on Friday.", ("ISR", "ASSAULT", "LBN", "happened")),
        ("Lebanon was bombed by Israel on Friday.", ("ISR", "ASSAULT", "LBN", "happened")),
        ("Israel launched an attack on Lebanon.", ("ISR", "ASSAULT", "LBN", "happened")),
        ("Japan imposed sanctions on North Korea.", ("JPN", "SANCTION", "PRK", "happened")),
        ("Sanctions were imposed on North Korea by Japan.", ("JPN", "SANCTION", "PRK", "happened")),
        ("A meeting between China and India took place on Monday.", ("CHN", "CONSULT", "IND", "happened")),
        ("Poland held talks with Lithuania in Vilnius.", ("POL", "CONSULT", "LTU", "happened")),
        ("Canada sent humanitarian aid to Haiti.", ("CAN", "AID", "HTI", "happened")),
        ("Turkey summoned the Dutch ambassador.", ("TUR", "ACCUSE", "NLD", "happened")),
        ("Sweden expelled three Chinese diplomats.", ("SWE", "SANCTION", "CHN", "happened")),
        # who a phrase belongs to
        ("Norway froze the assets of twelve Syrian officials.", ("NOR", "SANCTION", "SYR", "happened")),
        ("Greek and Turkish jets clashed; Greece accused Turkey of violating its airspace.", ("GRC", "ACCUSE", "TUR", "happened")),
        # targets named in what is limited, or implied by a condition or a complaint
        ("Norway tightened controls on exports of two metals to Chile.", ("NOR", "SANCTION", "CHL", "happened")),
        ("A Peruvian survey ship entered Chile's waters.", ("PER", "MOBILIZE", "CHL", "happened")),
        ("Peru said a Chilean trawler had blocked its boats.", ("CHL", "COERCE", "PER", "happened")),
        ("Lima expelled more of its diplomats, Santiago said.", ("PER", "SANCTION", "CHL", "happened")),
        ("Norway vowed to retaliate if Chile imposed new tariffs.", ("CHL", "SANCTION", "NOR", "conditional")),
        ("Norway vowed to retaliate if Chile imposed new tariffs.", ("NOR", "SANCTION", "CHL", "planned")),
        ("A Lima court jailed a Norwegian sailor for spying.", ("PER", "COERCE", "NOR", "happened")),
        # status
        ("Japan will impose sanctions on North Korea.", ("JPN", "SANCTION", "PRK", "planned")),
        ("Japan did not impose sanctions on North Korea.", ("JPN", "SANCTION", "PRK", "denied")),
        ("Japan may impose sanctions on North Korea.", ("JPN", "SANCTION", "PRK", "predicted")),
        ("Japan would impose sanctions on North Korea if it tested a missile.", ("JPN", "SANCTION", "PRK", "conditional")),
        ("Japan threatened to impose sanctions on North Korea.", ("JPN", "SANCTION", "PRK", "threatened")),
        ("Japan decided to impose sanctions on North Korea.", ("JPN", "SANCTION", "PRK", "planned")),
        ("Analysts expect Japan to impose sanctions on North Korea.", ("JPN", "SANCTION", "PRK", "predicted")),
        ("Japan never attacked Mongolia.", ("JPN", "ASSAULT", "MNG", "denied")),
        ("Japan is considering sanctions against North Korea.", None),
        # what a state says and does with words
        ("Chile rejected Bolivia's demand.", ("CHL", "REJECT", "BOL", "happened")),
        ("Egypt called on Ethiopia to halt the filling of the dam.", ("EGY", "REQUEST", "ETH", "happened")),
        ("Iran threatened to close the strait unless the United States lifted sanctions.", ("IRN", "THREATEN", "USA", "happened")),
        ("Morocco praised Spain for its support.", ("MAR", "SUPPORT", "ESP", "happened")),
        ("Qatar was ready to meet Bahrain.", ("QAT", "AGREE", "BHR", "offered")),
        ("Thousands protested in Caracas against the United States.", ("VEN", "PROTEST", "USA", "happened")),
        ("Finland withdrew its troops from Mali.", ("FIN", "RETREAT", "MLI", "happened")),
    ],
)  # fmt: skip
def test_reads_who_does_what_to_whom(read: Read, text: str, expected: tuple[str, str, str, str] | None) -> None:
    found = told(read, text)
    if expected is None:
        assert not [f for f in found if f[3] in ("happened", "ongoing")]
    else:
        assert expected in found


def test_both_countries_are_states_whatever_organisation_stands_between(read: Read) -> None:
    text = (
        "Kenya recalled its envoy to Somalia. The African Union, after a ruling by the International Court of Justice, "
    )
    assert {("AU", "REQUEST", state, "happened") for state in ("KEN", "SOM")} <= set(
        told(read, text + "urged both countries to show restraint.")
    )


@pytest.mark.parametrize(
    "text",
    [
        "Norway imposed controls on travellers on Monday after an attack in Chile.",
        "Russia said it had expelled its own attaché.",
        "Norway will close the border if the rains in Chile continue.",
    ],
)
def test_no_target_is_made_of_an_occasion(read: Read, text: str) -> None:
    assert not [found for found in told(read, text) if found[2] is not None]


@pytest.mark.parametrize(
    "text",
    [
        "Japan failed to attack Mongolia.",
        "Japan's planned visit to Mongolia was cancelled.",
        "If Japan attacked Mongolia, the region would burn.",
        "Had Japan attacked Mongolia, the region would have burned.",
        "Japan might attack Mongolia.",
        "No one believes that Japan attacked Mongolia.",
        "Japan refused to attack Mongolia.",
        "Mongolia wants to prevent Japan from attacking it.",
        "Japan and Mongolia failed to reach an agreement.",
        "The talks between Japan and Mongolia were called off.",
        "Japan denied attacking Mongolia.",
        "Will Japan attack Mongolia?",
    ],
)
def test_never_takes_for_a_fact_what_did_not_happen(read: Read, text: str) -> None:
    facts = [f for f in told(read, text) if f[3] in ("happened", "ongoing") and f[1] in ("ASSAULT", "CONSULT", "AGREE")]
    assert facts == []


def test_an_inner_event_keeps_its_own_source_and_its_statement(read: Read) -> None:
    records = read("Ukraine said that Russia had shelled Kharkiv.")
    (attack,) = [e for e in records.events if e.type == "ASSAULT"]
    (accusation,) = [e for e in records.events if e.type == "ACCUSE"]
    assert attack.source.country == "RUS"
    assert attack.statement == records.statements[0].id
    assert (accusation.source.country, accusation.target and accusation.target.country) == ("UKR", "RUS")
    assert accusation.statement is None


def test_a_list_of_sources_gives_an_event_each(read: Read) -> None:
    found = told(read, "Poland, Estonia and Latvia imposed sanctions on Belarus.")
    assert {f[0] for f in found if f[1] == "SANCTION"} == {"POL", "EST", "LVA"}


def test_what_others_foretell_is_predicted_and_what_one_announces_is_planned(read: Read) -> None:
    assert ("IND", "CONSULT", "NPL", "planned") in told(read, "India said that it would visit Nepal.") or (
        "IND", "CONSULT", "NPL", "planned") in told(read, "India will hold talks with Nepal.")  # fmt: skip
    assert ("RUS", "ASSAULT", "UKR", "predicted") in told(read, "A NATO official said that Russia will attack Ukraine.")


def test_we_in_somebodys_words_is_their_side(read: Read) -> None:
    found = told(read, '"We will impose sanctions on Belarus," Polish President Andrzej Duda said.')
    assert ("POL", "SANCTION", "BLR", "planned") in found


def test_dates_and_figures_stand_with_their_event(read: Read) -> None:
    (event,) = [
        e for e in read("London expelled 23 Russian diplomats on 14 March 2018.").events if e.type == "SANCTION"
    ]
    assert (event.when.start, event.when.precision) == ("2018-03-14", "day")
    assert [(q.value, q.unit) for q in event.quantities] == [(23.0, "diplomat")]


def test_an_event_without_a_time_has_an_unknown_date(read: Read) -> None:
    (event,) = [e for e in read("London expelled 23 Russian diplomats.").events if e.type == "SANCTION"]
    assert (event.when.start, event.when.precision) == (None, "unknown")


def test_every_event_carries_codes_scores_and_its_sentence(read: Read) -> None:
    body = "The talks went on. Israel bombed Lebanon. Nothing else is known."
    (event,) = read(body).events
    assert body[event.passage[0] : event.passage[1]] == "Israel bombed Lebanon."
    assert event.cameo.startswith(("18", "19", "20"))
    assert event.goldstein < -5
    assert event.score < -5
    assert event.rule.startswith("ASSAULT/verb/")


def test_troops_on_a_border_face_the_state_beyond_it(read: Read) -> None:
    events = read("Turkey deployed tanks along its border with Syria on Monday.").events
    assert [(e.type, e.source.country, e.target.country if e.target else None) for e in events] == [
        ("MOBILIZE", "TUR", "SYR")
    ]


@pytest.mark.parametrize(
    ("text", "mutual"),
    [
        ("Poland held talks with Lithuania in Vilnius.", True),
        ("Ghana and Togo exchanged fire on Tuesday.", True),
        ("A meeting between China and India took place on Monday.", True),
        ("Israel bombed Lebanon on Friday.", False),
        ("Japan imposed sanctions on North Korea.", False),
    ],
)
def test_what_two_do_together_is_one_event_marked_mutual(read: Read, text: str, mutual: bool) -> None:
    assert [e.mutual for e in read(text).events] == [mutual]


def test_a_visit_is_no_request(read: Read) -> None:
    assert not [e for e in read("Angela Merkel called on President Xi in Beijing.").events if e.type == "REQUEST"]
    assert next(e.type for e in read("Peru called on Chile to leave the island.").events) == "REQUEST"


def test_who_says_that_another_wronged_them_accuses(read: Read) -> None:
    assert ("KEN", "ACCUSE", "SOM", "happened") in told(read, "According to Kenya, Somalia violated its airspace.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what the subject undergoes
        ("Iceland came under fierce criticism from Denmark over its whaling.", ("DNK", "ACCUSE", "ISL", "happened")),
        ("Mongolia received 2,000 tonnes of rice from Japan.", ("JPN", "AID", "MNG", "happened")),
        ("Chad took delivery of four helicopters from France.", ("FRA", "AID", "TCD", "happened")),
        ("Syrian positions came under fire from Turkish artillery.", ("TUR", "ASSAULT", "SYR", "happened")),
        ("Bolivia was hit by sanctions from Brazil.", ("BRA", "SANCTION", "BOL", "happened")),
        # where a passive says only where
        ("Two Danish sailors were detained in Ghana.", ("GHA", "COERCE", "DNK", "happened")),
        ("Hundreds of Haitian migrants were deported from the Dominican Republic.", ("DOM", "COERCE", "HTI", "happened")),
        # nouns that name both sides
        ("Brazil's sanctions against Bolivia drew protests from Chile.", ("BRA", "SANCTION", "BOL", "happened")),
        ("Ghana called Togo's claims absurd.", ("GHA", "REJECT", "TGO", "happened")),
        ("Chile brushed aside Peruvian demands for an apology.", ("PER", "REQUEST", "CHL", "happened")),
        # sides: each other, an answer, lists
        ("Niger and Benin accused each other of smuggling.", ("BEN", "ACCUSE", "NER", "happened")),
        ("Ankara expelled an Israeli envoy and Israel retaliated by recalling its ambassador.", ("ISR", "SANCTION", "TUR", "happened")),
        ("Togo imposed sanctions on three states, including Ghana and Niger.", ("TGO", "SANCTION", "NER", "happened")),
        ("The accession of Sweden was blocked by Turkey and then by Hungary.", ("HUN", "REJECT", "SWE", "happened")),
        ("Accused by Ghana of smuggling, Togo closed the road.", ("GHA", "ACCUSE", "TGO", "happened")),
        ("Kenya struck camps inside Somalia in retaliation for a Somali attack.", ("SOM", "ASSAULT", "KEN", "happened")),
        # headlines whose verb looks like a noun
        ("Norway sanctions Belarus over the arrest of union leaders", ("NOR", "SANCTION", "BLR", "happened")),
        # what is wanted of another, and what goes on
        ("Ghana wants Togo to open the border.", ("GHA", "REQUEST", "TGO", "happened")),
        ("Ghana continues to block imports from Togo.", ("GHA", "SANCTION", "TGO", "ongoing")),
    ],
)  # fmt: skip
def test_reads_who_acts_where_the_grammar_says_otherwise(
    read: Read, text: str, expected: tuple[str, str, str, str]
) -> None:
    assert expected in told(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "Did Ghana attack Togo?",
        "There is no evidence that Ghana attacked Togo.",
        "It is not true that Ghana attacked Togo.",
        "Nobody from Ghana met Togolese officials.",
        "Ghana put off signing the treaty with Togo.",
        "Benin accused Niger of telling Chad that Ghana had attacked Togo.",
        "Ghana neither confirmed nor denied that it had attacked Togo.",
    ],
)
def test_what_is_asked_or_not_vouched_for_is_no_fact(read: Read, text: str) -> None:
    assert not [f for f in told(read, text) if f[3] in ("happened", "ongoing") and {f[0], f[2]} == {"GHA", "TGO"}]


def test_whom_is_blamed_owns_what_follows(read: Read) -> None:
    found = told(read, "Washington rebuked Beijing for its attack on Taiwan.")
    assert ("CHN", "ASSAULT", "TWN", "happened") in found
    assert ("USA", "ASSAULT", "TWN", "happened") not in found


def test_a_gulf_is_nobodys(read: Read) -> None:
    assert all(t is None for _, _, t, _ in told(read, "Pirates from Somalia attacked a ship in the Gulf of Aden."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what a noun points back at
        ("Togo attacked Ghana on Monday.\n\nBenin condemned the attack.", ("BEN", "ACCUSE", "TGO", "happened")),
        ("Ghana and Togo signed a deal. Under the deal, Togo will lift a ban on imports.", ("TGO", "CONCEDE", "GHA", "planned")),
        ("The minister told Ghana that Togo rejected the proposal.", ("TGO", "REJECT", None, "happened")),
        ("The Togolese minister told Ghana that Togo rejected the proposal.", ("TGO", "REJECT", "GHA", "happened")),
        # whom "it" and "the North" mean
        ("Togo sent troops to the border, and Ghana accused it of aggression.", ("GHA", "ACCUSE", "TGO", "happened")),
        ("North Korea tested a missile. The South condemned the test.", ("KOR", "ACCUSE", "PRK", "happened")),
        ("Chinese planes circled Taiwan. Japan's premier visited the island.", ("JPN", "CONSULT", "TWN", "happened")),
        # lists and offices
        ("Togo, Ghana, Benin and Niger severed relations with Chad.", ("BEN", "SANCTION", "TCD", "happened")),
        ("Togo was granted a loan by China.", ("CHN", "AID", "TGO", "happened")),
        ("Niamey insists that Accra withdraw its troops.", ("NER", "REQUEST", "GHA", "happened")),
        ("Togo called the Ghanaian decree a provocation.", ("TGO", "ACCUSE", "GHA", "happened")),
        ("Next week the Togolese president flies to Accra.", ("TGO", "CONSULT", "GHA", "planned")),
    ],
)  # fmt: skip
def test_reads_what_other_sentences_and_words_imply(
    read: Read, text: str, expected: tuple[str, str, str | None, str]
) -> None:
    assert expected in told(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "At no time did Togo attack Ghana.",
        "Togo ended its blockade of Ghana.",
        "Togo and Ghana fought. Benin condemned the decision.",
        "Togo hosts an American base.",
    ],
)
def test_what_is_over_or_never_was_is_no_fact(read: Read, text: str) -> None:
    wrong = {("TGO", "ASSAULT", "GHA"), ("TGO", "COERCE", "GHA"), ("BEN", "ACCUSE", "TGO"), ("TGO", "CONSULT", "USA")}
    assert not [f for f in told(read, text) if f[3] in ("happened", "ongoing") and f[:3] in wrong]


def test_a_headline_and_its_lead_are_one_event(read: Read) -> None:
    text = (
        "North Korea fires two missiles\nNorth Korea fired two ballistic missiles into the sea off Japan on Thursday."
    )
    (tested,) = [e for e in read(text).events if e.type == "MOBILIZE"]
    assert len(tested.passages) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rockets fired by Cambodian troops hit a Thai hospital.", ("KHM", "ASSAULT", "THA", "happened")),
        ("Biden's envoy for North Korea met Japanese officials.", ("USA", "CONSULT", "JPN", "happened")),
        ("The Hague summoned the Russian ambassador.", ("NLD", "ACCUSE", "RUS", "happened")),
        ("Egyptian and Qatari mediators met Israel's negotiators.", ("QAT", "CONSULT", "ISR", "happened")),
        ("Morocco's ambassador was summoned to the Spanish foreign ministry.", ("ESP", "ACCUSE", "MAR", "happened")),
        ("Egypt accused Sudan of theft. Sudan dismissed the charge.", ("SDN", "REJECT", "EGY", "happened")),
        ("Japan banned Korean goods. South Korea denounced the measure.", ("KOR", "ACCUSE", "JPN", "happened")),
        ("Guyana and Venezuela agreed not to use force against each other.", ("GUY", "AGREE", "VEN", "happened")),
        ("Iran vowed to strike Israel.", ("IRN", "THREATEN", "ISR", "happened")),
        ("Egypt has not, as was reported, closed its border with Libya.", ("EGY", "SANCTION", "LBY", "denied")),
    ],
)
def test_reads_who_is_named_far_from_the_deed(read: Read, text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in told(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "Ethiopia honoured the Algiers agreement.",
        "Investigators have yet to find proof that Iran armed Yemen.",
        "One theory is that Israel sabotaged the Iranian plant.",
        "The minister called the reports that Morocco had bombed Algeria a pack of lies.",
        "Japan ought long ago to have apologised to Korea.",
        "Danish farmers launched an assault on the Chinese market.",
    ],
)
def test_cities_of_papers_and_what_is_only_said_are_no_deeds(read: Read, text: str) -> None:
    assert [f for f in told(read, text) if f[3] in ("happened", "ongoing") and f[2] is not None] == []
