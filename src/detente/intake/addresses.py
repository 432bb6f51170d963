"""Addresses in one form, so that two ways to write one are equal."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

#: What campaigns, newsletters and buttons add to an address; it leads to the same page without.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_hs\w+|ns_\w+|cmpid|cmp|ocid|ito|ref_?src|ref_url|smid|smtyp"
    r"|partner|feature|traffic_source|wt\.mc_id|xtor|at_\w+|__twitter_impression|amp|outputtype|share|recirc|taid|guccounter",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}


def canonical(url: str) -> str | None:
    """Return an address of a page in canonical form, or None where it is none.

    Scheme and host in lower case, no default port, no fragment, no tracking parameters, "/" for an empty path; the rest
    stays as it is, for servers tell it apart.
    """
    if len(url) > 2000 or any(c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    scheme, host = parts.scheme.lower(), parts.netloc.lower()
    if scheme not in _PORTS or "@" in host:
        return None
    if port is not None or host.endswith(":"):
        host = host.rpartition(":")[0]
    host = host.rstrip(".")
    if "." not in host:
        return None
    if port not in {None, _PORTS[scheme]}:
        host = f"{host}:{port}"
    return urlunsplit((scheme, host, parts.path or "/", _query(parts.query), ""))


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if not _TRACKING.fullmatch(key)]
    return query if len(kept) == len(pairs) else urlencode(kept)
