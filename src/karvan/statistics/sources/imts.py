"""IMF IMTS (International Merchandise Trade Statistics, until 2025 DOTS): trade in goods by partner, by SDMX 3.

pysdmx writes the question; the answer is SDMX-CSV, read line by line (pysdmx would want pandas and pyarrow for it). The
IMF's own estimates, for those who report late or not at all, have the level `estimate`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from karvan.nouns import DataError, UsageError
from karvan.statistics import naming
from karvan.statistics.asking import Damaged, Question, changed
from karvan.statistics.sources import Offer, Query, Row, Service, parts, spanned
from karvan.vocabulary.countries import country

if TYPE_CHECKING:
    from karvan.statistics.asking import Asking

_AGENCY, _FLOW = "IMF.STA", "IMTS"
_ACCEPT = "application/vnd.sdmx.data+csv;version=2.0.0"
_WANTED = ("COUNTRY", "INDICATOR", "COUNTERPART_COUNTRY", "FREQUENCY", "TIME_PERIOD", "OBS_VALUE")
_INDICATORS = {
    "XG_FOB_USD": ("trade.exports", "fob"),
    "MG_CIF_USD": ("trade.imports", "cif"),
    "MG_FOB_USD": ("trade.imports", "fob"),
}
_ASKED = {"exports": ("XG_FOB_USD",), "imports": ("MG_CIF_USD", "MG_FOB_USD")}
_OWN = {naming.WORLD: "G001", "XKX": "KOS", "PSE": "WBG"}
_CODES = {theirs: ours for ours, theirs in _OWN.items()}
_SCALES = frozenset({"", "0", "6", "Units", "Millions"})
"""The scale in which the IMF's own pages show a series; values are whole dollars all the same."""
_REPORTERS, _PARTNERS = 40, 60
"""Codes that a question names at most: addresses may not grow without end."""


def rows(query: Query, asking: Asking) -> Iterator[Row]:
    """The rows of all answers."""
    if query.products:
        raise UsageError("IMF IMTS knows no products", hint="`comtrade` does")
    if not query.reporters and not query.partners:
        raise UsageError("IMF IMTS is asked for a reporter or a partner", hint="name at least one")
    # all partners together tell which periods a reporter has published
    partners = (*dict.fromkeys((*query.partners, naming.WORLD)),) if query.partners else ()
    questions = [
        (some, others)
        for some in parts(query.reporters or ("*",), _REPORTERS)
        for others in parts(partners or ("*",), _PARTNERS)
    ]
    asking.expected += len(questions)
    found = 0
    for some, others in questions:
        for row in _asked(query, some, others, asking):
            found += 1
            if not query.partners or row.partner in query.partners:
                yield row
    if not found:
        raise _nothing(query, asking)


def _asked(query: Query, reporters: tuple[str, ...], partners: tuple[str, ...], asking: Asking) -> Iterator[Row]:
    indicators = "+".join(name for flow in query.flows for name in _ASKED[flow])
    key = ".".join((_joined(reporters), indicators, _joined(partners), query.frequency))
    what = f"{', '.join(naming.said(code) for code in reporters[:3])}, {spanned(query.periods) or 'all periods'}"
    question = Question(target=_target(key, query.periods), what=what, accept=_ACCEPT, nothing=(404,))
    return asking.ask(question, lambda data: _read(data, query, asking))


def _target(key: str, periods: tuple[str, ...]) -> str:
    try:
        from pysdmx.api.dc.query import LogicalOperator, MultiFilter, Operator, TextFilter
        from pysdmx.api.qb.data import ApiVersion, DataContext, DataQuery
    except ModuleNotFoundError:
        hint = "install it: `pip install 'karvan[statistics]'`"
        raise UsageError("fetching from the IMF needs the package pysdmx", hint=hint) from None
    ends = (
        (Operator.GREATER_THAN_OR_EQUAL, min(periods, default="")),
        (Operator.LESS_THAN_OR_EQUAL, max(periods, default="")),
    )
    within = MultiFilter([TextFilter("TIME_PERIOD", how, _sdmx(end)) for how, end in ends], LogicalOperator.AND)
    asked = DataQuery(DataContext.DATAFLOW, _AGENCY, _FLOW, "+", key, components=within if periods else None)
    return asked.get_url(ApiVersion.V2_0_0, omit_defaults=True).removeprefix("/")


def _read(data: bytes, query: Query, asking: Asking) -> Iterator[Row]:
    """The rows of an answer, the whole of which is read before the first is told."""
    if not data.strip():
        return iter(())
    try:
        lines = csv.reader(io.StringIO(data.decode("utf-8-sig")), strict=True)
        header = next(lines)
        told = list(lines)
    except (UnicodeDecodeError, csv.Error, StopIteration):
        raise Damaged("the answer breaks off") from None
    missing = [name for name in _WANTED if name not in header]
    if missing:
        raise changed(asking.service, f"the column `{missing[0]}` is missing; there are {', '.join(header[:12])}")
    if told and len(told[-1]) < len(header):
        raise Damaged("the answer breaks off")
    return iter([*_rows(header, told, query, asking)])


def _rows(header: list[str], lines: list[list[str]], query: Query, asking: Asking) -> Iterator[Row]:
    place = {name: number for number, name in enumerate(header)}
    periods = {*query.periods}
    for number, line in enumerate(lines, 2):
        if len(line) != len(header):
            raise changed(asking.service, f"line {number} has {len(line)} columns and not {len(header)}")
        cell = {name: line[place[name]] for name in (*_WANTED, *_MAYBE) if name in place}
        asking.version = _version(cell) or asking.version
        row = _row(number, cell, asking)
        # the service has been seen to answer for more periods than were asked for
        if row is not None and row.partner == naming.WORLD:
            asking.published.setdefault(row.reporter, set()).add(row.period)
        if row is not None and (not periods or row.period in periods):
            yield row


_MAYBE = ("SCALE", "STATUS", "OBS_STATUS", "STRUCTURE_ID", "DATAFLOW")


def _row(number: int, cell: dict[str, str], asking: Asking) -> Row | None:
    indicator = _INDICATORS.get(cell["INDICATOR"])
    if indicator is None:
        raise changed(asking.service, f"line {number}: the indicator `{cell['INDICATOR']}` was not asked for")
    if cell.get("SCALE", "") not in _SCALES:
        raise changed(asking.service, f"line {number}: the scale `{cell['SCALE']}` is not known")
    if cell["OBS_VALUE"] in {"", "NaN", "nan"}:
        return None
    reporter, partner = _ours(cell["COUNTRY"]), _ours(cell["COUNTERPART_COUNTRY"])
    if reporter is None or partner is None:
        asking.left_out["rows of areas that are no country"] += 1
        return None
    try:
        value = float(cell["OBS_VALUE"])
    except ValueError:
        raise changed(asking.service, f"line {number}: `OBS_VALUE` is `{cell['OBS_VALUE']}`, no number") from None
    estimated = "e" in {cell.get("STATUS", "").lower(), cell.get("OBS_STATUS", "").lower()}
    level = "estimate" if estimated else "reported"
    return Row(reporter, partner, indicator[0], None, _iso(cell["TIME_PERIOD"]), value, "USD", indicator[1], level)


def _version(cell: dict[str, str]) -> str | None:
    """`IMTS 1.0.0` of `IMF.STA:IMTS(1.0.0)`."""
    named = cell.get("STRUCTURE_ID") or cell.get("DATAFLOW") or ""
    flow, _, version = named.partition(":")[2].partition("(")
    return f"{flow} {version.rstrip(')')}" if version else None


def _joined(codes: tuple[str, ...]) -> str:
    return "+".join(_OWN.get(code, code) for code in codes)


def _ours(code: str) -> str | None:
    return _CODES.get(code) or (code if country(code) else None)


def _sdmx(period: str) -> str:
    """`2023-M05` of `2023-05`; years and quarters are written as in ISO 8601."""
    return period if "Q" in period or "-" not in period else period.replace("-", "-M")


def _iso(period: str) -> str:
    return period.replace("-M", "-")


def _nothing(query: Query, asking: Asking) -> DataError:
    there = [f"{naming.said(code)}: {spanned(tuple(has))}" for code, has in asking.published.items()]
    hint = (
        "published are " + "; ".join(there[:5]) if there else "does the reporter send figures to the IMF, and by then?"
    )
    return DataError(
        f"nothing is published for {spanned(query.periods) or 'these countries'}", where="IMF IMTS", hint=hint
    )


SERVICE = Service(
    id="imts",
    producer="International Monetary Fund",
    title="International Merchandise Trade Statistics (IMTS, formerly DOTS)",
    address="https://api.imf.org/external/sdmx/3.0",
    documentation="https://data.imf.org/en/Resource-Pages/IMF-API",
    licence="IMF terms for data: free to use and publish with the source named",
    terms="https://www.imf.org/en/About/copyright-and-terms",
    use="shipped",
    catalogue=(
        Offer("trade.exports", "Exports of goods by partner, f.o.b.", ("A", "Q", "M"), "USD"),
        Offer(
            "trade.imports", "Imports of goods by partner, c.i.f. and, where reported, f.o.b.", ("A", "Q", "M"), "USD"
        ),
    ),
    fetch=rows,
    pause=0.5,
    key="IMF_KEY",
)
