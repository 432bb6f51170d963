"""Which machine an address of the web leads to, and whether it may be asked."""

from __future__ import annotations

import ipaddress
import re
import socket
from urllib.parse import urlsplit, urlunsplit

from detente.errors import SourceError
from detente.intake.item import shown

IP = ipaddress.IPv4Address | ipaddress.IPv6Address

_SCHEMES = frozenset({"http", "https"})
#: Addresses of IPv6 that stand for those of IPv4: the translation prefix of RFC 6052.
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
_SECRET = re.compile("//[^/?#@]*@")
#: Of the machines behind one name so many are tried.
_MOST = 4


def named(url: str) -> str:
    """Return an address as it may be shown and stored: on one line, and without the password that may stand in it."""
    return shown(_SECRET.sub("//...@", url))


def addresses_of(url: str, source: str, *, private: bool) -> list[str]:
    """Return the numeric addresses of an address's host, the likeliest first.

    Args:
        url: an address of the web.
        source: what to call it in a failure.
        private: hosts on this machine and its own network may be asked.

    Raises:
        SourceError: it is no such address, has no host, or any of the machines behind its name is not public.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise SourceError(source, "not an address; write http://host/path or https://host/path") from error
    if parts.scheme not in _SCHEMES or not host:
        raise SourceError(source, "only http and https addresses are fetched; save the page and name the file")
    if parts.username or parts.password:
        raise SourceError(source, "an address with a password in it is not fetched; save the page and name the file")
    try:
        found = socket.getaddrinfo(host, port or (443 if parts.scheme == "https" else 80), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(source, f"no such host as {shown(host)}; check the address") from error
    numbers = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not private and not all(is_public(ipaddress.ip_address(number)) for number in numbers):
        raise SourceError(
            source,
            f"{shown(host)} is on this machine or its own network; allow that with --allow-private, if it is meant",
        )
    # machines without a way to IPv6 are common, machines without one to IPv4 are not
    return sorted(numbers, key=lambda number: ":" in number)[:_MOST]


def is_public(ip: IP) -> bool:
    """Say whether an address is one of the public internet, those that hide another address told by that."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.scope_id is not None:
            return False
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def in_url(url: str, number: str) -> str:
    """Return an address with its host's name replaced by the number that it was resolved to."""
    parts = urlsplit(url)
    host = f"[{number}]" if ":" in number else number
    return urlunsplit(parts._replace(netloc=host if parts.port is None else f"{host}:{parts.port}"))
