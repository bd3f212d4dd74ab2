"""The progress bar: on a terminal only, after a second only, and without a trace."""

import io

from karvan.cli import progress
from karvan.cli.progress import bar, watched


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_no_bar_without_a_terminal_or_for_one_document_or_when_quiet(monkeypatch):
    monkeypatch.setattr(progress, "_WAIT", 0.0)
    for stream, total, quiet in ((io.StringIO(), 3, False), (Terminal(), 1, False), (Terminal(), 3, True)):
        assert list(watched(range(total), total, quiet=quiet, stream=stream)) == list(range(total))
        assert stream.getvalue() == ""


def test_a_short_run_shows_none():
    stream = Terminal()
    assert list(watched("abc", 3, stream=stream)) == ["a", "b", "c"]
    assert stream.getvalue() == ""


def test_a_long_run_shows_one_and_wipes_it(monkeypatch):
    monkeypatch.setattr(progress, "_WAIT", 0.0)
    monkeypatch.setattr(progress, "_PAUSE", 0.0)
    stream = Terminal()
    assert list(watched("abc", 3, stream=stream)) == ["a", "b", "c"]
    assert "3/3" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_the_bar_fits_a_line():
    assert len(bar(99_999, 100_000, 3600)) <= 79
