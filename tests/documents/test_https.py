"""Over TLS: whose certificate is taken, and that names lead nowhere inside."""

from __future__ import annotations

import datetime as dt
import socket
import ssl

import httpx
import pytest
import trustme

from karvan.documents.fetch import _fetch, fetch
from karvan.nouns import FetchError

PAGE = b"Turnover rose by four percent."
NAME = "news.example"
AUTHORITY = trustme.CA(key_type=trustme.KeyType.ECDSA)
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def certified(*names: str, by: trustme.CA = AUTHORITY, **told: dt.datetime) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    by.issue_cert(*names, key_type=trustme.KeyType.ECDSA, **told).configure_cert(context)
    return context


def trusting(authority: trustme.CA = AUTHORITY) -> ssl.SSLContext:
    """What karvan checks certificates with, and one more authority."""
    context = httpx.create_ssl_context(trust_env=False)
    authority.configure_trust(context)
    return context


def page(handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.end_headers()
    handler.wfile.write(PAGE)


def redirect(location: str):
    def answer(handler) -> None:
        handler.send_response(302)
        handler.send_header("Location", location)
        handler.end_headers()

    return answer


@pytest.fixture
def names(monkeypatch) -> dict[str, list[str]]:
    """What names resolve to, one answer after the other, the last one again and again."""
    known: dict[str, list[str]] = {}
    real = socket.getaddrinfo

    def look_up(host, port, *rest, **more):
        if host not in known:
            return real(host, port, *rest, **more)
        answers = known[host]
        address = answers.pop(0) if len(answers) > 1 else answers[0]
        return [row for each in address.split() for row in real(each, port, *rest, **more)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


def test_a_page_comes_from_whom_a_trusted_authority_vouches_for(serve, names):
    names[NAME] = ["127.0.0.1"]
    with serve({"/": page}, certified(NAME)) as (served, asked):
        host = f"{NAME}:{served.rpartition(':')[2]}"
        assert _fetch(f"https://{host}/", allow_private=[host], trust=trusting()).data == PAGE
    assert asked == ["/"]


@pytest.mark.parametrize(
    ("tls", "trust", "why"),
    [
        (certified(NAME), None, "certificate verify failed: unable to get local issuer certificate"),
        (certified(NAME, by=trustme.CA()), trusting(), "certificate verify failed: unable to get local issuer certificate"),
        (certified("other.example"), trusting(), f"Hostname mismatch, certificate is not valid for '{NAME}'"),
        (certified("127.0.0.1"), trusting(), f"Hostname mismatch, certificate is not valid for '{NAME}'"),
        (
            certified(NAME, not_before=LONG_AGO, not_after=LONG_AGO + dt.timedelta(90)), trusting(),
            "certificate verify failed: certificate has expired",
        ),
    ],
    ids=["nobody's", "a stranger's", "another name", "the address instead of the name", "expired"],
)  # fmt: skip
def test_a_certificate_that_does_not_hold_is_refused(serve, names, tls, trust, why):
    names[NAME] = ["127.0.0.1"]
    with serve({"/": page}, tls) as (served, asked):
        host = f"{NAME}:{served.rpartition(':')[2]}"
        with pytest.raises(FetchError) as raised:
            _fetch(f"https://{host}/", allow_private=[host], trust=trust)
    assert why in raised.value.what
    assert raised.value.what.startswith("the server can't be reached: ")
    assert "_ssl.c" not in raised.value.what
    assert asked == []


@pytest.mark.parametrize("addresses", ["127.0.0.1", "93.184.216.34 127.0.0.1", "10.0.0.1", "::1", "169.254.169.254"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_public_name_of_a_private_address_is_refused_when_it_is_connected(serve, names, scheme, addresses):
    names[NAME] = [addresses]
    with serve({"/": page}, certified(NAME) if scheme == "https" else None) as (served, asked):
        address = f"{scheme}://{NAME}:{served.rpartition(':')[2]}/"
        with pytest.raises(FetchError, match=f"`{NAME}` is not on the public internet"):
            fetch(address)
    assert asked == []


def test_the_address_that_was_checked_is_the_one_that_is_connected(serve, names):
    # asked again, the name would lead elsewhere
    names[NAME] = ["127.0.0.1", "10.255.255.1"]
    with serve({"/": page}, certified(NAME)) as (served, _):
        host = f"{NAME}:{served.rpartition(':')[2]}"
        assert _fetch(f"https://{host}/", allow_private=[host], trust=trusting(), seconds=5).data == PAGE
    assert names[NAME] == ["10.255.255.1"]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_redirect_over_tls_leads_nowhere_inside(serve, names, scheme):
    names |= {NAME: ["127.0.0.1"], "inside.example": ["127.0.0.1"]}
    with serve({"/secret": page}, certified("inside.example") if scheme == "https" else None) as (inner, asked):
        for inside in (f"127.0.0.1:{inner.rpartition(':')[2]}", f"inside.example:{inner.rpartition(':')[2]}"):
            to = redirect(f"{scheme}://{inside}/secret")
            with serve({"/": to}, certified(NAME)) as (served, outer_asked):
                host = f"{NAME}:{served.rpartition(':')[2]}"
                with pytest.raises(FetchError, match="is not on the public internet") as raised:
                    _fetch(f"https://{host}/", allow_private=[host], trust=trusting())
                assert raised.value.where == f"https://{host}/"
            assert outer_asked == ["/"]
    assert asked == []


def test_a_redirect_to_a_wrong_certificate_is_refused(serve, names):
    names |= {NAME: ["127.0.0.1"], "moved.example": ["127.0.0.1"]}
    with serve({"/": page}, certified(NAME)) as (inner, asked):
        moved = f"moved.example:{inner.rpartition(':')[2]}"
        with serve({"/": redirect(f"https://{moved}/")}, certified(NAME)) as (served, _):
            host = f"{NAME}:{served.rpartition(':')[2]}"
            with pytest.raises(FetchError, match="Hostname mismatch"):
                _fetch(f"https://{host}/", allow_private=[host, moved], trust=trusting())
    assert asked == []


def test_a_server_that_speaks_no_tls_is_an_error_with_a_sentence(serve, names):
    names[NAME] = ["127.0.0.1"]
    with serve({"/": page}) as (served, asked):
        host = f"{NAME}:{served.rpartition(':')[2]}"
        with pytest.raises(FetchError, match="the server can't be reached: "):
            _fetch(f"https://{host}/", allow_private=[host], trust=trusting())
    assert asked == []
