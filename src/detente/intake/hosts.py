"""Which machine an address of the web leads to, and whether it may be asked."""

from __future__ import annotations

import ipaddress
import re
import socket
from urllib.parse import urlsplit, urlunsplit

from detente.errors import SourceError
from detente.intake.item import shown

IP = ipaddress.IPv4Address | ipaddress.IPv6Address

_SCHEMES = {"http": 80, "https": 443}
#: Below this number no port but the two of the web is asked: behind the others are mail, shells and files.
_FREE_PORTS = 1024
#: Blocks of IPv4 that are not of the public internet: the IANA IPv4 Special-Purpose Address Registry, and multicast. They
#: are written out because versions of Python differ in what they call global.
_SPECIAL = tuple(
    ipaddress.IPv4Network(block)
    for block in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24"
        " 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24"
        " 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
    ).split()
)
#: The one block of IPv6 that is given out to the internet, and what in it is not (the same registry for IPv6).
_GLOBAL = ipaddress.IPv6Network("2000::/3")
_SPECIAL_6 = tuple(ipaddress.IPv6Network(block) for block in "2001::/23 2001:db8::/32 3fff::/20".split())
#: Addresses of IPv6 that stand for those of IPv4: the translation prefix of RFC 6052.
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
#: The middle of an address that holds one of IPv4 at its end (ISATAP, RFC 5214).
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})
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
    host, port = host_of(url, source, private=private)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
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


def host_of(url: str, source: str, *, private: bool) -> tuple[str, int]:
    """Return the host of an address, in the letters that name servers know, and its port.

    Raises:
        SourceError: it is no address of the web, holds a password, or names a port that is none of the web's.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
        name = (host or "").encode("idna").decode("ascii")
    except ValueError as error:  # a broken host or port, letters that no name has
        raise SourceError(source, "not an address; write http://host/path or https://host/path") from error
    if parts.scheme not in _SCHEMES or not host:
        raise SourceError(source, "only http and https addresses are fetched; save the page and name the file")
    if "@" in parts.netloc:
        raise SourceError(source, "an address with a password in it is not fetched; save the page and name the file")
    usual = _SCHEMES[parts.scheme]
    if port is not None and port < _FREE_PORTS and port not in _SCHEMES.values() and not private:
        raise SourceError(source, f"port {port} is none of the web's; allow it with --allow-private, if it is meant")
    return name or host, usual if port is None else port


def is_public(ip: IP) -> bool:
    """Say whether an address is one of the public internet, those that hide another address told by that."""
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in block for block in _SPECIAL)
    if ip.scope_id is not None:
        return False
    inner = _inside(ip)
    if inner is not None:
        return is_public(inner) and (ip in _GLOBAL or ip in _TRANSLATED or ip.ipv4_mapped is not None)
    return ip in _GLOBAL and not any(ip in block for block in _SPECIAL_6)


def _inside(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the address of IPv4 that an address of IPv6 stands for, None where it stands for itself."""
    inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
    hides = ip in _TRANSLATED or (int(ip) >> 32) & 0xFFFFFFFF in _ISATAP
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if inner is None and hides else inner


def in_url(url: str, number: str) -> str:
    """Return an address with its host's name replaced by the number that it was resolved to.

    The address is one that :func:`host_of` let pass.
    """
    parts = urlsplit(url)
    host = f"[{number}]" if ":" in number else number
    return urlunsplit(parts._replace(netloc=host if parts.port is None else f"{host}:{parts.port}"))
