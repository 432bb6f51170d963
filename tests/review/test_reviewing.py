"""What a person says wins over the reader at every question, survives a new reading, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from detente.archive import Archive, Query, Writer
from detente.archive.held import HeldArchive
from detente.cli.cut_off import words
from detente.errors import UnknownActor, UsageError
from detente.gazetteer import Gazetteer
from detente.review import Judge, Reviewing, examples_toml, give, reviews, take, undo
from tests.review.texts import kept, records, span

WHY = Judge(who="ana", why="the text says so")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return kept(tmp_path / "a", records("r1"), records("r2"))


@pytest.fixture
def says(archive: Archive, gazetteer: Gazetteer) -> Reviewing:
    return Reviewing(archive, gazetteer=gazetteer)


def event(archive: Archive, kind: str, report: str = "r1") -> str:
    return next(e.id for e in archive.events() if e.type == kind and e.report == report)


def every_way(path: Path) -> Iterator[Archive]:
    """The archive opened anew, and held open as a server holds it."""
    yield Archive.open(path)
    yield HeldArchive.open(path)


def test_a_type_status_and_acts_win_at_every_question(archive: Archive, says: Reviewing) -> None:
    own = event(archive, "SANCTION")
    says.type(own[:8], "coerce", WHY, mode="arrest")
    says.status(own, "planned", WHY)
    statement = archive.statements()[0].id
    says.acts(statement, ["promise", "claim"], WHY)
    for opened in every_way(archive.path):
        got = next(e for e in opened.events() if e.id == own)
        assert (got.type, got.mode, got.status) == ("COERCE", "arrest", "planned")
        assert (got.cameo, got.score, got.goldstein) != ("160", -6.0, -6.5)
        assert opened.count("events", Query(type="COERCE", status="planned")) == 1
        assert opened.count("events", Query(type="SANCTION")) == 1
        assert opened.count("statements", Query(act="promise")) == 1
        assert opened.statements(Query(act="promise"))[0].acts == ("claim", "promise")
        assert opened.check() == []
        exported = pa.Table.from_batches(opened.batches("events")).to_pylist()
        assert sorted(e["type"] for e in exported) == ["AID", "AID", "COERCE", "SANCTION"]
        assert next(r for r in opened.records_of(["r1"])).events[0].status in ("planned", "happened")


def test_an_actor_is_another_in_its_place_in_its_report_or_everywhere(archive: Archive, says: Reviewing) -> None:
    own = event(archive, "SANCTION")
    says.actor(own, "Belarus", WHY)
    sources = {(e.report, e.source.actor) for e in archive.events() if e.type == "SANCTION"}
    assert sources == {("r1", "BLR"), ("r2", "RUS")}
    mentions = {m.actor for m in archive.mentions() if m.report == "r1" and m.span == span("Russia")}
    assert mentions == {"BLR"}, "the mention that stands in that place too"
    says.actor(own, "CHN", WHY, role="target", scope="archive")
    assert {e.target.actor for e in archive.events() if e.target and e.type == "SANCTION"} == {"CHN"}
    assert archive.count("events", Query(between=("RUS", "CHN"))) == 1
    makarov = next(m.id for m in archive.mentions() if m.text == "Makarov" and m.report == "r2")
    says.actor(makarov, "Sergei Lavrov", WHY, scope="report")
    speakers = {s.report: s.speaker.country for s in archive.statements() if s.speaker}
    assert speakers == {"r1": None, "r2": "RUS"}
    assert len([m for m in archive.mentions() if m.actor and m.name == "Sergei Lavrov"]) == 2
    says.actor(own, None, WHY, role="target")
    found = next(e for e in archive.events() if e.id == own)
    assert found.target is not None
    assert (found.target.actor, found.target.country) == (None, None)


def test_a_name_that_was_not_resolved_is_an_actor_everywhere(archive: Archive, says: Reviewing) -> None:
    assert archive.unresolved()
    says.same("makarov", "Sergei Lavrov", WHY)
    assert archive.unresolved() == []
    assert archive.count("statements", Query(source="RUS")) == 2
    speaker = archive.statements()[0].speaker
    assert speaker is not None
    says.same(str(speaker.actor), "NOR", WHY)
    assert archive.count("statements", Query(source="NOR")) == 2, "a later word is on what the earlier one made"


def test_what_is_said_not_to_be_there_is_found_no_more(archive: Archive, says: Reviewing) -> None:
    statement = next(s.id for s in archive.statements() if s.report == "r1")
    says.nothing(statement, WHY)
    says.nothing(event(archive, "AID"), WHY)
    for opened in every_way(archive.path):
        assert [s.report for s in opened.statements()] == ["r2"]
        assert opened.count("events") == 3
        told = next(e for e in opened.events() if e.report == "r1")
        assert told.statement is None, "it stands in no statement that there is not"
        assert opened.check() == []


def test_every_word_can_be_undone_and_stays_listed(archive: Archive, says: Reviewing) -> None:
    before = archive.table("events").to_pylist(), archive.table("mentions").to_pylist()
    own = event(archive, "SANCTION")
    made = [says.status(own, "denied", WHY), says.actor(own, "FRA", WHY, scope="archive"), says.nothing(own, WHY)]
    for one in reversed(made):
        undo(archive, one.id[:10], Judge(who="ben", why="a slip"))
    again = Archive.open(archive.path)
    assert (again.table("events").to_pylist(), again.table("mentions").to_pylist()) == before
    listed = reviews(again)
    assert [(r.kind, r.was, r.value, r.who, r.undone.who if r.undone else None) for r in listed] == [
        ("nothing", None, None, "ana", "ben"),
        ("actor", "RUS", "FRA", "ana", "ben"),
        ("status", "happened", "denied", "ana", "ben"),
    ]
    with pytest.raises(UsageError, match="undone already"):
        undo(again, made[0].id, WHY)


def test_words_survive_a_reading_anew_in_which_records_have_other_ids(
    archive: Archive, says: Reviewing, tmp_path: Path
) -> None:
    own = event(archive, "SANCTION")
    says.type(own, "THREATEN", WHY)
    says.status(own, "threatened", WHY)
    says.actor(own, "BLR", WHY)
    says.acts(next(s.id for s in archive.statements() if s.report == "r2"), ["threat"], WHY)
    says.nothing(event(archive, "AID", "r2"), WHY)
    import msgspec

    lines = [msgspec.json.encode(one) for one in give(archive)]
    anew = kept(tmp_path / "b", records("r1", reader="2"), records("r2", reader="2"))
    assert not {e.id for e in anew.events()} & {e.id for e in archive.events()}
    assert take(anew, lines).taken == 5
    assert take(anew, lines).known == 5
    got = {(e.report, e.type, e.status, e.source.actor) for e in anew.events()}
    assert got == {(e.report, e.type, e.status, e.source.actor) for e in archive.events()}
    assert ("r1", "THREATEN", "threatened", "BLR") in got
    assert len(got) == 3
    assert {s.report: s.acts for s in anew.statements()} == {"r1": ("claim",), "r2": ("threat",)}


def test_judgements_whose_taking_over_was_cut_off_are_taken_over_to_the_end(
    archive: Archive, says: Reviewing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import msgspec

    says.status(event(archive, "SANCTION"), "planned", WHY)
    made = give(archive)
    settled = {
        "id": "s1",
        "entry": "e1",
        "state": "met",
        "undoes": None,
        "who": "ana",
        "why": "so",
        "made": made[0]["made"],
    }
    lines = [msgspec.json.encode(one) for one in (*made, {"record": "settlement", **settled})]
    anew = kept(tmp_path / "b", records("r1"))
    with monkeypatch.context() as patch:
        patch.setattr(Writer, "settle", interrupted)
        with pytest.raises(KeyboardInterrupt):
            take(anew, lines, source="ours.jsonl")
    done = take(anew, lines, source="ours.jsonl")
    assert (done.known, done.taken) == (1, 1)
    assert done.cut_off is not None
    assert words(done.cut_off) == "continued an import of judgements that was cut off: 1 judgement was stored before"
    assert take(anew, lines, source="ours.jsonl").cut_off is None


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_later_reading_of_other_reports_changes_nothing(archive: Archive, says: Reviewing) -> None:
    own = event(archive, "SANCTION")
    says.status(own, "planned", WHY)
    says.same("Makarov", "RUS", WHY)
    with archive.writer() as writer:
        writer.write([records("r3")])
    again = Archive.open(archive.path)
    assert again.count("events", Query(status="planned")) == 1
    assert again.count("statements", Query(source="RUS")) == 3, "a word on all of the archive is on later reports too"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda r, e: r.type(e, "SANCTIONS", WHY), "did you mean SANCTION"),
        (lambda r, e: r.type(e, "SANCTION", WHY), "already"),
        (lambda r, e: r.type(e, "COERCE", WHY, mode="no"), "no mode"),
        (lambda r, e: r.status(e, "done", WHY), "no status"),
        (lambda r, e: r.acts(e, ["claim"], WHY), "no record"),
        (lambda r, e: r.actor(e, "RUS", WHY), "already"),
        (lambda r, e: r.actor(e, "RUS", WHY, role="speaker"), "no role"),
        (lambda r, _: r.actor("", "RUS", WHY), "no record"),
        (lambda r, _: r.same("nobody at all", "RUS", WHY), "no record names"),
        (lambda *_: Judge(who="ana", why=" "), "reason"),
        (lambda *_: Judge(who="", why="so"), "name"),
    ],
)
def test_a_word_that_cannot_be_is_refused_and_nothing_is_stored(
    archive: Archive,
    says: Reviewing,
    wrong: Callable[[Reviewing, str], object],
    said: str,
) -> None:
    with pytest.raises(UsageError, match=said):
        wrong(says, event(archive, "SANCTION"))
    with pytest.raises(UnknownActor):
        says.actor(event(archive, "SANCTION"), "Qqqqq", WHY)
    assert archive.corrections() == []


def test_corrected_events_are_examples_that_the_codebook_takes(
    archive: Archive, says: Reviewing, tmp_path: Path
) -> None:
    from detente.codebook import Codebook

    own = event(archive, "SANCTION")
    says.type(own, "SANCTION", WHY, mode="expel")
    says.status(own, "planned", WHY)
    says.nothing(event(archive, "AID"), WHY)
    made = examples_toml(archive)
    assert (made.count, made.left_out) == (1, 0)
    assert "# No event, said of: Norway > Chad" in made.toml
    (tmp_path / "ours.toml").write_text(made.toml)
    example = Codebook.load(tmp_path / "ours.toml").own_examples[0]
    assert (example.type, example.mode, example.status) == ("SANCTION", "expel", "planned")
    assert example.sentence == "Russia will expel two diplomats of the United States, Makarov said."
    assert example.sentence[slice(*example.source)] == "Russia"
    assert example.target is not None
    assert example.sentence[slice(*example.target)] == "United States"


def test_judgements_on_stories_and_settlements_are_listed_and_undone_too(archive: Archive) -> None:
    from detente.stories import keeping

    apart = keeping.judge(archive, "apart", ["r2"], who="ana", why="another day")
    assert [(r.kind, r.value) for r in reviews(archive)] == [("apart", "not the same story")]
    undo(archive, apart.id, WHY)
    assert reviews(archive)[0].undone is not None
