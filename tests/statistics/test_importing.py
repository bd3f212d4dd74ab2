"""National tables by mapping files: small ones made in the shape of those that offices publish, and what is wrong in them."""

import contextlib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from karvan.nouns import DataError
from karvan.statistics.holdings import Holdings
from karvan.statistics.importing import SHIPPED, import_table, read_table, shipped_mappings
from karvan.statistics.mapping import open_mapping
from karvan.statistics.written import number

xlsxwriter = pytest.importorskip("xlsxwriter")

CUSTOMS = [
    ["2023-cü ilin yanvar-dekabr ayları üzrə xarici ticarət"],
    [],
    ["min ABŞ dolları"],
    [],
    ["Ölkə", "Dövriyyə", "İdxal", "İxrac"],
    ["Cəmi", 51181000, 17284000, 33897000],
    ["MDB ölkələri", 6000000, 4000000, 2000000],
    # what the press quoted from customs: 6.1 million dollars in 2023, exports 5.0, imports 1.1
    ["Tacikistan", 6100, 1100, 5000],
    ["Rusiya Federasiyası", 4358000, "3 172 000,4", 1186000],
    ["Vatikan", 1, "-", 1],
    ["Qeyd: ilkin məlumat"],
]
AGENCY = """Внешняя торговля Республики Таджикистан;;;;
тыс. долларов США;;;;
Страна;Экспорт;;Импорт;
;2022;2023;2022;2023
Всего;2 141 600,0;2 449 100;5 168 400;5 900 000
Страны СНГ;900 000;1 000 000;2 500 000;2 800 000
в том числе:;;;;
Азербайджан;100,5;-;8 000;7 400,5
Российская Федерация;90 000;95 000,1;1 600 000;1 700 000
Примечание: предварительные данные;;;;
"""


@pytest.fixture
def book(tmp_path):
    def write(rows, name="bulletin.xlsx"):
        path = tmp_path / name
        with xlsxwriter.Workbook(str(path)) as workbook:
            sheet = workbook.add_worksheet("Ölkələr")
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
        return path

    return write


@pytest.fixture
def csv(tmp_path):
    def write(text, name="table.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_text(text, encoding)
        return path

    return write


@pytest.fixture
def mapping(tmp_path):
    def write(body):
        path = tmp_path / "mapping.toml"
        head = '[dataset]\nid = "made"\nproducer = "Office"\ntitle = "Trade"\nlicence = "CC-BY-4.0"\n'
        path.write_text(head + body, "utf-8")
        return path

    return write


LONG = """
[columns]
reporter = "Country"
partner = "Partner"
flow = "Flow"
period = "Period"
[fixed]
unit = "million USD"
[[values]]
columns = "Value"
"""


def changed(rows, line, *cells):
    return [*rows[: line - 1], list(cells), *rows[line:]]


def test_a_workbook_of_customs_becomes_observations(book, tmp_path):
    folder = tmp_path / "store"
    done = import_table(book(CUSTOMS), "customs-aze", folder=folder)
    assert (done.dataset, done.observations) == ("customs-aze", 7)
    held = Holdings(folder)
    said = {(one.indicator, one.unit): one.points for one in held.series("AZE", "TJK")}
    assert said == {("trade.exports", "USD"): {"2023": 5_000_000}, ("trade.imports", "USD"): {"2023": 1_100_000}}
    (world,) = (one for one in held.series("AZE", "WLD") if one.indicator == "trade.exports")
    assert world.points == {"2023": 33_897_000_000}
    # not reported is no observation, and no zero either
    assert {one.indicator for one in held.series("AZE", "VAT")} == {"trade.exports"}
    assert (
        held.source("customs-aze").title
        == "State Customs Committee of the Republic of Azerbaijan: Foreign trade by country"
    )


def test_a_wide_table_in_russian_becomes_observations(csv, tmp_path):
    folder = tmp_path / "store"
    assert import_table(csv(AGENCY), "statistics-tjk", folder=folder).observations == 11
    imports = next(one for one in Holdings(folder).series("TJK", "AZE") if one.indicator == "trade.imports")
    assert imports.points == {"2022": 8_000_000, "2023": 7_400_500}


@pytest.mark.parametrize("name", shipped_mappings())
def test_a_shipped_mapping_is_whole(name):
    assert open_mapping(SHIPPED / f"{name}.toml").dataset.id == name


def test_a_long_table_tells_everything_in_its_columns(csv, mapping):
    path = csv("Country,Partner,Flow,Period,Value\nTJK,Azerbaijan,Import,2022,7.5\nTajikistan,AZ,exports,2022,0.1\n")
    rows = read_table(path, open_mapping(mapping(LONG)))
    assert [(row.reporter, row.partner, row.indicator, row.period, row.value) for row in rows] == [
        ("TJK", "AZE", "trade.imports", "2022", Decimal("7500000.0")),
        ("TJK", "AZE", "trade.exports", "2022", Decimal("100000.0")),
    ]


def test_months_as_columns_take_their_year_from_the_title(csv, mapping):
    body = '[table]\nheader = 2\n[columns]\npartner = "Country"\n[fixed]\nreporter = "TJK"\nunit = "USD"\nflow = "export"\n'
    body += '[period]\ncell = "A1"\nformat = ["Exports in {year}"]\n[[values]]\ncolumns = "{month}"\n'
    rows = read_table(csv("Exports in 2023,,\nCountry,January,Feb.\nKazakhstan,5,6\n"), open_mapping(mapping(body)))
    assert [(row.period, row.value) for row in rows] == [("2023-01", 5), ("2023-02", 6)]


def test_codes_that_a_spreadsheet_took_for_numbers_get_their_nought_back(book, mapping):
    body = '[columns]\nproduct = "HS"\n[fixed]\nreporter = "TJK"\npartner = "AZE"\nflow = "export"\nperiod = "2023"\n'
    body += '[[values]]\ncolumns = "Value"\nunit = "USD"\n[[values]]\ncolumns = "kg"\nunit = "kg"\n'
    rows = read_table(book([["HS", "Value", "kg"], [80810, 5, 1500], ["76.01", 6, 2]]), open_mapping(mapping(body)))
    assert [(row.product, row.value, row.unit) for row in rows] == [
        ("080810", 5, "USD"), ("080810", Decimal("1.5"), "t"), ("7601", 6, "USD"), ("7601", Decimal("0.002"), "t"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "cells", "where", "what"),
    [
        (8, ["Tacikistann", 6100, 1100, 5000], "row 8, column A (`Ölkə`)", "no country that is known"),
        (8, ["Tacikistan", 6100, -1100, 5000], "row 8, column C (`İdxal`)", "negative"),
        (8, ["Tacikistan", 6100, "yox", 5000], "row 8, column C (`İdxal`)", "no number"),
        (8, ["Tacikistan", 6100, "1.100", 5000], "row 8, column C (`İdxal`)", "no number"),
        (8, ["Rusiya", 6100, 1100, 5000], "row 9, column C (`İdxal`)", "stands twice"),
        (3, ["milyon ABŞ dolları"], "Ölkələr", "another unit"),
        (1, ["xarici ticarət"], "Ölkələr", "tells no period"),
        (5, ["Ölkə", "Dövriyyə", "İdxal, cəmi", "İxrac"], "row 5", "no column is called `İdxal`"),
        (7, ["Avropa", 6000000, 19000000, 2000000], "row 7, column A (`Ölkə`)", "no country"),
        (6, ["Cəmi", 51181000, 172840, 33897000], "row 6, column C (`İdxal`)", "the total says"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_file_row_and_column(book, tmp_path, line, cells, where, what):
    folder = tmp_path / "store"
    path = book(changed(CUSTOMS, line, *cells))
    with pytest.raises(DataError) as raised:
        import_table(path, "customs-aze", folder=folder)
    assert raised.value.where is not None
    assert raised.value.where.startswith(str(path))
    assert where in raised.value.where
    assert what in raised.value.what
    assert raised.value.hint
    assert not list(folder.glob("*.parquet"))


def test_nothing_of_a_wrong_table_is_kept_and_what_was_held_stays(book, tmp_path):
    folder = tmp_path / "store"
    import_table(book(CUSTOMS), "customs-aze", folder=folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(DataError):
        import_table(book(changed(CUSTOMS, 9, "Rusiya", 1, "?", 1)), "customs-aze", folder=folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_an_empty_cell_is_no_number_unless_the_mapping_says_so(csv, mapping):
    path = csv("Country,Partner,Flow,Period,Value\nTJK,AZE,import,2022,\n")
    with pytest.raises(DataError, match="value is missing") as raised:
        read_table(path, open_mapping(mapping(LONG)))
    assert "row 2, column E (`Value`)" in (raised.value.where or "")


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ("TJK,AZE,import,2022,1\nTJK,AZE,import,2022-03,1\n", "periods are mixed"),
        ("TJK,AZE,import,2021,1\n", "years are mixed"),
        ("TJK,AZE,import,last year,1\n", "no period"),
        ("TJK,AZE,transit,2022,1\n", "no flow"),
        ("TJK,Congo,import,2022,1\n", "several countries"),
        ("TJK,USSR,import,2022,1\n", "no country"),
        ("TJK,,import,2022,1\n", "no country is named"),
        ("", "no observations"),
    ],
)
def test_a_wrong_row_of_a_long_table_is_refused(csv, mapping, rows, what):
    path = csv("Country,Partner,Flow,Period,Value\n" + rows)
    with pytest.raises(DataError) as raised:
        read_table(path, open_mapping(mapping(LONG + "[period]\nyears = [2022]\n")))
    assert what in raised.value.what


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ('[[values]]\ncolumns = "V"\n[colums]\npartner = "P"\n', "no such key: `colums`"),
        ("", "lacks `values`"),
        ("[[values]]\ncolumns = 3\n", "`values[0].columns`"),
        ("[[values]\n", "no TOML"),
    ],
)
def test_a_wrong_mapping_is_named_by_its_key(mapping, body, what):
    with pytest.raises(DataError) as raised:
        open_mapping(mapping(body))
    assert what in str(raised.value)


def test_a_mapping_that_tells_too_little_says_what_is_missing(csv, mapping):
    path = csv("Partner,Value\nAZE,1\n")
    with pytest.raises(DataError, match="no reporter and no a flow or an indicator and no a period and no a unit"):
        read_table(path, open_mapping(mapping('[columns]\npartner = "Partner"\n[[values]]\ncolumns = "Value"\n')))


def test_a_unit_that_is_none_names_the_nearest(csv, mapping):
    body = LONG.replace("million USD", "million USS")
    path = csv("Country,Partner,Flow,Period,Value\nTJK,AZE,import,2022,1\n")
    with pytest.raises(DataError, match="`million USS` is no unit") as raised:
        read_table(path, open_mapping(mapping(body)))
    assert "nearest is" in (raised.value.hint or "")


def test_files_that_are_no_tables_are_refused(tmp_path, csv):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 half a workbook")
    with pytest.raises(DataError, match="no workbook, or damaged"):
        import_table(broken, "customs-aze", folder=tmp_path)
    with pytest.raises(DataError, match="no such table"):
        import_table(tmp_path / "none.csv", "customs-aze", folder=tmp_path)
    with pytest.raises(DataError, match="no such mapping"):
        import_table(csv("a"), "customs-xyz", folder=tmp_path)
    with pytest.raises(DataError, match="not written in utf-8"):
        import_table(csv(AGENCY, encoding="windows-1251"), "statistics-tjk", folder=tmp_path)


def test_a_sheet_that_is_missing_names_those_at_hand(book, tmp_path):
    text = (SHIPPED / "customs-aze.toml").read_text("utf-8").replace("header = 5", 'header = 5\nsheet = "Cədvəl 2"')
    path = tmp_path / "other.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError, match="no sheet `Cədvəl 2`") as raised:
        import_table(book(CUSTOMS), path, folder=tmp_path)
    assert raised.value.hint == "the workbook has `Ölkələr`"


def test_shipped_files_have_a_source_and_the_bytes_it_was_written_with():
    import hashlib
    import tomllib

    told = tomllib.loads((SHIPPED / "provenance.toml").read_text("utf-8"))
    files = {path.name: path for path in SHIPPED.iterdir() if path.name != "provenance.toml"}
    assert told.keys() == files.keys()
    for name, path in files.items():
        assert told[name]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_names_are_what_the_maker_writes():
    import subprocess
    import sys

    pytest.importorskip("babel")
    maker = Path(__file__).parents[2] / "tools" / "make_country_names.py"
    if not maker.exists():
        pytest.skip("the makers are not shipped with this copy")
    made = subprocess.run([sys.executable, str(maker), "--check"], capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr


def test_a_chapter_that_there_is_not_is_no_product(book, mapping):
    body = '[columns]\nproduct = "HS"\n[fixed]\nreporter = "TJK"\npartner = "AZE"\nflow = "export"\nperiod = "2023"\n'
    body += '[[values]]\ncolumns = "Value"\nunit = "USD"\n'
    with pytest.raises(DataError, match="no chapter of the Harmonised System is called 77"):
        read_table(book([["HS", "Value"], ["7701", 5]]), open_mapping(mapping(body)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=6))
def test_a_damaged_workbook_is_read_or_refused_in_a_sentence(book, tmp_path, places):
    path = book(CUSTOMS)
    body = bytearray(path.read_bytes())
    for place, byte in places:
        body[place % len(body)] = byte
    path.write_bytes(body)
    with contextlib.suppress(DataError):
        read_table(path, open_mapping(SHIPPED / "customs-aze.toml"))


@settings(max_examples=100, deadline=None)
@given(written=st.decimals(min_value=0, max_value=10**12, places=3))
def test_a_number_is_read_as_it_was_written(written):
    grouped = f"{written:,.3f}".replace(",", " ").replace(".", ",")
    assert number(grouped, ",", " ") == written
    assert number(f"{written:.3f}", ".", "") == written


@given(written=st.text(max_size=20))
def test_any_text_is_a_number_or_none(written):
    found = number(written, ",", " ")
    assert found is None or found.is_finite()


@pytest.mark.parametrize("far", ["XFD100000", "AAA1048576"])
def test_a_cell_far_from_all_others_is_told_before_it_fills_the_memory(book, tmp_path, far):
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write("A1", "Ölkə")
        sheet.write(far, 1)
    with pytest.raises(DataError, match="a sheet has"):
        read_table(path, open_mapping(SHIPPED / "customs-aze.toml"))
