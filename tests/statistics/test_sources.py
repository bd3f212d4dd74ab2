"""What the services' answers are read as, through the same code path as from the services themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.nouns import DataError, FetchError, UsageError
from karvan.statistics.asked import absence
from karvan.statistics.fetching import Query, _fetch, fetch
from karvan.statistics.holdings import Holdings
from karvan.statistics.sources import SERVICES, checked, expanded, service, spanned

from .service import QUICK, raw, serving, told

PAIR = Query(reporters=("AZE", "TJK"), partners=("AZE", "TJK", "WLD"), periods=("2022/2023",))
COMTRADE = {"getD": told("comtrade/availability.json"), "cmdCode=TOTAL": told("comtrade/totals.json")}


@pytest.fixture
def keyless(monkeypatch):
    for name in ("COMTRADE_KEY", "IMF_KEY"):
        monkeypatch.delenv(name, raising=False)


def got(folder, *names: str) -> set[tuple[object, ...]]:
    """The rows of a folder's only dataset in some of their columns."""
    import duckdb

    (path,) = folder.glob("*.parquet")
    with duckdb.connect() as base:
        return set(base.read_parquet(str(path)).query("held", f"select {', '.join(names)} from held").fetchall())


@pytest.mark.parametrize("name", SERVICES)
def test_every_source_tells_its_terms_and_what_can_be_asked(name):
    known = service(name)
    assert known.id == name
    assert known.licence
    assert known.terms.startswith("https://")
    assert known.documentation.startswith("https://")
    assert known.catalogue
    assert known.pause > 0


@pytest.mark.parametrize("name", SERVICES)
def test_the_page_tells_every_sources_licence_terms_and_key(name):
    page = (Path(__file__).resolve().parents[2] / "docs/how-to/fetch-statistics.md").read_text(encoding="utf-8")
    known = service(name)
    assert f"| `{name}` |" in page
    assert known.licence in page
    assert known.terms in page
    assert known.key is None or f"`{known.key}`" in page


def test_comtrade_may_not_be_passed_on():
    assert service("comtrade").use == "own use"


def test_comtrade_is_asked_without_a_key_by_its_preview(tmp_path, keyless):
    with serving(COMTRADE) as server:
        fetched = _fetch("comtrade", PAIR, folder=tmp_path, address=server.address, limits=QUICK)
    assert server.asked == [
        "/public/v1/getDA/C/A/HS?reporterCode=31,762",
        (
            "/public/v1/preview/C/A/HS?reporterCode=31,762&period=2022,2023&partnerCode=31,762,0&flowCode=X,M&cmdCode=TOTAL"
            "&partner2Code=0&customsCode=C00&motCode=0&includeDesc=false"
        ),
    ]
    assert not any("ocp-apim-subscription-key" in each for each in server.headers)
    assert fetched.observations == len(got(tmp_path, "*")) == 5  # what nobody asked for is left out
    assert fetched.left_out == {"rows of areas that are no country": 1}


def test_comtrade_is_asked_with_a_key_that_no_address_shows(tmp_path, monkeypatch):
    monkeypatch.setenv("COMTRADE_KEY", "secret-key")
    with serving(COMTRADE) as server:
        _fetch("comtrade", PAIR, folder=tmp_path, address=server.address, limits=QUICK)
    assert [path.partition("?")[0] for path in server.asked] == ["/data/v1/getDa/C/A/HS", "/data/v1/get/C/A/HS"]
    assert {each["ocp-apim-subscription-key"] for each in server.headers} == {"secret-key"}
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert kept
    assert not any(b"secret-key" in data for data in kept)


def test_comtrade_valuation_follows_flow_and_what_was_sent(tmp_path, keyless):
    with serving(COMTRADE) as server:
        _fetch(
            "comtrade",
            Query(reporters=("AZE", "TJK"), periods=("2022/2023",)),
            folder=tmp_path,
            address=server.address,
            limits=QUICK,
        )
    assert got(tmp_path, "reporter", "partner", "indicator", "period", "value", "unit", "valuation") == {
        ("AZE", "TJK", "trade.exports", "2022", 4000000.5, "USD", "fob"),
        ("AZE", "TJK", "trade.imports", "2022", 1000000.0, "USD", "cif"),
        ("AZE", "TJK", "trade.imports", "2022", 900000.0, "USD", "fob"),
        ("AZE", "TJK", "trade.exports", "2023", 5000000.0, "USD", "fob"),
        ("AZE", "TWN", "trade.exports", "2023", 250000.0, "USD", "fob"),
        ("AZE", "USA", "trade.imports", "2023", 9000000.0, "USD", "fob"),
        ("TJK", "AZE", "trade.imports", "2022", 4600000.0, "USD", "cif"),
    }


def test_comtrade_weights_are_tonnes_of_their_own(tmp_path, keyless):
    answers = {"getD": told("comtrade/availability.json"), "cmdCode=7601": told("comtrade/aluminium.json")}
    query = Query(reporters=("AZE", "TJK"), periods=("2022/2023",), products=("7601",))
    with serving(answers) as server:
        _fetch("comtrade", query, folder=tmp_path, address=server.address, limits=QUICK)
    assert got(tmp_path, "reporter", "product", "value", "unit", "valuation", "level") == {
        ("AZE", "7601", 1200.0, "USD", "fob", "reported"),
        ("AZE", "7601", 500.0, "t", None, "estimate"),
        ("TJK", "7601", 0.0, "USD", "fob", "reported"),
    }


def test_comtrade_months(tmp_path, keyless):
    answers = {
        "getDA/C/M/HS": told("comtrade/availability-monthly.json"),
        "preview/C/M/HS": told("comtrade/monthly.json"),
    }
    query = Query(
        reporters=("AZE",), partners=("TJK",), periods=("2023-01/2023-03",), flows=("exports",), frequency="M"
    )
    with serving(answers) as server:
        _fetch("comtrade", query, folder=tmp_path, address=server.address, limits=QUICK)
    assert "period=202301,202302&" in server.asked[-1]
    assert got(tmp_path, "period", "value") == {("2023-01", 300000.0), ("2023-02", 400000.0)}
    assert why(tmp_path, "AZE", "2023-03") == "not yet published"


def test_a_wrong_period_is_an_error_that_says_which_periods_exist(tmp_path, keyless):
    query = Query(reporters=("AZE", "TJK"), periods=("2025",))
    with serving(COMTRADE) as server, pytest.raises(DataError) as raised:
        _fetch("comtrade", query, folder=tmp_path, address=server.address, limits=QUICK)
    assert raised.value.what == "nothing is published for 2025"
    assert raised.value.hint == "published are Azerbaijan: 2020 to 2023; Tajikistan: 2021 to 2022"
    assert not list(tmp_path.glob("*.parquet"))


def test_an_empty_answer_is_an_error_and_no_empty_dataset(tmp_path, keyless):
    answers = {"getD": told("comtrade/availability.json"), "preview": told("comtrade/empty.json")}
    with serving(answers) as server, pytest.raises(DataError, match="hold no observations"):
        _fetch("comtrade", PAIR, folder=tmp_path, address=server.address, limits=QUICK)
    assert not list(tmp_path.glob("*.parquet"))


def test_zero_not_reported_and_not_yet_published_are_told_apart(tmp_path, keyless):
    with serving(COMTRADE) as server:
        _fetch("comtrade", PAIR, folder=tmp_path, address=server.address, limits=QUICK)
    assert why(tmp_path, "TJK", "2022", "AZE") == "zero"  # published, and no record of the flow
    assert why(tmp_path, "TJK", "2023", "AZE") == "not yet published"
    assert why(tmp_path, "AZE", "2022", "KAZ") is None  # nobody asked
    later = Query(reporters=("TJK",), partners=("AZE",), periods=("2020/2022",))
    with serving(COMTRADE) as server:
        _fetch("comtrade", later, folder=tmp_path, address=server.address, limits=QUICK)
    assert why(tmp_path, "TJK", "2020", "AZE") == "not reported"


def why(folder, reporter: str, period: str, partner: str = "TJK"):
    return absence([folder], reporter, partner, "trade.exports", period)


def test_an_answer_as_long_as_answers_can_be_is_asked_for_again_in_parts(tmp_path, keyless):
    import msgspec

    found = msgspec.json.decode(told_bytes("comtrade/totals.json"))
    long = {**found, "count": 500, "data": found["data"][:1] * 500}
    answers = {
        "getD": told("comtrade/availability.json"),
        "period=2022,2023": raw(msgspec.json.encode(long)),
        "reporterCode=31,762&period=2022&": raw(msgspec.json.encode(long)),
        "reporterCode=31&period=2022&": raw(msgspec.json.encode({**found, "data": found["data"][:3]})),
        "preview": told("comtrade/empty.json"),
    }
    with serving(answers) as server:
        _fetch("comtrade", PAIR, folder=tmp_path, address=server.address, limits=QUICK)
    assert [path.partition("reporterCode=")[2].partition("&partner")[0] for path in server.asked[1:]] == [
        "31,762&period=2022,2023", "31,762&period=2022", "31&period=2022", "762&period=2022", "31,762&period=2023",
    ]  # fmt: skip
    assert len(got(tmp_path, "*")) == 4


def told_bytes(name: str) -> bytes:
    from .service import ANSWERS

    return (ANSWERS / name).read_bytes()


def test_an_answer_that_can_not_be_parted_says_what_helps(tmp_path, keyless):
    import msgspec

    found = msgspec.json.decode(told_bytes("comtrade/totals.json"))
    answers = {
        "getD": told("comtrade/availability.json"),
        "preview": raw(msgspec.json.encode({**found, "data": found["data"][:1] * 500})),
    }
    query = Query(reporters=("AZE",), periods=("2023",), flows=("exports",))
    with serving(answers) as server, pytest.raises(FetchError, match="more than the 500 records") as raised:
        _fetch("comtrade", query, folder=tmp_path, address=server.address, limits=QUICK)
    assert "COMTRADE_KEY" in raised.value.hint


def test_imts_values_are_whole_dollars_whatever_its_scale_says(tmp_path, keyless):
    with serving({"IMTS": told("imts/pair.csv")}) as server:
        _fetch("imts", Query(reporters=("AZE", "TJK"), partners=("TJK", "AZE"), periods=("2022/2023",)),
               folder=tmp_path, address=server.address, limits=QUICK)  # fmt: skip
    assert server.asked == [
        (
            "/data/dataflow/IMF.STA/IMTS/+/AZE+TJK.XG_FOB_USD+MG_CIF_USD+MG_FOB_USD.TJK+AZE+G001.A"
            "?c[TIME_PERIOD]=ge:2022+le:2023"
        )
    ]
    assert server.headers[0]["accept"] == "application/vnd.sdmx.data+csv;version=2.0.0"
    assert got(tmp_path, "reporter", "partner", "indicator", "period", "value", "valuation", "level") == {
        ("AZE", "TJK", "trade.exports", "2022", 4000000.5, "fob", "reported"),
        ("AZE", "TJK", "trade.exports", "2023", 5000000.0, "fob", "reported"),
        ("AZE", "TJK", "trade.imports", "2022", 1000000.0, "cif", "reported"),
        ("AZE", "TJK", "trade.imports", "2022", 900000.0, "fob", "reported"),
        ("TJK", "AZE", "trade.imports", "2022", 4600000.0, "cif", "reported"),
        ("TJK", "AZE", "trade.imports", "2023", 0.0, "cif", "estimate"),
    }
    assert Holdings(tmp_path).source("imts").version == "IMTS 1.0.0"
    assert why(tmp_path, "TJK", "2023", "AZE") == "not yet published"
    assert why(tmp_path, "TJK", "2022", "AZE") == "not reported"


def test_imts_months_and_the_older_form(tmp_path, keyless):
    query = Query(
        reporters=("TJK",), partners=("AZE",), periods=("2023-01/2023-03",), flows=("imports",), frequency="M"
    )
    with serving({"IMTS": told("imts/monthly.csv")}) as server:
        _fetch("imts", query, folder=tmp_path, address=server.address, limits=QUICK)
    assert server.asked[0].endswith("?c[TIME_PERIOD]=ge:2023-M01+le:2023-M03")
    assert got(tmp_path, "period", "value") == {("2023-01", 300000.0), ("2023-03", 0.0)}


def test_imts_countries_go_by_our_codes_and_groups_stay_out(tmp_path, keyless):
    with serving({"IMTS": told("imts/pair.csv")}) as server:
        fetched = _fetch("imts", Query(reporters=("AZE",)), folder=tmp_path, address=server.address, limits=QUICK)
    assert {("XKX",), ("WLD",)} <= got(tmp_path, "partner")
    assert fetched.left_out == {"rows of areas that are no country": 1}


def test_imts_that_has_nothing_is_an_error(tmp_path, keyless):
    with serving({}) as server, pytest.raises(DataError, match="nothing is published for 2030"):
        _fetch(
            "imts", Query(reporters=("TJK",), periods=("2030",)), folder=tmp_path, address=server.address, limits=QUICK
        )


@pytest.mark.parametrize(("name", "what"), [("changed", "`OBS_VALUE` is missing"), ("scaled", "line 2: the scale `3`")])
def test_imts_in_another_form_is_an_error_that_says_where(tmp_path, keyless, name, what):
    with serving({"IMTS": told(f"imts/{name}.csv")}) as server, pytest.raises(DataError, match=what):
        _fetch("imts", Query(reporters=("AZE",)), folder=tmp_path, address=server.address, limits=QUICK)
    assert not list(tmp_path.glob("*.parquet"))


def test_wdi_is_read_page_by_page(tmp_path):
    answers = {"&page=2": told("wdi/gdp-2.json"), "NY.GDP.MKTP.CD": told("wdi/gdp-1.json")}
    query = Query(reporters=("TJK", "AZE"), periods=("2022/2023",), indicators=("gdp",))
    with serving(answers) as server:
        fetched = _fetch("wdi", query, folder=tmp_path, address=server.address, limits=QUICK)
    assert server.asked[0] == (
        "/country/TJK;AZE/indicator/NY.GDP.MKTP.CD?format=json&source=2&date=2022:2023&per_page=1000&page=1"
    )
    assert got(tmp_path, "reporter", "partner", "indicator", "period", "value", "unit") == {
        ("TJK", None, "gdp", "2022", 10492120000.0, "USD"),
        ("TJK", None, "gdp", "2023", 12060602008.8, "USD"),
        ("AZE", None, "gdp", "2022", 78721058824.0, "USD"),
    }
    assert fetched.left_out == {"rows of groups of countries": 1}
    assert absence([tmp_path], "AZE", None, "gdp", "2023") == "not yet published"
    assert Holdings(tmp_path).source("wdi").version == "2026-10-07"


def test_wdi_units_are_people_and_the_countrys_own_money(tmp_path):
    answers = {
        "NY.GDP.MKTP.CN": told("wdi/gdp-national.json"),
        "SP.POP.TOTL": told("wdi/population.json"),
        "TX.VAL": told("wdi/exports.json"),
    }
    query = Query(reporters=("TJK",), periods=("2023",), indicators=("gdp.national", "population", "trade.exports"))
    with serving(answers) as server:
        _fetch("wdi", query, folder=tmp_path, address=server.address, limits=QUICK)
    assert got(tmp_path, "indicator", "partner", "value", "unit", "valuation") == {
        ("gdp.national", None, 130822700000.0, "TJS", None),
        ("population", None, 10389799.0, "person", None),
        ("trade.exports", "WLD", 2449000000.0, "USD", "fob"),
    }


@pytest.mark.parametrize(
    ("name", "what"),
    [("refused", "The provided parameter value is not valid"), ("nothing", "nothing is published for 2023")],
)
def test_wdi_that_refuses_or_has_nothing_is_an_error(tmp_path, name, what):
    query = Query(reporters=("TJK",), periods=("2023",), indicators=("gdp",))
    with serving({"country": told(f"wdi/{name}.json")}) as server, pytest.raises(DataError, match=what):
        _fetch("wdi", query, folder=tmp_path, address=server.address, limits=QUICK)


@pytest.mark.parametrize(
    ("query", "what"),
    [
        (Query(reporters=("TJX",)), "there is no country `TJX`"),
        (Query(periods=("2023-13",)), "there is no period `2023-13`"),
        (Query(periods=("2023-Q1",)), "`2023-Q1` is not made of whole years"),
        (Query(flows=("export",)), "there is no flow `export`"),
        (Query(frequency="Q"), "UN Comtrade has no frequency `Q`"),
        (Query(products=("76011",)), "there is no HS code `76011`"),
        (Query(indicators=("gdp",)), "UN Comtrade has no indicator `gdp`"),
    ],
)
def test_a_query_that_can_not_be_asked_is_refused_before_anything_is_sent(tmp_path, query, what):
    with serving(COMTRADE) as server, pytest.raises(UsageError) as raised:
        fetch("comtrade", query, folder=tmp_path, address=server.address)
    assert what in raised.value.what
    assert raised.value.hint
    assert server.asked == []


def test_an_unknown_source_names_the_known_ones():
    with pytest.raises(UsageError, match="there is no source `eurostat`") as raised:
        fetch("eurostat", Query())
    assert raised.value.hint == "known: comtrade, imts, wdi"


def test_periods_are_taken_apart():
    assert expanded("2023-01/2023-03", "M") == ("2023-01", "2023-02", "2023-03")
    assert checked(Query(reporters=("tj", "TJK")), service("wdi")).reporters == ("TJK",)


@given(first=st.integers(1960 * 12, 2030 * 12), months=st.integers(1, 400))
def test_months_are_taken_apart_and_named_together_again(first, months):
    ends = [f"{month // 12:04}-{month % 12 + 1:02}" for month in (first, first + months - 1)]
    apart = expanded("/".join(ends), "M")
    assert len(apart) == months
    assert spanned(apart) == (ends[0] if months == 1 else " to ".join(ends))
