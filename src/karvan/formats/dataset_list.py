"""The datasets that are held, and the services that more can be fetched from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from karvan.formats.wrapping import filled
from karvan.statistics.holdings import Holdings, shipped
from karvan.statistics.holdings import holdings as at_hand
from karvan.statistics.sources import SERVICES, service

Plain = dict[str, Any]


def found(held: Holdings | None = None) -> Plain:
    """Datasets and services as plain values."""
    import duckdb

    held = held if held is not None else at_hand()
    with duckdb.connect() as base:
        datasets = [_dataset(name, held, base) for name in held.datasets()]
    return {"datasets": datasets, "services": [_service(name) for name in SERVICES]}


def lines(listed: Plain, width: int) -> Iterator[str]:
    """The list for people."""
    yield "Held"
    for each in listed["datasets"]:
        years = f"{each['first']}-{each['last']}" if each["first"] != each["last"] else each["first"] or "no year"
        yield f"  {each['dataset']}: {each['rows']:,} observations, {years}{'' if each['shipped'] else ', fetched'}"
        told = [each["source"], each["version"] and f"version {each['version']}", each["licence"]]
        yield from (f"    {line}" for line in filled(", ".join(part for part in told if part), width - 4))
    if not listed["datasets"]:
        yield "  nothing"
    yield ""
    yield "Can be fetched: karvan statistics fetch NAME --reporter TJK --partner AZE"
    for each in listed["services"]:
        key = f"; key in {each['key']}" if each["key"] else "; no key"
        yield f"  {each['name']}: {each['title']} ({each['producer']}){key}"
        yield from (f"    {line}" for line in filled(f"{each['licence']}; {each['address']}", width - 4))


def _dataset(name: str, held: Holdings, base: Any) -> Plain:
    path = held.parquet(name)
    many, first, last = base.execute(
        "select count(*), min(left(period, 4)), max(left(period, 4)) from read_parquet(?)", [str(path)]
    ).fetchone()
    source = held.source(name)
    return {
        "dataset": name,
        "rows": many,
        "first": first,
        "last": last,
        "source": source.title,
        "version": source.version,
        "licence": source.licence,
        "address": source.address,
        "retrieved": source.retrieved,
        "shipped": path.parent == shipped(),
    }


def _service(name: str) -> Plain:
    offered = service(name)
    return {
        "name": name,
        "title": offered.title,
        "producer": offered.producer,
        "address": offered.address,
        "licence": offered.licence,
        "key": offered.key,
        "indicators": [offer.indicator for offer in offered.catalogue],
    }
