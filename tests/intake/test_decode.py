import pytest

from detente.intake.decode import decode, encoding_of, not_text, tidy

RUSSIAN = "Москва заявила, что ответит на новые санкции. Посол вызван в министерство. " * 5
FRENCH = "La Russie a annoncé « des mesures de rétorsion » après l’expulsion de diplomates à Genève. " * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_are_read_with_and_without_marks(encoding: str) -> None:
    assert decode("Talks in Geneva – day two".encode(encoding)) == "Talks in Geneva – day two"


def test_windows_encodings_are_told_from_the_text() -> None:
    assert decode(RUSSIAN.encode("cp1251")) == RUSSIAN
    assert decode(FRENCH.encode("cp1252")) == FRENCH


def test_a_page_may_name_its_encoding() -> None:
    page = f'<html><head><meta charset="koi8-r"></head><body>{RUSSIAN}</body></html>'
    assert RUSSIAN in decode(page.encode("koi8-r"), html=True)


def test_utf8_wins_over_a_wrong_declaration() -> None:
    page = f'<html><head><meta charset="iso-8859-1"></head><body>{RUSSIAN}</body></html>'
    assert RUSSIAN in decode(page.encode(), html=True)


def test_an_unknown_or_absurd_declaration_is_passed_over() -> None:
    for name in ("klingon", "base64", "utf-16"):
        page = f'<meta charset="{name}"><p>{FRENCH}</p>'.encode("cp1252")
        assert FRENCH.split()[3] in decode(page, html=True)


def test_latin1_is_read_as_browsers_read_it() -> None:
    page = b'<meta charset="iso-8859-1"><p>\x93red line\x94</p>'
    assert "“red line”" in decode(page, html=True)


def test_one_broken_byte_does_not_change_the_encoding() -> None:
    data = (RUSSIAN * 4).encode() + b"\xd0"
    assert encoding_of(data) == "utf-8"
    assert decode(data).startswith(RUSSIAN)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (bytes(range(256)) * 8, "binary"),
        (b"word\x00\x01\x02" * 40, "binary"),
    ],
)
def test_other_kinds_of_file_are_named(data: bytes, word: str) -> None:
    assert word in (not_text(data) or "")


def test_text_is_not_called_binary() -> None:
    for encoding in ("utf-8", "utf-16", "utf-16-le", "cp1251"):
        assert not_text(RUSSIAN.encode(encoding)) is None


def test_line_ends_are_made_one_and_unseen_marks_go() -> None:
    assert tidy("a\r\nb\rc\u2028d\u200b\u202ee\u00adf\x00g\ufeff") == "a\nb\nc\ndefg"


def test_non_breaking_spaces_stay() -> None:
    assert tidy("Secretary of\u00a0Defense") == "Secretary of\u00a0Defense"


def test_joiners_stay_where_they_shape_letters() -> None:
    assert tidy("می\u200cخواهم") == "می\u200cخواهم"
    assert tidy("Russ\u200dia") == "Russia"


def test_letters_are_composed() -> None:
    assert tidy("Cafe\u0301") == "Café"
