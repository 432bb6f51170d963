"""The words of a parse as objects of our own: they say what spaCy's say."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc as Parse

from detente.language import Reader
from detente.language.parse import Parser
from detente.language.tree import Doc

TEXT = (
    "Norway’s prime minister said on Friday that Chile, Peru and Fiji, whose envoys had met twice, would sign “the pact”. "
    "It  didn't say when.\nWill they? \u00a0The U.S. and its allies met, talked and left (again)."
)
PLAIN = (
    "text", "lower_", "lemma_", "tag_", "pos_", "dep_", "i", "idx", "whitespace_", "is_punct", "is_space", "is_quote",
)  # fmt: skip
WORDS = ("head", "left_edge", "right_edge")
SEVERAL = ("children", "lefts", "ancestors", "subtree", "conjuncts")


@pytest.fixture(scope="module")
def parses(reader: Reader) -> dict[str, Parse]:
    """Return a real parse, one whose branches cross, one of a single word and one of none."""
    parser = reader._parser
    assert isinstance(parser, Parser)
    nlp = parser._nlp
    crossing = Parse(
        nlp.vocab,
        words="A hearing is scheduled on the issue today said Fiji and Peru".split(),
        heads=[1, 3, 3, 3, 1, 6, 4, 3, 3, 8, 9, 9],
        deps="det nsubjpass auxpass ROOT prep det pobj npadvmod conj nsubj cc conj".split(),
    )
    return {"real": nlp(TEXT), "crossing": crossing, "one word": nlp("Peace"), "none": nlp("")}


@pytest.mark.parametrize("kind", ["real", "crossing", "one word", "none"])
def test_every_word_and_sentence_is_as_in_spacys_document(parses: dict[str, Parse], kind: str) -> None:
    parse = parses[kind]
    doc = Doc.of(parse)
    assert doc.text == parse.text
    assert len(doc) == len(parse)
    for own, other in zip(doc, parse, strict=True):
        assert [getattr(own, name) for name in PLAIN] == [getattr(other, name) for name in PLAIN]
        assert [getattr(own, name).i for name in WORDS] == [getattr(other, name).i for name in WORDS]
        for name in SEVERAL:
            assert [t.i for t in getattr(own, name)] == [t.i for t in getattr(other, name)], (name, own)
        assert (own.sent.start, own.sent.end, own.is_sent_start) == (
            other.sent.start,
            other.sent.end,
            bool(other.is_sent_start),
        )
    of = ("start", "end", "start_char", "end_char", "text")
    assert [[getattr(s, k) for k in of] for s in doc.sents] == [[getattr(s, k) for k in of] for s in parse.sents]


def test_only_branches_that_cross_are_walked_word_by_word(parses: dict[str, Parse]) -> None:
    assert Doc.of(parses["real"]).is_projective
    assert not Doc.of(parses["crossing"]).is_projective


def test_stretches_and_neighbours_are_those_of_a_list(parses: dict[str, Parse]) -> None:
    parse = parses["real"]
    doc = Doc.of(parse)
    for cut in (slice(3, 9), slice(9, 3), slice(-4, None), slice(0, 999)):
        assert (doc[cut].text, [t.i for t in doc[cut]]) == (parse[cut].text, [t.i for t in parse[cut]])
    assert doc[2:9][1:3].text == parse[2:9][1:3].text
    assert doc[-1].nbor(-2) is doc[len(doc) - 3]
    assert doc[4].is_ancestor(doc[4].children[0])
    assert not doc[4].is_ancestor(doc[4])
    with pytest.raises(IndexError):
        doc[0].nbor(-1)
    with pytest.raises(IndexError):
        doc[-1].nbor()


def test_the_texts_of_one_document_serve_the_next(parses: dict[str, Parse]) -> None:
    names: dict[int, str] = {}
    first, again = Doc.of(parses["real"], names), Doc.of(parses["real"], names)
    assert "norway" in names.values()
    assert all(a.lower_ is b.lower_ for a, b in zip(first, again, strict=True))
