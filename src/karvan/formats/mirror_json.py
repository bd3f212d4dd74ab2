"""Both partners' statements as plain values: what stands side by side, and the rows that it was made from."""

from __future__ import annotations

from typing import Any

from karvan.nouns.plain import json_number
from karvan.statistics.sides import Flow, Mirror, Reconciled, Turnover
from karvan.statistics.statement import Statement

Plain = dict[str, Any]


def plain(made: Mirror) -> Plain:
    """The mirror as JSON has it.

    >>> from karvan.nouns import Observations
    >>> list(plain(Mirror(one="AZE", other="TJK", observed=Observations())))[:4]
    ['countries', 'product', 'parts', 'flows']
    """
    return {
        "countries": [made.one, made.other],
        "product": made.product,
        "parts": list(made.parts),
        "flows": [_flow(flow) for flow in made.flows],
        "turnovers": [_turnover(each) for each in made.turnovers],
        "missing": list(made.observed.missing),
        "observations": made.observed.to_dicts(),
    }


def _flow(flow: Flow) -> Plain:
    return {
        "exporter": flow.exporter,
        "importer": flow.importer,
        "period": flow.period.text,
        "exported": _side(flow.exported),
        "imported": _side(flow.imported),
        "gap": None if flow.gap is None else json_number(flow.gap),
        "gap_share": flow.share,
        "freight_share": flow.freight,
        "cif_fob": flow.ratio,
        "asymmetry": flow.asymmetry,
        "equal": flow.equal,
        "reconciled": flow.reconciled and _reconciled(flow.reconciled),
    }


def _turnover(each: Turnover) -> Plain:
    return {
        "period": each.period.text,
        "first": _side(each.first),
        "second": _side(each.second),
        "gap": None if each.gap is None else json_number(each.gap),
        "gap_share": each.share,
        "equal": each.equal,
    }


def _side(side: Statement) -> Plain:
    return {
        "said": side.said and side.said.to_dict(),
        "absence": side.absence,
        "earlier": [row.to_dict() for row in side.earlier],
        "besides": [row.to_dict() for row in side.besides],
    }


def _reconciled(made: Reconciled) -> Plain:
    ends = {"low": made.low, "high": made.high}
    return {
        "value": json_number(made.value),
        **{name: None if end is None else json_number(end) for name, end in ends.items()},
        "by": made.by,
        "source": made.source and made.source.title,
    }
