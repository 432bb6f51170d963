"""The brief as a record: what it takes from an archive, how it groups, counts and leaves out."""

from __future__ import annotations

import json
from dataclasses import replace

import msgspec
import pytest

from detente.archive import Archive
from detente.errors import BadDate, UnknownActor, UsageError
from detente.gazetteer import Actor
from detente.records import Failure, Party, Records
from detente.show import Brief, brief, page
from detente.show.compose import LINES
from detente.wire import digest, plain
from tests.show.corpus import PUTIN, RUS, SHOIGU, USA
from tests.show.press import Press, Who, day, person


def said_by(made: Brief, name: str | None) -> list[str]:
    return [s.text for speaker in made.speakers if speaker.name == name for s in speaker.said]


def test_an_event_told_in_three_reports_is_one_deed_with_three_proofs(made: Brief) -> None:
    (deed,) = [d for d in made.deeds if d.type == "SANCTION" and d.when.start == "2018-03-26"]
    assert (deed.side, deed.count, deed.reports) == ("b", 3, 3)
    outlets = {s.id: s.outlet for s in made.sources}
    assert [outlets[p.report] for p in deed.proofs] == ["Harbour Dispatch", "Evening Lantern", "The Northern Observer"]
    assert deed.figures == ("60 Russian officials", "60 Russian diplomats", "48 Russian embassy staff")


def test_deeds_of_another_side_type_status_or_day_stay_apart(who: Who) -> None:
    press = Press()
    r = press.report("X", "2018-01-10", "t", "Russia and the United States did this. Then that.")
    passage = "Russia and the United States did this."
    for source, kind, target, status, when in (
        (RUS, "ACCUSE", USA, "happened", "2018-01-09"),
        (USA, "ACCUSE", RUS, "happened", "2018-01-09"),
        (RUS, "REJECT", USA, "happened", "2018-01-09"),
        (RUS, "ACCUSE", USA, "denied", "2018-01-09"),
        (RUS, "ACCUSE", USA, "happened", "2018-01-08"),
    ):
        press.does(r, source, kind, target, passage, status=status, when=when)
    assert len(brief(press, "RUS", "USA", gazetteer=who).deeds) == 5


def test_what_both_do_is_one_deed_whoever_is_named_first_and_stands_on_either_side(who: Who) -> None:
    press = Press()
    r = press.report("X", "2018-01-10", "t", "Russia met the United States. The United States met Russia.")
    press.does(r, RUS, "CONSULT", USA, "Russia met the United States.", when="2018-01-09", mutual=True)
    press.does(r, USA, "CONSULT", RUS, "The United States met Russia.", when="2018-01-09", mutual=True)
    made = brief(press, "RUS", "USA", gazetteer=who)
    (deed,) = made.deeds
    assert (deed.mutual, deed.count) == (True, 2)
    assert [sum(p.count or 0 for p in line.points) for line in made.series.lines] == [1, 1]
    html = page(made)
    assert html.count("RUS ↔ USA") == 2
    assert html.count(f'id="done-{deed.id}"') == html.count(f'id="mutual-{deed.id}"') == 1


def test_undated_events_are_one_deed_only_where_the_words_are_equal(who: Who) -> None:
    press = Press()
    body = "Russia accused the United States. Russia has accused the United States again."
    for outlet in ("X", "Y"):
        r = press.report(outlet, "2018-01-10", "t", body)
        press.does(r, RUS, "ACCUSE", USA, "Russia accused the United States.")
    press.does(r, RUS, "ACCUSE", USA, "Russia has accused the United States again.")
    made = brief(press, "RUS", "USA", gazetteer=who)
    assert not made.deeds
    assert [d.reports for d in made.undated] == [2, 1]


def test_every_proof_is_the_passage_of_its_report(made: Brief, press: Press) -> None:
    bodies = {r.id: r.body for r in press._reports}
    groups = (*made.asked, made.foretold)
    lines = [*made.deeds, *made.undated, *(s for sp in made.speakers for s in sp.said)]
    lines += [line for g in groups for line in (*g.deeds, *g.said)]
    proofs = [p for line in lines for p in line.proofs]
    assert len(proofs) > 40
    for p in proofs:
        assert bodies[p.report][slice(*p.span)] == p.passage
        assert p.before + p.passage + p.after in bodies[p.report]


def test_a_paragraph_too_long_to_show_is_cut_at_a_word_on_both_sides(who: Who) -> None:
    press = Press()
    filler = "word " * 400
    r = press.report("X", "2018-01-10", "t", f"{filler}Russia accused the United States. {filler}end")
    press.does(r, RUS, "ACCUSE", USA, "Russia accused the United States.", when="2018-01-09")
    (proof,) = brief(press, "RUS", "USA", gazetteer=who).deeds[0].proofs
    assert proof.cut_before
    assert proof.cut_after
    assert proof.before.startswith("word")
    assert proof.after.endswith("word")
    assert len(proof.before) <= 700


def test_a_statement_in_three_reports_is_one_line(made: Brief) -> None:
    (russia,) = [s for s in made.speakers if s.name == "Russia"]
    assert [(s.text, s.reports) for s in russia.said] == [("any part in the poisoning", 3)]


def test_a_chain_runs_from_the_outermost_voice_to_the_speaker(made: Brief) -> None:
    (tillerson,) = [s for s in made.speakers if s.name == "Rex Tillerson"]
    links = [(link.name, link.cue) for link in tillerson.said[0].chain]
    assert links == [("The Morning Tribune", "reported"), ("Rex Tillerson", "suggested")]


def test_a_name_passed_through_without_a_statement_of_its_own_stays_in_the_chain(who: Who) -> None:
    press = Press()
    r = press.report("X", "2018-01-10", "t", "Moscow, a paper wrote, will not yield to Washington.")
    press.says(r, RUS, "said", "will not yield to Washington", kind="indirect", via=("a paper",))
    (speaker,) = brief(press, "RUS", "USA", gazetteer=who).speakers
    assert [(link.name, link.cue) for link in speaker.said[0].chain] == [("a paper", ""), ("Russia", "said")]


def test_statements_that_stand_inside_each_other_end(who: Who) -> None:
    press = Press()
    r = press.report("X", "2018-01-10", "t", "Moscow said that Washington said that Moscow lied.")
    one = press.says(r, RUS, "said", "Washington said that Moscow lied", kind="indirect")
    other = press.says(r, USA, "said", "Moscow lied", kind="indirect", inside=one)
    press._statements[0] = replace(one, inside=other.id)
    made = brief(press, "RUS", "USA", gazetteer=who)
    assert max(len(s.chain) for sp in made.speakers for s in sp.said) == 2


def test_a_speaker_that_the_report_does_not_name_stays_unnamed(made: Brief) -> None:
    assert said_by(made, None) == ["Washington trained its pilots near the Russian border"]


def test_a_speaker_without_a_name_is_called_by_words_office_or_country_and_else_not_at_all(who: Who) -> None:
    press = Press()
    r = press.report(
        "X", "2018-01-10", "t", "Moscow errs, American officials said in Washington. Moscow will pay, he said."
    )
    officials = Party(country="USA", office="American officials", text="American officials", how="office")
    press.says(r, officials, "said", "Moscow errs", kind="indirect")
    for nameless in (
        Party(country="USA", text="he", how="pronoun", office="envoy"),
        Party(country="USA", text="he", how="pronoun"),
        Party(text="he", how="pronoun"),
    ):
        press.says(r, nameless, "said", "Moscow will pay", kind="indirect")
    found = [(s.name, s.office) for s in brief(press, "RUS", "USA", gazetteer=who).speakers]
    assert found == [
        ("American officials", None),
        ("United States", None),
        ("envoy of the United States", None),
        (None, None),
    ]


def test_statements_on_something_else_are_left_out(who: Who) -> None:
    press = Press()
    lines = [
        "Russia and the United States talk.",
        "Weather was fine.",
        "Grain is dear, Sergei Shoigu said.",
        "Rain fell.",
        "Snow fell.",
        "Moscow will answer Washington, Sergei Shoigu said.",
    ]
    r = press.report("X", "2018-01-10", None, "\n\n".join(lines))
    press.says(r, SHOIGU, "said", "Grain is dear", kind="indirect")
    press.says(r, SHOIGU, "said", "Moscow will answer Washington", kind="indirect")
    assert said_by(brief(press, "RUS", "USA", gazetteer=who), "Sergei Shoigu") == ["Moscow will answer Washington"]


def test_a_statement_beside_a_paragraph_that_names_the_other_side_concerns_it(who: Who) -> None:
    press = Press()
    body = "“Talks from strength are futile,” Sergei Shoigu of Russia said.\n\nThe Pentagon did not answer."
    r = press.report("X", "2018-01-10", None, body)
    press.says(r, SHOIGU, "said", "Talks from strength are futile")
    assert said_by(brief(press, "RUS", "USA", gazetteer=who), "Sergei Shoigu") == ["Talks from strength are futile"]


def test_a_statement_addressed_to_the_other_side_concerns_it(who: Who) -> None:
    press = Press()
    body = "Russia and the United States talk.\n\nA.\n\nB.\n\nStay away, Sergei Shoigu told them."
    r = press.report("X", "2018-01-10", None, body)
    press.says(r, SHOIGU, "told", "Stay away", kind="indirect", addressee=USA)
    assert said_by(brief(press, "RUS", "USA", gazetteer=who), "Sergei Shoigu") == ["Stay away"]


def test_each_kind_of_warning_stands_in_its_group_and_none_is_told_as_done(made: Brief) -> None:
    groups = {g.kind: g for g in made.asked}
    assert [s.speaker for s in groups["red_line"].said] == ["Vladimir Putin"]
    assert {s.speaker for s in groups["threat"].said} == {"Sergei Lavrov", "Vladimir Putin", "Mike Pompeo"}
    assert [s.speaker for s in made.foretold.said] == ["a senior American official", "Andrei Kolin"]
    assert {d.status for d in (*made.deeds, *made.undated)} == {"happened", "ongoing", "planned", "denied"}


def test_a_deed_told_in_a_statement_of_its_group_is_not_listed_twice(made: Brief) -> None:
    groups = {g.kind: g for g in made.asked}
    assert groups["threat"].deeds == ()
    threat = groups["threat"].said[0]
    assert [(t.type, t.status) for t in threat.tells] == [("THREATEN", "threatened")]


def test_a_threat_that_no_statement_tells_stands_in_its_group(who: Who) -> None:
    press = Press()
    r = press.report("X", "2018-01-10", "t", "Russia threatened the United States with a boycott.")
    press.does(r, RUS, "THREATEN", USA, r.body, status="threatened", when="2018-01-09")
    groups = {g.kind: g for g in brief(press, "RUS", "USA", gazetteer=who).asked}
    assert [d.status for d in groups["threat"].deeds] == ["threatened"]


def test_the_state_compares_halves_and_says_how_many_deeds_they_have(made: Brief) -> None:
    s = made.state
    assert (s.facts, s.facts_before, s.facts_now) == (15, 8, 5)
    assert (s.before, s.now) == (0.75, 0.6)


def test_with_few_deeds_the_halves_are_not_compared(who: Who) -> None:
    press = Press()
    r = press.report("X", "2018-01-10", "t", "Russia accused the United States.")
    press.does(r, RUS, "ACCUSE", USA, r.body, when="2018-01-09")
    found = brief(press, "RUS", "USA", gazetteer=who).state
    assert (found.share, found.now, found.before) == (1.0, None, None)


def test_the_chart_counts_a_deed_once_however_many_tell_it(made: Brief) -> None:
    march = next(p for p in made.series.lines[1].points if p.start == "2018-03-01")
    assert (march.count, march.negative) == (1, -6.0)


def test_gaps_are_the_stretches_without_reports_and_reach_the_days_asked_for(who: Who) -> None:
    press = Press()
    for published in ("2018-03-05", "2018-03-06", "2018-03-20"):
        r = press.report("X", published, "t", "Russia accused the United States.")
        press.does(r, RUS, "ACCUSE", USA, r.body, when=published)
    made = brief(press, "RUS", "USA", since="2018-03-01", until="2018-03-31", gazetteer=who)
    assert [(g.start, g.end, g.days) for g in made.coverage.gaps] == [
        ("2018-03-01", "2018-03-04", 4),
        ("2018-03-07", "2018-03-19", 13),
        ("2018-03-21", "2018-03-31", 11),
    ]


def test_dates_select_deeds_by_when_they_happened_though_told_later(press: Press, who: Who) -> None:
    made = brief(press, "RUS", "USA", since="2018-03-29", until="2018-03-29", gazetteer=who)
    assert {d.when.start for d in made.deeds} == {"2018-03-29"}
    assert {s.published.start for s in made.sources} == {"2018-03-30"}


def test_undated_reports_that_the_days_asked_for_leave_out_are_counted(press: Press, who: Who) -> None:
    assert brief(press, "RUS", "USA", gazetteer=who).coverage.passed_over == 0
    made = brief(press, "RUS", "USA", since="2017", gazetteer=who)
    assert (made.coverage.passed_over, made.coverage.undated) == (1, 0)
    assert "1 more report without a date names both sides and is left out" in page(made, chart=False)


def test_sides_turn_with_the_order_asked_for(press: Press, who: Who) -> None:
    one = brief(press, "RUS", "USA", gazetteer=who)
    other = brief(press, "United States", "Russia", gazetteer=who)
    turn = {"a": "b", "b": "a"}
    assert [turn[d.side] for d in one.deeds] == [d.side for d in other.deeds]
    assert (other.a.name, other.b.code) == ("United States", "RUS")


def test_long_sections_keep_the_latest_lines_and_say_how_to_get_the_rest(who: Who) -> None:
    press = Press()
    n = LINES + 30
    for i in range(n):
        date = f"{1600 + i:04}-05-05"
        r = press.report("X", date, "t", "Russia accused the United States.")
        press.does(r, RUS, "ACCUSE", USA, r.body, when=date)
    made = brief(press, "RUS", "USA", gazetteer=who)
    assert len(made.deeds) == LINES
    assert made.deeds[-1].when.start == f"{1600 + n - 1}-05-05"
    (left,) = made.left
    assert (left.section, left.out, left.of) == ("done", 30, n)
    assert left.command == "detente brief RUS USA --until 1630-05-05 --out earlier.html"


def test_commands_name_the_archive_or_the_sources(press: Press, who: Who, tmp_path) -> None:
    press.path = tmp_path / "my archive"
    assert brief(press, "RUS", "USA", gazetteer=who).where == f" --archive '{press.path}'"
    passing = brief(press, "RUS", "USA", gazetteer=who, sources=["a b.txt", "c.txt"])
    assert (passing.where, passing.archive) == (" 'a b.txt' c.txt", None)
    many = brief(press, "RUS", "USA", gazetteer=who, sources=[f"{n}.txt" for n in range(40)])
    assert many.where == " SOURCE..."


def test_outlets_count_their_reports_and_lines_and_the_unknown_one_comes_last(made: Brief) -> None:
    assert (made.outlets[0].name, made.outlets[0].reports) == ("Harbour Dispatch", 5)
    assert made.outlets[-1].name is None
    assert sum(o.reports for o in made.outlets) == made.coverage.reports == len(made.sources) == 14
    assert (made.coverage.copies, made.coverage.undated, made.coverage.unknown_outlet) == (1, 1, 1)


def test_what_was_not_read_is_counted(made: Brief) -> None:
    assert made.unread.residue == 5
    assert [r for r, _ in made.unread.reasons] == ["caption", "cookie line", "menu", "related headlines", "share row"]
    assert made.unread.failed == (("reports/broken.html", "intake", "file is empty"),)


def test_the_same_press_gives_the_same_brief(press: Press, who: Who) -> None:
    assert brief(press, "RUS", "USA", gazetteer=who) == brief(press, "RUS", "USA", gazetteer=who)


def test_a_brief_is_plain_data(made: Brief) -> None:
    data = json.loads(msgspec.json.encode(plain(made)))
    assert data["a"]["code"] == "RUS"
    assert data["deeds"][0]["proofs"][0]["passage"]
    assert data["deeds"][0]["when"]["from"]


def test_unknown_actors_equal_actors_and_bad_dates_are_refused(press: Press, who: Who) -> None:
    with pytest.raises(UnknownActor, match="near names: Russia"):
        brief(press, "Rusia", "USA", gazetteer=who)
    with pytest.raises(UsageError, match="both Russia"):
        brief(press, "RUS", "Russia", gazetteer=who)
    with pytest.raises(BadDate):
        brief(press, "RUS", "USA", since="May", gazetteer=who)


def test_an_archive_on_disk_gives_the_same_brief_as_the_press_in_memory(press: Press, who: Who, tmp_path) -> None:
    archive = Archive.open(tmp_path / "archive", create=True)
    with archive.writer() as writer:
        writer.write([_records(press, r.id) for r in press._reports], press._failures)
    for since, until in ((None, None), ("2017-08", "2018-03-29")):
        stored = brief(archive, "RUS", "USA", since=since, until=until, gazetteer=who)
        there = brief(press, "RUS", "USA", since=since, until=until, gazetteer=who)
        assert stored.deeds == there.deeds
        assert stored.speakers == there.speakers
        assert (stored.asked, stored.foretold, stored.undated) == (there.asked, there.foretold, there.undated)
        assert (stored.state, stored.coverage, stored.series) == (there.state, there.coverage, there.series)
        assert (stored.outlets, stored.sources, stored.unread) == (there.outlets, there.sources, there.unread)
    empty = brief(archive, "FRA", "USA", gazetteer=who)
    assert empty.help == brief(press, "FRA", "USA", gazetteer=who).help


def _records(press: Press, report: str) -> Records:
    def own(rows):
        return tuple(row for row in rows if row.report == report)

    return Records(
        report=next(r for r in press._reports if r.id == report),
        mentions=own(press._mentions),
        statements=own(press._statements),
        events=own(press._events),
    )


def test_a_person_can_be_a_side(who: Who) -> None:
    class Known(Who):
        def resolve(self, text: str) -> Actor:
            if text == "Putin":
                return replace(super().resolve("RUS"), id=PUTIN.actor, name="Vladimir Putin", kind="person")
            return super().resolve(text)

    press = Press()
    r = press.report("X", "2018-01-10", "t", "Putin met the American envoy.")
    press._mention(r, (0, 5), "Putin", str(PUTIN.actor))
    press.does(r, PUTIN, "CONSULT", USA, r.body, when="2018-01-09")
    press.does(r, person("Dmitry Peskov", "RUS"), "CONSULT", USA, r.body, when="2018-01-08")
    made = brief(press, "Putin", "USA", gazetteer=Known())
    assert made.a.short == "Putin"
    assert [d.source for d in made.deeds] == ["Vladimir Putin"]


def test_a_failure_in_the_archive_is_listed_once(who: Who) -> None:
    press = Press()
    press.report("X", "2018-01-10", "t", "Russia and the United States.")
    for n in range(25):
        press._failures.append(
            Failure(id=digest(n), source=f"{n}.txt", stage="intake", error="empty", reader="d", version="1")
        )
    made = brief(press, "RUS", "USA", gazetteer=who)
    assert (made.unread.failures, len(made.unread.failed)) == (25, 20)


def test_deeds_whose_date_is_a_stretch_are_ordered_by_its_beginning(who: Who) -> None:
    press = Press()
    r = press.report("X", "2018-02-10", "t", "Russia accused the United States. Russia sued.")
    press.does(r, RUS, "ACCUSE", USA, "Russia accused the United States.", when="2018-01-09")
    press.does(r, RUS, "REJECT", USA, "Russia sued.", when=day("2018-01-08", "2018-01-14"))
    assert [d.type for d in brief(press, "RUS", "USA", gazetteer=who).deeds] == ["REJECT", "ACCUSE"]
