"""One question over HTTP: the transport of `documents`, with a service's key, and what its answer says beside data."""

from __future__ import annotations

import datetime as dt
import re
import time
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from karvan.nouns import FetchError, UsageError

if TYPE_CHECKING:
    import ssl

    import httpx

_AGENT = "karvan (fetches what its user asked for)"
_REDIRECTS = 3
_WAIT = re.compile(r"try again in (\d+) seconds", re.IGNORECASE)


class Passing(Exception):  # noqa: N818 - not an error of ours: it is tried again
    """What may go better in a moment."""

    def __init__(self, why: str, *, tries: int = 99) -> None:
        super().__init__(why)
        self.tries = tries


class Reply(NamedTuple):
    """What came back."""

    status: int
    headers: httpx.Headers
    data: bytes

    @property
    def message(self) -> str:
        """What the service says, shortened: most answer with `{"message": …}` or a plain line."""
        text = self.data[:2000].decode("utf-8", "replace")
        said = re.search(r'"(?:message|errorMessage|error)"\s*:\s*"([^"]{1,200})', text)
        if said:
            return f": {said[1]}"
        plain = " ".join(text.split())
        return f": {plain[:120]}" if plain and not plain.startswith(("<", "{", "[")) else ""

    @property
    def wait(self) -> float | None:
        """Seconds that the service asks to wait, by its header (a number or a date) or in words."""
        stated = self.headers.get("retry-after", "").strip()
        if stated.isdecimal():
            return float(stated)
        try:
            when = parsedate_to_datetime(stated)
        except (ValueError, TypeError):
            said = _WAIT.search(self.message)
            return float(said[1]) if said else None
        return max((when.replace(tzinfo=when.tzinfo or dt.UTC) - dt.datetime.now(dt.UTC)).total_seconds(), 0.0)


class Sender:
    """Sends questions to a service on the public internet, or on this machine where the caller has named it."""

    def __init__(self, named: str | None, secret: dict[str, str], *, size: int, seconds: float) -> None:
        self._private, self._secret, self._size, self._seconds = _hosts(named), secret, size, seconds

    def send(self, address: str, accept: str) -> Reply:
        """The answer, whatever its status; Passing where none came that another try might bring."""
        import httpcore
        import httpx

        from karvan.documents.transport import PublicTransport

        headers = {"User-Agent": _AGENT, "Accept": accept, "Accept-Encoding": "gzip"}
        try:
            deadline = time.monotonic() + self._seconds
            transport = PublicTransport(deadline, allow_private=self._private, trust=self._trust)
            return self._followed(address, transport, headers)
        except FetchError as error:
            inside = "public internet" in error.what
            hint = "a service on your own network is named by `address`" if inside else error.hint
            raise FetchError(error.what, where=address, hint=hint) from None
        except (httpx.TimeoutException, httpcore.TimeoutException):
            raise Passing(f"no full answer within {self._seconds:g} seconds") from None
        except httpcore.ConnectError as error:
            # nobody there, or no network at all: that seldom changes within seconds
            raise Passing(f"the service can't be reached: {_reason(error)}", tries=2) from None
        except httpx.InvalidURL:
            raise UsageError("not an address", where=address, hint="write it as https://example.org/api") from None
        except (httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError) as error:
            raise Passing(f"the service can't be reached: {_reason(error)}") from None

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        """Whose certificates are taken: read once, not with every question."""
        import httpx

        return httpx.create_ssl_context(trust_env=False)

    def _followed(self, address: str, transport: httpx.BaseTransport, headers: dict[str, str]) -> Reply:
        import httpx

        url = first = httpx.URL(address)
        # the deadline is the transport's; httpx's own times would begin anew with every step
        with httpx.Client(transport=transport, trust_env=False, timeout=None, follow_redirects=False) as client:  # noqa: S113
            for _ in range(_REDIRECTS + 1):
                if url.scheme not in {"http", "https"} or not url.host:
                    raise FetchError("only http and https addresses are fetched")
                # a key is for whom it was made, not for wherever an answer points
                same = (url.scheme, url.host, url.port) == (first.scheme, first.host, first.port)
                with client.stream("GET", url, headers={**headers, **(self._secret if same else {})}) as answer:
                    if not answer.has_redirect_location:
                        return Reply(answer.status_code, answer.headers, self._body(answer))
                    url = url.join(answer.headers["location"])
        raise FetchError(f"the address redirects more than {_REDIRECTS} times")

    def _body(self, answer: httpx.Response) -> bytes:
        data = bytearray()
        for part in answer.iter_bytes(1 << 16):
            data += part
            if len(data) > self._size:
                hint = "ask for fewer countries, products or periods at a time"
                raise FetchError(f"the answer is larger than {self._size / (1 << 20):.3g} MB", hint=hint)
        return bytes(data)


def _hosts(address: str | None) -> tuple[str, ...]:
    """Which host the caller has named itself, and may be on this machine."""
    if address is None:
        return ()
    import httpx

    try:
        url = httpx.URL(address)
    except httpx.InvalidURL:
        raise UsageError("not an address", where=address, hint="write it as http://127.0.0.1:8080") from None
    return (f"{url.host}:{url.port or {'http': 80}.get(url.scheme, 443)}",)


def _reason(error: Exception) -> str:
    words = str(error).strip() or type(error).__name__
    return re.sub(r"^\[Errno -?\d+\]\s*|\s*\(_ssl\.c:\d+\)", "", words).rstrip(".")
