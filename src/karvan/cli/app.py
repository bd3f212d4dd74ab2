"""The commands by name. Each is imported only when it runs."""

from __future__ import annotations

import importlib
import re
from typing import NamedTuple

from karvan.cli.parsing import Command, bound
from karvan.cli.saying import nearest
from karvan.nouns.errors import UsageError


class Entry(NamedTuple):
    """Where a command lives, what it does in a line, and the commands below it if it is a group."""

    path: str
    sentence: str
    commands: dict[str, Entry] | None = None

    def load(self) -> Command:
        module, _, name = self.path.partition(":")
        return getattr(importlib.import_module(module), name)


COMMANDS = {
    "check": Entry("karvan.cli.check:check", "Check every figure of documents"),
    "read": Entry("karvan.cli.read:read", "Print what documents claim, without checking it"),
    "explain": Entry("karvan.cli.explain:explain", "Redo the computation of one finding, step by step"),
    "checks": Entry("karvan.cli.checks:checks", "List the checks, or print the page of one"),
    "record": Entry("", "Keep documents with their claims and findings, and search them", {
        "add": Entry("karvan.cli.record:add", "Check documents and keep them"),
        "list": Entry("karvan.cli.record:list_documents", "List the documents that are kept"),
        "show": Entry("karvan.cli.record:show", "Print the report of a kept document"),
        "search": Entry("karvan.cli.record:search", "Find claims by words, country, indicator, period or verdict"),
        "export": Entry("karvan.cli.record:export", "Write claims or findings as a table"),
    }),
    "statistics": Entry("", "Show what both partners' official statistics say, and fetch more", {
        "show": Entry("karvan.cli.statistics:show", "Show two countries' trade as both of them state it"),
        "list": Entry("karvan.cli.statistics:list_datasets", "List what is held, and what can be fetched"),
        "fetch": Entry("karvan.cli.statistics:fetch", "Fetch official statistics from a service"),
        "import": Entry("karvan.cli.statistics:import_", "Keep the observations of a national table"),
        "refresh": Entry("karvan.cli.statistics:refresh", "Ask again what has been fetched before"),
        "indices": Entry("karvan.cli.statistics:indices", "Compute indices of trade, or list them"),
    }),
}  # fmt: skip


def run(words: list[str]) -> int:
    """Runs the command that the words call and returns its exit code."""
    commands, called = COMMANDS, ""
    for place, word in enumerate(words):
        if word.startswith("-"):
            raise UsageError(
                f"there is no option `{word}` before a command", hint=f"`karvan {called} --help`".replace("  ", " ")
            )
        if word not in commands:
            raise UsageError(f"there is no command `{word}`", hint=_meant(word, commands))
        entry, called = commands[word], f"{called} {word}".strip()
        if entry.commands is None:
            command = entry.load()
            positional, options = bound(command, words[place + 1 :], called=called)
            return command(*positional, **options)
        commands = entry.commands
    raise UsageError(f"`karvan {called}` needs a command", hint=f"one of {', '.join(commands)}")


def _meant(word: str, commands: dict[str, Entry]) -> str:
    # a file in place of a command is the commonest slip
    if commands is COMMANDS and re.search(r"[./\\*]", word):
        return f"did you mean `karvan check {word}`?"
    return nearest(word, commands, all_of="commands")
