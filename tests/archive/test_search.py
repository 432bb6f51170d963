"""The word index finds what a plain reading of a search finds, is never the truth itself, and is mended by the tables."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.archive import Archive, Query
from detente.archive.held import HeldArchive
from detente.archive.search import search
from detente.archive.search_query import Either, Every, Not, Words, leaves, parsed, split
from detente.errors import ArchiveBusy, UsageError
from detente.records import Records
from tests.archive.made_records import made_records

RECORDS = made_records(5, 24)
SAID = (
    ("en", "Moscow sanctioned three banks", "Russia will not renew the arms treaty, the minister said."),
    ("en", "Talks in Geneva", "The ministers talked about new sanctions and the old start of arms talks."),
    ("de", "Neue Sanktionen", "Die Verhandlungen über die Sanktion scheiterten."),
    (None, "Kept as it is", "Sanktionen sanctions"),
)


def told(number: int, language: str | None, title: str, body: str) -> Records:
    made = made_records(900 + number, 1)[0]
    report = replace(made.report, id=f"{number:016x}", language=language, title=title, body=body)
    return Records(report=report)


def index_files(root: Path) -> list[Path]:
    return sorted(p for p in (root / "search").rglob("*") if p.is_file())


@pytest.fixture(scope="module")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive that tests only ask."""
    made = Archive.open(tmp_path_factory.mktemp("told") / "archive", create=True)
    with made.writer() as writer:
        writer.write([told(n, *said) for n, said in enumerate(SAID)])
    return made


@pytest.fixture
def archive(told_once: Archive, tmp_path: Path) -> Archive:
    """An archive of the test's own."""
    return Archive.open(shutil.copytree(told_once.path, tmp_path / "archive"))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive.open(tmp_path_factory.mktemp("search") / "archive", create=True)
    with made.writer() as writer:
        for start in range(0, len(RECORDS), 8):
            writer.write(RECORDS[start : start + 8])
    return made


def found(archive: Archive, text: str, table: str = "reports") -> list[str]:
    return sorted(str(row["id"])[-1] for row in archive.table(table, Query(text=text)).to_pylist())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("sanctions", "013"),
        ("sanctioning", "01"),
        ("sanctioning banks", "0"),
        ("sanktionen", "23"),
        ('"arms treaty"', "0"),
        ('"treaty arms"', ""),
        ("“arms talks”", "1"),
        ("treaty OR start", "01"),
        ("arms NOT treaty", "1"),
        ("NOT arms", "23"),
        ("arms AND (treaty OR geneva)", "01"),
        ("mini*", "01"),
        ("sanctions*", "013"),
        ("title:sanctioned", "0"),
        ("title:talks OR title:kept", "13"),
        ("MOSCOW", "0"),
        ("uber", "2"),
        ("arms-treaty", "0"),
        ("absent", ""),
    ],
)
def test_words_phrases_operators_beginnings_and_fields_find_what_they_say(
    told_once: Archive, text: str, wanted: str
) -> None:
    assert told_once.search_standing().kind == "ready"
    assert found(told_once, text) == list(wanted)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('"open', "quotation mark that is not closed"),
        ("(treaty OR pact", "opening bracket without a closing one"),
        ("treaty)", "closing bracket without an opening one"),
        ("treaty AND", "nothing after AND"),
        ("OR treaty", "nothing before an OR or AND"),
        ("NOT", "nothing after NOT"),
        ("title:", "nothing after 'title:'"),
        ("— %", "nothing to look for"),
        ("a*", "too short a beginning"),
        ("()", "closing bracket where words were awaited"),
        ("a " * 200, "more than 64 words"),
    ],
)
def test_a_search_that_cannot_be_read_says_why(text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says.replace("(", r"\(")):
        Query(text=text)


def test_a_field_that_a_table_has_not_is_refused_with_those_that_it_has(archive: Archive) -> None:
    with pytest.raises(UsageError, match="events have no field 'title' to search; there are source, target"):
        archive.events(Query(text="title:treaty"))
    with pytest.raises(UsageError, match="mentions have no field"):
        archive.mentions(Query(text="speaker:lavrov"))


WORD = st.sampled_from("Moscow warned Washington treaty Beijing NATO talks sanctions Ünstadt over absent".split())
SEARCHES = st.recursive(
    st.builds(lambda w: Words(words=tuple(w)), st.lists(WORD, min_size=1, max_size=2)),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(lambda p: Every(tuple(p)), st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda p: Either(tuple(p)), st.lists(inner, min_size=2, max_size=3)),
    ),
    max_leaves=5,
)


def written(asked: Words | Every | Either | Not) -> str:
    if isinstance(asked, Words):
        return '"' + " ".join(asked.words) + '"'
    if isinstance(asked, Not):
        return f"NOT ({written(asked.part)})"
    return "(" + (" OR " if isinstance(asked, Either) else " ").join(written(p) for p in asked.parts) + ")"


def holds(asked: Words | Every | Either | Not, texts: list[list[str]]) -> bool:
    if isinstance(asked, Words):
        wanted = [stem(w) for w in asked.words]
        return any(text[n : n + len(wanted)] == wanted for text in texts for n in range(len(text) - len(wanted) + 1))
    if isinstance(asked, Not):
        return not holds(asked.part, texts)
    return (any if isinstance(asked, Either) else all)(holds(p, texts) for p in asked.parts)


def stem(word: str) -> str:
    """The few endings that the words of these texts have, whole or cut off."""
    word = word.lower().replace("ü", "u")
    for end in ("s", "ed", "ing"):
        if word.endswith(end) and word.removesuffix(end) in {"talk", "sanction", "warn", "ask", "arn"}:
            return word.removesuffix(end)
    return word


@settings(max_examples=40, deadline=None)
@given(asked=SEARCHES)
def test_the_index_finds_in_reports_what_a_plain_reading_finds(many: Archive, asked: Words) -> None:
    wanted = [
        made.report.id
        for made in RECORDS
        if holds(asked, [[stem(w) for w in split(text or "")] for text in (made.report.title, made.report.body)])
    ]
    assert parsed(written(asked)) is not None
    assert sorted(r.id for r in many.reports(Query(text=written(asked)))) == sorted(wanted)


def test_without_the_extra_letters_are_looked_for_and_a_note_says_so(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detente.archive.search_upkeep.installed", lambda: False)
    assert found(archive, "sanction") == ["0", "1", "3"]
    assert found(archive, "sanctions") == ["1", "3"]
    assert found(archive, '"arms talks" OR title:Neue') == ["1", "2"]
    assert found(archive, "sankt* NOT Verhandlungen") == ["3"]
    assert found(archive, "ancti*") == []
    standing = archive.search_standing()
    assert standing.kind == "not installed"
    assert "pip install 'detente[search]'" in str(standing.note)
    assert search(archive, "treaty").note == standing.note


def test_every_question_by_text_finds_the_same_rows_and_count(many: Archive) -> None:
    for table in ("reports", "statements", "events", "mentions"):
        q = Query(text="treaty OR moscow")
        assert many.count(table, q) == many.table(table, q).num_rows == len(getattr(many, table)(q)) > 0


def damage(root: Path, how: str) -> None:
    if how == "gone":
        shutil.rmtree(root / "search")
    for file in index_files(root):
        if how == "emptied":
            file.write_bytes(b"")
        if how == "no state" and file.name == "meta.json":
            file.write_text("{")
        if how == "cut" and file.suffix in {".term", ".idx", ".store"}:
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        if how == "half gone" and file.suffix in {".pos", ".fast"}:
            file.unlink()


@pytest.mark.parametrize("how", ["gone", "emptied", "no state", "cut", "half gone"])
def test_a_broken_index_is_made_anew_from_the_tables_by_the_next_question(archive: Archive, how: str) -> None:
    damage(archive.path, how)
    again = Archive.open(archive.path)
    assert again.search_standing().kind in {"none", "broken"}
    assert found(again, "sanctioning") == ["0", "1"]
    assert again.search_standing().kind == "ready"
    assert again.lacking_in_search() == 0


@pytest.mark.parametrize("how", ["gone", "emptied", "cut"])
def test_a_broken_index_is_made_anew_by_the_next_batch_which_goes_in_all_the_same(archive: Archive, how: str) -> None:
    damage(archive.path, how)
    with Archive.open(archive.path).writer() as writer:
        writer.write([told(7, "en", "Later", "Sanctions again")])
    assert found(Archive.open(archive.path), "sanctioning") == ["0", "1", "7"]
    assert Archive.open(archive.path).check() == []


def test_a_held_archive_asks_without_writing_and_goes_on_by_letters(archive: Archive) -> None:
    shutil.rmtree(archive.path / "search")
    held = HeldArchive.open(archive.path)
    assert found(held, "sanction") == ["0", "1", "3"]
    assert not (archive.path / "search").exists()
    archive.mend_search()
    assert found(HeldArchive.open(archive.path), "sanctioning") == ["0", "1"]


def test_an_archive_opened_before_a_batch_finds_what_it_holds_and_nothing_newer(archive: Archive) -> None:
    before = Archive.open(archive.path)
    with Archive.open(archive.path).writer() as writer:
        writer.write([told(7, "en", "Later", "Sanctions again")])
    assert found(before, "sanctions") == ["0", "1", "3"]
    assert found(Archive.open(archive.path), "sanctions") == ["0", "1", "3", "7"]


def test_while_somebody_else_writes_to_the_index_batches_go_in_and_it_is_mended_later(archive: Archive) -> None:
    from detente.archive.lock import lock

    with lock(archive.path / "search"):
        with Archive.open(archive.path).writer() as writer:
            writer.write([told(7, "en", "Later", "Sanctions again")])
        behind = Archive.open(archive.path)
        assert behind.search_standing().kind == "behind"
        assert found(behind, "sanction") == ["0", "1", "3", "7"]  # by letters
        with pytest.raises(ArchiveBusy):
            behind.mend_search()
    assert found(behind, "sanctioning") == ["0", "1", "7"]
    assert behind.search_standing().kind == "ready"


def test_a_folder_that_cannot_be_written_is_searched_by_letters(archive: Archive, tmp_path: Path) -> None:
    shutil.rmtree(archive.path / "search")
    (archive.path / "search").write_text("a file where the folder would be")
    assert found(Archive.open(archive.path), "sanction") == ["0", "1", "3"]


def _write_and_die(path: Path, at: str) -> None:
    import detente.archive.writer as writing
    from detente.archive.search_index import WordIndex

    die: Callable[..., None] = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # noqa: E731 - one way to end, named
    if at == "before the batch counts":
        writing.commit = die
    else:
        WordIndex._add = die  # type: ignore[method-assign]
    with Archive.open(path).writer() as writer:
        writer.write([told(7, "en", "Cut off", "Sanctions cut off"), told(8, "en", "Cut off", "Talks")])


@pytest.mark.parametrize("at", ["before the batch counts", "while rows go into the index"])
def test_a_batch_that_is_killed_leaves_an_index_that_the_next_batch_sets_right(archive: Archive, at: str) -> None:
    dying = multiprocessing.get_context("spawn").Process(target=_write_and_die, args=(archive.path, at))
    dying.start()
    dying.join()
    assert dying.exitcode == -signal.SIGKILL
    assert found(Archive.open(archive.path), "sanctions") == ["0", "1", "3"]
    with Archive.open(archive.path).writer() as writer:
        writer.write([told(7, "en", "Cut off", "Sanctions cut off")])
    again = Archive.open(archive.path)
    assert found(again, "sanctions") == ["0", "1", "3", "7"]
    assert again.search_standing().kind == "ready"
    assert again.lacking_in_search() == 0
    assert [h.id[-1] for h in search(again, "title:cut", kinds=("reports",)).hits] == ["7"]


def test_hits_come_best_first_with_their_sentence_marks_and_source(many: Archive) -> None:
    made = search(many, "treaty OR sanctions", query=Query(actor="RUS"), limit=4)
    assert {hit.kind for hit in made.hits} == {"statements", "events", "reports"}
    bodies = {r.report.id: r.report.body for r in RECORDS}
    for hit in made.hits:
        start, end = hit.passage
        assert bodies[hit.report][start:end] == hit.text
        assert all(bodies[hit.report][s:e].lower().startswith(("treat", "sanction")) for s, e in hit.marks)
    for kind in ("statements", "events", "reports"):
        scores = [hit.score for hit in made.hits if hit.kind == kind]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) <= 4
        assert made.totals[kind] == many.count(kind, Query(actor="RUS", text="treaty OR sanctions"))


def test_a_long_text_is_shown_where_most_words_of_the_search_stand(archive: Archive) -> None:
    filler = "Nothing of note was said for a long while on that day. "
    body = f"{filler * 8}A treaty is named. {filler * 12}Here the treaty and the sanctions stand. {filler * 8}"
    with archive.writer() as writer:
        writer.write([told(9, "en", "Long", body)])
    (hit,) = search(archive, "treaty sanctions title:long", kinds=("reports",)).hits
    assert "Here the treaty and the sanctions stand" in hit.text
    assert len(hit.text) <= 280
    assert body[hit.passage[0] : hit.passage[1]] == hit.text


def test_a_kind_without_the_fields_asked_for_is_left_out(many: Archive) -> None:
    made = search(many, "speaker:lavrov")
    assert set(made.totals) == {"statements"}
    assert all(hit.who == "Sergei Lavrov" for hit in made.hits)
    with pytest.raises(UsageError, match="no field"):
        search(many, "speaker:lavrov title:warning")
    with pytest.raises(UsageError, match="no kind"):
        search(many, "treaty", kinds=("mentions",))


def test_the_words_to_be_marked_are_those_that_may_be_there() -> None:
    asked = parsed("treaty NOT (sanctions OR talks)")
    assert [leaf.words for leaf in leaves(asked)] == [("treaty",)]
    assert {leaf.words[0] for leaf in leaves(asked, wanted=False)} == {"treaty", "sanctions", "talks"}


def test_a_bit_that_turned_in_the_index_is_told_and_mended(archive: Archive) -> None:
    found = archive.search_checked()
    assert found.kind == "ready"
    store = next(path for path in index_files(archive.path) if path.suffix == ".idx")
    data = bytearray(store.read_bytes())
    data[len(data) // 4] ^= 1
    store.write_bytes(data)
    standing = Archive.open(archive.path).search_checked()
    assert (standing.kind, standing.note) == (
        "broken",
        "a file of the word index is not what was written, so searches may miss rows; `detente search --mend` makes it anew",
    )
    assert Archive.open(archive.path).mend_search().kind == "ready"
    assert Archive.open(archive.path).search_checked() == found
