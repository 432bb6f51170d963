"""How outlets tell: counted by hand on made-up reports, with Wilson's intervals, by period and from the command line."""

from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.archive import Archive, StoryRows
from detente.cli import main
from detente.errors import UsageError
from detente.records import Join, Party, Records
from detente.stories.loaded import lexicon, loaded_in
from detente.stories.outlet_records import OutletProfile
from detente.stories.outlets import outlet_profiles, period
from detente.stories.shares import share
from tests.stories.tellings import Press

NORWAY = Party(actor="NOR", name="Norway", country="NOR", sector="GOV")
MADE_BY = {"reader": "tests", "version": "7"}

SAID = "the talks in Bergen will go on until the herring quota is settled"
HERALD = f"The Danish regime boasted on Monday. Norway said {SAID}. Norway closed the northern harbour to trawlers on Tuesday."
POST = (
    f'Norway said "{SAID}". Norway closed the northern harbour to trawlers. A Danish minister slept well in his cabin.'
)
TIMES = (
    "Norway closed its northern harbour to all trawlers on Tuesday evening. Nobody asked Denmark about trout or salmon."
)
ECHO = "Denmark sent two brave envoys to Oslo with gifts. The herring fleet sailed home to its own ports under flags of grey."


def stored(press: Press, path: Path) -> Archive:
    """Return an archive of a press, all of whose reports stand in one story."""
    archive = Archive.open(path, create=True)
    records = [
        Records(
            report=report,
            mentions=tuple(m for m in press.mentions if m.report == report.id),
            statements=tuple(s for s in press.statements if s.report == report.id),
        )
        for report in press.reports
    ]
    joins = tuple(
        Join(id=f"j-{r.id}", report=r.id, story="one", number=n, others=0, source=None, score=None, parts=(), **MADE_BY)
        for n, r in enumerate(press.reports)
    )
    with archive.writer() as writer:
        writer.write(records, stories=StoryRows(joins=joins))
    return archive


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Return an archive of four outlets on one event, and a copy, in two months."""
    press = Press()
    for name, body, day in (
        ("herald", HERALD, "2030-05-30"),
        ("post", POST, "2030-05-31"),
        ("times", TIMES, "2030-06-01"),
        ("echo", ECHO, "2030-06-01"),
    ):
        press.report(name, body, day=day)
        for word, code in (("Norway", "NOR"), ("Denmark", "DNK"), ("Danish", "DNK")):
            place = body.find(word)
            while place >= 0:
                press.mention(name, word, actor=code, country=code)
                press.mentions[-1] = replace(
                    press.mentions[-1], id=f"m-{name}-{place}", span=(place, place + len(word))
                )
                place = body.find(word, place + 1)
    press.statement("herald", SAID, speaker=NORWAY)
    press.statements[-1] = replace(press.statements[-1], kind="indirect")
    press.statement("post", SAID, speaker=NORWAY)
    press.report("mirror", HERALD, day="2030-06-02", matter="herald", copy_of="herald")
    return stored(press, tmp_path / "archive")


def of(found: list[OutletProfile], outlet: str) -> OutletProfile:
    return next(profile for profile in found if profile.outlet == f"The {outlet}")


def test_statements_are_counted_by_party_and_by_how_direct_they_are(archive: Archive) -> None:
    found = outlet_profiles(archive)
    (quoted,) = of(found, "herald").quoted
    assert (quoted.party, quoted.name, quoted.statements.count, quoted.direct.count) == ("NOR", "Norway", 1, 0)
    assert of(found, "post").direct == share(1, 1)
    assert of(found, "echo").direct.share is None


def test_loaded_words_count_for_the_party_named_nearest_in_the_outlets_own_words(archive: Archive) -> None:
    found = outlet_profiles(archive)
    danish = next(w for w in of(found, "herald").wording if w.party == "DNK")
    assert (danish.loaded.count, danish.loaded.of, danish.against.count, danish.favouring.count) == (1, 1, 1, 0)
    assert [(t.term, t.plain, t.count) for t in danish.terms] == [("boast", "say", 1), ("regime", "government", 1)]
    norway = next(w for w in of(found, "herald").wording if w.party == "NOR")
    assert (norway.loaded.count, norway.loaded.of) == (0, 2)
    assert next(w for w in of(found, "echo").wording if w.party == "DNK").favouring == share(1, 1)


def test_what_most_others_tell_is_left_out_or_had(archive: Archive) -> None:
    found = outlet_profiles(archive)
    echo = of(found, "echo")
    assert echo.left_out.count >= 1
    assert {left.party for left in echo.leaves_out if left.left_out.count} == {"NOR"}
    assert echo.leaves_out[0].stories == ("one",)
    times = of(found, "times").left_out  # the harbour it has, the talks on herring it has not
    assert (times.count, times.of) == (1, 2)


def test_who_is_first_and_who_comes_after_whom_goes_by_known_days_alone(archive: Archive) -> None:
    found = outlet_profiles(archive)
    assert of(found, "herald").first == share(1, 1)
    assert of(found, "post").first == share(0, 1)
    behind = {b.outlet: (b.earlier.count, b.earlier.of) for b in of(found, "times").behind}
    assert behind == {"The herald": (1, 1), "The post": (1, 1), "The mirror": (0, 1)}


def test_a_copy_counts_for_whom_it_repeats_and_for_nothing_else(archive: Archive) -> None:
    mirror = of(outlet_profiles(archive), "mirror")
    assert (mirror.reports, mirror.copies, mirror.statements, mirror.wording) == (1, 1, 0, ())
    (followed,) = mirror.follows
    assert (followed.whom, followed.reports, followed.copies) == ("The herald", share(1, 1), 1)


def test_periods_part_reports_and_days_asked_keep_what_they_are_held_against(archive: Archive) -> None:
    months = {(p.outlet, p.start, p.end) for p in outlet_profiles(archive, by="month")}
    assert ("The herald", "2030-05-01", "2030-05-31") in months
    assert ("The times", "2030-06-01", "2030-06-30") in months
    june = outlet_profiles(archive, since="2030-06")
    assert {p.outlet for p in june} == {"The times", "The echo", "The mirror"}
    assert of(june, "echo") == of(outlet_profiles(archive), "echo")


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("week", ("2030-12-30", "2031-01-05")),
        ("month", ("2030-12-01", "2030-12-31")),
        ("quarter", ("2030-10-01", "2030-12-31")),
        ("year", ("2030-01-01", "2030-12-31")),
        (None, None),
    ],
)
def test_a_period_has_its_first_and_last_day(press: Press, by, expected) -> None:  # type: ignore[no-untyped-def]
    press.report("herald", HERALD, day="2030-12-31")
    assert period(press.reports[0], by) == expected
    press.report("vague", HERALD, day=None)
    assert period(press.reports[1], by) is None


def test_an_outlet_that_is_not_there_is_told_with_near_names(archive: Archive) -> None:
    assert [p.outlet for p in outlet_profiles(archive, ["THE POST"])] == ["The post"]
    with pytest.raises(UsageError, match="did you mean The herald"):
        outlet_profiles(archive, ["the heralds"])


@pytest.mark.parametrize(("count", "number"), [(0, 1), (1, 1), (7, 32), (50, 100), (0, 400)])
def test_intervals_are_where_the_score_test_turns(count: int, number: int) -> None:
    found = share(count, number)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= count / number <= found.high
    for end in (found.low, found.high):
        if 0 < end < 1:  # at either end the share lies 1.96 standard errors of that end away
            away = abs(count / number - end) / math.sqrt(end * (1 - end) / number)
            assert away == pytest.approx(1.96, abs=0.03)


def test_loaded_words_are_found_in_any_form_and_not_where_they_are_plain_or_quoted() -> None:
    assert [w.term for w, _ in loaded_in("The Regimes blatantly LIED, and so-called henchmen gloated.")] == [
        "regime", "blatant", "lie", "so-called", "henchman", "gloat",
    ]  # fmt: skip
    assert list(loaded_in('The sanctions regime and the "regime" lie low; an arms-control regime holds.')) == []


def test_the_list_of_loaded_words_is_sound() -> None:
    terms = [word.term for word in lexicon()]
    forms = [form for word in lexicon() for form in (word.term, *word.forms)]
    assert len(set(terms)) == len(terms) > 120
    assert len(set(forms)) == len(forms)
    assert {word.kind for word in lexicon()} == {"name", "doubt", "saying", "judgement", "deed"}


def test_the_command_writes_lines_and_one_long_table(archive: Archive, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["outlets", "--archive", str(archive.path), "--by", "year"])
    assert done.exit_code == 0, done.output
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["record"] for row in rows} == {"outlet"}
    assert {row["outlet"] for row in rows} == {f"The {n}" for n in ("herald", "post", "times", "echo", "mirror")}
    out = CliRunner().invoke(main, ["outlets", "the post", "--archive", str(archive.path), "--csv", "-"])
    table = list(csv.DictReader(io.StringIO(out.stdout)))
    direct = next(row for row in table if row["measure"] == "direct")
    assert (direct["outlet"], direct["count"], direct["of"], direct["share"]) == ("The post", "1", "1", "1")
    assert CliRunner().invoke(main, ["outlets", "nobody", "--archive", str(archive.path)]).exit_code == 2
