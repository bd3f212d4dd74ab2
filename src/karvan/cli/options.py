"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

from karvan.nouns.errors import UsageError

Format = Annotated[Literal["text", "json", "jsonl", "markdown", "html", "sarif"], "-f"]
ReadingFormat = Annotated[Literal["text", "json", "jsonl", "markdown", "html"], "-f"]
Output = Annotated[Path | None, "-o"]
Quiet = Annotated[bool, "-q"]
Verbose = Annotated[bool, "-v"]
FailOn = Literal["contradicted", "doubtful", "never"]
RecordFile = Annotated[Path, "-r"]


def day(published: str | None) -> dt.date | None:
    """The date of `--published`."""
    if published is None:
        return None
    try:
        # fromisoformat takes 20240522 and 2024-W21-3 too, which nobody means
        if len(published) == len("2024-05-22"):
            return dt.date.fromisoformat(published)
    except ValueError:
        pass
    raise UsageError(f"`--published` takes a date like 2024-05-22, not `{published}`")


def processes(jobs: int | None) -> int | None:
    """The number of `--jobs`; None leaves it to the machine.

    >>> processes(2)
    2
    """
    if jobs is not None and jobs < 1:
        raise UsageError(f"`--jobs` takes a number from 1 up, not `{jobs}`")
    return jobs


def check_names(checks: str | None) -> list[str] | None:
    """The checks of `--checks growth,sum`; whether there are such checks is for `check_all` to say."""
    if checks is None:
        return None
    wanted = [name.strip() for name in checks.split(",") if name.strip()]
    if not wanted:
        raise UsageError("`--checks` names no check", hint="`karvan checks` lists them")
    return wanted
