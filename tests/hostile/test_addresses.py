"""Addresses that lead elsewhere than they seem to, and servers that mean harm."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import time
from collections.abc import Iterator

import pytest

from detente.errors import SourceError
from detente.intake import Fetching, addresses
from detente.intake.fetching import Fetcher
from detente.intake.hosts import host_of, is_public
from tests.hostile.trickling import trickling
from tests.intake.made import page, read
from tests.intake.web import Site, served

HERE = Fetching(private=True, delay=0)
OUT = Fetching(delay=0)


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


def fault(url: str, how: Fetching = HERE) -> str:
    reports, [error] = read(url, fetching=how)
    assert not reports
    return error


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "0", "0.0.0.0",  # noqa: S104
        "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]", "[fe80::1]", "[fd00::1]", "[fec0::1]", "localhost", "LOCALHOST", "localhost.",
        "１２７.０.０.１", "127。0。0。1", "①②⑦.0.0.1", "169.254.169.254", "10.0.0.1", "192.168.1.1", "172.31.255.255",
        "100.64.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255",
    ],
)  # fmt: skip
def test_no_way_to_write_this_machine_or_its_network_gets_past(host: str) -> None:
    error = fault(f"http://{host}/secret", OUT)
    refused = ("is on this machine or its own network", "no such host", "not an address")
    assert any(words in error for words in refused), error


@pytest.mark.parametrize(
    "number",
    [
        "192.0.0.1", "192.0.0.8", "192.0.2.1", "192.88.99.1", "198.19.255.255", "203.0.113.9", "240.0.0.1", "::2",
        "::8.8.8.8", "64:ff9b::a00:1", "64:ff9b:1::808:808", "100::1", "2001::1", "2001:db8::1", "2001:2::1", "3fff::1",
        "2002:a00:1::1", "2a00::5efe:10.0.0.1", "2a00::200:5efe:192.168.0.1", "fe80::5efe:8.8.8.8", "ff02::1", "5f00::1",
        "4000::1",
    ],
)  # fmt: skip
def test_special_addresses_are_not_public_whatever_they_hide(number: str) -> None:
    assert not is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize("number", ["1.1.1.1", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::1", "172.32.0.1"])
def test_public_addresses_are_public(number: str) -> None:
    assert is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize(
    "url", ["http://[", "http://[::1", "http://a:b/", "http://a:99999/", "http://[zz]/", f"http://{'a' * 70}.example/"]
)
def test_a_broken_address_is_a_failure_of_one_line(url: str) -> None:
    assert "not an address; write http://host/path" in fault(url)


@pytest.mark.parametrize("target", ["http://[", "//[", "http://a:b/", "https://", "javascript:alert(1)", "\x00"])
def test_a_redirect_to_a_broken_address_is_a_failure_of_one_line(site: Site, target: str) -> None:
    site.replies["/out"] = (302, {"Location": target}, b"")
    error = fault(f"{site.address}/out")
    assert error.startswith(f"{site.address}/out: ")


@pytest.mark.parametrize("before", ["good.example@", "good.example:80@", ":@", "@", "a%40b@"])
def test_what_stands_before_an_at_is_not_taken_for_the_host(site: Site, before: str) -> None:
    port = site.address.rpartition(":")[2]
    assert "with a password in it" in fault(f"http://{before}127.0.0.1:{port}/a")
    assert site.asked == []


@pytest.mark.parametrize("port", [22, 25, 445, 1])
def test_ports_that_are_none_of_the_webs_are_not_asked(port: int) -> None:
    assert f"port {port} is none of the web's" in fault(f"http://news.example:{port}/a", OUT)
    assert host_of(f"http://news.example:{port}/a", "x", private=True) == ("news.example", port)


def test_a_name_in_other_letters_is_asked_for_as_name_servers_know_it() -> None:
    assert host_of("https://bücher.example/", "x", private=False) == ("xn--bcher-kva.example", 443)


def test_robots_txt_that_sends_to_this_machine_is_not_followed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.give("/a", page())
    site.send_on("/robots.txt", "http://inside.example/secret")
    real, port = socket.getaddrinfo, int(site.address.rpartition(":")[2])
    numbers = {"news.example": "93.184.216.34", "inside.example": "10.0.0.1"}
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *rest, **kinds: real(numbers.get(host, host), *rest, **kinds)
    )
    fetcher = Fetcher(how=OUT)
    made = socket.create_connection
    monkeypatch.setattr(
        socket, "create_connection", lambda _to, *rest, **more: made(("127.0.0.1", port), *rest, **more)
    )
    with pytest.raises(SourceError, match=r"inside\.example is on this machine"):
        fetcher.get(f"http://news.example:{port}/a")
    fetcher.close()
    assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize(
    ("first", "byte"),
    [
        (b"HTTP/1.1 200 OK\r\nX: ", b"a"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>", b"a"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n<html>", b"a"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"", b"H"),
    ],
    ids=["headers", "body without an end", "body", "interim answers", "nothing sound"],
)
def test_an_answer_that_trickles_in_is_cut_off_when_its_time_is_up(first: bytes, byte: bytes) -> None:
    with trickling(first, byte) as url:
        begun = time.monotonic()
        error = fault(url, Fetching(private=True, delay=0, seconds=0.4))
    assert "took longer than 0.4 seconds" in error or "no answer from 127.0.0.1" in error
    assert time.monotonic() - begun < 20


def test_what_one_page_leaves_behind_is_not_sent_to_another(site: Site) -> None:
    first = site.give("/a", page(), Set_Cookie="session=1; Path=/")
    second = site.give("/b", page())
    read(first, second, fetching=HERE)
    assert site.asked[-1] == "/b"
    assert not any("cookie" in headers for headers in site.headers)


def test_a_host_that_gives_no_answer_is_left_alone_after_three_times() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    # nobody listens there any more
    _, errors = read(*(f"http://127.0.0.1:{port}/{number}" for number in range(5)), fetching=HERE)
    assert sum("no answer from 127.0.0.1" in error for error in errors) == 3
    assert sum("127.0.0.1 gave no answer 3 times; try again later" in error for error in errors) == 2


@pytest.mark.parametrize("packed", [gzip.compress(bytes(30_000_000)), gzip.compress(gzip.compress(bytes(10_000_000)))])
def test_an_answer_that_unpacks_to_far_more_is_refused(site: Site, packed: bytes) -> None:
    error = fault(site.give("/bomb", packed, Content_Encoding="gzip"))
    assert "20 MB or more" in error or "compressed with gzip" in error


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("HTTPS://News.Example:443/a#b", "https://news.example/a"),
        ("http://news.example.:80", "http://news.example/"),
        ("http://news.example:8080/", "http://news.example:8080/"),
        ("http://news.example:80:80/", None),
        ("http://a@news.example/", None),
        ("http://0x7f./a", None),
        ("http://[/", None),
    ],
)
def test_addresses_have_one_form_that_stays(url: str, form: str | None) -> None:
    assert addresses.canonical(url) == form
    assert form is None or addresses.canonical(form) == form
