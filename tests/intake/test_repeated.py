import random
from dataclasses import replace

from detente.intake import Item, report
from detente.intake.repeated import repeated_lines
from detente.records import Report

SENTENCE = "The delegation of town number {0} came home from the lake on the {0}th day and did not speak of the talks."
STOCK = "Our correspondents on five continents keep you informed of what moves the world, day and night."


def made(number: int, outlet: str | None, *lines: str) -> Report:
    text = "\n\n".join((SENTENCE.format(number), *lines, SENTENCE.format(number + 100)))
    one = report(Item(source=f"{number}.txt", origin=f"{number}.txt", data=text.encode(), kind="text"))
    return replace(one, outlet=outlet)


def test_a_line_of_many_reports_of_one_outlet_is_named_with_its_place() -> None:
    reports = [made(number, "The Harbor Ledger", STOCK) for number in range(4)]
    found = repeated_lines(reports)
    assert [(one.report, one.text, one.reports, one.reason) for one in found] == [
        (report.id, STOCK, 4, "repeated") for report in reports
    ]
    assert all(report.body[slice(*one.span)] == STOCK for report, one in zip(reports, found, strict=True))


def test_the_order_of_the_reports_makes_no_difference() -> None:
    reports = [made(number, "The Harbor Ledger", STOCK) for number in range(6)]
    mixed = random.Random(3).sample(reports, len(reports))  # noqa: S311 - an order, not a secret
    key = lambda one: (one.report, one.span)  # noqa: E731 - said once, used twice
    assert sorted(repeated_lines(mixed), key=key) == sorted(repeated_lines(reports), key=key)


def test_copies_of_one_report_do_not_repeat_each_other() -> None:
    reports = [replace(made(1, "The Harbor Ledger", STOCK), id=str(number)) for number in range(9)]
    assert repeated_lines(reports) == []


def test_lines_of_several_outlets_of_unknown_ones_and_short_lines_are_not_counted() -> None:
    several = [made(number, f"Paper {number}", STOCK) for number in range(6)]
    unknown = [made(number, None, STOCK) for number in range(6)]
    short = [made(number, "The Harbor Ledger", "No comment.") for number in range(6)]
    assert repeated_lines([*several, *unknown, *short]) == []


def test_fewer_reports_than_asked_for_name_nothing() -> None:
    reports = [made(number, "The Harbor Ledger", STOCK) for number in range(3)]
    assert repeated_lines(reports) == []
    assert len(repeated_lines(reports, least=3)) == 3
