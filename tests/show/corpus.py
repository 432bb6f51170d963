"""The press of corpus.toml, with its records."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from detente.records import Party, Report
from tests.show.press import Press, day

DATA = tomllib.loads(Path(__file__).with_name("corpus.toml").read_text(encoding="utf-8"))
PARTIES = {name: Party(**fields) for name, fields in DATA["party"].items()}
RUS, USA = PARTIES["Russia"], PARTIES["USA"]
PUTIN, SHOIGU = PARTIES["Putin"], PARTIES["Shoigu"]


def corpus() -> Press:
    """Return the press of the corpus."""
    press = Press()
    for row in DATA["report"]:
        fields: dict[str, Any] = {"url": None, **row}
        says, does = fields.pop("says", ()), fields.pop("does", ())
        if "copy_of" in fields:
            fields["copy_of"] = press._reports[fields["copy_of"]].id
        heading = [fields.pop(name, None) for name in ("outlet", "published", "title", "body")]
        _records(press, press.report(*heading, **fields), says, does)
    press.fails("reports/broken.html", "file is empty")
    return press


def _records(press: Press, report: Report, says: list[dict[str, Any]], does: list[dict[str, Any]]) -> None:
    named = {}
    for row in says:
        fields = dict(row)
        fields["speaker"] = PARTIES.get(fields.get("speaker"))
        if "addressee" in fields:
            fields["addressee"] = PARTIES[fields["addressee"]]
        if "inside" in fields:
            fields["inside"] = named[fields["inside"]]
        name, cue, words = (fields.pop(key) for key in ("name", "cue", "words"))
        named[name] = press.says(report, fields.pop("speaker"), cue, words, **fields)
    for row in does:
        fields = dict(row)
        if isinstance(fields.get("when"), list):
            fields["when"] = day(*fields["when"])
        if "within" in fields:
            fields["within"] = named[fields["within"]]
        source, target = PARTIES[fields.pop("source")], PARTIES[fields.pop("target")]
        press.does(report, source, fields.pop("kind"), target, fields.pop("passage"), **fields)
