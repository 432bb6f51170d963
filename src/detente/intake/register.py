"""The register of outlets: by which names and hosts they go, and what is known of them (the gazetteer's table)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

#: Outlets that the gazetteer does not have, by name, with their hosts: from their own front pages.
_MORE: dict[str, tuple[str, ...]] = {"Inforos": ("inforos.ru", "inforos.com")}
#: Names of outlets that are also plain words or other names: alone on a line they name no outlet.
_WORDS = frozenset(
    "time|fortune|kan|trend|app|apa|aps|mena|petra|vox|axios|delfi|nexta|bild|fars|the national|the sun|the times|the hill"
    "|the atlantic|the independent|the telegraph|the australian|foreign policy|foreign affairs|news24|the economist".split(
        "|"
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet of the register.

    ``actor`` is its id in the gazetteer; ``country`` an ISO 3166 alpha-3 code; ``ownership`` "state", "public" or
    "private"; ``source`` says where that is from. None means not known.
    """

    name: str
    actor: str | None = None
    country: str | None = None
    ownership: str | None = None
    source: str | None = None


def of_name(name: str) -> Outlet | None:
    """Return the outlet that goes by a name, or None if it is not in the register."""
    return _by_name().get(" ".join(name.split()).lower())


def of_host(host: str) -> Outlet | None:
    """Return the outlet of an internet host or of the domain that it belongs to, or None."""
    hosts = _by_host()
    parts = host.lower().removeprefix("www.").split(".")
    return next((hosts[name] for i in range(len(parts) - 1) if (name := ".".join(parts[i:])) in hosts), None)


def alone(line: str) -> Outlet | None:
    """Return the outlet whose name is all that a line says, or None; names that are plain words say nothing."""
    found = of_name(line)
    return None if found is None or line.lower().strip() in _WORDS else found


@lru_cache(maxsize=1)
def _by_id() -> dict[str, Outlet]:
    from detente.gazetteer.tables import Tables

    return {
        row.id: Outlet(
            name=row.name,
            actor=row.id,
            country=row.country or None,
            ownership=row.ownership or None,
            source=row.source or None,
        )
        for row in Tables().outlets
    }


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Outlet]:
    from detente.gazetteer.tables import Tables

    outlets = _by_id()
    found = {name.lower(): Outlet(name=name) for name in _MORE}
    found |= {row.text.lower(): outlets[row.actor] for row in Tables().names if row.actor in outlets}
    return found | {outlet.name.lower(): outlet for outlet in outlets.values()}


@lru_cache(maxsize=1)
def _by_host() -> dict[str, Outlet]:
    from detente.gazetteer.tables import Tables

    outlets = _by_id()
    found = {host: Outlet(name=name) for name, hosts in _MORE.items() for host in hosts}
    return found | {host: outlets[row.id] for row in Tables().outlets for host in row.domains.split("|") if host}
