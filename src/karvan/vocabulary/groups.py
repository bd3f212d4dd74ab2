"""Groups of states and regions, with their members."""

from __future__ import annotations

from functools import cache
from typing import Literal

from msgspec import Struct

from karvan import data


class Group(Struct, frozen=True, gc=False):
    """A group of states: `CIS`, `EU`, `Central-Asia`, `WLD`."""

    code: str
    kind: Literal["union", "organisation", "region", "programme"]
    name: str
    members: frozenset[str]
    """ISO 3166 alpha-3; empty for the world and where `note` says why."""
    note: str


class GroupName(Struct, frozen=True, gc=False):
    """One writing of a group's name; it holds also in capitals unless `case_sensitive`."""

    text: str
    code: str
    case_sensitive: bool
    """Only in exactly this writing: `EU`, `CIS`."""
    ambiguous: bool
    """Has other common readings (`ECO`, `global`): believe it only in company."""


@cache
def groups() -> tuple[Group, ...]:
    """All groups."""
    return tuple(
        Group(code, kind, name, frozenset(members.split(" ")) if members else frozenset(), note)  # type: ignore[arg-type]
        for code, kind, name, members, note in data.rows("vocabulary/groups.tsv")
    )


@cache
def _by_code() -> dict[str, Group]:
    return {group.code: group for group in groups()}


def group(code: str) -> Group | None:
    """The group of a code; None where there is none.

    >>> sorted(group("EAEU").members)
    ['ARM', 'BLR', 'KAZ', 'KGZ', 'RUS']
    """
    return _by_code().get(code)


def _group_name(text: str, code: str, flags: str) -> GroupName:
    return GroupName(text, code, "c" in flags, "a" in flags)


NAMES = data.Table("vocabulary/group_names.tsv", _group_name)


@cache
def names() -> tuple[GroupName, ...]:
    """Every writing of every group's name; each text occurs once.

    >>> next(name.code for name in names() if name.text == "Turkic Council")
    'OTS'
    """
    return NAMES.all()


def contains(group_code: str, code: str) -> bool:
    """Whether a country, or every member of another group, belongs to the group; the world holds all.

    >>> contains("CIS", "KAZ"), contains("Asia", "Central-Asia"), contains("EU", "GBR")
    (True, True, False)
    """
    if group_code == "WLD":
        return True
    whole, part = group(group_code), group(code)
    if whole is None or not whole.members:
        return False
    return code in whole.members or (part is not None and bool(part.members) and part.members <= whole.members)
