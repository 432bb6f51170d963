"""Translations are told by names and numbers in their order; reports of the same event in another language are none."""

from __future__ import annotations

import pytest

from detente.stories.copies import Text
from detente.stories.translation_marks import marks_of
from detente.stories.translations import Written, translations

ENGLISH = """The foreign minister of Portugal, Teresa Lourenço, received her Moroccan counterpart Youssef Benjelloun in Lisbon on
Thursday to sign an agreement on fishing that had been in the making for 14 months.
Under the agreement 220 Portuguese vessels may work off Agadir and Essaouira until 2027. In return Lisbon pays 38.5 million
euros a year, of which 12 million go to the port of Tarfaya.
Benjelloun said that Rabat had waited long for this day. Lourenço thanked the negotiator, Duarte Figueira, who led 31 rounds of
talks in Tangier and Porto.
The Canary Islands, whose fishermen feared for 1,400 jobs, will be consulted, the two ministers promised."""

SPANISH = """La ministra de Exteriores de Portugal, Teresa Lourenço, recibió este jueves en Lisboa a su homólogo marroquí, Youssef
Benjelloun, para firmar un acuerdo pesquero que se negociaba desde hacía 14 meses.
Según el acuerdo, 220 barcos portugueses podrán faenar frente a Agadir y Essaouira hasta 2027. A cambio, Lisboa paga 38,5 millones
de euros al año, de los que 12 millones se destinan al puerto de Tarfaya.
El ministro Benjelloun dijo que Rabat había esperado mucho este día. La ministra Lourenço dio las gracias al negociador, Duarte
Figueira, que dirigió 31 rondas de conversaciones en Tánger y Oporto.
Las islas Canarias, cuyos pescadores temían por 1.400 empleos, serán consultadas, prometieron los dos ministros."""

GERMAN = """Die portugiesische Außenministerin Teresa Lourenço hat am Donnerstag in Lissabon ihren marokkanischen Amtskollegen Youssef
Benjelloun empfangen, um ein Fischereiabkommen zu unterzeichnen, über das 14 Monate lang verhandelt worden war.
Nach dem Abkommen dürfen 220 portugiesische Schiffe bis 2027 vor Agadir und Essaouira fischen. Dafür zahlt Lissabon 38,5 Millionen
Euro im Jahr, davon gehen 12 Millionen an den Hafen von Tarfaya.
Rabat habe lange auf diesen Tag gewartet, sagte Benjelloun. Seine Kollegin Lourenço dankte dem Unterhändler Duarte Figueira, der 31
Runden der Gespräche in Tanger und Porto geleitet hatte.
Die Kanarischen Inseln, deren Fischer um 1.400 Arbeitsplätze fürchteten, würden angehört, versprachen beide."""

RUSSIAN = """Министр иностранных дел Португалии Тереза Лоуренсу приняла в четверг в Лиссабоне своего марокканского коллегу Юссефа
Бенджеллуна, чтобы подписать соглашение о рыболовстве, над которым работали 14 месяцев.
По соглашению 220 португальских судов смогут работать у Агадира и Эссауиры до 2027 года. За это Лиссабон платит 38,5 миллиона
евро в год, из них 12 миллионов получит порт Тарфая.
По словам министра, Рабат долго ждал этого дня. Переговоры в Танжере и Порту, 31 раунд, вел Дуарте Фигейра, и его поблагодарили
обе стороны.
Канарские острова, чьи рыбаки опасались за 1400 рабочих мест, будут выслушаны, обещали министры."""

SAME_EVENT = """Marruecos y Portugal sellaron el jueves en Lisboa un pacto de pesca que Bruselas mira con recelo. El comisario
Andreas Holmqvist recordó que la Unión Europea negocia en nombre de los 27 y que el pacto puede acabar en Luxemburgo.
La oposición portuguesa, por boca de Inês Carvalhal, calificó de regalo los 38,5 millones que recibirá Rabat cada año, y pidió que la
ministra Lourenço explique en la Asamblea de la República por qué Benjelloun se va con todo lo que pedía.
En Las Palmas, el presidente de la cofradía de Mogán, Airam Santana, anunció una marcha de 60 barcos para el domingo.
El sindicato Mar Abierto, que representa a 900 tripulantes, se sumará desde Arrecife."""


def find(*given: tuple[str, str, str, str | None]) -> list[tuple[str, str]]:
    texts = [Written(text=Text(id=own, body=body, published=day), language=lang) for own, lang, body, day in given]
    return [(copy.id, copy.source) for copy in translations(texts)]


@pytest.mark.parametrize(("language", "body"), [("es", SPANISH), ("de", GERMAN), ("ru", RUSSIAN)])
def test_a_translation_points_at_the_text_that_was_published_first(language: str, body: str) -> None:
    assert find(("en", "en", ENGLISH, "2023-03-09"), ("other", language, body, "2023-03-10")) == [("other", "en")]
    assert find(("en", "en", ENGLISH, "2023-03-11"), ("other", language, body, "2023-03-10")) == [("en", "other")]


def test_all_translations_of_a_text_point_at_it_and_at_no_translation() -> None:
    given = [("a", "en", ENGLISH, "2023-03-09"), ("b", "es", SPANISH, "2023-03-10"), ("c", "de", GERMAN, "2023-03-11")]
    assert find(*given) == [("b", "a"), ("c", "a")]


def test_another_report_of_the_event_is_no_translation() -> None:
    assert find(("en", "en", ENGLISH, "2023-03-09"), ("es", "es", SAME_EVENT, "2023-03-10")) == []
    assert find(("es", "es", SPANISH, "2023-03-09"), ("own", "es", SAME_EVENT, "2023-03-10")) == []


def test_languages_that_are_the_same_or_unknown_are_not_compared() -> None:
    assert find(("a", "en", ENGLISH, "2023-03-09"), ("b", "en", ENGLISH, "2023-03-10")) == []
    assert find(("a", "en", ENGLISH, "2023-03-09"), ("b", "", SPANISH, "2023-03-10")) == []


def test_texts_far_apart_in_time_are_not_compared_and_those_without_a_day_are() -> None:
    assert find(("a", "en", ENGLISH, "2023-03-09"), ("b", "es", SPANISH, "2023-05-10")) == []
    assert find(("a", "en", ENGLISH, "2023-03-09"), ("b", "es", SPANISH, None)) == [("b", "a")]


def test_the_same_names_in_another_order_are_another_text() -> None:
    paragraphs = SPANISH.split(". ")
    mixed = ". ".join(reversed(paragraphs))
    assert find(("a", "en", ENGLISH, "2023-03-09"), ("b", "es", mixed, "2023-03-10")) == []


def test_numbers_and_names_are_folded_alike_in_all_languages() -> None:
    assert (
        marks_of("on 1,400 of 38.5").order == marks_of("von 1.400 und 38,5").order == marks_of("из 1 400 и 38,5").order
    )
    assert marks_of("said Lavrov").order == marks_of("sagte Lawrow").order == marks_of("сказал Лавров").order
    assert marks_of("Talks failed. He met Shevchenko").order == marks_of("он и Шевченко").order
