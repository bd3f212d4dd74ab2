"""Both partners' statements as text: a table for each direction, one for turnover, and what explains them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple, TextIO

from karvan.formats.sparkline import sparkline
from karvan.formats.view import View
from karvan.formats.wording import country
from karvan.formats.wrapping import display_width, filled
from karvan.nouns.finding import Source
from karvan.nouns.observation import Observation
from karvan.statistics.mirror import parts_of_years
from karvan.statistics.naming import products_known
from karvan.statistics.observing import parts_told
from karvan.statistics.sides import MARGIN, Flow, Mirror, Reconciled
from karvan.statistics.statement import Statement

_SCALES = ((Decimal(10**9), "billion "), (Decimal(10**6), "million "), (Decimal(10**3), "thousand "), (Decimal(1), ""))
_UNREAD = Decimal(10**11)
_PARTS = 24
"""The most values of parts of years that a page shows."""
_BY = {
    "BACI": "made of both partners' statements by BACI, at f.o.b.; an interval encloses it and both at f.o.b.",
    "fitted": "at f.o.b., each partner weighted by how well it is known to count; nine of ten lie in the interval",
    "even weights": f"the middle of both at f.o.b., {MARGIN:.0%} taken off c.i.f.; the interval runs from one to the other",
}


class _Scale(NamedTuple):
    """How values are written: divided by what, with how many decimals, after which words."""

    factor: Decimal
    decimals: int
    words: str

    def shown(self, value: Decimal | float, *, signed: bool = False) -> str:
        scaled = round(Decimal(value) / self.factor, self.decimals)
        if not scaled and value:
            return f"under {Decimal(1).scaleb(-self.decimals)}"
        return f"{scaled:{'+' if signed else ''},.{self.decimals}f}"


def write(made: Mirror, stream: TextIO, view: View) -> None:
    """Writes the page."""
    stream.writelines(view.shown(line.rstrip()) + "\n" for line in page(made, view))


def page(made: Mirror, view: View) -> Iterator[str]:
    """The lines of the page."""
    scale = _scale(made)
    goods = f"trade in {made.product}" if made.product else "trade in all goods"
    yield f"{country(made.one)} and {country(made.other)}: {goods}, {scale.words}{_unit(made)}"
    if made.product:
        yield from filled(f"{made.product}: {products_known().get(made.product, 'no description')}", view.width)
    for exporter, importer in ((made.one, made.other), (made.other, made.one)):
        yield ""
        yield from _flows(made.of(exporter), exporter, importer, scale, view.width)
    if made.turnovers:
        yield ""
        yield from _turnovers(made, scale, view.width)
    yield from _parts_of_years(made, scale)
    for title, sentences in (
        ("Notes", list(_notes(made, scale))), ("Missing", list(made.observed.missing)), ("Sources", list(_sources(made)))
    ):  # fmt: skip
        if sentences:
            yield ""
            yield title
            for sentence in sentences:
                first, *rest = filled(sentence, view.width - 2)
                yield f"- {first}"
                yield from (f"  {line}" for line in rest)


def _flows(flows: Sequence[Flow], exporter: str, importer: str, scale: _Scale, width: int) -> Iterator[str]:
    yield f"{country(exporter)}'s exports to {country(importer)}"
    silent = [_always(flow.exported for flow in flows), _always(flow.imported for flow in flows)]
    heads = [f"{exporter} exports", f"{importer} imports"]
    rows: list[dict[str, str]] = []
    for flow in flows:
        if all(silent) and flow.reconciled is None:
            continue
        gap, share = _gap(flow.gap, flow.share, scale)
        cells = dict(zip(heads, (_cell(flow.exported, scale), _cell(flow.imported, scale)), strict=True))
        ratio = f"{flow.ratio:.2f}" if flow.ratio is not None else ""
        reconciled = _reconciled(flow.reconciled, scale)
        row = {
            "year": flow.period.text,
            **cells,
            "gap": gap,
            "gap %": share,
            "cif/fob": ratio,
            "reconciled": reconciled,
        }
        for head, why in zip(heads, silent, strict=True):
            if why:
                del row[head]
        rows.append(row)
    yield from _table(rows, width, spare=("cif/fob", "gap"))
    said = ((exporter, "exports to", importer), (importer, "imports from", exporter))
    for why, (who, what, whom) in zip(silent, said, strict=True):
        if why or not flows:
            yield f"  {country(who)}'s {what} {country(whom)}: {why or 'not in the snapshot'}"
    yield from _sparklines(
        [(heads[0], [flow.exported.value for flow in flows]), (heads[1], [flow.imported.value for flow in flows])]
    )


def _turnovers(made: Mirror, scale: _Scale, width: int) -> Iterator[str]:
    yield "Turnover: exports and imports together"
    rows: list[dict[str, str]] = []
    for each in made.turnovers:
        gap, share = _gap(each.gap, each.share, scale)
        cells = {f"{made.one} states": _cell(each.first, scale), f"{made.other} states": _cell(each.second, scale)}
        rows.append({"year": each.period.text, **cells, "gap": gap, "gap %": share})
    yield from _table(rows, width)


def _parts_of_years(made: Mirror, scale: _Scale) -> Iterator[str]:
    found = parts_of_years(made)
    if not found:
        return
    yield ""
    if len(found) > _PARTS:
        yield f"Parts of years: {len(found)} more values are held (--format csv prints them)"
        return
    yield "Parts of years"
    what = {"trade.exports": "exports to", "trade.imports": "imports from", "trade.turnover": "turnover with"}
    for row in found:
        said = f"{row.reporter} {what.get(row.indicator, row.indicator)} {row.partner}"
        yield f"  {row.period.text:<17}  {said:<24}  {scale.shown(row.value):>10}{_marked(row)}"


def _table(rows: list[dict[str, str]], width: int, spare: Sequence[str] = ()) -> Iterator[str]:
    """Columns as wide as their widest cell, those that nobody fills left out.

    A reason in place of a value runs over the empty cells after it. Where the page is too narrow, the columns move
    together, then the spare ones go.
    """
    heads = [head for head in (rows[0] if rows else ()) if any(row[head] for row in rows)]
    indent, lines = "", list[str]()
    for indent, between, left_out in (("  ", 2, 0), ("", 1, 0), *(("", 1, many + 1) for many in range(len(spare)))):
        kept = [head for head in heads if head not in spare[:left_out]]
        lines = list(_lines([{head: row[head] for head in kept} for row in rows], " " * between))
        if all(len(indent) + display_width(line) <= width for line in lines):
            break
    yield from (f"{indent}{line}" for line in lines)


def _lines(rows: list[dict[str, str]], between: str) -> Iterator[str]:
    if not rows:
        return
    heads = list(rows[0])
    widths = [display_width(head) for head in heads]
    for row in rows:
        cells = list(row.values())
        for place, cell in enumerate(cells):
            runs_over = cell[:1].isalpha() and cells[place + 1 : place + 2] == [""]
            widths[place] = max(widths[place], 0 if runs_over else display_width(cell))
    for cells in (heads, *(list(row.values()) for row in rows)):
        line, owed = f"{cells[0]:<{widths[0]}}", 0
        for cell, room in zip(cells[1:], widths[1:], strict=True):
            text = f"{cell:>{max(0, room - owed)}}"
            owed = max(0, display_width(text) + owed - room)
            line += between + text
        yield line


def _sparklines(series: list[tuple[str, list[Decimal | None]]]) -> Iterator[str]:
    top = max((value for _, values in series for value in values if value is not None), default=None)
    if top is None or max(len(values) for _, values in series) < 3:
        return
    for name, values in series:
        if any(value is not None for value in values):
            yield f"  {name:<12} {sparkline(values, top)}"


def _cell(side: Statement, scale: _Scale) -> str:
    if side.said is None or not side.said.value:
        return side.shown
    return scale.shown(side.said.value) + ("*" if side.revised else "")


def _gap(gap: Decimal | None, share: float | None, scale: _Scale) -> tuple[str, str]:
    if gap is None:
        return "", ""
    return scale.shown(gap, signed=True) if gap else "0", f"{share:+.1%}".rstrip("%") if share is not None else ""


def _reconciled(made: Reconciled | None, scale: _Scale) -> str:
    if made is None:
        return ""
    if made.low is None or made.high is None:
        return scale.shown(made.value)
    return f"{scale.shown(made.value)} ({scale.shown(made.low)}–{scale.shown(made.high)})"


def _always(sides: Iterable[Statement]) -> str | None:
    """The one reason why a side never says anything; None where it does, or where the reasons differ."""
    reasons = {side.absence if side.said is None else None for side in sides}
    return reasons.pop() if len(reasons) == 1 else None


def _notes(made: Mirror, scale: _Scale) -> Iterator[str]:
    if any(flow.gap is not None for flow in made.flows):
        yield (
            "gap: what the importer states above the exporter. Imports are counted with freight and insurance (c.i.f.), "
            f"exports without (f.o.b.): about {MARGIN:.0%} is usual, cif/fob {1 + MARGIN}. A negative gap has other "
            "causes: time on the way, origin against consignment, goods that one side does not see."
        )
    if made.parts and made.product:
        yield parts_told(made.product, made.parts)
    pressed = dict.fromkeys(row.reporter for row in made.observed if row.level == "reported by press")
    if pressed:
        yield f"some or all values of {' and '.join(pressed)} are quoted by the press, not taken from the offices themselves"
    for by, flows in _grouped(made.flows):
        yield f"reconciled, {flows}: {_BY[by]}"
    for flow in made.flows:
        yield from _notes_of(flow, scale)
    for each in made.turnovers:
        yield from _said_otherwise(each.first, f"{each.period.text} turnover", scale)
        yield from _said_otherwise(each.second, f"{each.period.text} turnover", scale)
        if each.equal:
            yield f"{each.period.text}: both state a turnover equal to the last digit; {each.equal}, so it seems"


def _notes_of(flow: Flow, scale: _Scale) -> Iterator[str]:
    when = flow.period.text
    if flow.equal:
        what = f"{flow.exporter}'s exports and {flow.importer}'s imports are equal to the last digit"
        yield f"{when}: {what}: {flow.equal}, so it seems; two offices that count apart differ"
    for side, what in ((flow.exported, "exports"), (flow.imported, "imports")):
        yield from _said_otherwise(side, f"{when} {what}", scale)
        if side.said is not None and "sum of " in (side.said.note or ""):
            yield f"{when} {what} of {side.said.reporter}: {(side.said.note or '').rpartition('; ')[2]}"


def _said_otherwise(side: Statement, what: str, scale: _Scale) -> Iterator[str]:
    if side.said is None:
        return
    if side.revised:
        earlier = ", ".join(dict.fromkeys(f"{row.value:,f}" for row in side.earlier if row.value != side.said.value))
        yield f"{what}: * {side.said.reporter} stated {earlier} before, now {side.said.value:,f}"
    others = dict.fromkeys(
        f"{scale.shown(row.value)} {row.unit if row.unit != side.said.unit else ''}({_where(row, side.said)})".replace(
            "  ", " "
        )
        for row in side.besides
        if row.value != side.said.value
    )
    if others:
        yield f"{what}: {side.said.reporter} also states {', '.join(others)}"


def _where(row: Observation, said: Observation) -> str:
    notes = [part.removeprefix("address=") for part in (row.note or "").split("; ") if part]
    valued = f", {row.valuation}" if row.valuation and row.valuation != said.valuation else ""
    return (", ".join(notes) or row.dataset) + valued


def _marked(row: Observation) -> str:
    return "  (press)" if row.level == "reported by press" else ""


def _grouped(flows: Iterable[Flow]) -> Iterator[tuple[str, str]]:
    years: dict[str, list[int]] = {}
    for flow in flows:
        if flow.reconciled is not None:
            years.setdefault(flow.reconciled.by, []).append(flow.period.year)
    for by, known in years.items():
        first, last = min(known), max(known)
        yield by, f"{first}" if first == last else f"{first}–{last}"


def _sources(made: Mirror) -> Iterator[str]:
    for source in made.observed.sources():
        rows = made.observed.where(source=source)
        who = ", ".join(dict.fromkeys(row.reporter for row in rows if row.level != "reconciled"))
        yield _cited(source) + (f" [{who}]" if who else " [reconciled]")


def _cited(source: Source) -> str:
    told = [source.title, source.version and f"version {source.version}", source.licence, source.address]
    return ", ".join(part for part in told if part)


def _unit(made: Mirror) -> str:
    units = [row.unit for row in made.observed if row.unit != "t"]
    return max(dict.fromkeys(units), key=units.count, default="USD")


def _scale(made: Mirror) -> _Scale:
    values = [abs(row.value) for row in made.observed if row.unit != "t" and row.value]
    top, least = max(values, default=Decimal(0)), min(values, default=Decimal(0))
    # millions unless all is small, or too large to be read in them
    factor, words = next((each for each in _SCALES if top >= each[0]), _SCALES[-1])
    if factor == _SCALES[0][0] and top < _UNREAD:
        factor, words = _SCALES[1]
    decimals = (
        0 if factor == 1 else 1 if least >= factor / 2 or top >= 1000 * factor else 2 if least >= factor / 10 else 3
    )
    return _Scale(factor, decimals, words)


__all__ = ["page", "write"]
