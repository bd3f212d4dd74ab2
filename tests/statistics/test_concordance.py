"""Concordances: from files in the layouts of the official ones, and against the pairs that another package holds."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.nouns import DataError, UsageError
from karvan.statistics.concordance import STANDARDS, Share, convert, held, standard
from karvan.statistics.correspondences import read, write

xlsxwriter = pytest.importorskip("xlsxwriter")
SHARED = Path(__file__).parents[3] / "shared" / "data" / "statistics" / "concordance_tables.parquet"


def book(path, **sheets):
    with xlsxwriter.Workbook(str(path)) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name.replace("_", " "))
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return path


@pytest.fixture
def folder(tmp_path):
    """As the Statistics Division lays its tables out; codes of meat, sheet aluminium and watches."""
    editions = book(
        tmp_path / "HS2022toHS2017ConversionAndCorrelationTables.xlsx",
        HS2022_HS2017_Conversions=[["From HS2022", "To HS2017"], ["010221", "010221"], ["852411", "852990"], ["854911", "854810"]],
        HS2022_HS2017_Correlations=[
            ["Between", "and", "Relationship"], ["HS2022", "HS2017", "Relationship"], ["010221", "010221", "1:1"],
            ["852411", "852990", "n:n"], ["852411", "901380", "n:n"], ["854911", "854810", "n:1"],
        ],
    )  # fmt: skip
    wide = book(
        tmp_path / "HS-SITC-BEC Correlations_2022.xlsx",
        HS_SITC_BEC=[
            ["HS22", "HS17", "BEC4", "SITC4", "SITC3"],
            ["010221", "010221", "41", "00111", "00111"], ["760611", "760611", "22", "68423", "68423"],
            ["852411", "852990", "42", "76493", "NULL"], ["910111", "910111", "62", "88531", "88531"],
        ],
    )  # fmt: skip
    products = tmp_path / "CPC21-HS2017.csv"
    products.write_text(
        "HS 2017,Partial,CPC Ver. 2.1,Partial\n0102.21,0,02111,1\n8529.90,1,47401,0\n8529.90,1,47402,1\n7606.11,0,41534,0\n",
        "utf-8",
    )
    industries = tmp_path / "isic4-cpc21.txt"
    industries.write_text(
        '"ISIC4code","ISIC4part","CPC21code","CPC21part"\n"0141","1","02111","0"\n"2610","1","47401","0"\n"2630","1","47402","0"\n"2420","1","41534","0"\n',
        "utf-8",
    )
    made = tmp_path / "made"
    write([editions, wide, products, industries], made, "2026-11-24")
    return made


def test_the_tables_at_hand_are_named(folder):
    assert set(held(folder)) >= {
        ("HS17", "HS22"),
        ("HS17", "SITC4"),
        ("HS17", "BEC4"),
        ("HS17", "CPC21"),
        ("CPC21", "ISIC4"),
    }
    told = (folder / "provenance.toml").read_text("utf-8")
    assert 'producer = "United Nations Statistics Division"' in told
    assert 'retrieved = "2026-11-24"' in told


def test_a_code_that_meets_several_is_shared_alike_or_by_weights(folder):
    assert convert(["8524.11"], "HS 2022", "H5", folder=folder) == {
        "8524.11": (Share("852990", 0.5), Share("901380", 0.5))
    }
    weighed = convert(["852411"], "HS22", "HS17", weights={"901380": 3.0, "852990": 1.0}, folder=folder)
    assert weighed["852411"] == (Share("901380", 0.75), Share("852990", 0.25))


def test_the_division_s_own_choice_is_one_code(folder):
    assert convert(["852411"], "HS22", "HS17", one=True, folder=folder) == {"852411": (Share("852990", 1.0),)}
    with pytest.raises(DataError, match="no conversion leads from HS17 to HS22"):
        convert(["852990"], "HS17", "HS22", one=True, folder=folder)


def test_products_go_to_industries_by_way_of_cpc(folder):
    assert convert(["852990", "760611"], "HS17", "ISIC Rev. 4", folder=folder) == {
        "852990": (Share("2610", 0.5), Share("2630", 0.5)),
        "760611": (Share("2420", 1.0),),
    }
    assert convert(["852990"], "HS17", "ISIC4", digits=2, folder=folder) == {"852990": (Share("26", 1.0),)}


def test_tables_are_read_in_both_directions(folder):
    assert convert(["68423"], "SITC4", "HS22", folder=folder) == {"68423": (Share("760611", 1.0),)}
    assert convert(["0141"], "ISIC4", "HS17", folder=folder) == {"0141": (Share("010221", 1.0),)}


def test_a_short_code_stands_for_all_below_it(folder):
    assert convert(["85"], "HS22", "BEC4", folder=folder) == {"85": (Share("42", 1.0),)}


def test_what_is_unknown_names_the_nearest(folder):
    with pytest.raises(UsageError, match="no classification") as raised:
        convert(["01"], "HS17", "SITC Rev. 9", folder=folder)
    assert raised.value.hint
    with pytest.raises(UsageError, match="`760612` is no code of HS17") as raised:
        convert(["760612"], "HS17", "BEC4", folder=folder)
    assert "760611" in (raised.value.hint or "")
    with pytest.raises(DataError, match="no table leads from HS17 to ISIC4") as raised:
        convert(["760611"], "HS17", "ISIC4", folder=folder / "none")
    assert "correspondence_tables" in (raised.value.hint or "")


def test_numbers_that_a_spreadsheet_made_of_codes_get_their_nought_back(tmp_path):
    (table,) = read(book(tmp_path / "HS2017toHS2012.xlsx", Conversion=[["From HS 2017", "To HS 2012"], [10221, 10221]]))
    assert (table.kind, table.pairs) == ("conversion", {("010221", "010221")})


def test_tables_of_wits_are_read_without_their_descriptions(tmp_path):
    path = tmp_path / "JobID-6_Concordance_H0_to_I3.CSV"
    path.write_text(
        "HS 1988/92 Product Code,HS 1988/92 Product Description,ISIC Revision 3 Product Code,ISIC Revision 3 Product Description\n"
        '010111,"Horses, pure-bred",0121,Farming of cattle\n',
        "utf-8",
    )
    (table,) = read(path)
    assert (table.begin, table.end, table.pairs) == ("HS92", "ISIC3", {("010111", "0121")})


def test_a_file_that_ties_nothing_is_refused(tmp_path):
    path = tmp_path / "prices.csv"
    path.write_text("year,price\n2020,1\n", "utf-8")
    with pytest.raises(DataError, match="ties no classifications"):
        read(path)


def test_the_maker_writes_tables_and_tells_what_is_wrong(tmp_path):
    maker = Path(__file__).parents[2] / "tools" / "correspondence_tables.py"
    if not maker.exists():
        pytest.skip("the makers are not shipped with this copy")
    path = tmp_path / "CPC21-HS2017.csv"
    path.write_text("HS 2017,Partial,CPC Ver. 2.1,Partial\n0102.21,0,02111,1\n", "utf-8")
    run = [sys.executable, str(maker), str(path), "--output", str(tmp_path / "made")]
    made = subprocess.run(run, capture_output=True, text=True, check=False)
    assert (made.returncode, made.stdout) == (0, "HS17-CPC21.tsv\n"), made.stderr
    path.write_text("a,b\n1,2\n", "utf-8")
    failed = subprocess.run(run, capture_output=True, text=True, check=False)
    assert failed.returncode == 2
    assert failed.stderr.startswith("error: ")
    assert "hint: " in failed.stderr


@given(st.sampled_from(sorted(STANDARDS)))
def test_every_classification_knows_its_own_name(name):
    assert standard(name) == standard(name.lower()) == name


@given(st.text(max_size=12))
def test_any_name_is_a_classification_or_none(name):
    assert standard(name) in {None, *STANDARDS}


@pytest.mark.skipif(not SHARED.is_file(), reason="the shared tables are not here")
@pytest.mark.parametrize(
    ("table", "begin", "end"),
    [("hs5_hs4", "HS17", "HS12"), ("hs4_sitc4", "HS12", "SITC4"), ("hs5_sitc3", "HS17", "SITC3")],
)
def test_every_code_of_a_whole_table_keeps_all_of_itself(tmp_path, table, begin, end):
    import duckdb

    one, other = table.split("_")
    size = 6 if other.startswith("hs") else 5
    column = f"{other}_{size}d"
    pairs = duckdb.sql(
        f"select distinct {one}_6d, {column} from '{SHARED}' where \"table\" = '{table}' and {column} <> $$nan$$"
    ).fetchall()
    assert len(pairs) > 4000
    path = book(tmp_path / "official.xlsx", Correlation=[["Between", "and"], [begin, end], *pairs])
    write([path], tmp_path / "made", "2026-11-24")
    found = convert(dict(pairs), begin, end, folder=tmp_path / "made")
    assert {(code, share.code) for code, shares in found.items() for share in shares} == set(pairs)
    assert all(sum(share.share for share in shares) == pytest.approx(1) for shares in found.values())
    back = convert({code for _, code in pairs}, end, begin, folder=tmp_path / "made")
    assert {(share.code, code) for code, shares in back.items() for share in shares} == set(pairs)
