import re
import tomllib
from importlib.resources import files

import pytest

from detente.intake.residue import REASONS
from detente.intake.wordings import has_sign, reason_of, wordings

DATA = tomllib.loads((files("detente.intake") / "data" / "wordings.toml").read_text("utf-8"))
GROUPS = {name: group for name, group in DATA.items() if name not in {"expressions", "signs"}}
EXAMPLES = [(reason, example) for reason, group in GROUPS.items() for example in group.get("examples", ())]


@pytest.mark.parametrize(("reason", "example"), EXAMPLES)
def test_each_example_is_dropped_for_its_reason(reason: str, example: str) -> None:
    assert reason_of(example) == reason


@pytest.mark.parametrize("reason", GROUPS)
def test_each_expression_has_an_example(reason: str) -> None:
    parts: dict[str, str] = {}
    for name, pattern in DATA["expressions"].items():
        for known, part in parts.items():
            pattern = pattern.replace("{" + known + "}", part)
        parts[name] = pattern
    group = GROUPS[reason]
    for pattern in [*group.get("short", ()), *group.get("long", ())]:
        for known, part in parts.items():
            pattern = pattern.replace("{" + known + "}", part)
        assert any(re.fullmatch(pattern, example, re.IGNORECASE) for example in group["examples"]), pattern


@pytest.mark.parametrize("reason", [name for name, group in GROUPS.items() if "long" in group])
def test_each_group_of_long_expressions_has_hints(reason: str) -> None:
    assert GROUPS[reason]["hints"]


def test_every_reason_is_explained() -> None:
    assert set(GROUPS) <= set(REASONS)


@pytest.mark.parametrize(
    "line",
    [
        "Share prices in Moscow fell by a tenth after the sanctions were announced on Monday.",
        "Follow-up talks between the two ministers will be held in Vienna, officials said.",
        "Comments by the minister drew an angry reply from Ankara and a protest from the opposition.",
        "Advertising Russian vodka in public places will be forbidden, the Latvian parliament decided on Thursday.",
        "The newsletter of the embassy said that the consulate would close in a week and its staff would go home.",
        "Subscribers to the treaty must open their bases to inspectors, the ambassador told reporters on Friday.",
        "– Sorry.",
        "— Next question.",
        '"No comment," Peskov said.',
        "Privacy laws keep the two governments from exchanging the lists, a spokeswoman said.",
        "Reuters reported on Tuesday that two Russian planes had been turned back at the border.",
        "He told TASS that the photo in question had been taken in another country.",
        "Copyright holders in Europe may ask for damages under the agreement, Brussels said.",
        "The author of the plan, Sergei Lavrov, said that it was not dead.",
        "Cookies, sweets and toys were handed to the children of the freed sailors by the ambassador.",
        "Sign-up for the inspections opened in March.",
        "Watch officers on both ships were unhurt, the navy said.",
    ],
)
def test_sentences_of_reports_are_kept(line: str) -> None:
    assert reason_of(line) is None


def test_buttons_may_be_glued_together() -> None:
    assert reason_of("Share on FacebookTweet 12Email") == "share"


def test_a_very_long_line_is_looked_up_only_by_its_beginning() -> None:
    assert reason_of("word " * 5_000 + "all rights reserved") is None
    assert reason_of("Disclaimer: " + "word " * 5_000) == "disclaimer"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("comment", "Ann Lee says:"),
        ("comment", "Ann Lee on March 3, 2021 at 10:15 am said:"),
        ("caption_date", "Two ships leave the port of Odesa, Ukraine, Friday, July 22, 2022, under escort."),
        ("list_heading", "Most read in World"),
        ("author_note", "Ann Lee is a staff writer who lives in Riga."),
    ],
)
def test_signs_are_told(name: str, line: str) -> None:
    assert has_sign(name, line)
    assert not has_sign(name, "The ministers met in Geneva on Monday.")


def test_the_wordings_are_loaded_once() -> None:
    assert wordings() is wordings()
