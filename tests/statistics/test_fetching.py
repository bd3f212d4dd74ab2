"""When a service is slow, late, wrong, too much or gone: one clear message, and nothing half done."""

from __future__ import annotations

import datetime as dt
import time
from email.utils import format_datetime

import msgspec
import pytest

from karvan.nouns import DataError, FetchError, UsageError
from karvan.statistics import asked
from karvan.statistics.fetching import Query, _fetch, _refresh, fetch, refresh
from karvan.statistics.holdings import Holdings

from .service import ANSWERS, QUICK, Service, cut, raw, serving, told

PAIR = Query(reporters=("AZE", "TJK"), partners=("AZE", "TJK"), periods=("2022/2023",))
GDP = Query(reporters=("TJK", "AZE"), periods=("2022/2023",), indicators=("gdp",))
HAS = {"getD": told("comtrade/availability.json")}
FINE = {**HAS, "preview": told("comtrade/totals.json")}


@pytest.fixture(autouse=True)
def keyless(monkeypatch):
    monkeypatch.delenv("COMTRADE_KEY", raising=False)


def run(server: Service, folder, query: Query = PAIR, source: str = "comtrade", **limits):
    chosen = msgspec.structs.replace(QUICK, **limits)
    return _fetch(source, query, folder=folder, address=server.address, limits=chosen)


def refused(answer, folder, query: Query = PAIR, **limits) -> FetchError | DataError:
    """The error of a fetch whose question for data is answered so; nothing but answers may stay in the folder."""
    with serving({**HAS, "preview": answer}) as server, pytest.raises((FetchError, DataError)) as raised:
        run(server, folder, query, **limits)
    assert {path.name for path in folder.iterdir()} <= {"cache"}
    assert raised.value.hint
    return raised.value


def contents(folder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != ".writing"}


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_what_passes_is_asked_again(tmp_path, status):
    failing = raw(b"", status)
    with serving({**HAS, "preview": [failing, failing, told("comtrade/totals.json")]}) as server:
        assert run(server, tmp_path).observations == 5
    assert len(server.asked) == 4


def test_a_service_that_keeps_failing_is_left_after_four_tries(tmp_path):
    error = refused(raw(b"<html>down</html>", 500), tmp_path)
    assert error.what == "the service answers 500, 4 times"
    assert error.where.endswith("includeDesc=false")
    assert (
        error.hint
        == "ask again later; nothing was changed, and 1 answers are kept, from which the same command goes on"
    )


@pytest.mark.parametrize(
    "header", ["1", format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=1), usegmt=True)]
)
def test_a_wait_that_is_asked_for_is_kept(tmp_path, header):
    answers = {**HAS, "preview": [raw(b"", 429, Retry_After=header), told("comtrade/totals.json")]}
    with serving(answers) as server:
        before = time.perf_counter()
        run(server, tmp_path, seconds=9)
        assert time.perf_counter() - before > (0.9 if header == "1" else 0)


def test_the_wait_may_stand_in_the_message(tmp_path):
    with serving({**HAS, "preview": [told("comtrade/rate.json", 429), told("comtrade/totals.json")]}) as server:
        before = time.perf_counter()
        run(server, tmp_path)
        assert time.perf_counter() - before > 0.9


def test_a_long_wait_is_told_and_not_waited_for(tmp_path):
    before = time.perf_counter()
    error = refused(raw(b"", 429, Retry_After="3600"), tmp_path)
    assert error.what == "the service answers 429 and asks to wait 60 minutes"
    assert time.perf_counter() - before < 2


def test_a_used_up_quota_and_a_wrong_key_are_told(tmp_path, monkeypatch):
    error = refused(told("comtrade/quota.json", 403), tmp_path / "quota")
    assert "Out of call volume quota" in error.what
    assert "is used up" in error.hint
    assert (
        refused(told("comtrade/key.json", 401), tmp_path / "none").hint
        == "set the environment variable `COMTRADE_KEY` to your key"
    )
    monkeypatch.setenv("COMTRADE_KEY", "wrong")
    with serving({"getDa": told("comtrade/key.json", 401)}) as server, pytest.raises(FetchError) as raised:
        run(server, tmp_path)
    assert "`COMTRADE_KEY` holds a key that is not taken" in raised.value.hint


def test_a_slow_service_is_left(tmp_path):
    def drip(handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        time.sleep(1)

    before = time.perf_counter()
    error = refused(drip, tmp_path, seconds=0.2, tries=2)
    assert error.what == "no full answer within 0.2 seconds, 2 times"
    assert time.perf_counter() - before < 2


def test_an_answer_that_breaks_off_is_asked_for_again(tmp_path):
    with serving({**HAS, "preview": [cut("comtrade/totals.json"), told("comtrade/totals.json")]}) as server:
        assert run(server, tmp_path).observations == 5
    short = (ANSWERS / "comtrade/totals.json").read_bytes()[:900]
    assert refused(raw(short), tmp_path / "again").what == "the answer breaks off, 4 times"


def test_changed_columns_are_told_by_record_and_name_and_not_asked_for_again(tmp_path):
    error = refused(told("comtrade/changed.json"), tmp_path)
    assert "missing required field `primaryValue` - at `$.data[0]`" in error.what
    assert "has changed its format" in error.hint


@pytest.mark.parametrize("headers", [{}, {"Content_Length": str(5 << 20)}])
def test_an_oversize_answer_is_left(tmp_path, headers):
    error = refused(raw(b" " * (5 << 20), **headers), tmp_path, size=1 << 20)
    assert error.what == "the answer is larger than 1 MB"


def test_a_page_in_place_of_data_is_an_error(tmp_path):
    assert refused(raw(b"<html>Maintenance</html>"), tmp_path).what == "the answer breaks off, 4 times"


def test_a_service_that_is_gone_is_told(tmp_path):
    with serving({}) as server:
        pass
    with pytest.raises(FetchError, match=r"the service can't be reached: .*refused, 2 times"):
        run(server, tmp_path)


def test_this_machine_is_refused_unless_it_is_named(tmp_path):
    moved = raw(b"", 302)
    with serving(FINE) as inner:
        moved = raw(b"", 302, Location=f"{inner.address}/preview")
        with serving({"getD": moved}) as outer, pytest.raises(FetchError, match="is not on the public internet"):
            run(outer, tmp_path)
        assert inner.asked == []


def test_negative_values_and_doubles_keep_everything_out(tmp_path):
    found = msgspec.json.decode((ANSWERS / "comtrade/totals.json").read_bytes())
    first = found["data"][0]
    twice = {**found, "data": [first, first]}
    negative = {**found, "data": [{**first, "primaryValue": -1.0}]}
    for wrong, what in ((twice, "say the same thing twice"), (negative, "a negative value")):
        with serving({**HAS, "preview": raw(msgspec.json.encode(wrong))}) as server:
            with pytest.raises(DataError, match=what):
                run(server, tmp_path / what[:5])
            assert not list((tmp_path / what[:5]).glob("*.parquet"))


def test_what_is_kept_is_not_asked_for_again_and_works_without_the_service(tmp_path):
    with serving(FINE) as server:
        first = run(server, tmp_path)
    again = run(server, tmp_path)  # the service is gone
    assert (first.answers, first.cached) == (2, 0)
    assert (again.answers, again.cached, again.observations) == (2, 2, 5)
    assert {row.value for row in rows(tmp_path)} == {4000000.5, 5000000, 1000000, 900000}


def rows(folder):
    from karvan.statistics.observed import observations

    held = Holdings(folder)
    return list(observations(held.series("AZE", "TJK", ""), held))


def test_answers_are_kept_as_they_came_with_address_version_and_date(tmp_path):
    import gzip
    import hashlib

    with serving(FINE) as server:
        run(server, tmp_path)
    known = [msgspec.json.decode(path.read_bytes()) for path in (tmp_path / "cache").glob("*.json")]
    (told_of,) = [each for each in known if "preview" in each["address"]]
    assert told_of["address"] == server.address + server.asked[1].replace(" ", "%20")
    assert told_of["version"] == "2024-05-20"
    assert dt.datetime.fromisoformat(told_of["retrieved"]) <= dt.datetime.now(dt.UTC)
    bodies = [gzip.decompress(path.read_bytes()) for path in (tmp_path / "cache").glob("*.gz")]
    assert (ANSWERS / "comtrade/totals.json").read_bytes() in bodies
    assert told_of["sha256"] in {hashlib.sha256(body).hexdigest() for body in bodies}


def test_a_damaged_cache_is_asked_anew(tmp_path):
    with serving(FINE) as server:
        run(server, tmp_path)
        for path in (tmp_path / "cache").glob("*.gz"):
            path.write_bytes(path.read_bytes()[:50])
        assert run(server, tmp_path).cached == 0


def test_the_source_of_a_row_tells_licence_and_date(tmp_path):
    with serving(FINE) as server:
        run(server, tmp_path)
    source = Holdings(tmp_path).source("comtrade")
    assert source.title == "United Nations Statistics Division: UN Comtrade"
    assert "not to be passed on" in source.licence
    assert source.version == "2024-05-20"
    assert source.retrieved == dt.datetime.now(dt.UTC).date().isoformat()
    assert 'use = "own use"' in (tmp_path / "provenance.toml").read_text()


def test_stopped_in_the_middle_nothing_is_half_done_and_the_next_one_goes_on(tmp_path):
    def stop(what: str, done: int, total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with serving(FINE) as server:
        with pytest.raises(KeyboardInterrupt):
            _fetch("comtrade", PAIR, folder=tmp_path, address=server.address, limits=QUICK, progress=stop)
        assert {path.name for path in tmp_path.iterdir()} == {"cache"}
        assert run(server, tmp_path).cached == 1
    assert len(server.asked) == 2


def test_progress_tells_what_is_asked(tmp_path):
    seen: list[tuple[str, int, int]] = []
    with serving(FINE) as server:
        _fetch(
            "comtrade",
            PAIR,
            folder=tmp_path,
            address=server.address,
            limits=QUICK,
            progress=lambda *told: seen.append(told),
        )
    assert seen == [
        ("what Azerbaijan, Tajikistan published", 0, 1),
        ("Azerbaijan, Tajikistan, 2022 to 2023", 1, 2),
        ("keeping what was answered", 2, 2),
    ]


def test_a_further_query_adds_to_the_dataset(tmp_path):
    with serving({**HAS, "preview": told("comtrade/totals.json")}) as server:
        run(server, tmp_path, Query(reporters=("AZE",), partners=("TJK",), periods=("2022",)))
        run(server, tmp_path, Query(reporters=("AZE",), partners=("TJK",), periods=("2023",)))
    assert {row.period.text for row in rows(tmp_path)} == {"2022", "2023"}
    assert len(asked.asked(tmp_path, "comtrade")) == 2


def test_refresh_asks_again_and_keeps_the_older_value_beside_the_new(tmp_path):
    found = msgspec.json.decode((ANSWERS / "comtrade/totals.json").read_bytes())
    revised = msgspec.json.decode(msgspec.json.encode(found))
    revised["data"][0]["primaryValue"] = 4_100_000.0
    answers = {**HAS, "preview": [told("comtrade/totals.json"), raw(msgspec.json.encode(revised))]}
    with serving(answers) as server:
        run(server, tmp_path)
        done = _refresh("comtrade", folder=tmp_path, address=server.address, limits=QUICK)
    assert (done.answers, done.cached, done.observations) == (2, 0, 5)
    exports = {
        (row.value, row.note) for row in rows(tmp_path) if (row.indicator, row.period.text) == ("trade.exports", "2022")
    }
    today = dt.datetime.now(dt.UTC).date().isoformat()
    assert {(float(value), note) for value, note in exports} == {
        (4100000.0, None),
        (4000000.5, f"superseded; replaced {today}"),
    }


def test_a_refresh_that_fails_changes_nothing(tmp_path):
    with serving({**HAS, "preview": [told("comtrade/totals.json"), raw(b"", 500)]}) as server:
        run(server, tmp_path)
        before = contents(tmp_path)
        with pytest.raises(FetchError):
            _refresh("comtrade", folder=tmp_path, address=server.address, limits=QUICK)
    after = contents(tmp_path)
    after.pop(".comtrade.refreshing")
    assert after == before
    assert run(server, tmp_path).cached == 2  # what was kept is still there


def test_a_refresh_that_was_stopped_goes_on(tmp_path):
    with serving(
        {**HAS, "preview": [told("comtrade/totals.json"), raw(b"", 500), told("comtrade/totals.json")]}
    ) as server:
        run(server, tmp_path)
        with pytest.raises(FetchError):
            _refresh(
                "comtrade", folder=tmp_path, address=server.address, limits=msgspec.structs.replace(QUICK, tries=1)
            )
        done = _refresh("comtrade", folder=tmp_path, address=server.address, limits=QUICK)
    assert done.cached == 1
    assert not (tmp_path / ".comtrade.refreshing").exists()


def test_only_what_was_fetched_can_be_refreshed(tmp_path):
    with pytest.raises(UsageError, match="the dataset `baci` was not fetched from a service"):
        refresh("baci", folder=tmp_path)


def test_nothing_is_sent_before_the_user_asks(tmp_path):
    with pytest.raises(UsageError):
        fetch("comtrade", Query(reporters=("nowhere",)), folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_world_bank_fails_on_its_second_page_and_nothing_is_kept_but_the_first(tmp_path):
    answers = {"&page=2": raw(b"", 503), "NY.GDP": told("wdi/gdp-1.json")}
    with serving(answers) as server, pytest.raises(FetchError, match="answers 503, 4 times"):
        run(server, tmp_path, GDP, "wdi")
    assert {path.name for path in tmp_path.iterdir()} == {"cache"}
    with serving({"&page=2": told("wdi/gdp-2.json")}) as server:
        assert run(server, tmp_path, GDP, "wdi").cached == 1


def test_a_key_does_not_go_where_an_answer_points(tmp_path, monkeypatch):
    monkeypatch.setenv("COMTRADE_KEY", "secret-key")
    moved = raw(b"", 302, Location="/elsewhere/getDa")
    with serving(
        {"elsewhere": told("comtrade/availability.json"), "getDa": moved, "get": told("comtrade/totals.json")}
    ) as server:
        run(server, tmp_path)
        away = raw(b"", 302, Location=server.address.replace("127.0.0.1", "localhost") + "/elsewhere/getDa")
        with serving({"getDa": away}) as other, pytest.raises(FetchError, match="is not on the public internet"):
            run(other, tmp_path / "other")
    assert {each["ocp-apim-subscription-key"] for each in server.headers} == {"secret-key"}


def test_an_answer_that_led_to_nothing_is_asked_for_again_another_time(tmp_path):
    with serving({"country": [told("wdi/nothing.json"), told("wdi/population.json")]}) as server:
        query = Query(reporters=("TJK",), periods=("2023",), indicators=("population",))
        with pytest.raises(DataError, match="nothing is published for 2023"):
            run(server, tmp_path, query, "wdi")
        assert run(server, tmp_path, query, "wdi").observations == 1
