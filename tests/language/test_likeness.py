"""Likeness: scores per type by the examples, with sentence vectors or words, joined with the frames' votes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from detente.codebook import Codebook
from detente.errors import ModelUnfit
from detente.language import likeness, vectors
from detente.language.coder import Coder, Coding, Task
from detente.language.wordpiece import pieces, vocabulary

needs_vectors = pytest.mark.skipif(not vectors.installed(), reason='the extra "vectors" is not installed')
KINDS = [pytest.param("vectors", marks=needs_vectors), "words"]


def _coding(coder: Coder, sentence: str, source: str, target: str) -> Coding:
    spans = [(sentence.index(words), sentence.index(words) + len(words)) for words in (source, target)]
    (found,) = coder.code([Task(id=1, sentence=sentence, source=spans[0], target=spans[1])])
    return found


def test_pieces_are_those_of_the_uncased_vocabulary_with_their_places() -> None:
    known = vocabulary()
    text = "Málaga's embargoes!"
    found = pieces(text)
    names = {number: name for name, number in known.items()}
    assert [names[p.number] for p in found] == ["malaga", "'", "s", "em", "##bar", "##go", "##es", "!"]
    assert [text[p.start : p.end] for p in found[3:7]] == ["em", "bar", "go", "es"]
    assert len(known) == 30522


def test_a_word_that_no_pieces_build_is_unknown() -> None:
    assert [p.number for p in pieces("a" * 101)] == [vocabulary()["[UNK]"]]


def test_a_mask_puts_names_for_the_parties_and_moves_spans_after_them() -> None:
    text = "The Grand Duchy sued Nepal today."
    mask = vectors.Mask(text, (0, 15), (21, 26))
    assert mask.text == f"{vectors.SOURCE_NAME} sued {vectors.TARGET_NAME} today."
    start, end = mask.moved((27, 32))
    assert mask.text[start:end] == "today"


def test_of_parties_that_overlap_the_first_is_masked() -> None:
    mask = vectors.Mask("Chad's army met.", (0, 11), (0, 4))
    assert (mask.source is None) != (mask.target is None)


@pytest.mark.parametrize("kind", KINDS)
def test_scores_are_given_for_every_type_and_add_up_to_one(kind: likeness.Kind) -> None:
    found = _coding(Coder(like=kind), "Sweden expelled three envoys of Chad.", "Sweden", "Chad")
    assert set(found.scores) == set(Codebook.load().types)
    assert sum(found.scores.values()) == pytest.approx(1, abs=0.002)
    assert found.type == "SANCTION"


@pytest.mark.parametrize("kind", KINDS)
def test_a_sentence_without_a_frame_is_coded_by_the_examples(kind: likeness.Kind) -> None:
    coder = Coder(like=kind)
    assert _coding(coder, "Blankets for Chad came from Malta.", "Malta", "Chad").type is not None


def test_frames_alone_say_nothing_of_a_sentence_without_a_frame() -> None:
    found = _coding(Coder(like="none"), "Malta, Chad.", "Malta", "Chad")
    assert (found.type, found.scores) == (None, {})


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_sentence_gets_the_same_scores(kind: likeness.Kind) -> None:
    one, other = (_coding(Coder(like=kind), "Peru sued Chad.", "Peru", "Chad") for _ in range(2))
    assert one == other


@pytest.mark.parametrize("kind", KINDS)
def test_a_users_examples_pull_sentences_like_them_to_their_type(kind: likeness.Kind, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[[type]]\nname = "TWIN"\nquad = "verbal cooperation"\ncameo = "050"\nscore = 1.0\ndefinition = "Towns."\n'
        '[[example]]\ntype = "TWIN"\nsentences = ["[S Lyon] became a twin town of [T Porto]."]\n',
        encoding="utf-8",
    )
    coder = Coder(codebook=Codebook.load(path), like=kind)
    assert _coding(coder, "Turku became a twin town of Graz.", "Turku", "Graz").type == "TWIN"


def test_votes_outweigh_examples_the_more_the_more_there_are() -> None:
    join: Callable[[float], dict[str, float]] = lambda vote: likeness.combined(  # noqa: E731 - one call, three times
        {"AID": vote}, {"AID": 0.3, "AGREE": 0.7}, weight=1.0, floor=0.02, silent=1.0
    )
    assert next(iter(likeness.combined({}, {"AID": 0.3, "AGREE": 0.7}, weight=1, floor=0.02, silent=1))) == "AGREE"
    assert join(0.5)["AID"] < join(8)["AID"]
    assert next(iter(join(8))) == "AID"
    assert sum(join(2).values()) == pytest.approx(1)


@needs_vectors
def test_another_model_than_the_weights_were_made_with_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "SHA256", "0" * 64)
    vectors.encoder.cache_clear()
    with pytest.raises(ModelUnfit, match="force-reinstall"):
        vectors.encoder()
    vectors.encoder.cache_clear()


def test_without_the_extra_words_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "installed", lambda: False)
    assert likeness.load().kind == "words"


def test_the_weights_are_small() -> None:
    assert all(path.stat().st_size < 300_000 for path in likeness.DATA.glob("likeness_*.npz"))
