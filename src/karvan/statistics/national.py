"""National tables: the rows of a sheet as observations, by what a mapping says of its columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from karvan.nouns import DataError, Period
from karvan.statistics import written
from karvan.statistics.heads import Column, Head
from karvan.statistics.mapping import Mapping, Values
from karvan.statistics.sheets import Cell, Sheet, letters, text

_MANY = 3
"""So many mistakes are told before one says how many more there are."""


class Row(NamedTuple):
    """One observation, and where it stands in the table."""

    reporter: str
    partner: str | None
    indicator: str
    product: str | None
    period: str
    value: Decimal
    unit: str
    valuation: str | None
    level: str
    note: str | None
    line: int
    column: int
    total: bool


class Mistake(NamedTuple):
    """What is wrong in a cell."""

    line: int
    column: int
    what: str
    hint: str | None = None


class WrongError(Exception):
    """A cell that can't be read, on its way to the list of mistakes."""

    def __init__(self, what: str, hint: str | None = None) -> None:
        super().__init__(what)
        self.what, self.hint = what, hint


class Table:
    """A sheet with its mapping: columns found, cells of the title read."""

    def __init__(self, sheet: Sheet, mapping: Mapping) -> None:
        self.sheet, self.mapping = sheet, mapping
        self.months = dict(written.month_names(mapping.language))
        self.months |= {written.folded(name): number for name, number in mapping.period.months.items()}
        self.names = written.country_names(mapping.language)
        self.countries = {written.folded(text(name)): code for name, code in mapping.countries.items()}
        self.totals = {written.folded(text(name)): code for name, code in mapping.totals.items()}
        self.forms = mapping.period.format or written.USUAL
        self._guarded()
        self.head = Head(sheet, mapping.table.header)
        self.dimensions = {
            what: self.head.find(name, f"columns.{what}") for what, name in mapping.columns.told().items()
        }
        self.columns = [column for values in mapping.values for column in self.head.columns(values, self.months)]
        self.whole = self._whole_period()
        self._said()

    def rows(self) -> tuple[list[Row], list[Mistake]]:
        """Every observation of the table, and every cell that can't be read."""
        found: list[Row] = []
        wrong: list[Mistake] = []
        for line, cells in self._lines():
            try:
                told = {what: self._cell(cells, place) for what, place in self.dimensions.items()}
                partner, total = self._partner(told.get("partner"))
            except WrongError as error:
                wrong.append(Mistake(line, self.dimensions["partner"], error.what, error.hint))
                continue
            if partner == "":
                continue
            for column in self.columns:
                try:
                    value = self._value(self._cell(cells, column.place))
                    if value is not None:
                        found.append(self._row(told, column, value, partner, total, line))
                except WrongError as error:
                    wrong.append(Mistake(line, column.place, error.what, error.hint))
        return found, wrong

    def address(self, line: int, column: int) -> str:
        """Where a cell stands: row 7, column B (`İxrac`)."""
        name = self.head.names[column] if column < len(self.head.names) else ""
        return f"row {line}, column {letters(column)}" + (f" (`{name}`)" if name else "")

    def _lines(self) -> Iterator[tuple[int, list[Cell]]]:
        layout = self.mapping.table
        last = self.head.last
        for line, cells in zip(self.sheet.lines, self.sheet.rows, strict=True):
            lead = next((said for cell in cells if (said := text(cell))), "")
            if line <= last or not lead:
                continue
            if layout.ends and lead.startswith(layout.ends):
                return
            if not any(lead == said or (said.endswith("*") and lead.startswith(said[:-1])) for said in layout.skip):
                yield line, cells

    @staticmethod
    def _cell(cells: list[Cell], place: int) -> Cell:
        return cells[place] if place < len(cells) else None

    def _guarded(self) -> None:
        for address, wanted in self.mapping.check.cells.items():
            said = self.sheet.at(address)
            if written.folded(wanted) not in written.folded(said):
                raise DataError(
                    f"cell {address} says `{said}` and not `{wanted}`: another unit, or another table",
                    where=self.sheet.place,
                    hint=f"look at the file; if it is right, change `check.cells.{address}` of the mapping",
                )

    def _whole_period(self) -> str | None:
        asked = self.mapping.period.cell
        if asked is None:
            return self.mapping.fixed.period
        said = self.sheet.at(asked)
        found = written.read_period(said, self.forms, self.months)
        if found is None:
            raise DataError(
                f"cell {asked} tells no period: `{said}`",
                where=self.sheet.place,
                hint="say in `period.format` how it is written: `{month}-{to_month} {year}`",
            )
        return found

    def _said(self) -> None:
        """That all is told what an observation needs."""
        fixed, told = self.mapping.fixed, self.dimensions
        whole = self.whole or "period" in told
        for values in self.mapping.values:
            lacking = [
                what
                for what, known in (
                    ("reporter", fixed.reporter or "reporter" in told),
                    (
                        "a flow or an indicator",
                        values.flow or values.indicator or fixed.flow or fixed.indicator or "flow" in told,
                    ),
                    ("a period", values.period or whole or written.has_holes(values.columns)),
                    ("a unit", values.unit or fixed.unit or "unit" in told),
                )
                if not known
            ]
            if lacking:
                raise DataError(
                    f"the mapping tells no {' and no '.join(lacking)} for `{values.columns}`", where=self.sheet.place
                )

    def _partner(self, cell: Cell) -> tuple[str | None, bool]:
        if "partner" not in self.dimensions:
            return self.mapping.fixed.partner, False
        said = text(cell)
        name = written.folded(said)
        if name in self.totals:
            return self.totals[name], True
        return self._country(said), False

    def _country(self, said: str) -> str:
        name = written.folded(said)
        code = self.countries.get(name)
        if code is None and (code := self.names.get(name)) == "":
            raise WrongError(f"`{said}` can mean several countries", "say which in `[countries]`")
        if code is None and written.is_code(said):
            return said
        if code is None:
            what = f"`{said}` is no country that is known" if said else "no country is named"
            raise WrongError(what, written.near_country(said, self.mapping.language) if said else None)
        return code

    def _value(self, cell: Cell) -> Decimal | None:
        numbers = self.mapping.numbers
        said = text(cell)
        if said in numbers.missing:
            return None
        if said in numbers.zero:
            return Decimal(0)
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            value = Decimal(repr(cell))
        elif not said:
            raise WrongError(
                "the value is missing", 'where that means "not reported", say so: `missing = [""]` in `[numbers]`'
            )
        else:
            value = written.number(said, numbers.decimal, numbers.thousands, numbers.marks)
        if value is None or not value.is_finite():
            raise WrongError(
                f"`{said}` is no number", "`[numbers]` says how they are written: decimal, thousands, missing, marks"
            )
        return value

    def _row(
        self, told: dict[str, Cell], column: Column, value: Decimal, partner: str | None, total: bool, line: int
    ) -> Row:
        fixed, values = self.mapping.fixed, column.values
        indicator = self._indicator(told, values)
        unit, factor = self._unit(values.unit or (text(told["unit"]) if "unit" in told else fixed.unit) or "")
        if value < 0 and indicator != "trade.balance":
            raise WrongError(f"the value is negative: {value}", "a flow can't lie below zero; is this the balance?")
        return Row(
            reporter=self._country(text(told["reporter"])) if "reporter" in told else fixed.reporter or "",
            partner=partner,
            indicator=indicator,
            product=self._product(told),
            period=self._period(told, column),
            value=value * factor,
            unit=unit,
            valuation=values.valuation or fixed.valuation,
            level=fixed.level,
            note=values.note or (text(told["note"]) if "note" in told else "") or fixed.note,
            line=line,
            column=column.place,
            total=total,
        )

    def _indicator(self, told: dict[str, Cell], values: Values) -> str:
        fixed = self.mapping.fixed
        if values.indicator or (fixed.indicator and not values.flow):
            return values.indicator or fixed.indicator or ""
        said = values.flow or (text(told["flow"]) if "flow" in told else fixed.flow) or ""
        flow = written.FLOWS.get(self.mapping.flows.get(said, said).lower())
        if flow is None:
            raise WrongError(f"`{said}` is no flow", "say in `[flows]` whether it is export, import or turnover")
        return flow

    def _unit(self, said: str) -> tuple[str, Decimal]:
        known = written.unit(self.mapping.units.get(said, said))
        if known is None:
            raise WrongError(f"`{said}` is no unit", f"{written.near_unit(said)}; say in `[units]` what it is")
        return known

    def _product(self, told: dict[str, Cell]) -> str | None:
        if "product" not in told:
            return self.mapping.fixed.product
        said = text(told["product"])
        if (known := self.mapping.products.get(said)) is not None:
            return known or None
        code = "".join(said.replace(".", " ").split())
        # a spreadsheet that takes codes for numbers loses their first nought
        code = code.zfill(len(code) + len(code) % 2)
        if not (code.isdecimal() and code.isascii() and 2 <= len(code) <= 10):
            raise WrongError(f"`{said}` is no code of the Harmonised System", "say in `[products]` which code it has")
        if code[:2] not in written.chapters():
            raise WrongError(
                f"`{said}`: no chapter of the Harmonised System is called {code[:2]}", "chapters run from 01 to 97"
            )
        return code

    def _period(self, told: dict[str, Cell], column: Column) -> str:
        whole = column.values.period or self.whole
        parts = column.parts
        if parts and parts.get("year") is None and whole and len(whole) == 4:
            parts = parts | {"year": whole}
        cell = told.get("period")
        if parts:
            found = written.period(parts, self.months)
        elif "period" in told:
            found = (
                written.date_period(cell)
                if isinstance(cell, dt.date)
                else written.read_period(text(cell), self.forms, self.months)
            )
        else:
            found = whole
        if found is None:
            said = text(cell) if "period" in told else self.head.names[column.place]
            raise WrongError(f"`{said}` is no period", "say in `period.format` how it is written: `{month} {year}`")
        self._fits(found, whole)
        return found

    def _fits(self, found: str, whole: str | None) -> None:
        years = self.mapping.period.years
        if years and Period(found).year not in years:
            raise WrongError(f"the year of `{found}` is none of {', '.join(map(str, years))}: years are mixed")
        if whole and not Period(whole).contains(Period(found)):
            raise WrongError(f"`{found}` lies outside {whole}, which holds for the whole table: years are mixed")


def told(table: Table, mistakes: list[Mistake]) -> DataError:
    """The first mistakes of a table in one sentence each, and how many more there are."""
    first, *others = mistakes
    more = [f"{table.address(each.line, each.column)}: {each.what}" for each in others[: _MANY - 1]]
    if len(others) > len(more):
        more.append(f"and {len(others) - len(more)} more")
    what = "; ".join([first.what, *more])
    return DataError(what, where=f"{table.sheet.place}, {table.address(first.line, first.column)}", hint=first.hint)
