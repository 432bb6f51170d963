"""What is worked out of a version before anybody asks, so that no first view has to wait for it.

The views of most rows are those of the pairs and actors with most events: what they need is made and kept. So is what is
read only once in the life of a server: templates, the gazetteer's late tables.
"""

from __future__ import annotations

from contextlib import suppress

from detente.errors import DetenteError
from detente.language import vectors
from detente.show.web import lists, making, moving, outlets
from detente.show.web.desk import Desk
from detente.show.web.pages import load_templates
from detente.show.web.views import Filters

_SMALL = 300  # reports of which no page takes more than a second or two
_PAIRS, _ACTORS = 3, 3  # of an archive on one pair the rest are small


def make_ready(desk: Desk) -> None:
    """Work out what pages need of a version."""
    load_templates()
    front = making.front_of(desk)
    pairs = list(dict.fromkeys(tuple(sorted((p.source, p.target))) for p in front.pairs))
    volume: dict[str, int] = {}
    for pair in front.pairs:
        for code in (pair.source, pair.target):
            volume[code] = volume.get(code, 0) + pair.count
    usual = Filters()
    with suppress(DetenteError):  # who asks is told of it
        for a, b in pairs[:_PAIRS]:
            making.relation(desk, a, b, usual)
        for actor in sorted(volume, key=lambda code: (-volume[code], code))[:_ACTORS]:
            making.actor(desk, actor)
        for listed in (lists.report_list, lists.statement_list, lists.event_list):
            listed(desk, usual)
        making.search(desk, Filters(text="treaty"))  # its index is opened
        if desk.first_shared is not None:
            making.story(desk, desk.first_shared)


def work_ahead(desk: Desk) -> None:
    """Work out what takes seconds: how outlets tell, how the pair with most events moves; and load what stories need.

    Of a small archive nothing does.
    """
    if len(desk.stands) <= _SMALL:
        return
    with suppress(DetenteError):
        if vectors.installed():
            vectors.encoder()
        outlets.outlets_page(desk, outlets.OutletFilters())
    busiest = making.front_of(desk).pairs[:1]
    with suppress(DetenteError):
        for a, b in [way for p in busiest for way in ((p.source, p.target), (p.target, p.source))]:
            moving.figures_of(desk, moving.relation_moving(desk, a, b, Filters()))
