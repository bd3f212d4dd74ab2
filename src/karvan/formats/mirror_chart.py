"""chart: both partners' statements of each direction as an SVG, with the gap between them as a band.

Drawn by Vega-Lite through Altair and vl-convert (`karvan[charts]`); the same data give the same bytes. Colours are CSS
variables with a light and a dark value, so that a page may set its own.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from decimal import Decimal
from html import escape
from typing import Any

from karvan.formats.wording import amount, country
from karvan.nouns.errors import UsageError
from karvan.statistics.sides import Flow, Mirror

WIDTH, HEIGHT = 520, 190
_MILLION = 10**6
# the light colours as Vega writes them into attributes; for each the name of the variable and its dark value
_COLOURS = {
    "#0b5394": ("exporter", "#7fb3ff"),
    "#b45309": ("importer", "#ffb454"),
    "#c9c9d6": ("gap", "#4a4a5a"),
    "#3f7d3f": ("reconciled", "#8fd18f"),
    "#1f2328": ("text", "#e6e6e6"),
    "#e3e3ea": ("grid", "#33333d"),
    "#fefefe": ("page", "#16181d"),
}
_EXPORTER, _IMPORTER, _GAP, _RECONCILED, _TEXT, _GRID, _PAGE = _COLOURS


def svg(made: Mirror) -> str:
    """The picture as the text of an SVG file."""
    flows = [part for part in (made.of(made.one), made.of(made.other)) if any(_told(flow) for flow in part)]
    if not flows:
        raise UsageError("there is nothing to draw", hint="`karvan statistics fetch` asks for what is not held")
    drawn = _imported("vl_convert").vegalite_to_svg(chart(made).to_dict(), vl_version=_version())
    return _finished(drawn, made)


def chart(made: Mirror) -> Any:
    """The picture as a chart of Altair, for notebooks."""
    alt = _imported("altair")
    panels = [_panel(alt, list(part)) for part in (made.of(made.one), made.of(made.other)) if any(map(_told, part))]
    return (
        alt.vconcat(*panels, spacing=26)
        .configure(font="sans-serif", background=_PAGE, padding={"left": 8, "top": 8, "right": 110, "bottom": 8})
        .configure_axis(
            labelColor=_TEXT,
            titleColor=_TEXT,
            domainColor=_GRID,
            tickColor=_GRID,
            gridColor=_GRID,
            titleFontWeight="normal",
        )
        .configure_title(color=_TEXT, anchor="start", fontSize=13)
        .configure_view(stroke=None)
    )


def told(made: Mirror) -> str:
    """What the picture shows, in words for those who don't see it.

    >>> from karvan.nouns import Observations
    >>> told(Mirror(one="AZE", other="TJK", observed=Observations()))
    'Trade of Azerbaijan and Tajikistan as both state it, nothing is held.'
    """
    sentences = list(_sentences(made))
    lead = f"Trade of {country(made.one)} and {country(made.other)} as both state it"
    return f"{lead}. {' '.join(sentences)}" if sentences else f"{lead}, nothing is held."


def _sentences(made: Mirror) -> Iterator[str]:
    for exporter in (made.one, made.other):
        flows = made.of(exporter)
        for side, verb in (("exported", "exports"), ("imported", "imports")):
            said = [(flow, value) for flow in flows if (value := getattr(flow, side).value) is not None]
            if said:
                (first, low), (last, high) = said[0], said[-1]
                who = first.exporter if side == "exported" else first.importer
                what = f"{country(who)}'s {verb}, {first.period.text} to {last.period.text}"
                yield f"{what}: from {amount(_round(low))} to {amount(_round(high))} {_unit(made)}."


def _panel(alt: Any, flows: list[Flow]) -> Any:
    rows = _rows(flows)
    first = flows[0]
    x = alt.X(
        "year:Q",
        title=None,
        axis=alt.Axis(format="d", tickMinStep=1, grid=False),
        scale=alt.Scale(zero=False, nice=False),
    )
    title = f"million {_unit_of(flows)}"

    def y(name: str) -> Any:
        return alt.Y(f"{name}:Q", title=title, axis=alt.Axis(tickCount=4))

    data = alt.Data(values=rows)
    base = alt.Chart(data)
    series = (
        ("reconciled", _RECONCILED, [3, 3]),
        ("imported", _IMPORTER, [1, 0]),
        ("exported", _EXPORTER, [1, 0]),
    )
    layers = [
        base.transform_filter("datum.run > 0")
        .mark_area(color=_GAP, opacity=0.55)
        .encode(x=x, y=y("exported"), y2="imported:Q", detail="run:N"),
        *(
            base.mark_line(color=colour, strokeDash=dash, point=alt.OverlayMarkDef(color=colour, size=18)).encode(
                x=x, y=y(name)
            )
            for name, colour, dash in series
        ),
        *_labels(alt, rows, first),
    ]
    heading = f"Exports of {country(first.exporter)} to {country(first.importer)}"
    return alt.layer(*layers).properties(width=WIDTH, height=HEIGHT, title=heading)


def _labels(alt: Any, rows: list[dict[str, Any]], first: Flow) -> Iterator[Any]:
    """Each series by its name beside its last point; names that would lie on each other are moved apart."""
    ends: list[tuple[float, int, str, str]] = []
    for name, colour, said in (
        ("exported", _EXPORTER, f"{first.exporter} exports"),
        ("imported", _IMPORTER, f"{first.importer} imports"),
        ("reconciled", _RECONCILED, "reconciled"),
    ):
        held = [row for row in rows if row[name] is not None]
        if held:
            ends.append((held[-1][name], held[-1]["year"], colour, said))
    top = (
        max(
            (row[name] for row in rows for name in ("exported", "imported", "reconciled") if row[name] is not None),
            default=1,
        )
        or 1
    )
    apart = top * 13 / HEIGHT
    lowest = None
    for value, year, colour, said in sorted(ends):
        place = value if lowest is None else max(value, lowest + apart)
        lowest = place
        yield (
            alt.Chart(alt.Data(values=[{"year": year, "value": place, "said": said}]))
            .mark_text(align="left", dx=8, color=colour, fontSize=11)
            .encode(x="year:Q", y="value:Q", text="said:N")
        )


def _rows(flows: list[Flow]) -> list[dict[str, Any]]:
    """Values by year in millions; `run` numbers the stretches in which both partners speak, 0 where one is silent."""
    rows: list[dict[str, Any]] = []
    runs = 0
    for flow in flows:
        reconciled = flow.reconciled and flow.reconciled.value
        values = {"exported": flow.exported.value, "imported": flow.imported.value, "reconciled": reconciled}
        both = flow.exported.value is not None and flow.imported.value is not None
        if both and not (rows and rows[-1]["run"]):
            runs += 1
        row = {name: None if value is None else float(value) / _MILLION for name, value in values.items()}
        rows.append({"year": flow.period.year, **row, "run": runs if both else 0})
    return rows


def _told(flow: Flow) -> bool:
    return any(value is not None for value in (flow.exported.value, flow.imported.value, flow.reconciled))


def _finished(drawn: str, made: Mirror) -> str:
    """With a title and a description for those who don't see it, and colours that follow the page."""
    light = _rules({written: written for written in _COLOURS})
    dark = _rules({written: dark for written, (_, dark) in _COLOURS.items()})
    # what can't read variables keeps the colours of the attributes
    style = f"<style>@supports (fill:var(--a)){{{light}@media (prefers-color-scheme:dark){{{dark}}}}}</style>"
    title = f"{country(made.one)} and {country(made.other)}: trade as both state it"
    head = f"<title>{escape(title)}</title><desc>{escape(told(made))}</desc>{style}"
    opened = re.sub(r"<svg ", '<svg role="img" ', drawn.replace('class="marks"', 'class="marks karvan"', 1), count=1)
    return re.sub(r"(<svg [^>]*>)", lambda tag: tag[0] + head, opened, count=1) + "\n"


def _rules(shown: dict[str, str]) -> str:
    return "".join(
        f'svg.karvan [{what}="{written}"]{{{what}:var(--karvan-{_COLOURS[written][0]},{colour})}}'
        for written, colour in shown.items()
        for what in ("fill", "stroke")
    )


def _version() -> str:
    """Vega-Lite's version as the installed Altair speaks it, as far as vl-convert knows it."""
    wanted = ".".join(importlib.import_module("altair").SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    known = _imported("vl_convert").get_vegalite_versions()
    return wanted if wanted in known else known[-1]


def _imported(library: str) -> Any:
    try:
        return importlib.import_module(library)
    except ModuleNotFoundError:
        raise UsageError(f"`{library}` is not installed", hint="pip install 'karvan[charts]'") from None


def _unit(made: Mirror) -> str:
    return next((row.unit for row in made.observed if row.unit != "t"), "USD")


def _unit_of(flows: list[Flow]) -> str:
    said = (side.said for flow in flows for side in (flow.exported, flow.imported))
    return next((row.unit for row in said if row is not None), "USD")


def _round(value: Decimal) -> Decimal:
    return Decimal(f"{value:.3g}")
