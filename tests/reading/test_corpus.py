"""The corpus: every line of `tests/corpus/<language>/*.toml` is a test of its own.

A text is read against the published date of its file; a parse must cover what the line marks and be the only one. The heads of
the files say how a line is written. A new wording, and every bug found, is a new line there.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from karvan.nouns import (
    EVENT_KINDS,
    INDICATORS,
    AnyRelation,
    Document,
    Event,
    Figure,
    Growth,
    Multiple,
    Period,
    Quantity,
    Reading,
    Share,
    Span,
    Sum,
)  # fmt: skip

CORPUS = Path(__file__).parents[1] / "corpus"
KINDS = ("amount", "percent", "points", "fold", "fraction")
MEASURES = ("percent", "fold", "difference")

# the same amount in another unit of the same dimension is the same amount: 2.5 TWh are 2.5e9 kWh
SCALES = {
    "kg": ("t", "0.001"), "kt": ("t", "1000"), "m": ("km", "0.001"), "kWh": ("Wh", "1e3"), "MWh": ("Wh", "1e6"),
    "GWh": ("Wh", "1e9"), "TWh": ("Wh", "1e12"), "kW": ("W", "1e3"), "MW": ("W", "1e6"), "GW": ("W", "1e9"),
}  # fmt: skip
# words that may belong to a parse or not; the rest of an unmarked text must be covered
LOOSE_BEFORE = frozenset(
    [
        "a",
        "an",
        "the",
        "in",
        "on",
        "of",
        "for",
        "from",
        "by",
        "at",
        "as",
        "during",
        "over",
        "throughout",
        "to",
        "through",
        "until",
        "between",
        "since",
    ]
)
LOOSE_AFTER = re.compile(r"\s*(?:(?:per|a|an|each) (?:day|month|year|annum)|annually|monthly|yearly)?[\s.)]*\Z")
# what ties two countries without a direction
UNDIRECTED = frozenset({"trade.turnover", "agreements", "projects", "flights", "distance"})


class Line(Struct, frozen=True):
    """One text of the corpus with the table that it stands in."""

    file: str
    section: str
    raw: str
    table: dict[str, Any]
    published: dt.date | None

    @property
    def text(self) -> str:
        """The text without the brackets that mark a part of it."""
        return self.raw.replace("[", "").replace("]", "")

    @property
    def marked(self) -> Span:
        """What the parse must cover: the part in brackets, or everything."""
        start, end = self.raw.find("["), self.raw.find("]")
        return Span(start, end - 1) if start >= 0 else Span(0, len(self.raw))

    @property
    def wanted(self) -> list[str]:
        expected = self.table.get("as", [])
        return [expected] if isinstance(expected, str) else list(expected)


def lines(name: str, *sections: str) -> list[Line]:
    """The lines of one dimension, of all languages."""
    found: list[Line] = []
    for path in sorted(CORPUS.glob(f"*/{name}.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for section in sections:
            for table in data.get(section, []):
                published = table.get("published", data.get("published"))
                texts = table.get("texts") or [table["text"]]
                found += [Line(f"{path.parent.name}/{name}", section, text, table, published) for text in texts]
    return found


def corpus(name: str, *sections: str) -> pytest.MarkDecorator:
    found = lines(name, *sections)
    return pytest.mark.parametrize("line", found, ids=[f"{line.file}:{line.raw}" for line in found])


# --- the notation of the corpus --------------------------------------------------------------------------------------
def amount(text: str) -> tuple[Decimal, str]:
    """`6.1e6 USD` as value and unit."""
    value, _, unit = text.partition(" ")
    return Decimal(value), unit


def quantity(text: str) -> tuple[Fraction, str, str]:
    """`2.98 percent` as value, unit and kind; percents and points are written as in a text and mean hundredths."""
    written, _, unit = text.partition(" ")
    value = Fraction(written)
    if unit in KINDS[1:]:
        return value / 100 if unit in ("percent", "points") else value, "", unit
    return *based(value, unit), "amount"


def based(value: Fraction, unit: str) -> tuple[Fraction, str]:
    base, factor = SCALES.get(unit, (unit, "1"))
    return value * Fraction(factor), base


def near(left: Fraction | Decimal | None, right: Fraction | Decimal | None) -> bool:
    """Equal to a millionth; thirds, which no decimal writes, to a thousandth."""
    if left is None or right is None:
        return left is right
    left, right = Fraction(left), Fraction(right)
    slack = 10**3 if left.denominator % 3 == 0 else 10**6
    return abs(left - right) * slack <= max(abs(left), abs(right))


class Wanted(Struct, frozen=True):
    """`trade.exports AZE>TJK 4.3e6 USD 2023-01/2023-03`; `-` is nothing, `?` is not looked at."""

    indicator: str
    reporter: str
    partner: str
    value: Decimal
    unit: str
    period: str

    @classmethod
    def parse(cls, text: str) -> Wanted:
        indicator, parties, value, rest = text.split(" ", 3)
        unit, _, period = rest.rpartition(" ")
        reporter, partner = parties.split(">")
        return cls(indicator, reporter, partner, Decimal(value), unit, period)

    def is_met_by(self, figure: Figure) -> bool:
        if not (near(self.value, figure.quantity.value) and self.unit == figure.quantity.unit):
            return False
        if self.period != "?" and not same_period(self.period, figure.period):
            return False
        mine = directed(self.indicator, self.reporter, self.partner)
        other = directed(figure.indicator, figure.reporter or "-", figure.partner or "-")
        return all(left in ("?", right) for left, right in zip(mine, other, strict=True))


def directed(indicator: str, reporter: str, partner: str) -> tuple[str, str, str]:
    """One direction of writing: imports of A from B are exports of B to A."""
    if indicator == "trade.imports" and "-" not in (reporter, partner) and "WLD" not in (reporter, partner):
        return "trade.exports", partner, reporter
    if indicator in UNDIRECTED and "?" not in (reporter, partner):
        return indicator, *sorted((reporter, partner))
    return indicator, reporter, partner


def same_period(text: str, period: Period | None) -> bool:
    return period is None if text == "-" else period is not None and Period(text).same(period)


def fields(text: str) -> tuple[str, dict[str, str], Fraction | None, str]:
    """`growth of=6.1e6 base=5.9e6 0.0298 percent` as kind, sides, value and measure."""
    kind, *words = text.split()
    sides = dict(word.split("=") for word in words if "=" in word)
    rest = [word for word in words if "=" not in word]
    return kind, sides, Fraction(rest[0]) if rest else None, rest[1] if len(rest) > 1 else ""


def relation_is(text: str, relation: AnyRelation, reading: Reading) -> bool:
    kind, sides, value, measure = fields(text)
    if kind != relation.kind:
        return False
    if isinstance(relation, Sum):
        parts = [Fraction(part) for part in sides["parts"].split("+")]
        have = [side_value(part, reading) for part in relation.parts]
        pairs = zip(sorted(parts), sorted(x for x in have if x is not None), strict=False)
        return len(have) == len(parts) and None not in have and all(near(*pair) for pair in pairs) and near(
            Fraction(sides["whole"]), side_value(relation.whole, reading)
        )  # fmt: skip
    if value is not None and not near(value, relation.quantity.value):
        return False
    if isinstance(relation, Growth) and measure and measure != relation.measure:
        return False
    return all(side_is(wanted, getattr(relation, side), reading) for side, wanted in sides.items())


def side_value(side: str | None, reading: Reading) -> Fraction | None:
    figure = reading.figure(side)
    return Fraction(figure.quantity.value) if figure else None


def side_is(wanted: str, side: str | None, reading: Reading) -> bool:
    """A side is the value of a figure; `-` is no figure, `?` is not looked at."""
    if wanted == "?":
        return True
    return near(None if wanted == "-" else Fraction(wanted), side_value(side, reading))


def event_is(text: str, event: Event) -> bool:
    """`visit KAZ,UZB 2024-05-22`: kind, parties in any order, date."""
    kind, parties, date = text.split()
    wanted = set() if parties == "-" else set(parties.split(","))
    return kind == event.kind and wanted == set(event.parties) and (date == "?" or same_period(date, event.date))


# --- comparing -------------------------------------------------------------------------------------------------------
def covers(span: Span, line: Line) -> bool:
    """Whether the parse covers what the line marks, give or take a preposition, an article or a rate."""
    text, marked = line.text, line.marked
    before = text[min(span.start, marked.start) : max(span.start, marked.start)].lower().split()
    after = text[min(span.end, marked.end) : max(span.end, marked.end)]
    return LOOSE_BEFORE.issuperset(before) and LOOSE_AFTER.match(after) is not None


def differences(wanted: list[str], got: list[Any], fits: Any) -> tuple[list[str], list[Any]]:
    """What is missing and what is too much, each found claim used once."""
    left, missing = list(got), []
    for text in wanted:
        hit = next((claim for claim in left if fits(text, claim)), None)
        if hit is None:
            missing.append(text)
        else:
            left.remove(hit)
    return missing, left


def read_line(line: Line) -> tuple[Reading, int]:
    """The reading of a sentence after the sentences before it, and where the sentence starts."""
    from karvan.reading import read

    before = f"{line.table['before']} " if "before" in line.table else ""
    document = Document(name="-", text=before + line.text, published=line.published)
    return read(document, published=line.published), len(before)


def shown(figure: Figure) -> str:
    period = figure.period.text if figure.period else "-"
    parties = f"{figure.reporter or '-'}>{figure.partner or '-'}"
    return f"{figure.indicator} {parties} {figure.quantity.value} {figure.quantity.unit} {period}"


# --- quantities ------------------------------------------------------------------------------------------------------
def found_quantities(line: Line) -> list[tuple[Span, Quantity, str]]:
    from karvan.reading import quantities

    return list(quantities(line.text, countries=tuple(line.table.get("countries", ()))))


def is_quantity(text: str, found: tuple[Span, Quantity, str]) -> bool:
    value, unit, kind = quantity(text)
    got, got_unit = based(Fraction(found[1].value), found[1].unit)
    return kind == found[2].replace("count", "amount") and near(value, got) and (kind != "amount" or unit == got_unit)


@corpus("quantities", "reads")
def test_a_quantity_is_read_whole_and_alone(line: Line) -> None:
    got = found_quantities(line)
    assert len(got) == 1, got
    assert is_quantity(line.wanted[0], got[0]), got
    assert covers(got[0][0], line), f"`{got[0][0].of(line.text)}` of `{line.raw}`"
    if "range" in line.table:
        lo, hi = (Decimal(str(end)) for end in line.table["range"])
        scale = 100 if got[0][2] in ("percent", "points") else 1
        assert got[0][1].interval.lo * scale <= lo
        assert hi <= got[0][1].interval.hi * scale


@corpus("quantities", "lists")
def test_quantities_are_read_in_order(line: Line) -> None:
    got = found_quantities(line)
    missing, extra = differences(line.wanted, got, is_quantity)
    assert (missing, extra) == ([], [])
    if not line.table.get("any_order"):
        assert all(is_quantity(*pair) for pair in zip(line.wanted, got, strict=True)), got


@corpus("quantities", "passes")
def test_no_quantity_is_read(line: Line) -> None:
    assert found_quantities(line) == []


# --- periods ---------------------------------------------------------------------------------------------------------
def found_periods(line: Line) -> list[tuple[Span, Period]]:
    from karvan.reading import periods

    return list(periods(line.text, published=line.published, context=line.table.get("context")))


@corpus("periods", "reads")
def test_a_period_is_read_whole_and_alone(line: Line) -> None:
    got = found_periods(line)
    assert [period.text for _, period in got if not period.same(Period(line.wanted[0]))] == []
    assert len(got) == 1, got
    assert covers(got[0][0], line), f"`{got[0][0].of(line.text)}` of `{line.raw}`"


@corpus("periods", "lists")
def test_periods_are_read_in_order(line: Line) -> None:
    got = [period for _, period in found_periods(line)]
    assert len(got) == len(line.wanted), got
    assert all(Period(text).same(period) for text, period in zip(line.wanted, got, strict=True)), got


@corpus("periods", "passes")
def test_no_period_is_read(line: Line) -> None:
    assert found_periods(line) == []


# --- figures, relations, events --------------------------------------------------------------------------------------
@corpus("figures", "reads", "passes")
def test_a_sentence_gives_its_figures(line: Line) -> None:
    reading, start = read_line(line)
    got = [figure for figure in reading.figures if figure.span is not None and figure.span.start >= start]
    missing, extra = differences(line.wanted, got, lambda text, figure: Wanted.parse(text).is_met_by(figure))
    assert (missing, [shown(figure) for figure in extra]) == ([], [])
    assert all(figure.span.of(reading.document.text) == figure.text for figure in got if figure.span)


@corpus("relations", "reads", "passes")
def test_a_sentence_gives_its_relations(line: Line) -> None:
    reading, start = read_line(line)
    got = [relation for relation in reading.relations if relation.span is None or relation.span.start >= start]
    missing, extra = differences(line.wanted, got, lambda text, relation: relation_is(text, relation, reading))
    assert (missing, extra) == ([], [])


@corpus("events", "reads", "passes")
def test_a_sentence_gives_its_events(line: Line) -> None:
    reading, start = read_line(line)
    got = [event for event in reading.events if event.span is not None and event.span.start >= start]
    missing, extra = differences(line.wanted, got, event_is)
    assert (missing, [(e.kind, e.parties, e.date) for e in extra]) == ([], [])


# --- the corpus itself -----------------------------------------------------------------------------------------------
def check_expected(line: Line) -> None:
    """Raises where an expected value is not well formed."""
    name = line.file.rpartition("/")[2]
    for text in line.wanted:
        if name == "quantities":
            value, unit, _ = quantity(text)
            assert value > 0
            assert unit or text.split()[-1] in KINDS
        elif name == "periods":
            Period(text)
        elif name == "figures":
            check_figure(Wanted.parse(text))
        elif name == "relations":
            check_relation(*fields(text))
        else:
            kind, _, date = text.split()
            assert kind in EVENT_KINDS
            assert date in "-?" or Period(date)


def check_figure(wanted: Wanted) -> None:
    assert wanted.indicator in INDICATORS
    assert wanted.period in "-?" or Period(wanted.period)
    for party in (wanted.reporter, wanted.partner):
        assert party in ("-", "?", "Central-Asia") or re.fullmatch("[A-Z]{2,6}", party), party


def check_relation(kind: str, sides: dict[str, str], value: Fraction | None, measure: str) -> None:
    expected = {
        relation.kind: names
        for relation, names in ((Growth, {"of", "base"}), (Multiple, {"of", "base"}), (Share, {"part", "whole"}), (Sum, {"whole", "parts"}))
    }  # fmt: skip
    assert set(sides) == expected[kind]
    assert (value is None) == (kind == "sum")
    assert measure in MEASURES if kind == "growth" else not measure
    numbers = [number for side in sides.values() for number in side.split("+") if number not in ("-", "?")]
    assert all(Fraction(number) for number in numbers)
    if kind == "sum":
        whole, parts = Fraction(sides["whole"]), sum(Fraction(part) for part in sides["parts"].split("+"))
        assert abs(whole - parts) <= whole / 50, "the parts do not make the whole"
    elif "-" not in sides.values() and "?" not in sides.values():
        check_arithmetic(kind, sides, value, measure)


def check_arithmetic(kind: str, sides: dict[str, str], value: Fraction | None, measure: str) -> None:
    """The corpus itself holds no slip: the stated relation follows from its two figures within rounding."""
    top, bottom = (Fraction(side) for side in sides.values())
    said = Fraction(value or 0)
    if measure == "fold" and said < 0:
        top, bottom, said = bottom, top, -said  # `fell by 1.6 times`
    follows = {"percent": top / bottom - 1, "difference": top - bottom}.get(measure, top / bottom)
    slack = abs(said) / 20 + (Fraction(1, 100) if measure != "difference" else 0)
    assert abs(follows - said) <= slack, f"{kind}: {float(follows):.4f}, not {float(said):.4f}"


def everything() -> Iterator[Line]:
    for name in ("quantities", "periods", "figures", "relations", "events"):
        yield from lines(name, "reads", "lists", "passes")


def test_every_expected_value_is_well_formed() -> None:
    wrong = []
    for line in everything():
        try:
            check_expected(line)
        except Exception as problem:  # noqa: BLE001 - all that is wrong is collected before the test stops
            wrong.append(f"{line.file}: {line.raw}: {line.wanted}: {problem!r}")
    assert wrong == []


def test_no_text_stands_twice() -> None:
    keys = sorted((line.file, line.raw, str({k: v for k, v in line.table.items() if k in ("countries", "context", "before")}),
                   str(line.published)) for line in everything())  # fmt: skip
    assert [key for key, group in itertools.groupby(keys) if len(list(group)) > 1] == []


def test_brackets_come_in_pairs_and_once() -> None:
    assert [line.raw for line in everything() if sorted(c for c in line.raw if c in "[]") not in ([], ["[", "]"])] == []


def test_there_are_hundreds_of_lines_and_many_refusals() -> None:
    found = list(everything())
    assert len(found) > 1000
    assert sum(line.section == "passes" or not line.wanted for line in found) > 150
