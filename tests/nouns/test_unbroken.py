"""Ctrl-C is held back, and heard all the same."""

from __future__ import annotations

import signal
import threading

import pytest

from karvan.nouns.unbroken import unbroken


def test_what_was_asked_first_still_answers():
    with unbroken():
        pass
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def held_back(done: list[str]) -> None:
    with unbroken():
        signal.raise_signal(signal.SIGINT)
        done.append("whole")


def fails() -> None:
    with unbroken():
        signal.raise_signal(signal.SIGINT)
        raise ValueError("inside")


def test_what_is_inside_is_done_before_it_is_heard():
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        held_back(done)
    assert done == ["whole"]


def test_an_error_inside_comes_first():
    with pytest.raises(ValueError, match="inside"):
        fails()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_who_ignores_it_goes_on_ignoring():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with unbroken():
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_another_thread_is_left_alone():
    done: list[str] = []

    def work() -> None:
        with unbroken():
            done.append("whole")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["whole"]
