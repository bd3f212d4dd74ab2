"""Heads: what the columns of a table are called, and which one a mapping means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from karvan.nouns import DataError
from karvan.statistics import written
from karvan.statistics.mapping import Values
from karvan.statistics.sheets import Sheet, letters, text


class Column(NamedTuple):
    """A column of values, with the period that its name tells."""

    values: Values
    place: int
    parts: dict[str, str | None]


class Head:
    """The header of a sheet: one row, or several of which the upper ones span columns."""

    def __init__(self, sheet: Sheet, header: int | list[int]) -> None:
        self.place = sheet.place
        self.lines = [header] if isinstance(header, int) else header
        self.names = self._names(sheet)

    @property
    def last(self) -> int:
        """The row above the first one of the table."""
        return self.lines[-1]

    def _names(self, sheet: Sheet) -> list[str]:
        """The names of the columns; what spans several columns stands before what it spans."""
        by_line = dict(zip(sheet.lines, sheet.rows, strict=True))
        lines = self.lines
        missing = next((line for line in lines if line not in by_line), None)
        if missing is not None or not lines:
            raise DataError(f"there is no row {missing} for the header", where=sheet.place)
        width = max(len(by_line[line]) for line in lines)
        levels: list[list[str]] = []
        for depth, line in enumerate(lines):
            names = [text(cell) for cell in by_line[line]] + [""] * (width - len(by_line[line]))
            if depth < len(lines) - 1:
                for place in range(1, width):
                    names[place] = names[place] or names[place - 1]
            levels.append(names)
        return [" / ".join(dict.fromkeys(name for level in levels if (name := level[place]))) for place in range(width)]

    def find(self, name: str, key: str) -> int:
        """The place of a column, by its name or as `@B`; `key` is where the mapping says so."""
        if name.startswith("@"):
            named = next((place for place in range(len(self.names)) if letters(place) == name[1:]), None)
            if named is None:
                raise self._no_column(name, key)
            return named
        wanted = written.folded(text(name))
        places = [place for place, header in enumerate(self.names) if written.folded(header) == wanted]
        if len(places) > 1:
            twice = " and ".join(letters(place) for place in places)
            raise DataError(
                f"columns {twice} are both called `{name}`",
                where=self._place(),
                hint=f'name one by its letter: {key} = "@{letters(places[0])}"',
            )
        if not places:
            raise self._no_column(name, key)
        return places[0]

    def columns(self, values: Values, months: Mapping[str, int]) -> Iterator[Column]:
        """The columns that a `[[values]]` means: one, or all whose names tell a period."""
        if not written.has_holes(values.columns):
            yield Column(values, self.find(values.columns, "values.columns"), {})
            return
        form = written.pattern(text(values.columns))
        found = [
            Column(values, place, match.groupdict())
            for place, header in enumerate(self.names)
            if (match := form.fullmatch(written.folded(header)))
            # a word where a month may stand is not yet one
            and written.period({"year": "2000"} | match.groupdict(), months)
        ]
        if not found:
            raise self._no_column(values.columns, "values.columns")
        yield from found

    def _no_column(self, name: str, key: str) -> DataError:
        written_ones = [f"{letters(place)} `{header}`" for place, header in enumerate(self.names) if header]
        near = get_close_matches(name, [header for header in self.names if header], 1, 0.5)
        nearest = f"the nearest is `{near[0]}`; " if near else ""
        hint = f"{nearest}the columns are {', '.join(written_ones[:12]) or 'without names'}"
        return DataError(f"no column is called `{name}` (`{key}` of the mapping)", where=self._place(), hint=hint)

    def _place(self) -> str:
        return f"{self.place}, row {self.last}"
