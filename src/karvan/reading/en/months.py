"""Months: `May 2024`, `from July 2022 to February 2023`, `the March quarter of 2022`."""

from __future__ import annotations

from msgspec import structs

from karvan.nouns import Period
from karvan.reading import solar
from karvan.reading.context import Context, When
from karvan.reading.en.times import (
    AND,
    ARTICLE,
    BETWEEN,
    FROM,
    IN,
    LAST,
    MONTH,
    NAME,
    NEXT,
    OF_YEAR,
    ON,
    OPENS,
    PERIOD,
    PERIODS,
    SPANWORD,
    THE,
    TIMEUNIT,
    TO,
    WORD,
    YEAR,
    find,
    in_year,
    is_up_to,
    latest_year,
    months,
    size_of,
    within,
    year_node,
)
from karvan.reading.grammar import Node

_NOT_BEHIND_MARCH = frozenset((THE, ON, TO, FROM, IN, ARTICLE, WORD, NAME))
"""What follows `March` and `May` where they are verbs."""


@PERIODS.rule(f"((PERIODWORD (OF|FROM)?)|FROM|BETWEEN)? MONTH (HYPHEN TO HYPHEN|HYPHEN|DASH|TO|AND|SLASH) MONTH (PERIODWORD|{SPANWORD})? {OF_YEAR}? PERIODWORD?",
              gives="PERIOD",
              reads={"January through August 2023": "2023-01/2023-08", "between January and October": "2023-01/2023-10",
                     "July-February (2022-23)": "2022-07/2023-02", "the January-April period": "2024-01/2024-04"})  # fmt: skip
def month_to_month(nodes: list[Node], context: Context) -> When | None:
    """From one month to another of the same year, or over its turn."""
    first, last = (node.value for node in nodes if node.cat == MONTH)
    if find(nodes, AND) and nodes[0].cat != BETWEEN:
        return None
    if first <= last:
        return in_year(nodes, context, first, last)
    node = year_node(nodes)
    if node is not None and isinstance(node.value, When):
        period = node.value.period or node.value.otherwise
        if period is None:
            return None
        if period.text != str(period.year):
            return When(within(period, first, last))
        year = period.year
    else:
        year = node.value if node is not None else latest_year(context, last)
    return When(Period.of_months(year - 1, first, last, year)) if year else None


@PERIODS.rule(f"(PERIODWORD? FROM|BETWEEN)? MONTH (COMMA? OF? (YEAR|YEARREF)) (HYPHEN|DASH|TO|AND) MONTH {OF_YEAR}", gives="PERIOD",
              reads={"April 2023 to March 2024": "2023-04/2024-03", "between July 2022 and February 2023": "2022-07/2023-02"})  # fmt: skip
def dated_months(nodes: list[Node], context: Context) -> When | None:
    """From a month of one year to a month of another."""
    if find(nodes, AND) and nodes[0].cat != BETWEEN:
        return None
    at = [place for place, node in enumerate(nodes) if node.cat == MONTH]
    first, last = nodes[at[0]].value, nodes[at[1]].value
    since, until = in_year(nodes[: at[1]], context, first, first), in_year(nodes[at[1] :], context, last, last)
    if since is None or until is None or since.period is None or until.period is None:
        return None
    if since.period.start > until.period.last:
        return None
    return When(Period.between(since.period.start, until.period.last))


@PERIODS.rule(f"(PART HYPHEN? (OF|IN)? (THE TIMEUNIT OF)?|TIMEUNIT OF)? MONTH {OF_YEAR}?", gives="PERIOD",
              reads={"May 2024": "2024-05", "October of last year": "2023-10", "the month of August 2023": "2023-08", "late April": "2024-04"},
              passes=["March on the capital"])  # fmt: skip
def month(nodes: list[Node], context: Context) -> When | None:
    """A month, the latest one that has begun where no year is given."""
    named = find(nodes, MONTH)
    assert named is not None
    if nodes[0].cat == TIMEUNIT and nodes[0].low != "month":
        return None
    if len(nodes) == 1 and named.value in (3, 5) and _is_other_word(context):
        return None
    when = in_year(nodes, context, named.value, named.value)
    if when is None or when.period is None or not is_up_to(context):
        return structs.replace(when, edge="end") if when is not None and nodes[0].low == "end" else when
    if len(nodes) == 1 and context.published is not None and when.period.year < context.published.year:
        return When(when.period.years_later(1))  # `by December`
    return structs.replace(when, edge="by")


def _is_other_word(context: Context) -> bool:
    """Whether `March` or `May` opens a sentence as a verb."""
    first = context.left is None or context.left.cat in OPENS
    return first and context.right is not None and context.right.cat in _NOT_BEHIND_MARCH


@PERIODS.rule("MONTH (COMMA MONTH)* (COMMA? AND|COMMA) MONTH (OF|IN)? THE? (YEAR|YEARREF)", gives="PERIOD",
              reads={"in March and April 2023": "2023-03"})  # fmt: skip
def month_of_a_list(nodes: list[Node], context: Context) -> Node | None:
    """Months that share one year: the first takes it from the end of the list."""
    named = nodes[0]
    when = in_year(nodes, context, named.value, named.value)
    return Node(PERIOD, named.start, named.end, named.low, when, "month_of_a_list", (named,)) if when else None


@PERIODS.rule("TIMEUNIT OF MONTH (COMMA MONTH)+ COMMA? AND MONTH (OF|IN)? THE? (YEAR|YEARREF)", gives="PERIOD",
              reads={"the months of January, February and March 2023": "2023-01/2023-03"}, passes=["exports of January, February and March 2023"])  # fmt: skip
def row_of_months(nodes: list[Node], context: Context) -> When | None:
    """Months that follow each other, told one by one as one stretch."""
    named = [node.value for node in nodes if node.cat == MONTH]
    if nodes[0].low != "months" or named != list(range(named[0], named[0] + len(named))):
        return None
    return in_year(nodes, context, named[0], named[-1])


@PERIODS.rule(
    "(LAST|THIS|OFTHIS|NEXT) MONTH", gives="PERIOD", reads={"last August": "2023-08", "this November": "2024-11"}
)
def which_month(nodes: list[Node], context: Context) -> When | None:
    """`last August` is the latest that is over, `this August` that of the year of publication."""
    which, number, now = nodes[0].cat, nodes[1].value, context.published
    if now is None or (which == LAST and nodes[0].value == "past"):
        return None
    if which == LAST:
        return months(now.year - (number >= now.month), number, number)
    return months(now.year + (which == NEXT and number <= now.month), number, number)


@PERIODS.rule(f"MONTH (TIMEUNIT|HALF) {OF_YEAR}?|MONTH YEAR (TIMEUNIT|HALF)", gives="PERIOD",
              reads={"the March quarter of 2022": "2022-01/2022-03", "the March 2022 quarter": "2022-01/2022-03"}, passes=["March week"])  # fmt: skip
def month_quarter(nodes: list[Node], context: Context) -> When | None:
    """A quarter named by its last month."""
    last, size = nodes[0].value, size_of(nodes[1] if nodes[1].cat != YEAR else nodes[2])
    when = in_year(nodes, context, last - size + 1, last) if size in (3, 6) and last % size == 0 else None
    if context.solar and when is not None and when.period is not None:
        return When(solar.months_until(when.period.last, size))
    return when
