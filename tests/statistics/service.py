"""A service on this machine that answers as the real ones do: well, badly, late, too much."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

from karvan.statistics.fetching import Limits

ANSWERS = Path(__file__).parent / "answers"
QUICK = Limits(pause=0.0, backoff=0.01, seconds=5.0)

Answer = Callable[[BaseHTTPRequestHandler], None]


def told(name: str, status: int = 200, **headers: str) -> Answer:
    """A recorded answer."""
    return raw((ANSWERS / name).read_bytes(), status, **headers)


def raw(data: bytes, status: int = 200, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for key, value in {"Content-Type": "application/json", **headers}.items():
            handler.send_header(key.replace("_", "-"), value)
        handler.end_headers()
        with suppress(OSError):
            handler.wfile.write(data)

    return answer


def cut(name: str) -> Answer:
    """A recorded answer that ends in the middle, though its length was stated."""
    data = (ANSWERS / name).read_bytes()
    return raw(data[: len(data) // 2], Content_Length=str(len(data)))


class Service:
    """What it answers to paths that hold some text: one answer after another, the last one again and again."""

    def __init__(self, answers: dict[str, Answer | list[Answer]]) -> None:
        self.answers = {part: [each] if callable(each) else list(each) for part, each in answers.items()}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.address = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        path = unquote(handler.path)
        self.asked.append(path)
        self.headers.append({name.lower(): value for name, value in handler.headers.items()})
        for part, answers in self.answers.items():
            if part in path:
                (answers.pop(0) if len(answers) > 1 else answers[0])(handler)
                return
        raw(b"no such path", 404)(handler)


@contextmanager
def serving(answers: dict[str, Answer | list[Answer]]) -> Iterator[Service]:
    service = Service(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            service.answer(self)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    service.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
