"""A codebook or gazetteer of another version: what it touches reads as afresh, all else stays as it is."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from deltalake import DeltaTable

import detente.archive.recoding as putting
from detente.archive import Archive, Writer
from detente.cli import cut_off
from detente.codebook import files as shipped_files
from detente.language.forms import Forms
from detente.language.parse import Parser
from detente.reading import read, recode, vocabularies
from detente.reading.making import Making
from detente.reading.recoding import FOLDER
from tests.archive.made_records import made_correction, made_records

TEXTS = {
    "a": "Norway froze the accounts of two Peruvian banks on Monday. Peru said it would answer.",
    "b": "Norway expelled two diplomats of Peru on Tuesday.",
    "c": "The Peruvian finance minister met Anna Testova in Lima on Friday.",
    "d": "Testova, Norway's special envoy for tides, warned Peru over its ports.",
    "e": "Norway and Peru held talks on fish.",
    "f": "Norway will freeze aid to Peru, its tide commissioner said.",
}
CODEBOOK = """
[[verb]]
type = "COERCE"
mode = "seize"
lemmas = ["freeze"]
objects = ["account"]

[[issue]]
code = "tides"
label = "Tides"
phrases = ["tide*"]
"""
GAZETTEER = "kind,name,country,sector,role,start\nperson,Anna Testova,NOR,GOV,envoy,2015\n"
READ = ("mentions", "statements", "events", "failures")


@pytest.fixture(scope="module", autouse=True)
def _one_parser() -> object:
    """Load the pipeline once for all readers of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("detente.language.reader.Parser", cache(Parser))
        patch.setattr(Making, "reader", cache(Making.reader))
        yield


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("recoding")
    (made / "press").mkdir()
    for name, text in TEXTS.items():
        (made / "press" / f"{name}.txt").write_text(f"Oslo and Lima\n\nMarch 3, 2018\n\n{text}\n")
    (made / "own.toml").write_text(CODEBOOK)
    (made / "own.csv").write_text(GAZETTEER)
    return made


@pytest.fixture(scope="module")
def before(files: Path) -> Path:
    read(files / "press", archive=files / "before", batch=2)
    return files / "before"


@pytest.fixture(scope="module")
def afresh(files: Path) -> Archive:
    read(files / "press", archive=files / "afresh", codebook=files / "own.toml", gazetteer=files / "own.csv")
    return Archive.open(files / "afresh")


@pytest.fixture
def archive(before: Path, tmp_path: Path) -> Path:
    return shutil.copytree(before, tmp_path / "archive")


def rows(archive: Archive, *tables: str) -> dict[str, list[dict[str, object]]]:
    return {name: archive.table(name).to_pylist() for name in tables or READ}


def of(archive: Archive, letters: str) -> set[str]:
    """Return the ids of some of the texts' reports."""
    return {one.id for one in archive.reports() if Path(one.source).stem in set(letters)}


def test_what_both_touch_reads_as_afresh_and_nothing_else_is_read_however_often_it_is_cut_off(
    archive: Path, files: Path, afresh: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = {"codebook": files / "own.toml", "gazetteer": files / "own.csv", "batch": 1}
    old = Archive.open(archive)
    was, version = rows(old), dict(old.readings()[-1].versions)
    steps = ((putting, "commit", 1), (Writer, "write", 2), (putting, "rewrite", 2))
    for owner, step, call in steps if "DETENTE_LONG" in os.environ else steps[:1]:
        with monkeypatch.context() as patch:
            patch.setattr(owner, step, dying(getattr(owner, step), call))
            with pytest.raises(KeyboardInterrupt):
                recode(archive, **own)
        assert (Archive.open(archive).version, rows(Archive.open(archive))) == (3, was)
    done = recode(archive, **own)
    now = Archive.open(archive)
    assert (done.reports, done.touched, done.read, done.unknown, done.failures) == (6, 4, 0, 0, ())
    assert not (archive / FOLDER).exists()
    assert done.cut_off is not None
    assert cut_off.words(done.cut_off) == "continued a recoding that was cut off: 4 reports were stored before"
    assert rows(now) == rows(afresh) != was
    assert {e["type"] for e in rows(now)["events"] if e["report"] in of(now, "a")} == {"COERCE"}
    touched = of(now, "acdf")
    for name in READ:
        kept = [row for row in was[name] if row["report"] not in touched]
        assert [row for row in rows(now)[name] if row["report"] not in touched] == kept
    assert rows(now, "reports", "joins", "traits") == rows(old, "reports", "joins", "traits")
    assert now.check() == []
    assert (now.version, now.readings()[-1].kind) == (done.version, "recode")
    earlier = DeltaTable(archive / "events", version=version["events"]).to_pyarrow_table().to_pylist()
    assert sorted(earlier, key=lambda row: row["id"]) == sorted(was["events"], key=lambda row: row["id"])
    codings = {report: coding for coding, reports in now.codings().items() for report in reports}
    assert {report for report, coding in codings.items() if coding.own_codebook} == touched
    assert now.vocabulary(str(codings[touched.pop()].own_codebook)) == {"codebook.toml": CODEBOOK}
    assert (recode(archive, **own, trial=True).touched, len({c.codebook for c in codings.values()})) == (0, 1)


def test_corrections_stay_and_taking_the_files_away_leads_back(archive: Path, files: Path) -> None:
    old = Archive.open(archive)
    was = rows(old, *READ, "codings")
    (event,) = [e for e in old.events() if e.report in of(old, "b")]
    mention = next(m for m in old.mentions() if m.report in of(old, "a") and m.country == "PER")
    words = [
        replace(
            made_correction("1"), kind="nothing", table="events", item=event.id, report=event.report, span=event.passage
        ),
        replace(
            made_correction("2"), kind="actor", table=None, item=mention.id, report=mention.report, span=mention.span,
            scope="report", text=mention.text, was=mention.actor, value="BOL", name="Bolivia", country="BOL",
        ),
    ]  # fmt: skip
    with old.writer() as writer:
        writer.correct(words)
    assert recode(archive, codebook=files / "own.toml").touched == 3
    now = Archive.open(archive)
    assert event.id not in {e.id for e in now.events()}
    assert {e.type for e in now.events() if e.report == mention.report} == {"COERCE"}
    named = {m.actor for m in now.mentions() if m.report == mention.report and m.text == mention.text}
    assert named == {"BOL"}
    with now.writer() as writer:
        writer.correct([replace(made_correction(f"u{n}"), kind="undo", undoes=f"c-{n}") for n in (1, 2)])
    recode(archive)
    assert rows(Archive.open(archive), *READ, "codings") == was


def dying(function: Callable[..., object], call: int) -> Callable[..., object]:
    """Return a function that is interrupted at one of its calls, before what it does."""
    calls = [0]

    def done(*args: object, **named: object) -> object:
        calls[0] += 1
        if calls[0] == call:
            raise KeyboardInterrupt
        return function(*args, **named)

    return done


def test_reports_of_which_nothing_is_known_are_all_read_again(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a", create=True).writer() as writer:
        writer.write(made_records(3, 2))
    done = recode(tmp_path / "a", trial=True)
    assert (done.reports, done.touched, done.unknown) == (2, 2, 2)


def test_a_shipped_file_of_another_version_touches_what_its_words_stand_in(
    files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = shipped_files.texts()
    more = '\n[[cue]]\nlemmas = ["freeze"]\npos = "verb"\nacts = ["claim"]\n'
    with monkeypatch.context() as patch:
        patch.setattr(shipped_files, "texts", lambda: {**texts, "cues.toml": texts["cues.toml"] + more})
        vocabularies.shipped.cache_clear()
        read([files / "press" / "e.txt", files / "press" / "f.txt"], archive=tmp_path / "a")
    vocabularies.shipped.cache_clear()
    done = recode(tmp_path / "a", trial=True)
    assert (done.reports, done.touched, done.unknown) == (2, 1, 0)


def test_an_office_of_ones_own_touches_what_names_it_and_its_country() -> None:
    from detente.gazetteer.changes import Changes
    from detente.reading.touching import Signs, Touch

    signs = Signs()
    signs.add_names(Changes(phrases={"testov"}, offices={("prime minister", "NOR")}))
    touch = Touch(signs)
    assert touch.touches("The minister spoke", ["NOR"]) is False
    assert touch.touches("The Prime Minister spoke", ["NOR", "PER"])
    assert touch.touches("The Prime Minister spoke", ["PER"]) is False
    assert touch.touches("Mr. Testov's car")


def test_a_word_is_found_in_every_form_that_its_lemma_has() -> None:
    forms = Forms()
    for lemma, words in {"take": "took taken taking takes", "stop": "stopped stopping", "talk": "talks"}.items():
        assert set(words.split()) <= forms.of(lemma)
    for doc, _ in Parser().parse([(text, None) for text in TEXTS.values()]):
        assert all(
            token.lower_ in forms.of(token.lemma_) for token in doc if token.text.isalpha() and token.pos_ != "PROPN"
        )


def test_the_command_tells_on_trial_what_it_would_read(
    archive: Path, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from detente.cli import main

    with pytest.raises(SystemExit) as ended:
        main(["recode", "--archive", str(archive), "--codebook", str(files / "own.toml"), "--trial"])
    assert ended.value.code == 0
    told = json.loads(capsys.readouterr().out)
    assert [told[n] for n in ("record", "trial", "touched", "read", "version")] == ["recoding", True, 3, 0, 3]
