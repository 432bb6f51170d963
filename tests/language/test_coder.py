from __future__ import annotations

import json
import subprocess
import sys

import pytest

from detente.language.coder import Coder, Task


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def task(sentence: str, source: str | None, target: str | None) -> Task:
    def span(text: str | None) -> tuple[int, int] | None:
        return (sentence.index(text), sentence.index(text) + len(text)) if text else None

    return Task(id=1, sentence=sentence, source=span(source), target=span(target))


@pytest.mark.parametrize(
    ("sentence", "source", "target", "kind"),
    [
        ("Japan imposed sanctions on Syria.", "Japan", "Syria", "SANCTION"),
        ("Rebels shelled the garrison at dawn.", "Rebels", "the garrison", "ASSAULT"),
        ("The envoy met the leaders of the movement.", "The envoy", "the leaders of the movement", "CONSULT"),
        ("The junta rejected the mediators' proposal.", "The junta", "the mediators", "REJECT"),
        ("Villagers were detained by the police.", "the police", "Villagers", "COERCE"),
    ],
)
def test_codes_what_the_given_source_does_to_the_given_target(
    coder: Coder, sentence: str, source: str, target: str, kind: str
) -> None:
    (coding,) = coder.code([task(sentence, source, target)])
    assert coding.type == kind
    assert sum(coding.scores.values()) == pytest.approx(1, abs=0.001)
    assert max(coding.scores, key=lambda k: coding.scores[k]) == kind


def test_a_sentence_with_two_events_is_coded_by_the_given_parties(coder: Coder) -> None:
    sentence = "Japan sanctioned Syria, and Canada sent aid to Haiti."
    first, second = coder.code([task(sentence, "Japan", "Syria"), task(sentence, "Canada", "Haiti")])
    assert (first.type, second.type) == ("SANCTION", "AID")


def test_a_sentence_without_a_word_of_the_codebook_is_not_answered_by_frames_alone() -> None:
    (coding,) = Coder(like="none").code([task("Japan is near Korea.", "Japan", "Korea")])
    assert coding.type is None
    assert coding.scores == {}


def test_the_command_answers_each_line_and_names_a_bad_one() -> None:
    command = [sys.executable, "-m", "detente", "code"]
    line = json.dumps({"id": "a", "sentence": "Japan sanctioned Syria.", "source": [0, 5], "target": [17, 22]})
    done = subprocess.run(command, input=line + "\n", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["type"] == "SANCTION"
    bad = subprocess.run(command, input=line + "\nno json\n", capture_output=True, text=True, check=False)
    assert bad.returncode == 2
    assert "line 2" in bad.stderr
    assert bad.stderr.count("\n") == 1
