"""Slips: one change to a consistent text that makes it contradict itself, and what it said before."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from karvan.vocabulary.countries import country
from possible import NUMBER, Tie, meant, ties
from truths import Case, days

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FULL_DATE = re.compile(
    rf"\b[Oo]n (?=(?P<month>{'|'.join(MONTHS)}) (?P<day>\d{{1,2}}), (?P<year>\d{{4}})\b"
    rf"|(?P<day2>\d{{1,2}}) (?P<month2>{'|'.join(MONTHS)}) (?P<year2>\d{{4}})\b)"
)
OPPOSITES = dict(
    pair
    for one, other in (
        ("rose", "fell"), ("risen", "fallen"), ("grew", "shrank"), ("grown", "shrunk"), ("up", "down"),
        ("increased", "decreased"), ("an increase", "a decrease"), ("more", "less"), ("higher", "lower"),
        ("a rise", "a fall"), ("above", "below"), ("climbed", "dropped"), ("surged", "plunged"), ("growth", "decline"),
        ("an improvement", "a deterioration"), ("jumped", "slumped"), ("gained", "lost"), ("increase", "decrease"),
        ("rise", "fall"), ("declined", "increased"), ("a jump", "a drop"), ("contracted", "expanded"),
    )
    for pair in ((one, other), (other, one))
)  # fmt: skip

Edit = tuple[int, int, str]
Row = dict[str, Any]


class Mutant(Struct, frozen=True):
    """A changed text. `tied` are the characters of the claims that no longer fit, `meant` what to write there."""

    kind: str
    case: Case
    text: str
    tied: tuple[tuple[int, int], ...]
    meant: tuple[tuple[tuple[int, int], float | str], ...] = ()
    verdicts: tuple[str, ...] = ("contradicted",)


def slips(case: Case, chance: random.Random, most: int) -> Iterator[Mutant]:
    """At most so many slips of every kind, drawn by chance."""
    found: dict[str, list[Mutant]] = {}
    for mutant in _all(case):
        found.setdefault(mutant.kind, []).append(mutant)
    for mutants in found.values():
        chosen = sorted(chance.sample(range(len(mutants)), min(most, len(mutants))))
        yield from (mutants[position] for position in chosen)


def _all(case: Case) -> Iterator[Mutant]:
    held = _holding(case)
    yield from _figures(case, held)
    yield from _relations(case, held)
    yield from _swaps(case, held)
    yield from _directions(case, held)
    yield from _base_years(case)
    yield from _weekdays(case)
    yield from _headlines(case)
    yield from _smelters(case)


def _holding(case: Case) -> list[Tie]:
    values = {row["id"]: meant(row) for row in (*case.figures, *case.relations) if row.get("value") is not None}
    return [tie for tie in ties(case) if set(tie.claims) <= values.keys() and tie.holds(values)]


def _broken(case: Case, held: list[Tie], changed: dict[str, Row]) -> list[Tie]:
    values = {row["id"]: meant(row) for row in (*case.figures, *case.relations) if row.get("value") is not None}
    values |= {name: meant(row) for name, row in changed.items()}
    return [tie for tie in held if set(tie.claims) & changed.keys() and not tie.holds(values)]


def _rows(case: Case) -> dict[str, Row]:
    return {row["id"]: row for row in (*case.figures, *case.relations) if "id" in row}


def _mutant(kind: str, case: Case, changed: dict[str, Row], broken: list[Tie]) -> Mutant:
    rows = _rows(case)
    edits = [(*rows[name]["span"], row["text"]) for name, row in changed.items()]
    moved = _mover(edits)
    names = {name for tie in broken for name in tie.claims} | set(changed)
    return Mutant(
        kind, case, edited(case.text, edits),
        tuple(moved(rows[name]["span"]) for name in sorted(names) if "span" in rows.get(name, {})),
        tuple((moved(rows[name]["span"]), rows[name]["value"]) for name in changed),
    )  # fmt: skip


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made from the end, so that places stay right.

    >>> edited("up 2 percent", [(3, 4, "20")])
    'up 20 percent'
    """
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _mover(edits: list[Edit]) -> Any:
    def moved(span: list[int]) -> tuple[int, int]:
        before = sum(len(new) - (end - start) for start, end, new in edits if end <= span[0])
        inside = sum(len(new) - (end - start) for start, end, new in edits if span[0] <= start and end <= span[1])
        return span[0] + before, span[1] + before + inside

    return moved


def _figures(case: Case, held: list[Tie]) -> Iterator[Mutant]:
    for row in case.figures:
        for kind, text, factor in _slipped(row["text"]):
            changed = {row["id"]: row | {"text": text, "value": row["value"] * factor}}
            broken = _broken(case, held, changed)
            if not broken:
                continue
            if kind == "sum part" and not any(tie.kind == "sum" for tie in broken):
                continue
            yield _mutant(kind, case, changed, broken)


def _slipped(text: str) -> Iterator[tuple[str, str, float]]:
    for one, other, factor in (("million", "billion", 1e3), ("thousand", "million", 1e3)):
        if re.search(rf"\b{one}\b", text):
            yield f"{one}/{other}", re.sub(rf"\b{one}\b", other, text), factor
        if re.search(rf"\b{other}\b", text):
            yield f"{one}/{other}", re.sub(rf"\b{other}\b", one, text), 1 / factor
    number = NUMBER.search(text)
    if not number:
        return
    digits = number[0]
    if re.fullmatch(r"\d+\.\d+", digits) and not digits.startswith("0"):
        whole, part = digits.split(".")
        yield "decimal point", text.replace(digits, whole + part, 1), 10.0 ** len(part)
    if re.fullmatch(r"\d{1,3},\d{3}", digits) and re.search(r"million|billion|thousand", text):
        yield "decimal comma", text.replace(digits, digits.replace(",", "."), 1), 1e-3
    first = digits[0]
    if first != "0":
        other = str(int(first) + 3 if int(first) < 6 else int(first) - 3)
        changed = other + digits[1:]
        before, after = (float(re.sub(r"[^\d.]", "", one)) for one in (digits, changed))
        if before:
            yield "sum part", text.replace(digits, changed, 1), after / before


def _relations(case: Case, held: list[Tie]) -> Iterator[Mutant]:
    for row in case.relations:
        number = NUMBER.search(row.get("text", ""))
        if not number or "span" not in row or row.get("value") is None:
            continue
        if re.fullmatch(r"\d+,\d{1,2}", number[0]):
            continue  # a decimal comma: slips are made with points alone
        before = float(number[0].replace(",", ""))
        after = _other_number(number[0])
        value = row["value"] * float(after) / before if before else row["value"]
        changed = {row["id"]: row | {"text": row["text"].replace(number[0], after, 1), "value": value}}
        broken = _broken(case, held, changed)
        kind = {"share": "share", "multiple": "fold"}.get(row["kind"], row.get("as", "percent"))
        if broken and (row["kind"] != "share" or value < 1):
            yield _mutant(kind, case, changed, broken)


def _other_number(digits: str) -> str:
    """Another number of the same form, far from the first: 2.98 to 7.98, 40 to 60, 2.6 to 5.6."""
    first = int(digits[0])
    return str(first + 5 if first < 3 else first + 2 if first < 8 else first - 5) + digits[1:]


def _swaps(case: Case, held: list[Tie]) -> Iterator[Mutant]:
    figures = {row["id"]: row for row in case.figures}
    for tie in held:
        if tie.kind != "growth":
            continue
        of, base = figures[tie.claims[0]], figures[tie.claims[1]]
        changed = {
            of["id"]: of | {key: base[key] for key in ("text", "value")},
            base["id"]: base | {key: of[key] for key in ("text", "value")},
        }
        broken = _broken(case, held, changed)
        if of["text"] != base["text"] and any(one.claims == tie.claims for one in broken):
            yield _mutant("base and value swapped", case, changed, broken)


def _directions(case: Case, held: list[Tie]) -> Iterator[Mutant]:
    rows = _rows(case)
    for tie in held:
        row = rows.get(tie.claims[-1], {})
        if tie.kind != "growth" or row.get("as") != "percent":
            continue
        words = "|".join(sorted(OPPOSITES, key=len, reverse=True))
        found = re.findall(rf"\b({words})\b", row["text"])
        if len(found) != 1 or abs(row["value"]) < 0.005:
            continue
        text = re.sub(rf"\b{found[0]}\b", OPPOSITES[found[0]], row["text"])
        changed = {row["id"]: row | {"text": text, "value": -row["value"]}}
        broken = _broken(case, held, changed)
        if broken:
            yield _mutant("direction of growth", case, changed, broken)


def _base_years(case: Case) -> Iterator[Mutant]:
    """The year beside a base moved by one."""
    figures = {row["id"]: row for row in case.figures}
    for row in case.relations:
        of, base = figures.get(row.get("of") or ""), figures.get(row.get("base") or "")
        if row["kind"] != "growth" or not of or not base or not days(of["period"]) or not days(base["period"]):
            continue
        first, last = days(of["period"]) or (dt.date.min, dt.date.min)
        year = first.year - 1
        wrong = last.year + 1
        near = case.text[base["span"][1] : base["span"][1] + 40].partition("\n")[0]
        written = re.match(rf"(?:[ (,]|in|of|for|during|recorded|a year earlier)*\b({year})\b", near)
        if base["period"].startswith(str(year)) and written:
            start = base["span"][1] + written.start(1)
            edit = (start, start + 4, str(wrong))
            moved = _mover([edit])
            spans = [moved(one["span"]) for one in (of, base, row) if "span" in one]
            yield Mutant(
                "year of the base", case, edited(case.text, [edit]), tuple(spans),
                ((moved(base["span"]), base["period"]),),
            )  # fmt: skip


def _weekdays(case: Case) -> Iterator[Mutant]:
    for found in FULL_DATE.finditer(case.text):
        day = date_of(found)
        wrong = DAYS[(day.weekday() + 2) % 7]
        edit = (found.end(), found.end(), f"{wrong}, ")
        yield Mutant("weekday", case, edited(case.text, [edit]), ((found.start(), found.end() + len(wrong) + 20),))


def date_of(found: re.Match[str]) -> dt.date:
    day, month, year = (found[name] or found[f"{name}2"] for name in ("day", "month", "year"))
    return dt.date(int(year), MONTHS.index(month) + 1, int(day))


def headline(row: Row, text: str) -> str | None:
    """A headline that says a trade figure again; None where it can't be said shortly."""
    names = [found.name for code in (row["reporter"], row["partner"]) if code and (found := country(code))]
    period = row["period"] or ""
    when = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:/\1-(\d\d))?", period)
    if len(names) != 2 or when is None or row.get("note") or row.get("product"):
        return None
    months = "-".join(MONTHS[int(month) - 1] for month in (when[2], when[3]) if month)
    said = {
        "trade.turnover": f"Trade turnover between {names[0]} and {names[1]} was",
        "trade.exports": f"{names[0]}'s exports to {names[1]} were",
        "trade.imports": f"{names[0]}'s imports from {names[1]} were",
    }.get(row["indicator"])
    return said and f"{said} {text} in {f'{months} ' if months else ''}{when[1]}"


def _headlines(case: Case) -> Iterator[Mutant]:
    """A headline that gives another number than the text, in place of the old one."""
    for row in case.figures:
        slipped = next((text for kind, text, _ in _slipped(row["text"]) if kind == "sum part"), None)
        said = slipped and not row["hedge"] and headline(row, slipped)
        if said and slipped:
            text, moved = under_headline(case.text, said)
            start, end = row["span"]
            if start + moved > len(said):
                place = said.index(slipped)
                yield Mutant(
                    "headline against body", case, text,
                    ((start + moved, end + moved), (place, place + len(slipped))),
                    (((place, place + len(slipped)), row["value"]), ((start + moved, end + moved), row["value"])),
                )  # fmt: skip


def under_headline(text: str, said: str) -> tuple[str, int]:
    """The text under another headline, and by how much its characters moved."""
    first, _, _ = text.partition("\n")
    has_one = len(first) < 120 and not first.rstrip().endswith(".")
    old = len(first) if has_one else 0
    new = said if has_one else f"{said}\n\n"
    return new + text[old:], len(new) - old


SMELTER = (
    "{buyer} will import {first} for its aluminium smelter from {seller}, "
    "while {second} made there will be exported from {way} under the same agreement."
)


def _smelters(case: Case) -> Iterator[Mutant]:
    """A paragraph in which a smelter buys what it makes: doubtful is right."""
    names = pair_of(case)
    if names:
        said = SMELTER.format(
            buyer=names[0], seller=names[1], first="aluminium", second="alumina", way=f"{names[1]} to {names[0]}"
        )
        text = f"{case.text.rstrip()}\n\n{said}\n"
        span = (text.index(said), len(text) - 1)
        yield Mutant("direction of goods", case, text, (span,), (), ("doubtful", "contradicted"))


def pair_of(case: Case) -> list[str] | None:
    """The names of the two countries that a text is about."""
    for row in case.figures:
        names = [found.name for code in (row["reporter"], row["partner"]) if code and (found := country(code))]
        if len(names) == 2 and names[0] != names[1]:
            return names
    return None
