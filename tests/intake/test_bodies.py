from detente.intake import Item, bodies, report, trees
from detente.intake.visible import visible_lines

SENTENCE = "The delegation of town number {0} came home from the lake on the {0}th day and did not speak of the talks."
PROSE = [SENTENCE.format(number) for number in range(12)]


def read(page: str) -> list[str]:
    return report(Item(source="a.html", origin="a.html", data=page.encode(), kind="html")).body.split("\n")


def test_a_body_that_the_first_extractor_takes_for_a_teaser_is_found_by_the_second() -> None:
    story = "".join(f"<p>{line}</p>" for line in PROSE)
    intro = "".join(f"<p>{SENTENCE.format(number)}</p>" for number in (41, 42, 43))
    page = f"<html lang='en'><body><article><h1>Talks</h1>{intro}<div class='expandable'>{story}</div></article></body></html>"
    tree = trees.parse(page)
    assert tree is not None
    assert len(bodies._extracted(tree)) < len("".join(PROSE)) / 2
    assert set(PROSE) <= set(read(page))


def test_a_page_without_a_body_is_not_taken_whole_by_the_second_extractor() -> None:
    tree = trees.parse("<html><body><div><a href='/1'>Home</a></div><div><a href='/2'>World</a></div></body></html>")
    assert tree is not None
    assert bodies.body_lines(tree) == []


def test_hidden_elements_and_scripts_are_not_visible_and_blocks_are_lines() -> None:
    tree = trees.parse(
        "<html><body><p>One <b>two</b>\nthree</p>four<div style='display: none'>no</div><script>no()</script><br>five</body></html>"
    )
    assert tree is not None
    assert visible_lines(tree) == ["One two three", "four", "five"]


def test_what_stands_behind_the_end_of_a_page_is_still_read() -> None:
    tree = trees.parse("<html></html><p>after the end</p>")
    assert tree is not None
    assert visible_lines(tree) == ["after the end"]
