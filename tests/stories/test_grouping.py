"""Reports are grouped by what they tell and when: together, one by one, and whatever people say of it."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from detente.records import Judgement
from detente.stories import placing, stretches
from detente.stories.closeness import UNKNOWN, closeness
from detente.stories.copies_texts import Text
from detente.stories.grouping import FLOOR, _links, grouped, weighed
from detente.stories.linkage import Parts, linked
from detente.stories.placing import ALWAYS, Held, Placing
from detente.stories.rarity import Rarity
from detente.stories.standing import standing, story_id
from detente.stories.stretches import Links
from detente.stories.texts import stories_of
from detente.stories.traits_held import HeldTraits
from tests.stories.events_told import Told, told

SAID = {"who": "Ana", "why": "two visits", "made": "2031-04-01T00:00:00+00:00"}


def plainly_linked(number: int, links: list[tuple[int, int, float]], threshold: float) -> set[frozenset[int]]:
    """Return the groups of average linkage, each average taken anew from the pairs."""
    likeness = {frozenset(pair[:2]): pair[2] for pair in links}
    groups = [frozenset([n]) for n in range(number)]
    while True:
        scored = [
            (sum(likeness.get(frozenset((x, y)), 0.0) for x in a for y in b) / (len(a) * len(b)), a, b)
            for a, b in combinations(groups, 2)
        ]
        best = max(scored, key=lambda s: s[0], default=None)
        if best is None or best[0] < threshold:
            return set(groups)
        groups = [g for g in groups if g not in best[1:]] + [best[1] | best[2]]


def sets(firsts: list[int]) -> set[frozenset[int]]:
    return {frozenset(n for n, f in enumerate(firsts) if f == first) for first in firsts}


@pytest.mark.parametrize("seed", range(40))
def test_linkage_over_pairs_gives_what_plain_average_linkage_gives(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - made reports, the same in every run
    number = chance.randint(1, 14)
    links = [(b, a, chance.random()) for a, b in combinations(range(number), 2) if chance.random() < 0.5]
    assert sets(linked(number, links, threshold=0.3)) == plainly_linked(number, links, 0.3)


@pytest.mark.parametrize("dated", [True, False])
def test_reports_of_one_event_are_one_story_and_events_stay_apart(dated: bool) -> None:
    reports = told(12, 4, seed=3, dated=dated)
    groups = grouped([r.dated() for r in reports])
    assert sets(groups) == {frozenset(n for n, r in enumerate(reports) if r.event == e) for e in range(12)}


def test_the_order_of_reports_changes_no_story() -> None:
    reports = told(12, 4, seed=5)
    other = random.Random(1).sample(range(len(reports)), len(reports))  # noqa: S311 - made reports, the same in every run
    first = sets(grouped([r.dated() for r in reports]))
    again = sets(grouped([reports[n].dated() for n in other]))
    assert {frozenset(other[n] for n in group) for group in again} == first


def test_the_same_words_weeks_later_are_another_event() -> None:
    reports = told(1, 3, seed=9)
    later = [replace(r, day="2031-05-20") for r in reports]
    groups = grouped([r.dated() for r in (*reports, *later, *told(8, 3, seed=2))])
    assert len(set(groups[:3])) == 1
    assert len(set(groups[3:6])) == 1
    assert groups[0] != groups[3]


def test_days_take_less_from_a_likeness_the_nearer_they_are() -> None:
    assert closeness(10, 10) == closeness(10, 11) == 1
    assert 1 > closeness(10, 12) > closeness(10, 13) > closeness(10, 14) == 0
    assert closeness(None, 10) == closeness(10, None) == closeness(None, None) == UNKNOWN


def placed(reports: list[Told], cuts: set[int], judgements: tuple[Judgement, ...] = ()) -> dict[str, str]:
    """Return the story of each report, placed one by one, with what is held taken up anew at the cuts."""
    stories: dict[str, str] = {}
    placing = Placing((), judgements)
    for number, report in enumerate(reports):
        if number in cuts:
            held = [Held(id=str(n), dated=r.dated(), story=stories[str(n)]) for n, r in enumerate(reports[:number])]
            placing = Placing(held, judgements)
        for one in placing.place(str(number), report.dated()):
            stories[one.report] = one.story
    return stories


@pytest.mark.parametrize(("dated", "all_up_to"), [(True, placing.WHOLE), (False, placing.WHOLE), (True, ALWAYS)])
def test_where_a_reading_is_cut_off_makes_no_difference(
    dated: bool, all_up_to: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "WHOLE", all_up_to)
    reports = told(30, 5, seed=11, dated=dated)
    assert len(reports) > 2 * ALWAYS
    whole = placed(reports, set())
    for seed in range(3):
        assert placed(reports, set(random.Random(seed).sample(range(len(reports)), 12))) == whole  # noqa: S311 - made reports, the same in every run


def test_reports_placed_one_by_one_come_to_the_stories_of_all_at_once() -> None:
    reports = told(30, 5, seed=12)
    stories = placed(reports, set())
    together = grouped([r.dated() for r in reports])
    assert {stories[str(n)] for n in range(len(reports))} == {story_id(str(first)) for first in together}


@pytest.mark.parametrize("all_up_to", [ALWAYS, placing.WHOLE])
def test_stretches_that_no_report_came_near_to_keep_their_stories(
    all_up_to: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "WHOLE", all_up_to)
    reports = sorted(told(27, 6, seed=14), key=lambda report: report.day or "")[
        :144
    ]  # all are grouped at 96 and at 144
    alone = [Held(id=str(n), dated=r.dated(), story=story_id(str(n))) for n, r in enumerate(reports[:143])]
    moved = [int(one.report) for one in Placing(alone).place("143", reports[143].dated())]
    stories = {story_id(str(first)) for first in grouped([r.dated() for r in reports])}
    assert 143 in moved
    if all_up_to == ALWAYS:
        assert 50 < min(moved) < 96, "the nearest of those before"
    else:
        assert len(moved) == 144 - len(stories), "all but the first of each story"


def test_a_placed_report_says_of_which_parts_its_likeness_is_made() -> None:
    placing = Placing()
    joins = [join for n, report in enumerate(told(1, 5, seed=4)) for join in placing.place(str(n), report.dated())]
    last = joins[-1]
    assert {part.name for part in last.parts} == {"text", "names", "numbers", "time"}
    assert last.score is not None
    assert last.score > 0.14
    assert all(0 <= part.value <= 1 for part in last.parts)


def test_stories_put_together_and_apart_by_people_stay_so_whatever_is_read_after() -> None:
    reports = told(20, 5, seed=13)
    by_event = {e: [str(n) for n, r in enumerate(reports[:ALWAYS]) if r.event == e] for e in range(20)}
    one, other, third = (by_event[e] for e in sorted(by_event, key=lambda e: -len(by_event[e]))[:3])
    judgements = (
        Judgement(id="t", kind="together", reports=(one[0], other[0]), **SAID),
        Judgement(id="a", kind="apart", reports=(third[0],), others=tuple(third[1:]), **SAID),
    )
    base = placed(reports, {ALWAYS}, judgements)
    stands = standing(base, judgements)
    assert len({stands[report] for report in (*one, *other)}) == 1
    assert stands[third[0]] not in {stands[report] for report in third[1:]}


def test_a_judgement_undone_counts_no_more() -> None:
    stories = {"a": "1", "b": "1", "c": "2"}
    apart = Judgement(id="x", kind="apart", reports=("a",), others=("b",), **SAID)
    undo = Judgement(id="y", kind="undo", reports=(), undoes="x", **{**SAID, "made": "2031-04-02T00:00:00+00:00"})
    split = standing(stories, [apart])
    assert split["a"] not in {split["b"], split["c"]}
    assert standing(stories, [undo, apart]) == stories
    joined_since = {**stories, "d": split["a"]}
    assert standing(joined_since, [apart])["d"] == split["a"]
    assert standing(joined_since, [apart, undo])["d"] == "1"
    together = Judgement(id="z", kind="together", reports=("c", "a"), **SAID)
    assert set(standing(stories, [together]).values()) == {"2"}


def test_a_copy_goes_where_its_source_is_and_does_not_name_the_story() -> None:
    body = "The envoys of Ghana and Togo met at the border on Friday and agreed to reopen three crossings by June."
    texts = [
        Text(id="0", body=f"{body} ", published="2031-03-04"),
        Text(
            id="1",
            body="Parliament in Lima voted down the harbour bill after nine hours of debate.",
            published="2031-03-04",
        ),
        Text(id="2", body=body, published="2031-03-03"),
    ]
    assert stories_of(texts) == [(2, 2), (1, None), (2, None)]


def test_texts_without_words_are_stories_of_their_own() -> None:
    assert stories_of([Text(id="0", body=""), Text(id="1", body="...")]) == [(0, None), (1, None)]
    assert stories_of([]) == []


def test_reports_weighed_together_weigh_what_they_do_one_by_one() -> None:
    reports = [r.dated() for r in told(12, 5, seed=17)]
    rarity = Rarity()
    rarity.settle(reports[:40])
    for report in reports[40:]:
        rarity.add(report)
    for day in {report.day for report in reports}:
        own = [report for report in reports if report.day == day]
        assert [w.tolist() for w in rarity.weigh(own)] == [rarity.weigh([report])[0].tolist() for report in own]


def test_reports_weighed_in_turn_weigh_what_each_did_when_it_was_added() -> None:
    reports = [r.dated() for r in told(12, 5, seed=18)] + [r.dated() for r in told(2, 2, seed=19, dated=False)]
    rarity = Rarity()
    rarity.settle(reports[:20])
    together = rarity.as_settled().weigh_in_turn(reports[20:])
    for report, strengths in zip(reports[20:], together, strict=True):
        rarity.add(report)
        assert strengths.tolist() == rarity.weigh([report])[0].tolist()


def pairs(links: Iterable[Links]) -> list[tuple[int, int, float]]:
    return [pair for own in links for pair in zip(own.a.tolist(), own.b.tolist(), own.likeness.tolist(), strict=True)]


def test_traits_that_many_have_find_nothing_but_count_among_what_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = [r.dated() for r in told(10, 6, seed=23, dated=False)] + [r.dated() for r in told(10, 6, seed=24)]
    held, rarity = HeldTraits(reports), Rarity()
    rarity.resume(held, len(held))
    wanted = {(a, b): pytest.approx(score) for a, b, score in pairs(_links(held, rarity))}
    for most, least in ((7, 0.9), (3, 0.0)):
        monkeypatch.setattr(stretches, "MOST", most)
        found = {(a, b): score for a, b, score in pairs(_links(held, rarity))}
        assert found == {pair: wanted[pair] for pair in found}
        assert least * len(wanted) <= len(found) <= len(wanted)


@pytest.mark.parametrize("seed", range(10))
def test_parts_linked_as_pairs_come_in_are_the_groups_of_all_pairs_at_once(seed: int) -> None:
    chance = np.random.default_rng(seed)
    number = 60
    slots = np.sort(chance.integers(0, 12, number))
    every = np.array([(b, a) for a, b in combinations(range(number), 2) if slots[b] - slots[a] <= 1])
    every = every[chance.random(len(every)) < 0.4]
    likeness = chance.random(len(every)) ** 4
    parts = Parts(number, threshold=0.3)
    for stretch in range(12):
        parts.close(slots >= stretch - 1)
        own = slots[every[:, 0]] == stretch
        parts.add(every[own, 0], every[own, 1], likeness[own])
    links = zip(every[:, 0].tolist(), every[:, 1].tolist(), likeness.tolist(), strict=True)
    assert parts.firsts() == linked(number, links, threshold=0.3)


def test_pairs_found_by_stretches_of_days_are_those_found_among_all_pairs() -> None:
    reports = [report.dated() for report in told(25, 4, seed=9)]
    reports = [replace(own, day=None) if n % 7 == 0 else own for n, own in enumerate(reports)]
    held, rarity, plain = HeldTraits(reports), Rarity(), Rarity()
    rarity.resume(held, len(held))
    plain.settle(reports)
    strengths = [
        dict(zip(one.keys.tolist(), one.strengths.tolist(), strict=True)) for one in weighed(enumerate(reports), plain)
    ]
    wanted = {}
    for a, b in combinations(range(len(reports)), 2):
        shared = sum(strength * strengths[b].get(key, 0.0) for key, strength in strengths[a].items())
        score = shared * closeness(reports[a].day, reports[b].day)
        if score >= FLOOR:
            wanted[a, b] = pytest.approx(score)
    links = pairs(_links(held, rarity))
    found = {(min(a, b), max(a, b)): score for a, b, score in links}
    assert found == wanted
    assert len(found) == len(links) > 100
