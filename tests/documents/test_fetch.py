"""Fetching from a server on this machine, and everything that is refused."""

from __future__ import annotations

import gzip
import time
from contextlib import suppress

import pytest

from karvan.documents.fetch import _fetch, fetch
from karvan.documents.transport import is_public
from karvan.nouns import FetchError

PAGE = b"<html><p>Turnover rose by four percent.</p></html>"


def answer(data: bytes = PAGE, kind: str | None = "text/html; charset=utf-8", status: int = 200, **headers: str):
    def page(handler) -> None:
        handler.send_response(status)
        if kind:
            handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):
            handler.wfile.write(data)

    return page


def redirect(location: str):
    return answer(b"", None, 302, Location=location)


def refused(serve, page, path: str = "/", **limits) -> FetchError:
    with serve({"/": page}) as (host, _), pytest.raises(FetchError) as raised:
        _fetch(f"http://{host}{path}", allow_private=[host], **limits)
    return raised.value


def test_a_page_comes_with_its_media_type(serve):
    with serve({"/": answer()}) as (host, _):
        assert _fetch(f"http://{host}/", allow_private=[host]) == (PAGE, "text/html; charset=utf-8")


def test_a_compressed_page_is_unpacked(serve):
    with serve({"/": answer(gzip.compress(PAGE), Content_Encoding="gzip")}) as (host, _):
        assert _fetch(f"http://{host}/", allow_private=[host]).data == PAGE


def test_redirects_are_followed_and_counted(serve):
    pages = {"/0": redirect("/1"), "/1": redirect("2?x=1"), "/2?x=1": answer(), "/loop": redirect("/loop")}
    with serve(pages) as (host, asked):
        assert _fetch(f"http://{host}/0#part", allow_private=[host]).data == PAGE
        with pytest.raises(FetchError, match="redirects more than 5 times"):
            _fetch(f"http://{host}/loop", allow_private=[host])
    assert asked.count("/loop") == 6


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1", "2130706433"]
)
def test_this_machine_is_refused_before_anything_is_sent(serve, host):
    with serve({"/": answer()}) as (served, asked):
        with pytest.raises(FetchError):
            fetch(f"http://{host}:{served.rpartition(':')[2]}/")
        assert asked == []


def test_a_redirect_into_the_private_network_is_refused(serve):
    with serve({"/secret": answer()}) as (inner, asked), serve({"/": redirect(f"http://{inner}/secret")}) as (outer, _):
        with pytest.raises(FetchError, match="is not on the public internet") as raised:
            _fetch(f"http://{outer}/", allow_private=[outer])
        assert raised.value.where == f"http://{outer}/"
        assert asked == []


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://example.org/", "http://a:b@example.org/"])
def test_a_redirect_to_something_else_is_refused(serve, location):
    assert "fetched" in refused(serve, redirect(location)).what


def test_more_bytes_than_allowed_are_refused_whether_announced_or_not(serve):
    announced = answer(b"x" * 5000, "text/plain", Content_Length="5000")
    for page in (
        announced,
        answer(b"x" * 5000, "text/plain"),
        answer(gzip.compress(b"x" * 5000), "text/plain", Content_Encoding="gzip"),
    ):
        assert "is larger than" in refused(serve, page, size_limit=1000).what


def test_a_slow_server_is_left(serve):
    def drip(handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.end_headers()
        with suppress(OSError):
            for _ in range(100):
                handler.wfile.write(b"x")
                handler.wfile.flush()
                time.sleep(0.05)

    before = time.perf_counter()
    assert refused(serve, drip, seconds=0.4).what == "no full answer within 0.4 seconds"
    assert time.perf_counter() - before < 2


def test_a_silent_server_is_left(serve):
    assert refused(serve, lambda _: time.sleep(1), seconds=0.3).what == "no full answer within 0.3 seconds"


@pytest.mark.parametrize(("kind", "what"), [("image/png", "the address holds `image/png`"), (None, "doesn't say")])
def test_what_is_no_text_is_refused(serve, kind, what):
    assert what in refused(serve, answer(kind=kind)).what


def test_a_status_that_is_no_success_is_named(serve):
    assert refused(serve, answer(status=404)).what == "the server answers 404 Not Found"


def test_a_server_that_speaks_no_http_is_an_error_with_a_sentence(serve):
    assert "can't be reached" in refused(serve, lambda handler: handler.wfile.write(b"\x00\x01rubbish\r\n\r\n")).what


def test_a_closed_port_is_an_error_with_a_sentence(serve):
    with serve({}) as (host, _):
        pass
    with pytest.raises(FetchError, match="can't be reached"):
        _fetch(f"http://{host}/", allow_private=[host])


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("http://user:secret@example.org/", "with a name and password"),
        ("http://", "only http and https"),
        ("http://example.org:port/", "not an address"),
    ],
)
def test_an_odd_address_is_refused(address, what):
    with pytest.raises(FetchError, match=what):
        fetch(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_public_addresses(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "198.18.0.1", "192.0.2.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1",
        "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_private_and_special_addresses(address):
    assert not is_public(address)
