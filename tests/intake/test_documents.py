"""Saved pages, PDF files and Word documents, made by a real browser and a real writer."""

import io
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader, PdfWriter

from detente.intake.pdflines import Line, heading, paragraphs, split_edges
from tests.intake.made import BODY, PARAGRAPHS, read, zipped

FILES = Path(__file__).parent / "files"
ADDRESS = "http://news.example/2017/02/16/geneva.html"
TITLE = "Talks on the treaty begin in Geneva"


def test_a_page_its_saved_form_and_its_print_give_the_same_body() -> None:
    (html, saved, printed), errors = read(FILES / "geneva.html", FILES / "geneva.mhtml", FILES / "geneva.pdf")
    assert not errors
    assert html.body == saved.body == printed.body
    assert html.body.count("\n") == 4
    assert (html.title, saved.title, printed.title) == (TITLE, TITLE, TITLE)
    assert html.url == saved.url == printed.url == ADDRESS
    assert {one.published.start for one in (html, saved, printed)} == {"2017-02-16"}


def test_what_a_browser_prints_on_the_edges_is_residue() -> None:
    [one], _ = read(FILES / "geneva.pdf")
    edges = [line.text for line in one.residue if line.reason == "page edge"]
    assert f"{ADDRESS} 1/2" in edges
    assert all(ADDRESS not in line for line in one.body.split("\n"))


def test_a_saved_page_is_known_without_its_suffix() -> None:
    data = (FILES / "geneva.mhtml").read_bytes()
    [one], _ = read("-", stdin=data)
    assert (one.title, one.url) == (TITLE, ADDRESS)


@pytest.mark.parametrize("keep", [0, 200, 1_500])
def test_a_saved_page_without_its_page_is_told(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "a.mhtml"
    path.write_bytes((FILES / "geneva.mhtml").read_bytes()[:keep])
    reports, [error] = read(path)
    assert not reports
    said = {0: "empty", 200: "no page in this saved page", 1_500: "broken off in its page"}
    assert said[keep] in error


def pdf_of(path: Path, *, locked: bool = False, blank: bool = False) -> Path:
    writer = PdfWriter()
    if blank:
        writer.add_blank_page(300, 300)
    else:
        writer.append(PdfReader(FILES / "geneva.pdf"))
    if locked:
        writer.encrypt("a password that nobody knows", algorithm="RC4-128")
    writer.write(path)
    return path


@pytest.mark.parametrize("size", [0, 10, 2_000, 20_000])
def test_a_broken_pdf_is_told_or_read(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes((FILES / "geneva.pdf").read_bytes()[:size])
    reports, errors = read(path)
    assert len(reports) + len(errors) == 1
    assert reports == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the cipher is old, as such files are
def test_other_pdf_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("Talks begin in Geneva")
    pdf_of(tmp_path / "b.pdf", locked=True)
    pdf_of(tmp_path / "c.pdf", blank=True)
    reports, errors = read(tmp_path)
    assert not reports
    assert [error.partition(".pdf: ")[2] for error in errors] == [
        "not a PDF, whatever its name says; look at it",
        "protected by a password; save it without one",
        "no text in this PDF, only pictures; recognise its text first (OCR)",
    ]


def test_without_the_library_the_mend_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    _, [error] = read(FILES / "geneva.pdf")
    assert error.endswith('PDF files need pypdf; run `pip install "detente[pdf]"`')


def lines(*rows: tuple[float, float, str], size: float = 10) -> list[Line]:
    return [Line(x=x, y=y, size=size, text=text, height=800) for x, y, text in rows]


def test_lines_make_paragraphs_by_gap_indent_and_broken_words() -> None:
    page = lines(
        (50, 700, "The ministers met in Geneva on Thursday for talks on the dis-"),
        (50, 688, "armament treaty, officials in both cap-"),
        (50, 676, "itals said."),
        (62, 664, "The talks will go on in Vienna in April, with self-"),
        (50, 652, "proclaimed observers from both of the states in the hall."),
        (50, 620, "Another paragraph stands after a gap and has a first line that"),
        (50, 608, "goes on"),
    )
    more = lines((50, 700, "on the next page."))
    assert paragraphs([page, more]) == [
        "The ministers met in Geneva on Thursday for talks on the disarmament treaty, officials in both capitals said.",
        "The talks will go on in Vienna in April, with self-proclaimed observers from both of the states in the hall.",
        "Another paragraph stands after a gap and has a first line that goes on on the next page.",
    ]


def test_running_heads_and_page_numbers_are_taken_off() -> None:
    pages = [
        [*lines((50, 780, "The Example Review"), (50, 400, "The ministers met."), (300, 20, f"{n}"))]
        for n in range(1, 4)
    ]
    body, edges = split_edges(pages)
    assert [[line.text for line in page] for page in body] == [["The ministers met."]] * 3
    assert edges == ["The Example Review", "1", "The Example Review", "2", "The Example Review", "3"]


def test_the_largest_type_on_the_first_page_is_the_title() -> None:
    big = lines((50, 720, "Talks on the treaty"), (50, 700, "begin in Geneva"), size=18)
    body = lines((50, 660, "The ministers met in Geneva on Thursday for talks."))
    assert heading([[*big, *body]]) == "Talks on the treaty begin in Geneva"
    assert heading([body]) is None


def document() -> docx.document.Document:
    made = docx.Document()
    made.core_properties.title = "Template of the desk"
    made.core_properties.author = "Somebody else"
    made.add_heading("Talks begin in Geneva", level=1)
    made.add_paragraph("By Ann Lee")
    made.add_paragraph("16 February 2017")
    return made


def saved(made: docx.document.Document, path: Path) -> Path:
    made.save(str(path))
    return path


def test_a_word_document_gives_title_body_and_day(tmp_path: Path) -> None:
    made = document()
    for line in PARAGRAPHS[:2]:
        made.add_paragraph(line)
    table = made.add_table(rows=1, cols=1)
    table.cell(0, 0).text = PARAGRAPHS[2]
    made.sections[0].header.paragraphs[0].text = "Confidential"
    [one], errors = read(saved(made, tmp_path / "talks.docx"))
    assert not errors
    assert (one.title, one.byline, one.body) == ("Talks begin in Geneva", "Ann Lee", BODY)
    assert (one.published.start, one.published.known_from) == ("2017-02-16", "text")


def test_tracked_changes_are_taken_as_accepted(tmp_path: Path) -> None:
    made = document()
    paragraph = made.add_paragraph(PARAGRAPHS[0])
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    from lxml import etree

    new = f'<w:ins xmlns:w="{space}"><w:r><w:t xml:space="preserve"> This was added.</w:t></w:r></w:ins>'
    old = f'<w:del xmlns:w="{space}"><w:r><w:delText> This was struck out.</w:delText></w:r></w:del>'
    for part in (new, old):
        paragraph._p.append(etree.fromstring(part))
    [one], _ = read(saved(made, tmp_path / "talks.docx"))
    assert one.body == f"{PARAGRAPHS[0]} This was added."


def test_broken_word_documents_are_told(tmp_path: Path) -> None:
    whole = saved(document(), tmp_path / "whole.docx").read_bytes()
    (tmp_path / "whole.docx").unlink()
    (tmp_path / "a.docx").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "b.docx").write_bytes(b"Talks begin in Geneva")
    (tmp_path / "c.docx").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(100))
    zipped(tmp_path / "d.docx", {"xl/workbook.xml": "<workbook/>"})
    with zipfile.ZipFile(tmp_path / "e.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(101_000_000))
    reports, errors = read(tmp_path)
    assert not reports
    said = [error.partition(".docx: ")[2] for error in errors]
    assert said[0].startswith("not a sound Word document")
    assert said[1].startswith("not a sound Word document")
    assert said[2].startswith("protected by a password, or an old Word document")
    assert said[3] == "not a Word document: it has no text part; save it as .docx"
    assert said[4].startswith("unpacks to 100 MB or more")


def test_a_word_document_whose_lengths_lie_is_told(tmp_path: Path) -> None:
    made = document()
    made.add_paragraph(PARAGRAPHS[0])
    stream = io.BytesIO()
    made.save(stream)
    data = bytearray(stream.getvalue())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        info = archive.getinfo("word/document.xml")
    name = data.rindex(b"word/document.xml")
    data[name - 46 + 24 : name - 46 + 28] = (info.file_size // 2).to_bytes(4, "little")
    (tmp_path / "a.docx").write_bytes(data)
    reports, [error] = read(tmp_path / "a.docx")
    assert not reports
    assert "not a sound Word document" in error
