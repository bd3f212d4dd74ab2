"""UN Comtrade: trade in goods by partner and HS code, yearly and monthly, as each country has sent it.

With a key (free of charge) an answer holds up to 100,000 records, without one 500: a question whose answer may be cut
off is asked again in parts. The service answers a wrong period with an empty list, so it is asked first what it has.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import msgspec

from karvan.nouns import DataError, FetchError
from karvan.statistics import naming
from karvan.statistics.asking import Damaged, Question, changed
from karvan.statistics.cache import now
from karvan.statistics.sources import LEVELS, Offer, Query, Row, Service, parts, spanned
from karvan.vocabulary.countries import countries

if TYPE_CHECKING:
    from karvan.statistics.asking import Asking

KEYED, KEYLESS = 100_000, 500
"""Records that an answer holds at most."""
_PERIODS = 12
"""Periods that a question names at most."""
_FRESH = dt.timedelta(days=1)
"""How long a list of what is published is believed that lacks what is asked for."""
_FLOWS = {"exports": "X", "imports": "M"}
_INDICATORS = {"X": "trade.exports", "M": "trade.imports"}
_WORLD = 0

# where a customs area is not the country of ISO 3166, the United Nations count it under a number of its own
_OWN = {"CHE": 757, "FRA": 251, "IND": 699, "NOR": 579, "TWN": 490, "USA": 842}
_ALSO = {381: "ITA"}
"""Numbers under which earlier answers told a country."""
_TAIWAN = "told as Other Asia, not elsewhere specified"


class _Dataset(msgspec.Struct, rename="camel"):
    """A reporter's period that is published."""

    period: str | int
    reporter_code: int
    last_released: str


class _Record(msgspec.Struct, rename="camel"):
    """A flow. Names are the service's own."""

    freq_code: str
    period: str | int
    reporter_code: int
    flow_code: str
    partner_code: int
    cmd_code: str
    primary_value: float
    cifvalue: float | None
    fobvalue: float | None
    partner2_code: int | None = 0
    customs_code: str | None = "C00"
    mot_code: int | None = 0
    net_wgt: float | None = None
    is_net_wgt_estimated: bool | None = False


class _Datasets(msgspec.Struct):
    data: list[_Dataset]
    error: str | None = ""


class _Records(msgspec.Struct):
    data: list[_Record]
    error: str | None = ""


_Answer = TypeVar("_Answer", _Datasets, _Records)


class _Part(msgspec.Struct, frozen=True):
    """A question that can be asked in smaller parts."""

    periods: tuple[str, ...]
    reporters: tuple[str, ...]
    flows: tuple[str, ...]
    partners: tuple[str, ...]
    products: tuple[str, ...]


def rows(query: Query, asking: Asking) -> Iterator[Row]:
    """The rows of all answers."""
    known = _published(query, asking)
    wanted = tuple(period for period in query.periods if any(period in has for has in known.values()))
    reporters = tuple(code for code, has in known.items() if not query.periods or has & {*wanted})
    if query.periods and not wanted:
        raise _unpublished(query, known)
    every = wanted or tuple(sorted({period for has in known.values() for period in has}))
    questions = [
        _Part(periods, some, query.flows, query.partners, query.products or ("TOTAL",))
        for periods in parts(every, _PERIODS)
        for some in parts(reporters, 20)
    ]
    asking.expected += len(questions)
    for question in questions:
        yield from _asked(question, query.frequency, asking)


def _published(query: Query, asking: Asking) -> dict[str, set[str]]:
    """Which periods each reporter has published; asked anew where a kept answer lacks some that are wanted."""
    asking.expected += 1
    known = _datasets(query, asking)
    lacking = query.periods and any({*query.periods} - has for has in known.values() or [set()])
    if lacking and asking.retrieved is not None and now() - asking.retrieved > _FRESH:
        # what was kept still serves where the service can't be reached
        with suppress(FetchError):
            known = _datasets(query, asking, fresh=True)
    asking.published.update(known)
    return known


def _datasets(query: Query, asking: Asking, *, fresh: bool = False) -> dict[str, set[str]]:
    named = ",".join(str(_number(code)) for code in query.reporters)
    tail = f"C/{query.frequency}/HS" + (f"?reporterCode={named}" if named else "")
    target = f"data/v1/getDa/{tail}" if asking.key else f"public/v1/getDA/{tail}"
    question = Question(target=target, name=f"getDa/{tail}", what=f"what {_called(query.reporters)} published")
    found = asking.ask(question, lambda data: _read(data, _Datasets, asking.service), fresh=fresh).data
    known: dict[str, set[str]] = {code: set() for code in query.reporters}
    released = [each.last_released for each in found]
    asking.version = max((*released, asking.version or ""), default="")[:10] or None
    for each in found:
        if (code := _codes().get(each.reporter_code)) is not None:
            known.setdefault(code, set()).add(_period(str(each.period)))
    return known


def _asked(part: _Part, frequency: str, asking: Asking) -> Iterator[Row]:
    """The rows of a question, asked in parts where its answer is as long as answers can be."""
    target = f"C/{frequency}/HS?" + "&".join(f"{name}={value}" for name, value in _parameters(part))
    question = Question(
        target=f"data/v1/get/{target}" if asking.key else f"public/v1/preview/{target}",
        name=f"get/{target}",
        what=f"{_called(part.reporters)}, {spanned(part.periods)}",
    )
    limit = KEYED if asking.key else KEYLESS
    answer = asking.ask(question, lambda data: _read(data, _Records, asking.service)).data
    if len(answer) < limit:
        yield from _rows(answer, frequency, asking)
        return
    smaller = _halved(part)
    if not smaller:
        where = f"{_called(part.reporters)}, {spanned(part.periods)}"
        hint = (
            "name the partners or the products"
            if asking.key
            else f"set `{asking.service.key}` to a key, or name the partners"
        )
        raise FetchError(
            f"the answer holds more than the {limit:,} records that are given at a time", where=where, hint=hint
        )
    asking.expected += len(smaller)
    for each in smaller:
        yield from _asked(each, frequency, asking)


def _parameters(part: _Part) -> Iterator[tuple[str, str]]:
    yield "reporterCode", ",".join(str(_number(code)) for code in part.reporters)
    yield "period", ",".join(period.replace("-", "") for period in part.periods)
    if part.partners:
        yield "partnerCode", ",".join(str(_number(code)) for code in part.partners)
    yield "flowCode", ",".join(_FLOWS[flow] for flow in part.flows)
    yield "cmdCode", ",".join(f"AG{code[2:]}" if code in LEVELS else code for code in part.products)
    # one row a flow: all second partners, customs procedures and modes of transport together
    yield from (("partner2Code", "0"), ("customsCode", "C00"), ("motCode", "0"), ("includeDesc", "false"))


def _halved(part: _Part) -> tuple[_Part, ...]:
    for name in ("periods", "reporters", "flows", "partners", "products"):
        codes = getattr(part, name)
        if len(codes) > 1:
            middle = (len(codes) + 1) // 2
            return tuple(msgspec.structs.replace(part, **{name: half}) for half in (codes[:middle], codes[middle:]))
    return ()


def _rows(records: list[_Record], frequency: str, asking: Asking) -> Iterator[Row]:
    for number, record in enumerate(records, 1):
        if record.freq_code != frequency:
            raise changed(
                asking.service, f"record {number}: `freqCode` is `{record.freq_code}`, and {frequency} was asked for"
            )
        if (record.partner2_code or 0, record.customs_code or "C00", record.mot_code or 0) != (0, "C00", 0):
            continue
        indicator = _INDICATORS.get(record.flow_code)
        reporter, partner = _codes().get(record.reporter_code), _codes().get(record.partner_code)
        if indicator is None or reporter is None:
            continue
        if partner is None:
            asking.left_out["rows of areas that are no country"] += 1
            continue
        told = {"TWN": _TAIWAN}.get(partner) or {"TWN": _TAIWAN}.get(reporter)
        product = None if record.cmd_code.upper() == "TOTAL" else record.cmd_code
        period = _period(str(record.period))
        for value, unit, valuation, level in _values(record):
            yield Row(reporter, partner, indicator, product, period, value, unit, valuation, level, told)


def _values(record: _Record) -> Iterator[tuple[float, str, str | None, str]]:
    """Value, unit, valuation and level: the main value, a second valuation of imports, and the weight."""
    value = record.primary_value
    if record.flow_code == "X":
        main = "fob"
    else:
        main = "fob" if record.cifvalue is None and record.fobvalue is not None else "cif"
    yield value, "USD", main, "reported"
    if record.flow_code == "M" and record.cifvalue is not None and record.fobvalue:
        yield record.fobvalue, "USD", "fob", "reported"
    if record.net_wgt:
        yield record.net_wgt / 1000, "t", None, "estimate" if record.is_net_wgt_estimated else "reported"


def _read(data: bytes, kind: type[_Answer], service: Service) -> _Answer:
    try:
        found = msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as error:
        raise changed(service, str(error)) from None
    except msgspec.DecodeError:
        raise Damaged("the answer breaks off") from None
    if found.error:
        raise DataError(f"the service says: {found.error}", where=service.title)
    return found


def _unpublished(query: Query, known: dict[str, set[str]]) -> DataError:
    there = [f"{naming.said(code)}: {spanned(tuple(has)) if has else 'nothing'}" for code, has in known.items()]
    hint = "published are " + "; ".join(there[:5]) if there else "none of these reporters has published anything"
    return DataError(f"nothing is published for {spanned(query.periods)}", where="UN Comtrade", hint=hint)


def _period(text: str) -> str:
    return f"{text[:4]}-{text[4:]}" if len(text) == 6 else text


def _called(codes: tuple[str, ...]) -> str:
    names = ", ".join(naming.said(code) for code in codes[:3])
    return "every country" if not codes else f"{names} and {len(codes) - 3} more" if len(codes) > 3 else names


@cache
def _codes() -> dict[int, str]:
    """Alpha-3 codes by the numbers of the United Nations."""
    usual = {int(each.numeric): each.code for each in countries() if each.numeric}
    return {_WORLD: naming.WORLD, **usual, **_ALSO, **{number: code for code, number in _OWN.items()}}


@cache
def _numbers() -> dict[str, int]:
    usual = {each.code: int(each.numeric) for each in countries() if each.numeric}
    return {naming.WORLD: _WORLD, **usual, **_OWN}


def _number(code: str) -> int:
    number = _numbers().get(code)
    if number is None:
        raise DataError(
            f"UN Comtrade has no number for {naming.said(code)}", where=code, hint="name the countries one by one"
        )
    return number


SERVICE = Service(
    id="comtrade",
    producer="United Nations Statistics Division",
    title="UN Comtrade",
    address="https://comtradeapi.un.org",
    documentation="https://uncomtrade.org/docs/un-comtrade-api/",
    licence="UN Comtrade licence: for own use, not to be passed on without the United Nations' permission",
    terms="https://uncomtrade.org/docs/policy-on-use-and-re-dissemination/",
    use="own use",
    catalogue=(
        Offer("trade.exports", "Exports of goods by partner and HS code, f.o.b.", ("A", "M"), "USD, t"),
        Offer("trade.imports", "Imports of goods by partner and HS code, c.i.f. or f.o.b.", ("A", "M"), "USD, t"),
    ),
    fetch=rows,
    pause=1.0,
    key="COMTRADE_KEY",
    silence="zero",
)
