"""karvan statistics: show, list, fetch, import, refresh, indices."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

from karvan.cli import NOTHING_CONTRADICTED
from karvan.cli.options import Output, Quiet
from karvan.cli.output import opened, width
from karvan.cli.saying import nearest
from karvan.formats.tally import counted
from karvan.nouns.errors import UsageError

TableFormat = Annotated[Literal["text", "csv", "json", "parquet"], "-f"]
ListFormat = Annotated[Literal["text", "json"], "-f"]
Frequency = Literal["A", "Q", "M"]


def show(
    reporter: str,
    partner: str,
    *,
    product: str | None = None,
    from_: int | None = None,
    to: int | None = None,
    plot: Path | None = None,
    format: TableFormat = "text",  # noqa: A002
    output: Output = None,
) -> int:
    """Show two countries' trade as both of them state it, by year.

    Each flow is stated twice: by the exporter, and by the importer with freight and insurance. Both stand side by
    side, with the gap, one value made of both, and the sources. Nothing is fetched.

    Parameters
    ----------
    reporter
        A country, by ISO 3166 code or English name.
    partner
        The other country.
    product
        An HS code of two, four or six digits, or a product's name; without it, all goods.
    from_
        The first year.
    to
        The last year.
    plot
        A file for a picture (SVG) of both sides and the gap between them; needs `karvan[charts]`.
    format
        How to print: text for people, csv and parquet for the rows, json for both.
    output
        The file to write, instead of standard output.

    Examples
    --------
    karvan statistics show AZE TJK
    karvan statistics show Kazakhstan Kyrgyzstan --from 2015 --plot gap.svg
    karvan statistics show AZE TJK --product 7601 --format csv

    """
    from karvan.statistics.mirror import mirror

    if from_ is not None and to is not None and from_ > to:
        raise UsageError(f"`--from {from_}` lies after `--to {to}`")
    _asked_in_full(format, output)
    made = mirror(reporter, partner, product=product, first=from_, last=to)
    if plot is not None:
        from karvan.formats.mirror_chart import svg

        drawn = svg(made)
        with opened(plot, text=False) as stream:
            stream.write(drawn)
    if format == "parquet":
        from karvan.formats.observation_rows import COLUMNS
        from karvan.formats.parquet_table import write_parquet

        write_parquet(made.observed.to_dicts(), COLUMNS, _file(output))
        return NOTHING_CONTRADICTED
    with opened(output, text=format == "text") as stream:
        if format == "text":
            from karvan.formats.mirror_text import write
            from karvan.formats.view import View

            encoding = getattr(stream, "encoding", None) or "utf-8"
            write(made, stream, View(encoding=encoding, width=width(stream)))
        elif format == "csv":
            from karvan.formats.observation_rows import write_csv

            write_csv(made.observed, stream)
        else:
            from karvan.formats.jsonl import encoded
            from karvan.formats.mirror_json import plain

            stream.write(encoded(plain(made)) + "\n")
    return NOTHING_CONTRADICTED


def list_datasets(*, format: ListFormat = "text") -> int:  # noqa: A002
    """List the datasets that are held, and the services that more can be fetched from.

    Parameters
    ----------
    format
        How to print: text for people, json for programs.

    Examples
    --------
    karvan statistics list

    """
    from karvan.formats import dataset_list

    found = dataset_list.found()
    with opened(None, text=format == "text") as stream:
        if format == "json":
            from karvan.formats.jsonl import encoded

            stream.write(encoded(found) + "\n")
        else:
            from karvan.formats.view import View

            view = View(encoding=getattr(stream, "encoding", None) or "utf-8", width=width(stream))
            stream.writelines(view.shown(f"{line}\n") for line in dataset_list.lines(found, view.width))
    return NOTHING_CONTRADICTED


def fetch(
    source: str,
    archive: str | None = None,
    /,
    *,
    reporter: str | None = None,
    partner: str | None = None,
    period: str | None = None,
    product: str | None = None,
    flow: str | None = None,
    indicator: str | None = None,
    frequency: Frequency = "A",
    address: str | None = None,
    quiet: Quiet = False,
) -> int:
    """Fetch official statistics and keep them beside the shipped ones.

    Answers are kept with address, version and date, so that nothing is asked twice; `karvan statistics list` names the
    services. Several values stand between commas.

    Parameters
    ----------
    source
        The service (comtrade, imts, wdi), or the archive (baci, gravity).
    archive
        The file or address of an archive; gravity knows its own address.
    reporter
        Who states it: countries by code or name, between commas.
    partner
        About whom: countries, or WLD for all of them together.
    period
        Years or months: 2015/2023, 2023-01/2023-06, 2021,2023.
    product
        HS codes, or HS2, HS4, HS6 for all of that length; without it, all goods together.
    flow
        exports, imports, or both between commas.
    indicator
        What of a service that knows no partners, such as gdp.
    frequency
        A for years, Q for quarters, M for months.
    address
        Another service of the same kind, such as one of your own.
    quiet
        Say nothing where nothing went wrong.

    Examples
    --------
    karvan statistics fetch comtrade --reporter TJK --partner AZE --period 2023
    karvan statistics fetch wdi --reporter AZE,TJK --indicator gdp
    karvan statistics fetch baci BACI_HS92_V202401b.zip --reporter AZE
    karvan statistics fetch gravity Gravity_csv_V202211.zip --period 2010/2020

    """
    from karvan.statistics.sources import FLOWS, SERVICES, Query

    query = Query(
        reporters=_several(reporter), partners=_several(partner), periods=_several(period), products=_several(product),
        flows=_several(flow) or FLOWS, indicators=_several(indicator), frequency=frequency,
    )  # fmt: skip
    if source == "baci":
        from karvan.statistics.sources.baci import load

        if archive is None:
            raise UsageError("ARCHIVE is missing", hint="`karvan statistics fetch baci FILE.zip`, or its address")
        return _kept(lambda told: load(archive, query=query, progress=told), quiet=quiet)
    if source == "gravity":
        from karvan.statistics.sources import gravity

        return _kept(lambda told: gravity.load(archive or gravity.ADDRESS, query=query, progress=told), quiet=quiet)
    if source not in SERVICES:
        known = (*SERVICES, "baci", "gravity")
        raise UsageError(f"there is no source `{source}`", hint=nearest(source, known, all_of="sources"))
    if archive is not None:
        raise UsageError(f"there is no use for `{archive}`", hint="`karvan statistics fetch --help` shows how")
    if not query.reporters:
        raise UsageError("`--reporter` is missing", hint=f"`karvan statistics fetch {source} --reporter TJK`")
    from karvan.statistics.fetching import fetch as asked

    return _kept(lambda told: asked(source, query, address=address, progress=told), quiet=quiet)


def import_(table: Path, *, mapping: str, quiet: Quiet = False) -> int:
    """Keep the observations of a national table, read by a mapping file.

    What is wrong in the table is named by file, row and column; then nothing is kept.

    Parameters
    ----------
    table
        CSV, or a workbook (xlsx, xls, xlsb, ods; needs `karvan[statistics]`).
    mapping
        A mapping file (TOML), or the name of a shipped one, such as customs-aze.
    quiet
        Say nothing where nothing went wrong.

    Examples
    --------
    karvan statistics import trade-2023.xlsx --mapping customs-aze

    """
    from karvan.statistics.importing import import_table

    return _kept(lambda told: import_table(table, mapping, progress=told), quiet=quiet)


def refresh(*datasets: str, address: str | None = None, quiet: Quiet = False) -> int:
    """Ask again everything that datasets were fetched by.

    A value that has changed is kept beside the new one.

    Parameters
    ----------
    datasets
        Ids, as `karvan statistics list` names them.
    address
        Another service of the same kind, such as one of your own.
    quiet
        Say nothing where nothing went wrong.

    Examples
    --------
    karvan statistics refresh comtrade

    """
    from karvan.statistics.fetching import refresh as asked_again

    if not datasets:
        raise UsageError("no dataset is named", hint="`karvan statistics refresh comtrade`")
    for dataset in datasets:
        _kept(lambda told, name=dataset: asked_again(name, address=address, progress=told), quiet=quiet)
    return NOTHING_CONTRADICTED


def indices(
    *names: str,
    reporter: str | None = None,
    partner: str | None = None,
    dataset: str | None = None,
    digits: int = 0,
    from_: int | None = None,
    to: int | None = None,
    format: TableFormat = "text",  # noqa: A002
    output: Output = None,
) -> int:
    """Compute indices of trade, or list them with their formulas.

    Parameters
    ----------
    names
        Indices such as growth, balassa, complexity; without any, all are listed.
    reporter
        Only of these countries, between commas.
    partner
        Only with these countries, between commas.
    dataset
        Datasets to compute from, between commas, the one that counts first; by default the one with most reporters.
    digits
        Digits of the product codes: 0 for all goods, 2, 4 or 6.
    from_
        The first year.
    to
        The last year.
    format
        How to print: text for people, csv, json and parquet for programs.
    output
        The file to write, instead of standard output.

    Examples
    --------
    karvan statistics indices
    karvan statistics indices growth --reporter KAZ,KGZ --from 2015
    karvan statistics indices balassa --digits 6 --format csv --output balassa.csv

    """
    from karvan.formats import index_table
    from karvan.statistics.indices import INDICES

    for name in names:
        if name not in INDICES:
            raise UsageError(f"there is no index `{name}`", hint=nearest(name, INDICES, all_of="indices"))
    _asked_in_full(format, output)
    if not names:
        with opened(output, text=True) as stream:
            stream.writelines(f"{line}\n" for line in index_table.pages(width(stream)))
        return NOTHING_CONTRADICTED
    tables = index_table.computed(
        names, _several(dataset), reporters=_several(reporter), partners=_several(partner), digits=digits, first=from_, last=to
    )  # fmt: skip
    if format == "parquet":
        index_table.write_table(tables, _file(output))
        return NOTHING_CONTRADICTED
    with opened(output, text=format == "text") as stream:
        index_table.write(tables, format, stream, width(stream))
    return NOTHING_CONTRADICTED


def _kept(ask: Callable[[Any], Any], *, quiet: bool) -> int:
    """Runs what fetches or imports, with one line that says where it stands, and says what became of it."""
    shown = not quiet and sys.stderr.isatty()

    def told(what: str, done: int, total: int) -> None:
        if shown:
            of = f"/{total}" if total else ""
            sys.stderr.write(f"\r{what} {done}{of}\x1b[K")
            sys.stderr.flush()

    try:
        fetched = ask(told)
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
    if not quiet:
        print(f"{fetched.dataset}: {fetched.observations:,} observations")
        for why, many in fetched.left_out.items():
            print(f"  left out: {counted(many, 'row')}: {why}")
    return NOTHING_CONTRADICTED


def _several(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


def _asked_in_full(format: str, output: Path | None) -> None:  # noqa: A002
    if format == "parquet" and (output is None or str(output) == "-"):
        raise UsageError("Parquet is no text to print", hint="name a file: `--output trade.parquet`")


def _file(output: Path | None) -> Path:
    assert output is not None
    if output.is_dir():
        raise UsageError("this is a folder", where=str(output), hint="`--output` takes the name of a file")
    if not output.parent.is_dir():
        raise UsageError("there is no such folder", where=str(output.parent), hint="make it first")
    return output
