"""What ships in the codebook: complete against PLOVER's tables, without contradictions."""

from __future__ import annotations

import csv
import importlib.util
import tomllib
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from detente.codebook import Codebook, Frame
from detente.codebook.files import DATA, TYPE_ORDER

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT.parent / "shared" / "data" / "ontology"
# A drop below these means that frames or cues were lost, not that the codebook got better.
FLOORS = {"verbs": 950, "nouns": 450, "adjectives": 20, "cues": 700, "operators": 450, "frames": 650}

needs_tables = pytest.mark.skipif(not ONTOLOGY.exists(), reason="the PLOVER tables are not beside this checkout")


@pytest.fixture(scope="module")
def book() -> Codebook:
    return Codebook.load()


def _table(name: str) -> list[dict[str, str]]:
    with (ONTOLOGY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("scores", ROOT / "scripts" / "build_codebook_scores.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_sixteen_types_are_there_in_order(book: Codebook) -> None:
    assert tuple(book.types) == TYPE_ORDER
    assert len(book.types) == 16


def test_accuse_is_negative_and_sanction_is_material(book: Codebook) -> None:
    assert book.types["ACCUSE"].score == -3.0
    assert book.quad("SANCTION") == "material conflict"


@needs_tables
def test_every_mode_of_the_manual_is_there_and_no_other(book: Codebook) -> None:
    wanted = {(row["event"], row["mode"]) for row in _table("plover_modes.tsv")}
    assert {(kind.name, mode) for kind in book.types.values() for mode in kind.modes} == wanted


@needs_tables
def test_scores_agree_with_the_manual(book: Codebook) -> None:
    for row in _table("plover_scores_table_verbatim.tsv"):
        name, _, mode = row["category[:mode]"].partition(":")
        kind = book.types[name]
        found = kind.modes[mode.lower()].score if mode else kind.score
        wanted = -3.0 if name == "ACCUSE" and not mode else float(row["score"])  # the manual prints +3
        assert found == wanted, (name, mode)


@needs_tables
def test_quad_classes_agree_with_the_manual(book: Codebook) -> None:
    for row in _table("plover_event_types.tsv"):
        assert book.quad(row["event"]).upper() == row["quad_in_section"]


@needs_tables
def test_the_table_of_codes_is_what_its_script_writes() -> None:
    assert (DATA / "goldstein.toml").read_text(encoding="utf-8") == _script().table(ONTOLOGY)


@needs_tables
def test_definitions_are_not_those_of_the_manual(book: Codebook) -> None:
    rows = _table("plover_modes.tsv") + _table("plover_event_types.tsv")
    manual = {row["definition"].strip().lower() for row in rows}
    own = [kind.definition for kind in book.types.values()]
    own += [mode.definition for kind in book.types.values() for mode in kind.modes.values()]
    assert not manual & {definition.strip().rstrip(".").lower() for definition in own}


def test_nothing_was_lost(book: Codebook) -> None:
    found = {
        "verbs": len(book.verbs),
        "nouns": len(book.nouns),
        "adjectives": len(book.adjectives),
        "cues": len(book.cues()),
        "operators": sum(len(row["lemmas"]) for row in tomllib.loads((DATA / "status.toml").read_text())["operator"]),
        "frames": len(book.frames()),
    }
    assert all(found[name] >= floor for name, floor in FLOORS.items()), found


def test_every_mode_is_named_by_a_frame(book: Codebook) -> None:
    used = {(frame.type, frame.mode) for frame in book.frames()}
    assert not [(k.name, m) for k in book.types.values() for m in k.modes if (k.name, m) not in used | THREATS]


# These follow from what is threatened, and no frame of its own names it.
THREATS = {("THREATEN", "relations"), ("THREATEN", "territory")}


def test_no_verb_means_two_types_on_its_own(book: Codebook) -> None:
    assert not _clashes(book.verbs.items())


def test_no_noun_means_two_types_where_no_verb_supports_it(book: Codebook) -> None:
    free = ((lemma, [frame for frame in frames if frame.free]) for lemma, frames in book.nouns.items())
    assert not _clashes(free)


def _clashes(frames: object) -> list[tuple[str, set[str]]]:
    found = []
    for lemma, group in frames:  # type: ignore[attr-defined]  # both tables give pairs
        types = {frame.type for frame in group if frame.plain}
        if len(types) > 1:
            found.append((lemma, types))
    return found


def test_frames_that_ask_for_more_come_first(book: Codebook) -> None:
    def asked(frame: Frame) -> int:
        return (frame.objects is not None) * 2 + (frame.particle is not None) + (frame.preposition is not None)

    for frames in (*book.verbs.values(), *book.nouns.values()):
        assert [asked(f) for f in frames] == sorted((asked(f) for f in frames), reverse=True)


def test_frame_names_are_unique(book: Codebook) -> None:
    names = Counter(frame.name for frame in book.frames())
    assert not [name for name, count in names.items() if count > 1]


@pytest.mark.parametrize(("file", "kind"), [("cues.toml", "cue"), ("status.toml", "operator")])
def test_no_word_is_listed_twice(file: str, kind: str) -> None:
    rows = tomllib.loads((DATA / file).read_text(encoding="utf-8"))[kind]
    counts = Counter((lemma, row["pos"]) for row in rows for lemma in row["lemmas"])
    assert not [word for word, count in counts.items() if count > 1]


def test_every_word_list_is_used() -> None:
    words = tomllib.loads((DATA / "words.toml").read_text(encoding="utf-8"))["words"]
    text = "".join(path.read_text(encoding="utf-8") for path in DATA.rglob("*.toml"))
    assert not [name for name in words if f'"@{name}"' not in text]


def test_goldstein_scores_follow_the_code(book: Codebook) -> None:
    assert book.goldstein("190") == -10.0
    assert book.goldstein("1661") == -8.0  # has none of its own: that of 166
    assert book.goldstein("99") == 0.0
    assert all(frame.goldstein == book.goldstein(frame.cameo) for frame in book.frames() if not frame.silent)


def test_the_sign_of_a_score_is_that_of_its_quad_class(book: Codebook) -> None:
    for kind in book.types.values():
        assert (kind.score >= 0) == kind.quad.endswith("cooperation") or kind.name == "REQUEST"


@pytest.mark.parametrize(
    ("british", "american"),
    [("criticise", "criticize"), ("recognise", "recognize"), ("mobilise", "mobilize"), ("harbour", "harbor")],
)
def test_british_and_american_spellings_name_the_same_event(book: Codebook, british: str, american: str) -> None:
    assert {f.name for f in book.verbs[british]} == {f.name for f in book.verbs[american]}


def test_a_lemma_that_the_parser_gets_wrong_is_found_too(book: Codebook) -> None:
    assert book.cue("hop", "verb") == book.cue("hope", "verb")
    assert "stag" in next(f for f in book.nouns["protest"] if f.type == "PROTEST").support


@pytest.mark.parametrize(
    ("lemma", "pos", "status"),
    [
        ("refuse", "verb", "denied"),
        ("call off", "verb", "denied"),
        ("plan", "noun", "planned"),
        ("threat", "noun", "threatened"),
        ("alleged", "adjective", "alleged"),
        ("unlikely", "adjective", "denied"),
        ("reportedly", "adverb", "alleged"),
        ("say", "verb", None),
    ],
)
def test_operators_change_what_happened(book: Codebook, lemma: str, pos: str, status: str | None) -> None:
    assert book.operators(lemma, pos) == status


@pytest.mark.parametrize(
    ("lemma", "acts", "strength", "content"),
    [
        ("say", ("claim",), "strong", ()),
        ("hope", ("claim",), "weak", ("for", "of")),
        ("call", ("demand",), "strong", ("for", "on", "upon")),
        ("deny", ("denial",), "strong", ("against", "to", "with")),
        ("accuse", ("accusation",), "strong", ("about", "against", "for", "of", "over")),
    ],
)
def test_cues_carry_acts_strength_and_prepositions(
    book: Codebook, lemma: str, acts: tuple[str, ...], strength: str, content: tuple[str, ...]
) -> None:
    cue = book.cue(lemma, "verb")
    assert cue is not None
    assert (cue.acts, cue.strength, tuple(sorted(cue.content))) == (acts, strength, content)


def test_a_word_that_marks_no_statement_is_no_cue(book: Codebook) -> None:
    assert book.cue("attack", "verb") is None


def test_fixed_phrases_hold_the_speakers_place(book: Codebook) -> None:
    assert "according to X" in {cue.text for cue in book.fixed_cues}
    assert all("X" in cue.text.replace("'s", " ").split() for cue in book.fixed_cues)


@pytest.mark.parametrize(
    ("lemma", "objects", "kind"),
    [
        ("expel", "diplomat", "SANCTION"),
        ("recall", "ambassador", "SANCTION"),
        ("withdraw", "troop", "RETREAT"),
        ("lift", "sanction", "RETREAT"),
        ("lift", "ban", "CONCEDE"),
        ("impose", "sanction", "SANCTION"),
        ("exchange", "fire", "ASSAULT"),
        ("exchange", "prisoner", "RETREAT"),
        ("exchange", "view", "CONSULT"),
        ("sign", "treaty", "SUPPORT"),
        ("summon", "ambassador", "ACCUSE"),
        ("declare", "martial law", "COERCE"),
        ("strike", "balance", ""),
        ("release", "statement", ""),
    ],
)
def test_the_object_decides_what_a_verb_means(book: Codebook, lemma: str, objects: str, kind: str) -> None:
    alone = (f for f in book.verbs[lemma] if f.particle is None and f.preposition is None)
    first = next(f for f in alone if f.objects and objects in f.objects)
    assert first.type == kind
    assert first.silent == (kind == "")


def test_the_page_shows_every_type_as_it_is(book: Codebook) -> None:
    page = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    for kind in book.types.values():
        modes = ", ".join(kind.modes) or "–"
        assert f"| {kind.name} | {kind.quad} | {kind.score:g} | {kind.cameo} | {modes} |" in page


def test_the_pages_own_codebook_loads(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    example = page.split("## A codebook of your own")[1].split("```toml")[1].split("```")[0]
    path = tmp_path / "mine.toml"
    path.write_text(example, encoding="utf-8")
    book = Codebook.load(path)
    assert book.verbs["claim"][0].objects == frozenset({"islet", "reef", "shoal"})
    assert "invade" not in book.verbs


def test_the_pages_first_example_says_what_it_gives(book: Codebook) -> None:
    assert book.quad("SANCTION") == "material conflict"
    assert [f.name for f in book.verbs["invade"]] == ["ASSAULT/verb/invade#3"]
    assert book.operators("refuse", "verb") == "denied"
    insist = book.cue("insist", "verb")
    assert insist is not None
    assert insist.acts == ("claim", "demand")
    assert book.issues_in("new sanctions on oil") == ("energy", "sanctions")
