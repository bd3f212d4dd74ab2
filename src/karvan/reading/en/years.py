"""The year that another time stands in: `last year`, `the previous year`, `FY2023-24`, `two years ago`."""

from __future__ import annotations

import datetime as dt

from msgspec import structs

from karvan.nouns import Period
from karvan.reading import solar
from karvan.reading.context import Context, When
from karvan.reading.en.times import (
    AGO,
    AND,
    DASH,
    HALF,
    HYPHEN,
    LAST,
    NEXT,
    NUMBER,
    SAME,
    SLASH,
    THE,
    THIS,
    TIMEUNIT,
    TO,
    YEAR,
    YEARS,
    YEARWORD,
    find,
    months_back,
    size_of,
    small,
)  # fmt: skip
from karvan.reading.fiscal import first_month, fiscal_named, fiscal_year
from karvan.reading.grammar import Node, category

ENDED, THAT = category("ENDED"), category("THAT")
_NAMES_FOLLOW = frozenset(category(c) for c in ("THE", "ARTICLE", "NAME", "COUNTRY", "NATIONAL", "LAST", "THIS"))
_TWO_MAIN = 3


def _shifted(context: Context, years: int) -> Period | None:
    return Period(str(context.published.year + years)) if context.published else None


def _plural(nodes: list[Node]) -> bool:
    return any(node.low == "years" for node in nodes)


@YEARS.rule("NUMBER ORDINALEND", gives="ORDINAL", reads={"the 22nd": "22"})
def digit_ordinal(nodes: list[Node], context: Context) -> int | None:
    """`22nd`, `1st`."""
    return small(nodes[0]) or None if nodes[0].end == nodes[1].start else None


@YEARS.rule("MONTH PUNCT", gives="MONTH", reads={"Aug. 2023": "8"})
def month_with_stop(nodes: list[Node], context: Context) -> int | None:
    """A shortened month with its full stop."""
    name, stop = nodes
    return name.value if stop.low == "." and name.end == stop.start and name.end - name.start <= 4 else None


@YEARS.rule("LAST CALENDAR? HYPHEN? YEARWORD", gives="YEARREF",
            reads={"last year": "2023", "the previous year": "year_before", "the past year": "2023"}, passes=["last quarterly"])  # fmt: skip
def last_year(nodes: list[Node], context: Context) -> When | None:
    """`last year` counts from the publication; `the previous year` from what was spoken of."""
    if _plural(nodes):
        return None
    word, ago = nodes[0].value, _shifted(context, -1)
    if word == "past":
        return When(ago, "past")
    if context.solar and context.published and word == "last":
        return When(solar.year_from(solar.year_of(context.published).start.year - 1))
    if word == "last" and not (context.left is not None and context.left.cat == THE):
        return When(ago) if ago else When(None, "year_before")
    return When(None, "year_before", otherwise=ago)


@YEARS.rule(
    "(THIS|OFTHIS) CALENDAR? YEARWORD", gives="YEARREF", reads={"this year": "2024", "the current year": "2024"}
)
def this_year(nodes: list[Node], context: Context) -> When | None:
    """The year of publication."""
    if _plural(nodes):
        return None
    if context.solar and context.published:
        return When(solar.year_of(context.published))
    now = _shifted(context, 0)
    return When(now) if now else When(None, "that_year")


@YEARS.rule("NEXT CALENDAR? YEARWORD", gives="YEARREF", reads={"next year": "2025", "the following year": "after"})
def next_year(nodes: list[Node], context: Context) -> When | None:
    """`next year` counts from the publication, `the following year` from what was spoken of."""
    if _plural(nodes):
        return None
    then = _shifted(context, 1)
    if nodes[0].low == "next" and not (context.left is not None and context.left.cat == THE):
        return When(then) if then else None
    return When(None, "after", otherwise=then)


@YEARS.rule(
    "(THAT|OFTHAT|THAT SAME|SAME) YEARWORD",
    gives="YEARREF",
    reads={"that year": "that_year", "in that same year": "that_year"},
)
def that_year(nodes: list[Node], context: Context) -> When | None:
    """The year that the text speaks of."""
    if _plural(nodes) or (context.right is not None and context.right.cat in (HYPHEN, category("AGO"))):
        return None
    return When(None, "that_year")


@YEARS.rule("(ARTICLE|NUMBER|THE) HYPHEN? (YEARWORD|TIMEUNIT|HALF) HYPHEN? (AGO LAST?|LATER)", gives="YEARREF",
            reads={"a year earlier": "year_before", "two years ago": "2022", "the year before last": "2022", "a decade ago": "2014",
                   "a year later": "after", "12 months earlier": "year_before", "a month earlier": "before"},
            passes=["three days later", "for five years"])  # fmt: skip
def elapsed(nodes: list[Node], context: Context) -> When | Node | None:
    """A time after or before another: `a year earlier` counts from what was spoken of, `ten years ago` from now."""
    last = nodes[-1] if nodes[-1].cat == LAST else None
    word, unit = nodes[-2] if last else nodes[-1], find(nodes, YEARWORD, TIMEUNIT, HALF)
    assert unit is not None
    many = small(nodes[0]) if nodes[0].cat == NUMBER else 1
    if not 1 <= many < 100 or (context.left is not None and context.left.cat == AND):
        return None  # `a year and a half ago`
    if last is not None and last.low == "last" and word.low == "before" and unit.cat == YEARWORD:
        return When(_shifted(context, -2), None if context.published else "past")
    if last is not None or (word.low == "before" and context.right is not None and context.right.cat in _NAMES_FOLLOW):
        return None  # `a year before the war`
    when = _elapsed(many, unit, word.low, context)
    if when is None:
        return None
    gives = "YEARREF" if when.link in ("year_before", "after") or unit.cat == YEARWORD else "PERIOD"
    return Node(category(gives), nodes[0].start, word.end, nodes[0].low, when, "elapsed", tuple(nodes))


def _elapsed(many: int, unit: Node, word: str, context: Context) -> When | None:
    size = size_of(unit)
    if not size:
        if unit.value != "decade" or word != "ago" or not context.published:
            return None
        return When(_shifted(context, -10 * many))
    if word == "later":
        return (
            When(None, "after", many if many > 1 else None) if size == 12 else When(None, "next") if many == 1 else None
        )
    if size * many == 12:
        return When(None, "year_before", otherwise=_shifted(context, -1) if word == "ago" else None)
    if size == 12:
        if word != "ago":
            return When(None, "year_before", many)
        return When(_shifted(context, -many), None if context.published else "past")
    if many == 1:
        return When(None, "before", otherwise=_months_before(context, size) if word == "ago" else None)
    return When(None, "past")


def _months_before(context: Context, size: int) -> Period | None:
    now = context.published
    return months_back(now.replace(day=1) - dt.timedelta(days=1), size) if now else None


@YEARS.rule("YEARWORD HYPHEN? AGO", gives="YEARREF", reads={"the corresponding year-ago period": "year_before"})
def year_ago(nodes: list[Node], context: Context) -> When | None:
    """`year-ago`, as an adjective."""
    return None if _plural(nodes) or nodes[-1].low not in ("ago", "earlier") else When(None, "year_before")


# --- fiscal years -----------------------------------------------------------------------------------------


def _second(first: int, node: Node) -> bool:
    """Whether a node can be the second year of a pair: 2023 or 23 after 2022."""
    if node.cat == YEAR:
        return node.value == first + 1
    return node.end - node.start == 2 and small(node) == (first + 1) % 100


@YEARS.rule(
    "YEAR (HYPHEN|DASH|SLASH) (NUMBER|YEAR)",
    gives="YEARREF",
    reads={"in 2022-23": "2022/2023"},
    passes=["2019-22 data"],
)
def year_pair(nodes: list[Node], context: Context) -> When | None:
    """`2022-23`: the fiscal year of the country that the text speaks of; both years where it has none."""
    first = nodes[0].value
    if not _second(first, nodes[2]) or (nodes[2].cat == YEAR and nodes[1].cat != SLASH):
        return None
    if first_month(context.at_home()[:_TWO_MAIN]) == 1:
        return When(Period(f"{first}/{first + 1}"))
    return When(fiscal_year(first + 1, context.at_home()[:_TWO_MAIN]))


@YEARS.rule("(FISCAL|FY) YEARWORD? (LPAR FY RPAR)? (HYPHEN|PUNCT|QUOTE)? (YEAR|NUMBER) ((HYPHEN|DASH|SLASH) (NUMBER|YEAR))?", gives="YEARREF",
            reads={"FY2023-24": "2024", "FY24": "2024", "FY '24": "2024", "fiscal year 2023/24": "2024", "FY23-24": "2024"})  # fmt: skip
@YEARS.rule(
    "YEAR ((HYPHEN|DASH|SLASH) (NUMBER|YEAR))? FISCAL YEARWORD?",
    gives="YEARREF",
    reads={"the 2022-23 fiscal year": "2023"},
)
def fiscal(nodes: list[Node], context: Context) -> When | Node | None:
    """A fiscal year named by both its years, or by the one in which it ends (or, in some countries, begins)."""
    named = [node for node in nodes if node.cat in (YEAR, NUMBER)]
    year = named[0].value if named[0].cat == YEAR else 2000 + small(named[0])
    if named[0].cat == NUMBER and named[0].end - named[0].start != 2:
        return None
    if len(named) == 2:
        if _second(year, named[1]):
            return When(fiscal_year(year + 1, context.at_home()))
        at = next(
            at for at, node in enumerate(nodes) if node.cat in (HYPHEN, DASH, SLASH) and nodes[at - 1] is named[0]
        )
        nodes = nodes[:at]
    when = When(fiscal_named(year, context.at_home()))
    return Node(category("YEARREF"), nodes[0].start, nodes[-1].end, nodes[0].low, when, "fiscal", tuple(nodes))


@YEARS.rule("(LAST|THIS|OFTHIS|NEXT|THAT|SAME)? FISCAL YEARWORD?", gives="YEARREF", reads={"the current fiscal year": "2024"},
            passes=["financial markets"])  # fmt: skip
def fiscal_relative(nodes: list[Node], context: Context) -> When | None:
    """The fiscal year of publication, the one before or after; `the fiscal year` is the one that the text speaks of."""
    word = nodes[0]
    if not any("year" in node.low for node in nodes) or context.published is None:
        return None
    if context.right is not None and context.right.cat in (ENDED, THAT, TO):
        return None
    ends = context.published.year
    while fiscal_year(ends, context.at_home()).last < context.published:
        ends += 1
    shift = {LAST: -1, THIS: 0, NEXT: 1}.get(word.cat, 0)
    then = fiscal_year(ends + shift, context.at_home())
    if word.cat == LAST and word.value != "last":
        return When(None, "year_before", otherwise=then)
    return When(then) if word.cat != SAME else When(None, "same")


@YEARS.rule("THE FISCAL? (FY|FISCAL|YEARWORD) AGO", gives="YEARREF", reads={"in the FY before": "year_before"})
@YEARS.rule("(LAST|THIS|OFTHIS|NEXT) FY", gives="YEARREF", reads={"the current FY": "2024"})
def fiscal_before(nodes: list[Node], context: Context) -> When | None:
    """`the FY before`, `last FY`."""
    if nodes[-1].cat == AGO:
        return When(None, "year_before") if nodes[-2].cat != YEARWORD or len(nodes) == 4 else None
    return fiscal_relative([nodes[0], structs.replace(nodes[1], low="fiscal year")], context)


@YEARS.rule("((WHOLE|CALENDAR) HYPHEN? YEARWORD|YEARWORD) YEAR", gives="YEARREF",
            reads={"the year 2023": "2023", "full-year 2023": "2023"}, passes=["the years"])  # fmt: skip
def the_year(nodes: list[Node], context: Context) -> When | None:
    """`the year 2023`, `calendar year 2023`."""
    return None if _plural(nodes) else When(Period(str(nodes[-1].value)))
