"""Harmless edits: the same statements in other words or another order. Nothing new may be contradicted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from mutations import DAYS, FULL_DATE, SMELTER, Mutant, date_of, edited, headline, pair_of, under_headline
from truths import Case

NEUTRAL = "Officials of both sides took part in the talks, which were held in a friendly manner."
WORDINGS = (
    (r"\babout\b", "around"), (r"\bnearly\b", "almost"), (r"\bmore than\b(?= [\d$€£A-Z])", "over"),
    (r"\bexceeded\b", "surpassed"), (r"\bsome\b(?= \d)", "roughly"), (r"\baround\b(?= [\d$€£])", "approximately"),
)  # fmt: skip


def edits(case: Case) -> Iterator[Mutant]:
    """One text for every kind of edit that changes it, all places of the kind at once."""
    for kind, change in CHANGES.items():
        text = change(case)
        if text and text != case.text:
            yield Mutant(kind, case, text, ())


def _hedges(case: Case) -> str:
    text = case.text
    for pattern, new in WORDINGS:
        text = re.sub(pattern, new, text)
    return text


def _figures(case: Case, pattern: str, new: str | Callable[[re.Match[str]], str]) -> str:
    return edited(case.text, ((*row["span"], re.sub(pattern, new, row["text"])) for row in _apart(case)))


def _apart(case: Case) -> list[dict]:
    """Figures whose characters are not inside another's."""
    rows = sorted(case.figures, key=lambda row: row["span"])
    return [row for at, row in enumerate(rows) if not at or rows[at - 1]["span"][1] <= row["span"][0]]


def _paragraphs(case: Case) -> str:
    """The last two paragraphs change places, where each names its countries itself."""
    parts = case.text.rstrip("\n").split("\n\n")
    return "\n\n".join([*parts[:-2], parts[-1], parts[-2]]) + "\n" if len(parts) > 4 else ""


def _neutral(case: Case) -> str:
    parts = case.text.split("\n\n")
    return "\n\n".join([*parts[:2], NEUTRAL, *parts[2:]]) if len(parts) > 2 else ""


def _right_weekday(case: Case) -> str:
    found = list(FULL_DATE.finditer(case.text))
    return edited(case.text, ((one.end(), one.end(), f"{DAYS[date_of(one).weekday()]}, ") for one in found))


def _headline(case: Case) -> str:
    said = (headline(row, row["text"]) for row in case.figures if not row["hedge"])
    first = next((line for line in said if line), None)
    return under_headline(case.text, first)[0] if first else ""


def _smelter(case: Case) -> str:
    names = pair_of(case)
    if not names:
        return ""
    said = SMELTER.format(
        buyer=names[0], seller=names[1], first="alumina", second="aluminium", way=f"{names[0]} to {names[1]}"
    )
    return f"{case.text.rstrip()}\n\n{said}\n"


CHANGES: dict[str, Callable[[Case], str]] = {
    "hedges in other words": _hedges,
    "dollar sign as US$": lambda case: _figures(case, r"^\$(?=\d)", "US$"),
    "dollar sign as code": lambda case: _figures(case, r"^\$(\d.*)$", r"USD \1"),
    "dollar sign in words": lambda case: _figures(case, r"^\$(\d.*)$", r"\1 U.S. dollars"),
    "million and billion as mln and bln": lambda case: _figures(
        case, r"\b(m|b)illion\b", lambda found: f"{found[1]}ln"
    ),
    "thousands apart by a thin space": lambda case: _figures(case, r"(?<=\d),(?=\d{3})", "\u2009"),
    "thousands written together": lambda case: _figures(case, r"(?<=\d),(?=\d{3})", ""),
    "percent as a sign": lambda case: re.sub(r"(?<=\d) (?:percent|per cent)\b", "%", case.text),
    "percent as a word": lambda case: re.sub(r"(?<=\d)%", " percent", case.text),
    "last paragraphs in another order": _paragraphs,
    "a neutral paragraph": _neutral,
    "the right weekday": _right_weekday,
    "a headline that repeats": _headline,
    "a smelter that sells what it makes": _smelter,
}
