"""Years and what is made of them: `2023`, `2019-2022`, `the 1990s`, `summer 2023`, `the end of 2023`."""

from __future__ import annotations

from msgspec import structs

from karvan.nouns import Period
from karvan.reading.context import Context, When
from karvan.reading.en.times import (
    AND,
    BETWEEN,
    COMMA,
    DASH,
    DECADENAME,
    HYPHEN,
    IN,
    LAST,
    NAME,
    NUMBER,
    OF,
    OPENS,
    PART,
    PERIODS,
    SEASON,
    SLASH,
    THE,
    YEAR,
    YEARREF,
    find,
    in_year,
    is_up_to,
    months,
    short_year,
    year_node,
)
from karvan.reading.grammar import Node


@PERIODS.rule("(PERIODWORD (OF|FROM|BETWEEN)?|YEARWORD FROM?|FROM|BETWEEN)? YEAR (HYPHEN|DASH|TO|AND|SLASH) (YEAR|NUMBER) PERIODWORD?", gives="PERIOD",
              reads={"2019-2022": "2019/2022", "the 2023-2027 programme": "2023/2027", "from 2016 to 2022": "2016/2022", "the 2019-2022 period": "2019/2022", "2019-22": "2019/2022"},
              passes=["2022 and 2024"])  # fmt: skip
def year_to_year(nodes: list[Node], context: Context) -> When | Node | None:
    """A stretch of years; two digits continue the century."""
    at = next(place for place, node in enumerate(nodes) if node.cat == YEAR)
    first, joint, last = nodes[at], nodes[at + 1], nodes[at + 2]
    if joint.cat == AND and not find(nodes, BETWEEN):
        return None
    until = last.value if last.cat == YEAR else 0
    if last.cat == NUMBER and last.low.isdecimal() and last.end - last.start == 4:
        until = int(last.low)  # a noun behind it has kept it from being marked as a year
    elif last.cat == NUMBER and joint.cat in (HYPHEN, DASH, SLASH) and joint.end == last.start:
        short = short_year(last)
        until = short.value % 100 + first.value // 100 * 100 if short else 0
    return When(Period(f"{first.value}/{until}")) if first.value < until < first.value + 200 else None


@PERIODS.rule(
    "(BETWEEN|FROM) YEAR (AND|TO) YEARREF",
    gives="PERIOD",
    reads={"between 2014 and last year": "2014/2023"},
    passes=["2014 and last year"],
)
def year_to_last(nodes: list[Node], context: Context) -> When | None:
    """A stretch of years up to one told from today."""
    until = nodes[-1].value.period
    return When(Period(f"{nodes[1].value}/{until.year}")) if until is not None and nodes[1].value < until.year else None


@PERIODS.rule(
    "(PERIODWORD (OF|FROM)?|YEARWORD FROM?)? YEARREF (PERIODWORD|ASAWHOLE)?",
    gives="PERIOD",
    reads={"last year as a whole": "2023"},
)
@PERIODS.rule(
    "WHOLE (OF THE?)? (YEAR|YEARREF)", gives="PERIOD", reads={"the whole of 2023": "2023", "all of last year": "2023"}
)
@PERIODS.rule(
    "YEAR ASAWHOLE?",
    gives="PERIOD",
    reads={"2023": "2023", "2023 as a whole": "2023"},
    passes=["2,023", "No. 2022", "tel. 2024 15 32", "the 2030 Agenda", "Vision 2030"],
)
def year(nodes: list[Node], context: Context) -> When | None:
    """A year by itself."""
    node = find(nodes, YEAR, YEARREF)
    assert node is not None
    if isinstance(node.value, When):
        return node.value
    left, right = context.left, context.right
    label = context.before(2) if left is not None and left.low == "." else left
    if left is not None and (left.cat == NUMBER or (label is not None and label.low in _LABELS)):
        return None
    if _is_in_a_name(context):
        return None
    if (
        right is not None
        and right.cat == NUMBER
        and not right.value.words
        and left is not None
        and left.cat not in (IN, OF, COMMA)
    ):
        return None  # a telephone number
    return When(Period(f"{node.value:04d}"))


def _is_in_a_name(context: Context) -> bool:
    """Whether the year belongs to a name: `Vision 2030`, `the 2030 Agenda`."""
    left, right = context.left, context.right
    if left is not None and left.cat == NAME:
        before = context.before(2)
        return before is not None and before.cat not in OPENS
    if left is None or left.cat != THE or right is None:
        return False
    return right.cat == NAME or right.low in _LABELS


_LABELS = frozenset(
    "no nos № tel fax phone resolution decree decision article law order act paragraph room flight model vision agenda strategy expo".split()
)


@PERIODS.rule(
    "(PART HYPHEN?)? YEAR HYPHEN? DECADE",
    gives="PERIOD",
    reads={"the 1990s": "1990/1999", "the mid-1990s": "1990/1999"},
)
@PERIODS.rule(
    "(PART HYPHEN?)? DECADENAME", gives="PERIOD", reads={"the nineties": "1990/1999"}, passes=["in his nineties"]
)
def decade(nodes: list[Node], context: Context) -> When | None:
    """`the 1990s`, `the nineties`."""
    if nodes[-1].cat == DECADENAME:
        first, tight = nodes[-1].value, context.left is not None and context.left.cat == THE
    else:
        named = find(nodes, YEAR)
        assert named is not None
        first, tight = named.value, named.end == nodes[-1].start
    return When(Period(f"{first}/{first + 9}")) if first % 10 == 0 and tight else None


@PERIODS.rule("SEASON (OF|IN)? THE? (YEAR|YEARREF)|(LAST|THIS) SEASON", gives="PERIOD",
              reads={"summer 2023": "2023-06/2023-08", "last summer": "2023-06/2023-08"}, passes=["winter 2023"])  # fmt: skip
def season(nodes: list[Node], context: Context) -> When | None:
    """Three months, as meteorologists count them; a winter lies in two years."""
    named, now = find(nodes, SEASON), context.published
    assert named is not None
    first, last = named.value, named.value + 2
    if nodes[-1] is not named:
        return in_year(nodes, context, first, last)
    if now is None:
        return None
    return months(now.year - (nodes[0].cat == LAST and last >= now.month), first, last)


_EDGES = {"start": (1, 3), "middle": (6, 7), "end": (12, 12), "late": (10, 12)}


@PERIODS.rule("PART (OF|IN|HYPHEN)? (THE YEARWORD|YEAR|YEARREF)", gives="PERIOD",
              reads={"mid-2023": "2023-06/2023-07", "late 2022": "2022-10/2022-12", "the end of 2023": "2023-12",
                     "by the end of 2025": "2025", "by the end of the year": "that_year"}, passes=["the end of the day"])  # fmt: skip
@PERIODS.rule(
    "YEARWORD HYPHEN PART YEAR?", gives="PERIOD", reads={"year-end 2023": "2023-12", "by year-end": "that_year"}
)
def part_of_year(nodes: list[Node], context: Context) -> When | None:
    """Early is the first quarter, late the last, the end December; what is done by the end covers the year."""
    named = find(nodes, PART)
    assert named is not None
    first, last = _EDGES["late" if named.low == "late" else named.value]
    node = year_node(nodes)
    value = node.value if node is not None else When(None, "that_year", otherwise=_this_year(context))
    if named.value == "end" and named.low != "late" and is_up_to(context):
        return structs.replace(value if isinstance(value, When) else When(Period(f"{value:04d}")), edge="by")
    if node is None:
        return None
    when = in_year(nodes, context, first, last)
    return structs.replace(when, edge="end") if when is not None and first == 12 else when


def _this_year(context: Context) -> Period | None:
    return Period(str(context.published.year)) if context.published else None
