"""Pages fetched from the web: politely, within limits, and never from the machine's own network unless that is allowed.

Nothing is fetched but addresses that the user gave, those in a feed or sitemap that the user gave by its address, and,
if asked to, those that given files list. A site's robots.txt is obeyed, a host is asked no faster than once a second,
and each redirect is checked as the first address was.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

from detente import __version__
from detente.errors import SourceError
from detente.intake.deadline import Deadline
from detente.intake.hosts import addresses_of, host_of, in_url, named
from detente.intake.item import SIZE_LIMIT, shown
from detente.intake.payload import TooLarge, inflated

if TYPE_CHECKING:
    from httpx2 import Client, Response
    from protego import Protego

#: Says who asks; sites address it in their robots.txt as "detente".
AGENT = f"detente/{__version__} (reads press reports; obeys robots.txt)"
_ROBOTS_LIMIT = 500_000  # bytes of a robots.txt that count, as RFC 9309 has it
_REDIRECTS = 5
#: A site may ask for longer pauses than ours, up to this many seconds.
_LONGEST_PAUSE = 30.0
#: A host that gave no answer so often in a row is not asked again in this reading: a feed may name a thousand of its pages.
_PATIENCE = 3
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf;q=0.8,*/*;q=0.5"
_MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """How addresses are fetched.

    Args:
        listed: also fetch the addresses that files list: lists, tables without texts, feeds and sitemaps on disk.
        private: also ask this machine and its own network.
        delay: seconds between two requests to one host.
        seconds: the longest that one request may take.
        size: the most bytes that one answer may have, unpacked.
        agent: what the requests say of who asks.
    """

    listed: bool = False
    private: bool = False
    delay: float = 1.0
    seconds: float = 30.0
    size: int = SIZE_LIMIT
    agent: str = AGENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an address gave: the address after all redirects, the type as the server states it, and the bytes."""

    url: str
    content_type: str
    data: bytes


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Fetches one address after another. ``clock`` and ``sleep`` are those of the machine; tests have their own."""

    how: Fetching
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _client: Client | None = None
    _robots: dict[str, Protego | None] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)
    _silent: dict[str, int] = field(default_factory=dict)

    def get(self, url: str) -> Answer:
        """Return what an address gives.

        Raises:
            SourceError: the address is not of the web or not to be asked, the site's robots.txt refuses it, or there is
                no good answer within the limits.
        """
        source = named(url)
        at = bare(url, source)
        for _ in range(_REDIRECTS + 1):
            self._ask_robots(at, source)
            answer, status, headers = self._ask(at, source, self.how.size)
            if status not in _MOVED or "location" not in headers:
                break
            at = bare(headers["location"], source, base=at)
        else:
            raise SourceError(source, f"more than {_REDIRECTS} redirects; give the last address")
        if status != 200:
            raise SourceError(source, f"answered {status}; look at the address in a browser")
        return Answer(url=at, content_type=headers.get("content-type", ""), data=answer)

    def close(self) -> None:
        """Close what is open."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _ask_robots(self, url: str, source: str) -> None:
        """Raise SourceError where the site's robots.txt does not allow this address."""
        from protego import Protego

        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            body = self._robots_text(f"{site}/robots.txt", source)
            self._robots[site] = None if body is None else Protego.parse(body)
        robots = self._robots[site]
        if robots is None:
            raise SourceError(source, f"{site}/robots.txt cannot be read, which counts as a no; try again later")
        if not robots.can_fetch(url, self.how.agent):
            raise SourceError(source, "the site's robots.txt does not allow it; save the page by hand, if you may")

    def _robots_text(self, url: str, source: str) -> str | None:
        """Return a site's robots.txt, nothing where it has none, None where that cannot be told (RFC 9309, 2.3.1)."""
        for _ in range(_REDIRECTS + 1):
            answer, status, headers = self._ask(url, source, _ROBOTS_LIMIT, cut=True)
            if status not in _MOVED or "location" not in headers:
                break
            url = bare(headers["location"], source, base=url)
        if 200 <= status < 300:
            return answer.decode("utf-8", "replace")
        return "" if status < 500 else None

    def _pause(self, host: str, url: str) -> None:
        """Wait until this host may be asked again."""
        parts = urlsplit(url)
        robots = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        asked = robots.crawl_delay(self.how.agent) if robots is not None else None
        delay = max(self.how.delay, min(asked or 0.0, _LONGEST_PAUSE))
        if host in self._last and (left := self._last[host] + delay - self.clock()) > 0:
            self.sleep(left)
        self._last[host] = self.clock()

    def _ask(self, url: str, source: str, limit: int, *, cut: bool = False) -> tuple[bytes, int, dict[str, str]]:
        """Return body, status and headers of one request, redirects not followed.

        The host's name is resolved once, and the request goes to the very address that was checked. With ``cut`` a
        body over the limit is cut off there. Raises SourceError.
        """
        import httpx2

        host, _ = host_of(url, source, private=self.how.private)
        if self._silent.get(host, 0) >= _PATIENCE:
            raise SourceError(source, f"{shown(host)} gave no answer {_PATIENCE} times; try again later")
        found = addresses_of(url, source, private=self.how.private)
        self._pause(host, url)
        if self._client is None:
            # connections are not kept: two hosts may share an address, but never a connection
            limits = httpx2.Limits(max_keepalive_connections=0)
            self._client = httpx2.Client(trust_env=False, limits=limits, timeout=min(10.0, self.how.seconds))
        fault: Exception | None = None
        with Deadline(self.how.seconds) as deadline:
            for address in found:
                asked = {"sni_hostname": host, "trace": deadline.trace}
                try:
                    with self._client.stream(
                        "GET", in_url(url, address), headers=self._said(url, host), extensions=asked
                    ) as response:
                        said = {key.lower(): value for key, value in response.headers.items()}
                        body = self._body(response, source, limit, cut=cut)
                        if deadline.passed:  # what was cut off may look whole
                            break
                        self._silent[host] = 0
                        return body, response.status_code, said
                except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                    fault = error
                except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, ValueError) as error:
                    fault = error
                    break
                finally:
                    self._client.cookies.clear()  # what one site leaves behind is no other's business
        self._silent[host] = self._silent.get(host, 0) + 1
        if deadline.passed:
            raise SourceError(source, f"took longer than {self.how.seconds:g} seconds; try again later") from fault
        mend = (
            "check the address" if isinstance(fault, httpx2.ConnectError | httpx2.ConnectTimeout) else "try again later"
        )
        raise SourceError(source, f"no answer from {shown(host)}: {_words(fault)}; {mend}") from fault

    def _said(self, url: str, host: str) -> dict[str, str]:
        """Return the headers of a request: for whom it is, who asks, and what is understood."""
        port = urlsplit(url).port
        name = f"[{host}]" if ":" in host else host
        return {
            "Host": name if port is None else f"{name}:{port}",
            "User-Agent": self.how.agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "en, *;q=0.5",
        }

    def _body(self, response: Response, source: str, limit: int, *, cut: bool) -> bytes:
        """Return an answer's body, unpacked. Raises SourceError where it is too long."""
        raw = bytearray()
        for chunk in response.iter_raw():
            raw += chunk
            if len(raw) >= limit:
                if not cut:
                    raise SourceError(source, _too_large(limit))
                break
        try:
            return inflated(bytes(raw), response.headers.get("content-encoding"), limit=limit)
        except TooLarge as error:
            raise SourceError(source, _too_large(limit)) from error
        except ValueError as error:
            raise SourceError(source, f"{error}; try again later") from error


def bare(url: str, source: str, *, base: str = "") -> str:
    """Return an address without the part behind "#", with a path; ``base`` is where a redirect came from.

    Raises:
        SourceError: it is no address.
    """
    try:
        parts = urlsplit(urljoin(base, url.strip()))
    except ValueError as error:
        raise SourceError(source, "not an address; write http://host/path or https://host/path") from error
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", parts.query, ""))


def _too_large(limit: int) -> str:
    return (
        f"{limit // 1_000_000} MB or more; save it and name the file" if limit >= 1_000_000 else "too large an answer"
    )


def _words(error: Exception | None) -> str:
    """Return what went wrong with a connection, on one line."""
    said = " ".join(shown(str(error or "")).split())[:200]
    return said or type(error).__name__
