"""Archives of CEPII, made here in the format that its pages tell: BACI (Readme and FAQ of V202401b) and Gravity (V202211)."""

import os
import threading
import zipfile
from decimal import Decimal
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karvan.nouns import DataError, FetchError, UsageError
from karvan.statistics.holdings import Holdings
from karvan.statistics.importing import import_archive
from karvan.statistics.sources import Query, archives, baci, gravity

COUNTRIES = """country_code,country_name,country_iso2,country_iso3
31,Azerbaijan,AZ,AZE
762,Tajikistan,TJ,TJK
842,"USA",US,USA
490,"Other Asia, nes",N/A,S19
697,"Europe EFTA, nes",R20,R20
891,"Serbia and Montenegro (...2005)",CS,SCG
"""
OLD_COUNTRIES = """country_code,country_name_abbreviation,country_name_full,iso_2digit_alpha,iso_3digit_alpha
31,Azerbaijan,Azerbaijan,AZ,AZE
762,Tajikistan,Tajikistan,TJ,TJK
"""
FLOWS = """t,i,j,k,v,q
2019,31,762,271000,  3500.047,     5120.300
2019,31,762,080810,    12.500,           NA
2019,762,31,520100,    10.000,        6.100
2019,490,31,852872,   100.000,        1.000
2019,697,31,852872,     7.000,        1.000
"""
GRAVITY = (
    "year,country_id_o,country_id_d,iso3_o,iso3_d,country_exists_o,country_exists_d,dist,distw_harmonic,contig,comlang_off,"
    "col_dep_ever,pop_o,gdp_o,fta_wto,tradeflow_comtrade_o,tradeflow_comtrade_d,tradeflow_baci,tradeflow_imf_o,tradeflow_imf_d\n"
    "1985,AZE,TJK,AZE,TJK,0,0,NA,NA,0,0,0,NA,NA,NA,NA,NA,NA,NA,NA\n"
    "2018,AZE,TJK,AZE,TJK,1,1,1632,1580.5,0,0,0,9939.8,46939552,1,7000,6890.25,6930,NA,NA\n"
    "2019,AZE,TJK,AZE,TJK,1,1,1632,1580.5,0,0,0,10024.3,48047648,1,NA,NA,3605,NA,3000\n"
    "2019,TJK,AZE,TJK,AZE,1,1,1632,1580.5,0,0,0,9321,8116626.5,0,5,NA,NA,NA,NA\n"
    "2019,TJK,TJK,TJK,TJK,1,1,150,140,0,1,0,9321,8116626.5,0,NA,NA,NA,NA,NA\n"
)


def zipped(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in files.items():
            made.writestr(name, body)
    return path


@pytest.fixture
def archive(tmp_path):
    def make(flows=FLOWS, countries=COUNTRIES, **more):
        files = {"BACI_HS92_Y2019_V202401b.csv": flows, "country_codes_V202401b.csv": countries, **more}
        return zipped(
            tmp_path / "BACI_HS92_V202401b.zip", {name: body for name, body in files.items() if body is not None}
        )

    return make


def test_values_tons_and_sums_of_a_pair_are_kept(archive, tmp_path):
    done = baci.load(archive(), folder=tmp_path / "store")
    assert (done.dataset, done.observations) == ("baci-hs92", 4 + 3 + 3)
    held = Holdings(tmp_path / "store").series("AZE", "TJK")
    said = {(one.product, one.unit): one.points["2019"] for one in held}
    assert said == {
        ("271000", "USD"): 3_500_047, ("271000", "t"): Decimal("5120.3"), ("080810", "USD"): 12_500, ("", "USD"): 3_512_547,
    }  # fmt: skip
    assert {(one.indicator, one.level, one.note) for one in held} == {("trade.exports", "reconciled", "")}
    assert {one.valuation for one in held if one.unit == "USD"} == {"fob"}


def test_taiwan_is_what_is_reported_as_other_asia_and_no_country_is_left_out_by_name(archive, tmp_path):
    baci.load(archive(), folder=tmp_path / "store")
    held = Holdings(tmp_path / "store")
    assert {one.product for one in held.series("TWN", "AZE")} == {"", "852872"}
    told = (tmp_path / "store" / "provenance.toml").read_text("utf-8")
    assert 'left_out = "areas that are no country: Europe EFTA, nes"' in told
    assert 'version = "V202401b"' in told
    assert 'licence = "Etalab-2.0"' in told


def test_a_query_narrows_and_then_there_are_no_sums(archive, tmp_path):
    query = Query(reporters=("Azerbaijan",), partners=("TJK",), periods=("2018/2019",), products=("27",))
    assert baci.load(archive(), query=query, folder=tmp_path / "store").observations == 2
    with pytest.raises(DataError, match="has none of 2021") as raised:
        baci.load(archive(), query=Query(periods=("2021",)), folder=tmp_path / "store")
    assert raised.value.hint == "it has 2019 to 2019"
    with pytest.raises(UsageError, match="no country `Tajikistn`"):
        baci.load(archive(), query=Query(partners=("Tajikistn",)), folder=tmp_path / "store")


def test_editions_that_write_codes_and_columns_otherwise_are_read_too(archive, tmp_path):
    flows = "t,k,i,j,v,q\n2019,80810,31,762,12.5,NA\n"
    baci.load(archive(flows, OLD_COUNTRIES), folder=tmp_path / "store")
    assert {one.product for one in Holdings(tmp_path / "store").series("AZE", "TJK")} == {"", "080810"}


@pytest.mark.parametrize(
    ("flows", "said"),
    [
        (FLOWS.replace("t,i,j,k,v,q", "t,i,j,k,value,q"), "row 1: no column is called `v`"),
        (FLOWS.replace("2019,762", "2018,762"), "row 4, column `t`: `2018`: another year than 2019"),
        (FLOWS.replace("080810", "08a810"), "row 3, column `k`: `08a810`: no HS6 code"),
        (FLOWS.replace("    10.000", "   -10.000"), "row 4, column `v`: `-10.000`: a value is missing or negative"),
        (FLOWS.replace("    10.000", "          "), "row 4, column `v`: ``: a value is missing"),
        (FLOWS.replace("        6.100", "          six"), "row 4, column `q`: `six`: no quantity"),
        (FLOWS.replace("762,31,52", "999,31,52"), "row 4, column `i`: `999`: no country"),
        (FLOWS.replace("    12.500", "    twelve"), "row 3, column `v`: `twelve`"),
        (FLOWS + FLOWS.splitlines()[1] + "\n", "say the same thing twice"),
        ("", "the columns have changed: the file is empty"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_year_is_named_and_nothing_is_kept(archive, tmp_path, flows, said):
    store = tmp_path / "store"
    with pytest.raises(DataError) as raised:
        baci.load(archive(flows), folder=store)
    assert said in f"{raised.value} {raised.value.hint}"
    assert [path.name for path in store.iterdir() if path.name != ".writing"] == []


def test_a_part_of_a_download_is_no_archive(archive, tmp_path):
    whole = archive().read_bytes()
    part = tmp_path / "part.zip"
    part.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DataError, match="no zip, or only a part of one") as raised:
        import_archive(part, folder=tmp_path / "store")
    assert "fetch it again" in (raised.value.hint or "")
    bad = bytearray(whole)
    bad[120] ^= 255
    part.write_bytes(bad)
    with pytest.raises(DataError, match="damaged"):
        import_archive(part, folder=tmp_path / "store")


def test_an_archive_of_something_else_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"neither BACI nor Gravity: notes\.txt"):
        import_archive(zipped(tmp_path / "a.zip", {"notes.txt": "x"}), folder=tmp_path)
    with pytest.raises(DataError, match="no such archive"):
        import_archive(tmp_path / "none.zip", folder=tmp_path)


def test_gravity_tells_whose_statement_a_flow_is(tmp_path):
    path = zipped(
        tmp_path / "Gravity_csv_V202211.zip", {"Gravity_V202211.csv": GRAVITY, "Countries_V202211.csv": "iso3\n"}
    )
    done = import_archive(path, folder=tmp_path / "store")
    held = Holdings(tmp_path / "store")
    of_aze = {(one.indicator, one.note): one.points for one in held.series("AZE", "TJK")}
    assert of_aze["trade.exports", "Comtrade"] == {"2018": 7_000_000}
    assert of_aze["trade.exports", "BACI"] == {"2018": 6_930_000, "2019": 3_605_000}
    assert of_aze["distance", "between the most populated cities"] == {"2019": 1632}
    assert of_aze["gravity.fta_wto", ""] == {"2018": 1, "2019": 1}
    # what the destination states stands under the destination
    of_tjk = {(one.indicator, one.note): one for one in held.series("TJK", "AZE")}
    assert of_tjk["trade.imports", "Comtrade"].points == {"2018": 6_890_250}
    assert of_tjk["trade.imports", "Comtrade"].valuation == "cif"
    alone = {one.indicator: one.points for one in held.series("AZE", "")}
    assert alone == {
        "gdp": {"2018": 46_939_552_000, "2019": 48_047_648_000},
        "population": {"2018": 9_939_800, "2019": 10_024_300},
    }
    assert done.dataset == "cepii-gravity"


def test_gravity_with_changed_columns_names_them(tmp_path):
    path = zipped(tmp_path / "g.zip", {"Gravity_V203011.csv": GRAVITY.replace("gdp_o", "output_o")})
    with pytest.raises(DataError, match="row 1: no column is called `gdp_o`"):
        gravity.load(path, folder=tmp_path / "store")


class Service(BaseHTTPRequestHandler):
    """Serves one file, whole, in parts, or failing at first."""

    protocol_version = "HTTP/1.1"

    def __init__(self, body, ways, seen, *args):
        self.body, self.ways, self.seen = body, ways, seen
        super().__init__(*args)

    def do_GET(self):
        way = self.ways.pop(0) if self.ways else "whole"
        begun = int(self.headers.get("Range", "bytes=0-")[6:-1])
        self.seen.append((way, begun))
        if way.isdecimal():
            self.send_response(int(way))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(206 if begun else 200)
        self.send_header("Content-Length", str(len(self.body) - begun))
        self.send_header("ETag", '"first"')
        self.end_headers()
        rest = self.body[begun:]
        self.wfile.write(rest[: len(rest) // 2] if way == "half" else rest)
        self.close_connection = way == "half"

    def log_message(self, *_):
        pass


@pytest.fixture
def served(monkeypatch):
    monkeypatch.setattr(archives.time, "sleep", lambda _: None)
    started = []

    def serve(body, *ways):
        seen = []
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Service, body, list(ways), seen))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        started.append(server)
        return f"http://127.0.0.1:{server.server_port}/BACI_HS92_V202401b.zip", seen

    yield serve
    for server in started:
        server.shutdown()
        server.server_close()


def test_an_archive_is_fetched_by_its_address_once(archive, served, tmp_path):
    address, seen = served(archive().read_bytes())
    store = tmp_path / "store"
    assert import_archive(address, folder=store).observations == 10
    assert import_archive(address, folder=store).observations == 10
    assert seen == [("whole", 0)]


def test_a_transfer_that_breaks_off_goes_on_where_it_stopped(archive, served, tmp_path):
    body = archive().read_bytes()
    address, seen = served(body, "half", "503", "whole")
    assert import_archive(address, folder=tmp_path / "store").observations == 10
    assert seen == [("half", 0), ("503", len(body) // 2), ("whole", len(body) // 2)]


def test_a_service_that_never_answers_leaves_nothing(archive, served, tmp_path):
    address, seen = served(archive().read_bytes(), *["500"] * 9)
    with pytest.raises(FetchError, match="broke off 5 times"):
        import_archive(address, folder=tmp_path / "store")
    assert len(seen) == 5
    assert not list((tmp_path / "store").rglob("*.zip"))
    address, _ = served(b"", "404")
    with pytest.raises(FetchError, match="answers 404"):
        import_archive(address, folder=tmp_path / "store")
    with pytest.raises(UsageError, match="names no zip"):
        import_archive("https://example.org/data", folder=tmp_path / "store")


@settings(max_examples=15, deadline=None)
@given(values=st.lists(st.integers(0, 10**9), min_size=1, max_size=8))
def test_the_sum_of_a_pair_is_the_sum_of_its_products(tmp_path_factory, values):
    folder = tmp_path_factory.mktemp("sums")
    rows = "".join(f"2019,31,762,{place:02}0000,{value / 1000:.3f},NA\n" for place, value in enumerate(values, 1))
    path = zipped(
        folder / "b.zip", {"BACI_HS92_Y2019_V1.csv": "t,i,j,k,v,q\n" + rows, "country_codes_V1.csv": COUNTRIES}
    )
    baci.load(path, folder=folder / "store")
    (whole,) = Holdings(folder / "store").series("AZE", "TJK", "")
    assert float(whole.points["2019"]) == pytest.approx(sum(values), abs=0.01)


@pytest.mark.skipif(not os.environ.get("KARVAN_SLOW"), reason="takes a minute: set KARVAN_SLOW")
def test_a_million_flows_are_read_in_seconds(archive, tmp_path):
    import time

    body = tmp_path / "flows.csv"
    duckdb.sql(
        "select 2019 t, 31 i, 762 j, lpad(range::varchar, 6, '0') k, range / 7.0 v, 'NA' q from range(1, 1000000)"
    ).write_csv(str(body))
    path = archive(body.read_text("utf-8"))
    began = time.process_time()
    baci.load(path, folder=tmp_path / "store")
    assert time.process_time() - began < 60
