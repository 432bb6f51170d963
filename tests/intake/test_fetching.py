"""What is fetched from addresses, and above all what is not."""

import gzip
import ipaddress
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from detente.errors import SourceError
from detente.intake import Fetching
from detente.intake.fetching import AGENT, Fetcher
from detente.intake.hosts import is_public
from tests.intake.made import BODY, page, read
from tests.intake.web import Site

HERE = Fetching(private=True, delay=0)


def fault(url: str, how: Fetching = HERE) -> str:
    reports, [error] = read(url, fetching=how)
    assert not reports
    return error.removeprefix(f"{url}: ")


def test_a_page_is_fetched_and_keeps_its_address(site: Site) -> None:
    url = site.give("/2017/02/16/talks", page(day=None))
    [one], errors = read(url, fetching=HERE)
    assert not errors
    assert (one.title, one.body) == ("Talks begin in Geneva", BODY)
    assert (one.source, one.origin, one.url) == (url, url, url)
    assert (one.published.start, one.published.known_from) == ("2017-02-16", "address")
    assert site.asked == ["/robots.txt", "/2017/02/16/talks"]
    assert site.headers[1]["user-agent"] == AGENT
    assert site.headers[1]["host"] == site.address.removeprefix("http://")


def test_the_servers_word_on_the_encoding_counts(site: Site) -> None:
    text = (
        "Министр иностранных дел заявил журналистам, что переговоры в Женеве будут продолжены весной этого года. " * 3
    )
    html = f"<html><head><title>Переговоры</title></head><body><article><p>{text}</p></article></body></html>"
    url = site.give("/koi", html.encode("koi8-r"), "text/html; charset=koi8-r")
    [one], _ = read(url, fetching=HERE)
    assert (one.title, one.body) == ("Переговоры", text.strip())


def test_other_kinds_of_answer_are_read_as_what_they_are(site: Site) -> None:
    text = site.give("/a", f"Talks begin in Geneva\n\n{BODY}", "text/plain")
    table = site.give("/b.csv", f"title,text\nTalks,{BODY.splitlines()[0]}\n", "text/csv")
    packed = site.give("/c.txt.gz", gzip.compress(f"Talks end\n\n{BODY}".encode()), "application/gzip")
    pdf = (Path(__file__).parent / "files" / "geneva.pdf").read_bytes()
    document = site.give("/d", pdf, "application/pdf")
    reports, errors = read(text, table, packed, document, fetching=HERE)
    assert not errors
    titles = ["Talks begin in Geneva", "Talks", "Talks end", "Talks on the treaty begin in Geneva"]
    assert [one.title for one in reports] == titles


def test_a_packed_answer_is_unpacked(site: Site) -> None:
    url = site.give("/gz", gzip.compress(page().encode()), Content_Encoding="gzip")
    [one], _ = read(url, fetching=HERE)
    assert one.body == BODY


def test_redirects_are_followed_and_the_last_address_counts(site: Site) -> None:
    last = site.give("/new", page())
    first = site.send_on("/old", "/new")
    [one], _ = read(first, fetching=HERE)
    assert (one.source, one.origin) == (first, last)
    assert site.asked == ["/robots.txt", "/old", "/new"]


def test_redirects_without_end_are_told(site: Site) -> None:
    assert fault(site.send_on("/round", "/round")) == "more than 5 redirects; give the last address"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://news.example/a", "gopher://127.0.0.1/"])
def test_a_redirect_to_another_kind_of_address_is_refused(site: Site, target: str) -> None:
    assert "only http and https addresses are fetched" in fault(site.send_on("/out", target))


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], None]:
    """Let names resolve to the numbers given."""
    real = socket.getaddrinfo

    def resolve(numbers: dict[str, str]) -> None:
        def told(host: str, port: int, *args: object, **kinds: object) -> object:
            if host not in numbers:
                raise socket.gaierror(-2, "Name or service not known")
            return real(numbers[host], port, type=socket.SOCK_STREAM)

        monkeypatch.setattr(socket, "getaddrinfo", told)

    return resolve


def test_this_machine_and_its_network_are_refused_unless_allowed(
    site: Site, named: Callable[[dict[str, str]], None]
) -> None:
    inside = {"intranet.example": "10.0.0.1", "metadata.example": "169.254.169.254", "self.example": "127.0.0.1"}
    named(
        inside
        | {"127.0.0.1": "127.0.0.1", "[::1]": "::1", "::1": "::1", "localhost": "127.0.0.1", "2130706433": "127.0.0.1"}
    )
    port = site.address.rpartition(":")[2]
    for host in [*inside, "127.0.0.1", "localhost", "[::1]", "2130706433"]:
        error = fault(f"http://{host}:{port}/a", Fetching(delay=0))
        assert "is on this machine or its own network; allow that with --allow-private" in error
    assert site.asked == []


def test_a_redirect_to_this_machine_is_refused(site: Site, named: Callable[[dict[str, str]], None]) -> None:
    # the site counts as public here; where it sends us to does not
    fetcher = Fetcher(how=Fetching(delay=0))
    site.send_on("/out", "http://inside.example/secret")
    named({"127.0.0.1": "127.0.0.1", "inside.example": "192.168.1.1"})
    real = ipaddress.ip_address
    with pytest.MonkeyPatch.context() as patch:
        public = ipaddress.ip_address("8.8.8.8")
        patch.setattr(ipaddress, "ip_address", lambda number: public if number == "127.0.0.1" else real(number))
        with pytest.raises(SourceError, match=r"inside\.example is on this machine"):
            fetcher.get(f"{site.address}/out")
    fetcher.close()
    assert site.asked == ["/robots.txt", "/out"]


def test_the_request_goes_to_the_address_that_was_checked(
    site: Site, named: Callable[[dict[str, str]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that resolves to another machine when it is asked for again changes nothing."""
    site.give("/a", page())
    port = site.address.rpartition(":")[2]
    named({"news.example": "127.0.0.1", "127.0.0.1": "127.0.0.1"})
    [one], errors = read(f"http://news.example:{port}/a", fetching=HERE)
    assert not errors
    assert one.body == BODY
    assert {said["host"] for said in site.headers} == {f"news.example:{port}"}


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("8.8.8.8", True),
        ("2a00:1450::1", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),  # noqa: S104  # nothing is bound to it here
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses_are_told_from_all_others(number: str, *, public: bool) -> None:
    assert is_public(ipaddress.ip_address(number)) is public


def test_robots_txt_is_obeyed(site: Site) -> None:
    site.give(
        "/robots.txt", "User-agent: *\nDisallow: /all\n\nUser-agent: detente\nDisallow: /private/\n", "text/plain"
    )
    open_page, closed = site.give("/all/a", page()), site.give("/private/a", page())
    reports, [error] = read(open_page, closed, fetching=HERE)
    assert [one.url for one in reports] == [open_page]
    assert error == f"{closed}: the site's robots.txt does not allow it; save the page by hand, if you may"
    assert site.asked == ["/robots.txt", "/all/a"]


def test_a_robots_txt_that_fails_counts_as_a_no_and_a_missing_one_as_a_yes(site: Site) -> None:
    url = site.give("/a", page())
    site.replies["/robots.txt"] = (503, {}, b"")
    assert "robots.txt cannot be read, which counts as a no" in fault(url)
    site.replies["/robots.txt"] = (404, {}, b"")
    assert len(read(url, fetching=HERE)[0]) == 1


def test_a_host_is_asked_no_faster_than_it_wants(site: Site) -> None:
    site.give("/robots.txt", "User-agent: *\nCrawl-delay: 7\n", "text/plain")
    for path in ("/a", "/b"):
        site.give(path, page())
    now = 100.0
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds
        slept.append(seconds)

    fetcher = Fetcher(how=Fetching(private=True, delay=2), clock=lambda: now, sleep=sleep)
    for path in ("/a", "/b"):
        fetcher.get(site.address + path)
    fetcher.close()
    assert slept == [7.0, 7.0], "before /a (robots.txt was asked just now) and before /b"


def test_the_delay_of_the_reading_holds_where_the_site_asks_for_none(site: Site) -> None:
    slept: list[float] = []
    fetcher = Fetcher(how=Fetching(private=True, delay=2), clock=lambda: 5.0, sleep=slept.append)
    fetcher.get(site.give("/a", page()))
    fetcher.close()
    assert slept == [2.0]


def test_an_answer_that_is_too_large_is_cut_off_and_told(site: Site) -> None:
    small = Fetching(private=True, delay=0, size=2_000_000)
    large = site.give("/large", b"<html>" + b"x" * 3_000_000)
    assert fault(large, small) == "2 MB or more; save it and name the file"
    bomb = site.give("/bomb", gzip.compress(bytes(30_000_000)), Content_Encoding="gzip")
    assert fault(bomb, small) == "2 MB or more; save it and name the file"


def test_a_lying_length_is_told(site: Site) -> None:
    url = site.give("/lie", page(), Content_Length="100000")
    assert "no answer from 127.0.0.1" in fault(url)


@pytest.mark.parametrize(("status", "words"), [(404, "answered 404"), (403, "answered 403"), (500, "answered 500")])
def test_an_answer_that_is_none_is_told(site: Site, status: int, words: str) -> None:
    site.replies["/a"] = (status, {}, page().encode())
    assert words in fault(f"{site.address}/a")


def test_a_picture_and_an_unknown_packing_are_told(site: Site) -> None:
    assert fault(site.give("/a", b"\x89PNG\r\n", "image/png")) == "image/png, not a page; give a page's address"
    assert "packed as 'br'" in fault(site.give("/b", b"abc", Content_Encoding="br"))
    assert "damaged in its compression" in fault(site.give("/c", b"\x1f\x8bnot gzip", Content_Encoding="gzip"))


def test_a_host_that_is_not_there_is_told(named: Callable[[dict[str, str]], None]) -> None:
    named({})
    assert fault("https://nowhere.example/a") == "no such host as nowhere.example; check the address"


def test_an_address_with_a_password_is_not_fetched(site: Site) -> None:
    url = site.give("/a", page()).replace("http://", "http://ann:secret@")
    _, [error] = read(url, fetching=HERE)
    assert "with a password in it" in error
    assert "secret" not in error
    assert site.asked == []


def test_a_failed_address_leaves_the_others_alone(site: Site) -> None:
    good = site.give("/good", page())
    reports, errors = read(f"{site.address}/gone", good, fetching=HERE)
    assert len(reports) == len(errors) == 1
