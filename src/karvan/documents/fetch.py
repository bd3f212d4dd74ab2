"""An address → bytes, with limits, and never from the private side of the network.

The check stands where the connection is made: the name is resolved once, every address behind it has to be public,
and the connection goes to the address that was checked. A name that resolves to something else a moment later
(DNS rebinding) or a redirect into the private network finds the same door closed.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from karvan.nouns import FetchError

if TYPE_CHECKING:
    import ssl

    import httpx

    from karvan.documents.transport import PublicTransport

SIZE_LIMIT = 10 << 20
SECONDS = 20.0
REDIRECTS = 5
_KINDS = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf"})
_AGENT = "karvan (reads one document that its user asked for)"


class Answer(NamedTuple):
    """What came back."""

    data: bytes
    media_type: str
    """With its parameters, as the server wrote it."""


def fetch(address: str) -> Answer:
    """The document at a public http(s) address."""
    return _fetch(address)


def _fetch(
    address: str, *, allow_private: Collection[str] = (), size_limit: int = SIZE_LIMIT, seconds: float = SECONDS,
    trust: ssl.SSLContext | None = None,
) -> Answer:  # fmt: skip
    """The same with other limits; `allow_private` names the `host:port` that tests serve from, `trust` whom they trust."""
    import httpcore
    import httpx

    from karvan.documents.transport import PublicTransport

    deadline = time.monotonic() + seconds
    try:
        return _follow(address, PublicTransport(deadline, allow_private=allow_private, trust=trust), size_limit)
    except FetchError as error:
        raise FetchError(error.what, where=address, hint=error.hint) from None
    except (httpx.TimeoutException, httpcore.TimeoutException):
        raise _too_slow(address, seconds) from None
    except httpx.InvalidURL:
        raise FetchError("not an address", where=address, hint="write it as https://example.org/article") from None
    except (httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError) as error:
        raise FetchError(f"the server can't be reached: {_reason(error)}", where=address) from None


def _follow(address: str, transport: PublicTransport, size_limit: int) -> Answer:
    """The first answer that is no redirect; every step of the way is checked like the first."""
    import httpx

    headers = {"User-Agent": _AGENT, "Accept": ", ".join(sorted(_KINDS)), "Accept-Encoding": "gzip"}
    url = _checked(httpx.URL(address), address)
    # the deadline is the transport's; httpx's own times would begin anew with every step
    with httpx.Client(transport=transport, trust_env=False, timeout=None, follow_redirects=False) as client:  # noqa: S113
        client.headers = httpx.Headers(headers)
        for _ in range(REDIRECTS + 1):
            with client.stream("GET", url) as answer:
                if not answer.has_redirect_location:
                    return _answer(answer, address, size_limit)
                url = _checked(url.join(answer.headers["location"]), address)
    raise FetchError(f"the address redirects more than {REDIRECTS} times", where=address)


def _checked(url: httpx.URL, address: str) -> httpx.URL:
    if url.scheme not in {"http", "https"} or not url.host:
        raise FetchError("only http and https addresses are fetched", where=address)
    if url.userinfo:
        raise FetchError("an address with a name and password is not fetched", where=address)
    return url.copy_with(fragment=None)


def _answer(answer: httpx.Response, address: str, size_limit: int) -> Answer:
    if answer.status_code != 200:
        phrase = f" {answer.reason_phrase}" if answer.reason_phrase else ""
        raise FetchError(f"the server answers {answer.status_code}{phrase}", where=address)
    stated = answer.headers.get("content-type", "")
    kind = stated.partition(";")[0].strip().lower()
    if kind not in _KINDS:
        what = f"the address holds `{kind}`" if kind else "the server doesn't say what the address holds"
        raise FetchError(f"{what}, not a text", where=address, hint="karvan reads HTML, plain text and PDF")
    length = answer.headers.get("content-length", "")
    if re.fullmatch(r"\d{1,15}", length) and int(length) > size_limit:
        raise _too_large(address, size_limit)
    data = bytearray()
    for part in answer.iter_bytes(1 << 16):
        data += part
        if len(data) > size_limit:
            raise _too_large(address, size_limit)
    return Answer(bytes(data), stated)


def _too_large(address: str, size_limit: int) -> FetchError:
    hint = "download it and give karvan the file"
    return FetchError(f"the document is larger than {size_limit / (1 << 20):.3g} MB", where=address, hint=hint)


def _too_slow(address: str, seconds: float) -> FetchError:
    return FetchError(
        f"no full answer within {seconds:g} seconds", where=address, hint="try again, or download the file"
    )


def _reason(error: Exception) -> str:
    """The cause in a few words."""
    words = str(error).strip() or type(error).__name__
    return re.sub(r"^\[Errno -?\d+\]\s*|\s*\(_ssl\.c:\d+\)", "", words).rstrip(".")
