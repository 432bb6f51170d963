"""What a report is grouped by is what its words, names and figures give when they are looked for one after another."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.stories import traits as module
from detente.stories.traits import TITLE_COUNTS, traits

TEXT = st.text(st.sampled_from("ab AB.,19_-'’s\n\u00e9\u00a0\u0661中“:\ud800ßİ"), max_size=40)


def plainly(title: str, body: str) -> dict[int, float]:
    """Return the same by the expressions alone, word by word."""
    text, head = (module._POSSESSIVE.sub("", part) for part in (body, title))
    found: Counter[int] = Counter()
    found.update(module._word_key(word) for word in module._WORD.findall(text))
    found.update(module._word_key(word) for word in module._WORD.findall(head) * TITLE_COUNTS)
    names = [part for run in module._NAME.findall(text) for part in run.replace("-", " ").split(" ")]
    found.update(map(module._name_key, names))
    found.update(map(module._figure_key, module._FIGURE.findall(f"{head}\n{text}")))
    return {key: float(times) for key, times in found.items() if key != module._NOTHING}


@settings(max_examples=150)
@given(TEXT, TEXT)
def test_words_cut_out_as_bytes_are_those_that_expressions_find(title: str, body: str) -> None:
    found = traits(title, body)
    assert dict(zip(found.keys.tolist(), found.counts.tolist(), strict=True)) == plainly(title, body)
    assert found.keys.tolist() == sorted(set(found.keys.tolist()))
