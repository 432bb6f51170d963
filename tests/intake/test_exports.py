"""Text exports of news databases: several articles in one file, each with its own head."""

from pathlib import Path

import pytest

from tests.intake.made import BODY, PARAGRAPHS, read

WRAPPED = (
    "The ministers of the two states met in Geneva on Thursday for talks on the\n"
    "treaty, officials in both capitals said.\n"
)
OLD = f"""


                               1 of 2 DOCUMENTS


                               The Example Times

                           February 16, 2017 Thursday
                              Late Edition - Final

Talks on the Treaty
Begin in Geneva

BYLINE: By ANN LEE and BOB RAY

SECTION: Section A; Column 1; Foreign Desk; Pg. 1

LENGTH: 58 words

DATELINE: GENEVA

{PARAGRAPHS[0]}

   {PARAGRAPHS[1]}

URL: http://times.example/2017/02/16/talks.html

LOAD-DATE: February 20, 2017

LANGUAGE: ENGLISH

GRAPHIC: PHOTO: The palace (PHOTOGRAPH BY CARL DOE)

PUBLICATION-TYPE: Newspaper


                   Copyright 2017 The Example Times Company
                              All Rights Reserved


                               2 of 2 DOCUMENTS


                    Copyright 2017 Example Agency
                              All Rights Reserved

                             Example Agency

                    February 17, 2017 Friday 9:05 AM GMT

HEADLINE: Talks end in Geneva

LENGTH: 30 words

{PARAGRAPHS[2]}

LOAD-DATE: February 17, 2017

"""
NEXIS = f"""Talks begin in Geneva
The Example Times
February 16, 2017 Thursday
Late Edition - Final


Copyright 2017 The Example Times Company All Rights Reserved
Section: Section A; Column 1; Foreign Desk; Pg. 1
Length: 58 words
Byline: By Ann Lee
Dateline: GENEVA


Body


{PARAGRAPHS[0]}

{PARAGRAPHS[1]}


Graphic


The palace in Geneva.


Load-Date: February 20, 2017


End of Document
Talks end in Geneva
Example Agency
February 17, 2017 Friday


Length: 30 words

Body


{PARAGRAPHS[2]}


Classification


Language: ENGLISH


End of Document
"""
TAGGED = f"""HD  Talks begin in Geneva
BY  By Ann Lee
WC  58 words
PD  16 February 2017
ET  14:05
SN  Example News Service
SC  EXAM
LA  English
CY  Copyright 2017. Example News Service.
LP  {PARAGRAPHS[0]}

TD  {PARAGRAPHS[1]}

BY the way, this line belongs to the body of the report, as officials in Geneva said.

NS  gdip : International Relations
RE  russ : Russia
PUB Example Media
AN  Document EXAM000020170216ed2g000jl

HD  Talks end in Geneva
WC  30 words
PD  17 February 2017
SN  Example News Service
LP  {PARAGRAPHS[2]}
AN  Document EXAM000020170217ed2h000ab
"""
SHOWN = f"""World News
Talks begin in Geneva
By Ann Lee
58 words
16 February 2017
14:05
Example News Service
EXAM
English
Copyright 2017. Example News Service.

{PARAGRAPHS[0]}

{PARAGRAPHS[1]}

Document EXAM000020170216ed2g000jl

Talks end in Geneva
30 words
17 February 2017
Example News Service
EXAM
English
(c) 2017 Example

{PARAGRAPHS[2]}

Document EXAM000020170217ed2h000ab
"""


def export(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "export.txt"
    path.write_text(text, encoding)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("text", [OLD, NEXIS, TAGGED, SHOWN], ids=["old", "nexis", "tagged", "shown"])
def test_the_articles_of_an_export_are_told_apart(tmp_path: Path, text: str, encoding: str) -> None:
    path = export(tmp_path, text, encoding)
    [one, two], errors = read(path)
    assert not errors
    assert one.body.startswith("\n".join(PARAGRAPHS[:2]))
    assert two.body == PARAGRAPHS[2]
    assert [one.published.start, two.published.start] == ["2017-02-16", "2017-02-17"]
    assert one.published.known_from == "export"
    assert one.title in {"Talks begin in Geneva", "Talks on the Treaty Begin in Geneva"}
    assert two.title == "Talks end in Geneva"
    assert (one.byline or "").startswith(("Ann Lee", "ANN LEE"))
    assert one.outlet in {"The Example Times", "Example News Service"}
    assert two.origin == "export.txt#2"


def test_the_old_export_gives_its_address_and_leaves_out_its_foot(tmp_path: Path) -> None:
    [one, two], _ = read(export(tmp_path, OLD))
    assert one.origin == one.url == "http://times.example/2017/02/16/talks.html"
    assert one.byline == "ANN LEE and BOB RAY"
    assert one.body == "\n".join(PARAGRAPHS[:2])
    assert two.outlet == "Example Agency"


def test_a_line_that_begins_like_a_field_stays_in_the_body(tmp_path: Path) -> None:
    [one, _], _ = read(export(tmp_path, TAGGED))
    assert one.body.endswith("BY the way, this line belongs to the body of the report, as officials in Geneva said.")


def test_the_id_of_an_article_is_that_of_its_own_text(tmp_path: Path) -> None:
    [one, _], _ = read(export(tmp_path, NEXIS))
    [again, _], _ = read(export(tmp_path, NEXIS.replace("Talks end", "Talks stop")))
    assert one.id == again.id


def test_an_export_broken_off_gives_what_is_there(tmp_path: Path) -> None:
    for text in (OLD, NEXIS, TAGGED, SHOWN):
        path = export(tmp_path, text[: text.rindex(PARAGRAPHS[2])])
        reports, errors = read(path)
        assert [one.published.start for one in reports] == ["2017-02-16"]
        assert errors == [f"{path} article 2: no body found; export it with its full text"]


def test_an_export_of_many_articles_streams(tmp_path: Path) -> None:
    several = "".join(NEXIS.replace("Geneva", f"Geneva {n}") for n in range(300))
    reports, errors = read(export(tmp_path, several))
    assert not errors
    assert len(reports) == 600
    assert reports[-1].origin == "export.txt#600"


def test_a_report_that_speaks_of_documents_is_no_export(tmp_path: Path) -> None:
    text = f"Talks begin\n\n{BODY}\nHe read 1 of 2 documents aloud, 58 words in all.\nLength: short\n"
    [one], _ = read(export(tmp_path, text))
    assert one.origin == "export.txt"
    assert one.body.startswith(BODY)
