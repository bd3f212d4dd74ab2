"""A truth of the articles as a Reading: what the reading room would give if it made no mistake."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from pathlib import Path

from karvan.nouns import (
    Document,
    Event,
    Figure,
    Growth,
    Interval,
    Multiple,
    Period,
    Quantity,
    Reading,
    Share,
    Span,
    Sum,
)  # fmt: skip
from karvan.reading.rounding import meanings

from .making import last_place

SCALES = {
    "thousand": 10**3, "million": 10**6, "mln": 10**6, "m": 10**6, "billion": 10**9, "bln": 10**9, "bn": 10**9,
    "trillion": 10**12, "mt": 10**6,
}  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EXACT = {"count", "person"}
NEARLY = re.compile(r"\b(nearly|almost)\b")


def load(path: Path) -> Reading:
    truth = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    return reading(truth, text)


def reading(truth: dict, text: str) -> Reading:
    headline = text.find("\n")
    document = Document(
        name=truth["document"], text=text, published=dt.date.fromisoformat(truth["published"]), language="en",
        headline=Span(0, headline) if 0 < headline < 150 else None,
    )  # fmt: skip
    units = {row["id"]: row["unit"] for row in truth["figures"]}
    return Reading(
        document=document,
        figures=tuple(figure(row, text) for row in truth["figures"]),
        relations=tuple(relation(row, at, text, units) for at, row in enumerate(truth["relations"], 1)),
        events=tuple(event(row, at, text) for at, row in enumerate(truth["events"], 1)),
    )


def figure(row: dict, text: str) -> Figure:
    return Figure(
        id=row["id"], span=Span(*row["span"]), text=row["text"], indicator=row["indicator"],
        quantity=quantity(row, row["unit"], text), reporter=row["reporter"], partner=row["partner"],
        product=row["product"], route=row["route"], period=period(row["period"]), note=row.get("note"),
    )  # fmt: skip


def quantity(row: dict, unit: str, text: str) -> Quantity:
    """The number of a row with what it can mean: the digits tell how it was rounded."""
    value = Decimal(row["value"])
    hedge = row.get("hedge")
    before = text[max(0, row["span"][0] - 12) : row["span"][1]] if "span" in row else ""
    manner = hedge
    if hedge == "about" and NEARLY.search(before):
        manner = "nearly"
    scale = scale_of(row.get("text", ""), unit)
    digits = value * 100 if unit == "percent" else value / scale
    last = last_place(written(digits, row.get("text", "")))
    if unit == "percent":
        last, scale = min(last, Decimal(1)) / 100, Decimal(1)
    strict, loose = meanings(value, last * scale, manner, "count" if unit in EXACT and scale == 1 else "number")
    note = re.match(r"range (\d+)-(\d+)", row.get("note") or "")
    if note:
        strict = loose = Interval(Decimal(note[1]), Decimal(note[2]))
    noun = re.sub(r"^[\d,. ]+", "", row["text"]).strip() or None if unit in EXACT and "indicator" in row else None
    return Quantity(value, unit, strict, loose, hedge, scale, noun)


def scale_of(text: str, unit: str) -> Decimal:
    if unit == "percent":
        return Decimal(1)
    found = [SCALES[word] for word in re.findall(r"[a-z]+", text.lower()) if word in SCALES]
    return Decimal(min(found, default=1))


def written(digits: Decimal, text: str) -> Decimal:
    """The number as its digits stand in the text: trailing zeros after the point count."""
    found = re.search(r"\d[\d,]*\.(\d+)", text)
    plain = digits.normalize()
    exponent = plain.as_tuple().exponent
    if found and -exponent <= len(found[1]):
        return digits.quantize(Decimal(1).scaleb(-len(found[1])))
    return plain.quantize(Decimal(1)) if exponent > 0 else plain


def relation(row: dict, at: int, text: str, units: dict[str, str]) -> Growth | Multiple | Share | Sum:
    name, span = row.get("id", f"r{at + 100}"), Span(*row["span"]) if "span" in row else None
    words = {"id": name, "span": span, "text": row.get("text", "")}
    if row["kind"] == "sum":
        return Sum(**words, whole=row["whole"], parts=tuple(row["parts"]))
    measure = row.get("as", "fold" if row["kind"] == "multiple" else "percent")
    unit = {"difference": units.get(row.get("of") or "", "count"), "percent": "percent"}.get(measure, "fold")
    number = quantity(row, unit, text)
    if row["kind"] == "share":
        return Share(**words, part=row["part"], whole=row["whole"], quantity=number)
    if row["kind"] == "multiple":
        return Multiple(**words, of=row["of"], base=row["base"], quantity=number)
    return Growth(**words, of=row["of"], base=row["base"], quantity=number, measure=measure, subject=row.get("subject"))


def event(row: dict, at: int, text: str) -> Event:
    span = Span(*row["span"])
    exporter, importer = row.get("direction") or (row.get("exporter"), row.get("importer"))
    weekday = row.get("weekday_written")
    return Event(
        id=f"e{at}", span=span, text=span.of(text), kind=row["kind"], date=period(row["date"]),
        parties=tuple(row["parties"]), place=row.get("place"), platform=row.get("platform"),
        products=tuple(row.get("products") or ([row["product"]] if "product" in row else [])),
        exporter=exporter, importer=importer, weekday=DAYS.index(weekday) if weekday else None,
        status=row.get("status"), summary=row.get("summary", ""),
    )  # fmt: skip


def period(text: str | None) -> Period | None:
    return Period(text) if text else None
