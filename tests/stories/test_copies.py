"""Copies are found as comparing all pairs finds them, point at the earliest source, and cost grows with their number."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from detente.archive import Archive
from detente.intake.fingerprint import fingerprint, shared
from detente.reading import extract, read
from detente.records import Report
from detente.stories.copies import COPY_SHARE, LEAST_RUNS, Copy, CopyIndex, Text, copies, text_of
from detente.stories.copies_revisions import revisions
from detente.stories.copies_texts import later, moment
from tests.reading.plain_reader import PlainReader

SAMPLES = Path(__file__).parents[2] / "samples"
REPORT = """The two ministers met in Vienna on Tuesday for talks on the missiles that both sides accuse each other of
hiding. "We did not agree on anything that deserves the name," the Russian minister told reporters afterwards. His
American guest left the building through another door and took no questions. Officials in both capitals had hoped that
a date for a summit would be set before the end of spring. The next round is planned for May in Geneva, where experts
are to count warheads first and speak of trust later. Diplomats from three other countries watched from the gallery."""
OTHER = """A storm cut power to forty villages on the coast overnight and stopped the ferries. Fishermen said the harbour
wall had not seen such waves for a generation. The mayor asked for pumps, and the army sent two engineers with a van.
Schools will open late on Friday if the road can be cleared of sand. Insurance firms began to count roofs at noon."""


def chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - made-up texts, not secrets


def made(number: int, seed: int = 1) -> list[Text]:
    """Return made-up texts of rare and common words: whole ones, cut, reworded, embedded and repeated ones."""
    pick = chance(seed)
    originals: list[list[str]] = []
    out: list[Text] = []
    for n in range(number):
        words = [f"w{int(pick.paretovariate(0.3)) % 5000}" for _ in range(pick.randint(60, 160))]
        if originals and pick.random() < 0.5:
            base = pick.choice(originals)
            how = pick.choice(("cut", "reword", "embed", "repeat"))
            start = pick.randrange(len(base) // 2)
            words = {
                "cut": base[start : start + len(base) // 2],
                "reword": [pick.choice(words) if pick.random() < 0.08 else w for w in base],
                "embed": words[:40] + base + words[40:],
                "repeat": base,
            }[how]
        originals.append(words)
        out.append(Text(id=f"t{n:05}", body=" ".join(words), published=f"2017-01-01T{n // 60:02}:{n % 60:02}"))
    return out


def runs(text: Text) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.body.lower())
    return {tuple(words[i : i + 3]) for i in range(len(words) - 2)}


def by_all_pairs(texts: list[Text]) -> dict[str, tuple[str, float, float]]:
    """Return source and shares of each copy, found by comparing each text with every source before it."""
    sources: list[tuple[Text, set[tuple[str, ...]]]] = []
    found: dict[str, tuple[str, float, float]] = {}
    for text in texts:
        own = runs(text)
        best: tuple[float, str, str] | None = None
        for source, its in sources:
            common = len(own & its)
            larger = max(common / len(own), common / len(its))
            rank = (-larger, source.published or "~", source.id)
            if larger >= COPY_SHARE and common >= LEAST_RUNS and (best is None or rank < best):
                best = rank
                found[text.id] = (source.id, common / len(own), common / len(its))
        if best is None:
            sources.append((text, own))
    return found


@pytest.mark.parametrize("seed", range(5))
def test_copies_are_those_that_comparing_all_pairs_finds(seed: int) -> None:
    texts = made(300, seed)
    found = {c.id: (c.source, c.share, c.share_of_source) for c in copies(texts)}
    assert found == by_all_pairs(texts)
    assert len(found) > 80


def test_the_order_and_the_size_of_the_index_do_not_matter() -> None:
    texts = made(700, 3)
    copied = {c.id for c in copies(texts[:600])}
    sources = [t for t in texts[:600] if t.id not in copied]
    wanted: list[Copy | None] | None = None
    for seed in range(3):
        shuffled = sources[:]
        chance(seed).shuffle(shuffled)
        index = CopyIndex()
        index.extend(shuffled[: 200 * seed])
        for text in shuffled[200 * seed :]:
            index.extend([text])
        found = [index.find(text) for text in texts[600:]]
        assert len(index) == len(sources)
        assert wanted is None or found == wanted
        wanted = found
    assert any(wanted or ())


@pytest.mark.parametrize("most", [64, 2])
def test_placing_one_by_one_is_the_same_as_all_at_once(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.stories.copies.MOST_TEXTS", most)
    texts = made(400, 4)
    index = CopyIndex()
    one_by_one = [copy for copy in map(index.place, texts) if copy is not None]
    assert one_by_one == list(copies(texts))


def test_texts_without_dates_are_copies_of_the_one_that_holds_most_of_them_in_any_order() -> None:
    words = REPORT.split()
    parts = {
        "start": words[:40],
        "end": words[40:],
        "middle": words[20:70],
        "whole": words,
        "more": words + words[::-1],
    }
    for seed in range(6):
        given = list(parts.items())
        chance(seed).shuffle(given)
        found = {(c.id, c.source) for c in copies(text(name, " ".join(body)) for name, body in given)}
        assert found == {("start", "whole"), ("end", "whole"), ("middle", "whole"), ("more", "whole")}


def kinds(*texts: Text) -> list[tuple[str, str, str]]:
    return [(c.id, c.source, c.kind) for c in copies(texts)]


def text(name: str, body: str, published: str | None = None, **more: str | None) -> Text:
    return Text(id=name, body=body, published=published, **more)


@pytest.mark.parametrize(
    ("body", "title", "kind"),
    [
        (REPORT, "Ministers meet", "exact"),
        (REPORT.replace('"', "”"), None, "exact"),
        (REPORT, "No agreement in Vienna", "reprint"),
        (f"VIENNA, 4 April (TASS) - {REPORT}", "Ministers meet", "reprint"),
        (REPORT.replace("told reporters", "said"), "Ministers meet", "near"),
        (REPORT[:300], "Ministers meet", "inside"),
        (f"{OTHER}\n\n{REPORT}", "Ministers meet", "inside"),
    ],
)
def test_a_copy_has_a_kind(body: str, title: str | None, kind: str) -> None:
    source = text("a", REPORT, "2021-04-04T09:00", title="Ministers meet")
    assert kinds(source, text("b", body, "2021-04-05", title=title)) == [("b", "a", kind)]


def test_the_example_in_the_docs_is_right() -> None:
    assert fingerprint("The ministers met in Vienna on Tuesday").runs.size == 5
    assert (
        shared(fingerprint("The ministers met in Vienna on Tuesday"), fingerprint("The ministers met in Vienna")) == 3
    )


def test_shares_say_which_lies_in_which() -> None:
    cut = " ".join(REPORT.split()[:40])
    (copy,) = copies([text("whole", REPORT, "2021-04-04"), text("cut", cut, "2021-04-05")])
    assert (copy.id, copy.share) == ("cut", 1.0)
    assert 0.3 < copy.share_of_source < 0.5
    (copy,) = copies([text("whole", REPORT, "2021-04-05"), text("cut", cut, "2021-04-04")])
    assert (copy.id, copy.share_of_source) == ("whole", 1.0)
    assert 0.3 < copy.share < 0.5


@pytest.mark.parametrize(
    ("first", "second", "source"),
    [
        ("2021-04-05", "2021-04-04", "b"),
        ("2021-04-04T12:00+03:00", "2021-04-04T10:00Z", "a"),
        ("2021-04-04T12:00-03:00", "2021-04-04T10:00Z", "b"),
        (None, "2021-04-04", "b"),
        ("soon", "2021-04-04", "b"),
        ("2021-04-04", "2021-04-04", "a"),
        (None, None, "a"),
    ],
)
def test_the_earliest_is_the_source_then_the_first(first: str | None, second: str | None, source: str) -> None:
    (copy,) = copies([text("a", REPORT, first), text("b", REPORT, second)])
    assert copy.source == source


def test_a_chain_of_loose_links_makes_no_copy() -> None:
    words = [f"word{n}" for n in range(200)]
    first, both, last = (" ".join(words[a:b]) for a, b in ((0, 80), (40, 130), (90, 170)))
    found = kinds(
        text("first", first, "2021-01-01"), text("both", both, "2021-01-02"), text("last", last, "2021-01-03")
    )
    assert found == [("both", "first", "near")], "the last shares nothing with the first"


def test_reports_that_share_a_quotation_or_nothing_are_no_copies() -> None:
    quotation = REPORT.split(". ")[1]
    assert kinds(text("a", REPORT), text("b", OTHER), text("c", f"{OTHER} {quotation}.\n" + "x y z. " * 9)) == [
        ("b", "c", "near")
    ]
    assert kinds(text("a", ""), text("b", "  "), text("c", "—")) == []
    assert kinds(text("a", "Talks failed"), text("b", "Talks failed."), text("c", "Talks held")) == [
        ("b", "a", "exact")
    ]


def test_a_source_is_not_known_to_be_later_than_a_copy() -> None:
    index = CopyIndex()
    index.extend([text("late", REPORT, "2021-04-05")])
    assert index.find(text("early", REPORT, "2021-04-04")) is None
    assert index.find(text("same day", REPORT, "2021-04-05T10:00")) is not None
    assert index.find(text("undated", REPORT)) is not None
    assert index.find(text("cut off", f"{REPORT} {OTHER}", "2021-05-05"), least_share=0.9) is None


def test_a_later_version_of_an_address_is_a_revision_and_no_copy() -> None:
    edited = REPORT.replace("three other", "four other") + "\nThe ministry denied it."
    versions = [
        text("v1", REPORT, "2021-04-04", address="https://www.outlet.example/a#top", title="Ministers meet"),
        text("v2", edited, "2021-04-05", address="http://outlet.example/a/", title="Ministers quarrel"),
        text("v3", edited, "2021-04-06", address="http://outlet.example/a", title="Ministers quarrel"),
        text("v4", OTHER, "2021-04-07", address="http://outlet.example/a"),
    ]
    assert kinds(*versions) == [("v3", "v2", "exact")]
    (revision,) = revisions(versions)
    last = REPORT.splitlines()[-1]
    assert (revision.id, revision.of) == ("v2", "v1")
    removed, added = ([line for c in revision.changes for line in getattr(c, side)] for side in ("removed", "added"))
    assert [line.text for line in removed] == ["Ministers meet", last]
    assert [line.text for line in added] == [
        "Ministers quarrel", last.replace("three", "four"), "The ministry denied it."
    ]  # fmt: skip
    assert [REPORT[slice(*line.span)] for line in removed if line.span] == [last]
    assert [edited[slice(*line.span)] for line in added if line.span] == [line.text for line in added[1:]]
    assert list(revisions([text("a", REPORT), text("b", edited)])) == []


@pytest.mark.parametrize(
    ("published", "known"),
    [
        ("2021-04-04T12:00+03:00", "2021-04-04T09:00"),
        ("2021-04-04 12:00", "2021-04-04T12:00"),
        ("2021-04-04T12:99", "2021-04-04"),
        ("2021-04", "2021-04"),
        ("April", None),
        (None, None),
    ],
)
def test_a_date_of_any_precision_becomes_a_moment(published: str | None, known: str | None) -> None:
    assert moment(published) == known


def test_moments_are_compared_as_far_as_both_are_known() -> None:
    assert later("2021-04-05", "2021-04-04T23:00")
    assert not later("2021-04-04T23:00", "2021-04-04")
    assert not later(None, "2021")


def seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


@pytest.mark.slow
def test_cost_grows_with_the_number_of_texts() -> None:
    per_text = {}
    for number in (1_000, 4_000, 16_000):
        texts = [Text(id=t.id, body=t.body) for t in made(number, 6)]
        per_text[number] = seconds(lambda texts=texts: list(copies(texts))) / number
    assert per_text[16_000] < 3 * per_text[1_000], per_text


def sample_reports() -> list[Report]:
    sources = [*SAMPLES.glob("*/*"), SAMPLES / "wires.jsonl"]
    return [r for r in extract(sorted(sources), only="report") if isinstance(r, Report)]


def test_of_the_samples_the_planted_copies_are_found_and_no_others() -> None:
    names = {r.id: r.origin for r in sample_reports()}
    found = {(names[c.id], names[c.source], c.kind) for c in copies(map(text_of, sample_reports()))}
    wire = next(n for n in names.values() if n.startswith("https://lanhe.example/english/1295117"))
    assert found == {
        ("2018-03-31-sixty-for-sixty.txt", "2018-03-30-sixty-us-diplomats.html", "reprint"),
        ("2021-06-17-shook-hands.txt", "2021-06-16-geneva-red-lines.html", "near"),
        (wire, "2017-07-31-us-missions-755.html", "near"),
    }
    assert {r.id for r in sample_reports() if r.copy_of} == {i for i, n in names.items() if n in {f[0] for f in found}}


def story(day: int, body: str) -> str:
    return f"Ministers meet, part {day}\n\nApril {day}, 2021\n\n{body}\n"


def test_reading_marks_reprints_of_the_archive_and_of_the_run_whatever_the_batches(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    bodies = {1: REPORT, 2: OTHER, 3: REPORT, 4: f"{REPORT}\n\n{OTHER[:150]}", 5: REPORT[:400], 6: OTHER}
    for day, body in bodies.items():
        (folder / f"{day}.txt").write_text(story(day, body))
    marks = []
    for name, batch in (("a", 1), ("b", 4), ("c", 100)):
        read(folder, archive=tmp_path / name, reader=PlainReader(), batch=batch)
        marks.append({r.origin: r.copy_of for r in Archive.open(tmp_path / name).reports()})
    for day in bodies:
        read(folder / f"{day}.txt", archive=tmp_path / "d", reader=PlainReader())
    marks.append({r.origin: r.copy_of for r in Archive.open(tmp_path / "d").reports()})
    assert marks == [marks[0]] * 4
    ids = {r.origin: r.id for r in Archive.open(tmp_path / "a").reports()}
    assert marks[0] == {
        "1.txt": None,
        "2.txt": None,
        "3.txt": ids["1.txt"],
        "4.txt": ids["1.txt"],
        "5.txt": ids["1.txt"],
        "6.txt": ids["2.txt"],
    }


def test_reading_does_not_call_a_report_a_copy_of_a_later_one_or_of_a_small_part(tmp_path: Path) -> None:
    for name, day, body in (("a", 5, REPORT), ("b", 3, REPORT), ("c", 7, REPORT[:220] + OTHER)):
        (tmp_path / f"{name}.txt").write_text(story(day, body))
    assert [r.copy_of for r in extract(tmp_path, only="report") if isinstance(r, Report)] == [None, None, None]
