import pytest

from detente.intake import Item, report
from detente.intake.text import paragraphs
from detente.records import Report

BODY = "The ministers met in Geneva on Monday, and the talks will go on, officials said."
MORE = "They spoke for three hours and did not sign anything, a spokeswoman told reporters."


def read(text: str, *, name: str = "report.txt", kind: str = "text") -> Report:
    return report(Item(source=f"folder/{name}", origin=name, data=text.encode(), kind=kind))  # type: ignore[arg-type]


def test_a_single_sentence_is_the_body_and_no_title() -> None:
    one = read("Russia attacked Ukraine on Thursday.")
    assert (one.title, one.body, one.language) == (None, "Russia attacked Ukraine on Thursday.", "en")


def test_short_sentences_are_all_body() -> None:
    one = read("Russia attacked Ukraine.\nKyiv responded.\n")
    assert (one.title, one.body) == (None, "Russia attacked Ukraine.\nKyiv responded.")


def test_a_first_line_without_a_full_stop_is_the_title() -> None:
    one = read(f"Talks begin in Geneva\n\n{BODY}\n\n{MORE}")
    assert (one.title, one.body) == ("Talks begin in Geneva", f"{BODY}\n{MORE}")


def test_a_question_may_be_a_title() -> None:
    assert read(f"Will they meet again?\n{BODY}").title == "Will they meet again?"


def test_a_line_that_is_all_there_is_stays() -> None:
    assert read("Share this").body == "Share this"


def test_a_place_line_stays_in_the_body_and_names_the_outlet() -> None:
    one = read(f"Talks begin in Geneva\nGENEVA (Sputnik) — {BODY}")
    assert one.body == f"GENEVA (Sputnik) — {BODY}"
    assert one.outlet == "Sputnik"


def test_known_outlets_are_told_from_a_line_of_their_own_and_from_captions() -> None:
    assert read(f"Talks begin in Geneva\nChina Military Online\n{BODY}").outlet == "China Military Online"
    caption = "The palace in Geneva, where the talks were held - Sputnik International"
    assert read(f"Talks begin in Geneva\n{caption}\n{BODY}").outlet == "Sputnik"


def test_an_outlet_that_nothing_names_stays_unknown() -> None:
    assert read(f"Talks begin in Geneva\n{BODY}").outlet is None


def test_header_lines_are_read_and_are_not_the_body() -> None:
    head = (
        "Title: Talks begin\nOutlet: Example News\nDate: 16 February 2017\nURL: https://news.example/1\nAuthor: Ann Lee"
    )
    one = read(f"{head}\n\n{BODY}")
    assert (one.title, one.outlet, one.byline, one.url) == (
        "Talks begin",
        "Example News",
        "Ann Lee",
        "https://news.example/1",
    )
    assert (one.published.start, one.published.known_from) == ("2017-02-16", "text")
    assert one.body == BODY


def test_a_sentence_with_a_colon_is_no_header() -> None:
    text = f"Lavrov: we will answer every step, and we will answer it soon enough, he said on Monday.\n{BODY}"
    assert read(text).body == text


def test_a_date_in_the_file_name_is_the_last_resort() -> None:
    one = read(f"Talks begin in Geneva\n{BODY}", name="2017-02-16-talks.txt")
    assert (one.published.start, one.published.known_from) == ("2017-02-16", "file-name")
    one = read(f"Talks begin in Geneva\n3 March 2017\n{BODY}", name="2017-02-16-talks.txt")
    assert (one.published.start, one.published.known_from) == ("2017-03-03", "text")


def test_a_date_inside_a_sentence_is_not_the_publication_date() -> None:
    one = read(f"Talks begin in Geneva\n{BODY}\nThe treaty was signed on 8 December 1987 in Washington, they said.")
    assert one.published.precision == "unknown"
    assert one.published.start is None


def test_a_date_without_its_year_stays_unknown() -> None:
    assert read(f"Talks begin in Geneva\nThursday, 16 February\n{BODY}").published.precision == "unknown"


def test_full_sentences_as_subheadings_stay() -> None:
    text = f"{BODY}\n\nTense relations become a notion of normality.\n\n{MORE}"
    assert read(f"Talks begin in Geneva\n\n{text}").body == text.replace("\n\n", "\n")


def test_hard_wrapped_lines_are_joined() -> None:
    wrapped = (
        "Talks begin in Geneva\n\n"
        "The ministers met in Geneva on Monday to speak of the treaty and of the\n"
        "missiles that both sides have put into the field since last year. No one\n"
        "expected them to sign anything, and nothing was signed when the two left\n"
        "the palace after three hours. They spoke of a long-\n"
        "term plan.\n\n"
        "A second round will follow in the spring, officials of both sides said in\n"
        "the evening, when most of the reporters had left for the airport already.\n"
    )
    found = paragraphs(wrapped)
    assert found[0] == "Talks begin in Geneva"
    assert len(found) == 3
    assert found[1].endswith("They spoke of a long-term plan.")


def test_lists_and_verse_are_not_joined() -> None:
    text = "\n".join(f"The {n} ministers came and spoke in turn to all of the others." for n in range(8))
    assert len(paragraphs(text)) == 8


def test_front_matter_of_markdown_is_read() -> None:
    front = '---\ntitle: "Talks begin: day two"\ndate: 2017-02-16\nsource: Example News\nlang: en\n---\n'
    one = read(f"{front}\n{BODY}", name="a.md", kind="markdown")
    assert (one.title, one.outlet, one.body) == ("Talks begin: day two", "Example News", BODY)
    assert (one.published.start, one.published.known_from) == ("2017-02-16", "front-matter")


def test_marks_of_markdown_are_taken_off() -> None:
    text = (
        "# Talks begin\n\nThe **two** ministers [met](https://news.example) in\n_Geneva_ on Monday, officials said.\n\n"
        "> They spoke for three hours, a spokeswoman said.\n\n- The treaty stays.\n- The missiles go.\n\n"
        "![A picture](a.png)\n\n```\ncode = 1\n```\n"
    )
    one = read(text, name="a.md", kind="markdown")
    assert one.title == "Talks begin"
    assert one.body.split("\n") == [
        "The two ministers met in Geneva on Monday, officials said.",
        "They spoke for three hours, a spokeswoman said.",
        "- The treaty stays.",
        "- The missiles go.",
    ]


def test_languages_are_told_and_too_little_tells_none() -> None:
    russian = "Министры встретились в Женеве в понедельник и говорили три часа, сообщила представитель министерства."
    german = "Die Minister trafen sich am Montag in Genf und sprachen drei Stunden lang, sagte eine Sprecherin."
    assert read(russian).language == "ru"
    assert read(german).language == "de"
    assert read("Putin, Biden").language is None


ENGLISH = (
    "The two foreign ministers met in Geneva on Monday and spoke for three hours about the treaty on missiles.",
    "They had not met since the spring, and their talks were the first that both of them called useful.",
    "The minister told reporters that his country would keep to the treaty as long as the other side did so too.",
)
GERMAN = (
    "Die beiden Außenminister trafen sich am Montag in Genf und sprachen drei Stunden lang über den Vertrag, den ihre"
    " Länder vor vielen Jahren unterzeichnet hatten."
)
NAMES = (
    "Present were Jens Stoltenberg, Angela Merkel, Emmanuel Macron, Giuseppe Conte, Pedro Sánchez, Mark Rutte, Charles"
    " Michel, Xavier Bettel, Erna Solberg, Mette Frederiksen, Stefan Löfven and Sanna Marin."
)


def test_a_paragraph_in_another_language_inside_an_english_report_is_residue() -> None:
    found = read("\n\n".join((ENGLISH[0], GERMAN, *ENGLISH[1:], NAMES)))
    assert found.body.split("\n") == [*ENGLISH, NAMES]
    assert [(one.text, one.reason) for one in found.residue] == [(GERMAN, "language")]


@pytest.mark.parametrize("lines", [(GERMAN, ENGLISH[0]), (f'"{GERMAN}"', *ENGLISH), (GERMAN,)])
def test_a_text_in_two_languages_a_quotation_and_a_text_in_one_stay_whole(lines: tuple[str, ...]) -> None:
    assert read("\n\n".join(lines)).body.split("\n") == list(lines)
