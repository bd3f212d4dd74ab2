"""Official statistics made by hand: `said("AZE", "TJK", exports={"2023": 5.0e6})`."""

from __future__ import annotations

from decimal import Decimal

from karvan.nouns import Observation, Period, Source

CUSTOMS = Source(title="Customs: trade by country", address="https://customs.example/trade", version="2024")


def said(
    reporter: str,
    partner: str | None,
    *,
    level: str = "reported",
    unit: str = "USD",
    note: str | None = None,
    dataset: str = "customs",
    **flows: dict[str, object],
) -> tuple[Observation, ...]:
    return tuple(
        Observation(
            indicator=name.replace("_", ".") if name.startswith("gdp") else f"trade.{name}",
            reporter=reporter,
            partner=partner,
            period=Period(period),
            value=Decimal(str(value)),
            unit=unit,
            level=level,
            note=note,
            dataset=dataset,
            source=CUSTOMS,
        )
        for name, points in flows.items()
        for period, value in points.items()
    )


class Told:
    """Facts that hold these observations and nothing else."""

    def __init__(self, *rows: Observation) -> None:
        self.rows = rows

    def recipes(self) -> tuple:
        return ()

    def elsewhere(self, figure) -> tuple:  # noqa: ARG002 - what facts are asked
        return ()

    def observed(self, one: str, other: str) -> tuple[Observation, ...]:
        return tuple(row for row in self.rows if {row.reporter, row.partner} == {one, other})

    def economy(self, country: str) -> tuple[Observation, ...]:
        return tuple(row for row in self.rows if row.reporter == country and row.partner in (None, "WLD"))
