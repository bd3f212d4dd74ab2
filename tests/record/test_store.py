"""The file: what goes in comes out, once, whole, and only where a record may be."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256

import duckdb
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from karvan.nouns import (
    Document,
    Event,
    Evidence,
    Figure,
    Finding,
    Growth,
    Interval,
    Multiple,
    Period,
    Quantity,
    Reading,
    RecordError,
    Share,
    Source,
    Span,
    Sum,
    Trace,
    UsageError,
    Verdict,
)  # fmt: skip
from karvan.record import Record, sql

from .strategies import TALKS, figure, report, reports, talks, usd


@pytest.fixture(name="path")
def _path(tmp_path):
    return tmp_path / "karvan.duckdb"


def dump(path):
    """Every row of every table."""
    with duckdb.connect(path, read_only=True) as connection:
        names = connection.execute("SELECT table_name FROM information_schema.tables ORDER BY 1").fetchall()
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for (name,) in names}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports)
def test_a_report_comes_back_equal(report):
    with Record() as record:
        assert record.add(report)
        assert record._report(1) == report
        assert len(list(record.search())) == sum(1 for _ in report.reading.claims())


def test_a_report_comes_back_equal_from_the_file(path):
    with Record(path) as record:
        record.add(talks())
    with Record(path) as record:
        assert record.report("talks.txt") == talks()


def test_adding_twice_changes_nothing(path):
    with Record(path) as record:
        assert record.add(talks())
    before = dump(path)
    with Record(path) as record:
        assert not record.add(talks())
    assert dump(path) == before


def test_a_copy_under_another_name_changes_nothing(path):
    with Record(path) as record:
        record.add(talks())
    before = dump(path)
    copy = talks("reprint.html", TALKS.replace("held talks", "HELD TALKS"))
    spaced = report("spaced.txt", "\r\n" + TALKS.replace(" ", " \u00a0\n") + "\n")
    with Record(path) as record:
        assert record.add_all([copy, spaced]) == [False, False]
        assert not record.add(spaced, replace=True), "another document never takes its place"
    assert dump(path) == before


def test_a_copy_inside_one_call_is_stored_once(path):
    with Record(path) as record:
        assert record.add_all([talks(), talks("copy.txt"), talks()]) == [True, False, False]
        assert [entry.name for entry in record.documents()] == ["talks.txt"]


def test_a_newer_reading_takes_the_place_of_the_old_one_only_when_asked(path):
    newer = msgspec.structs.replace(talks(), findings=())
    with Record(path) as record:
        record.add(talks())
        assert not record.add(newer)
        assert record.report("talks.txt").findings
        assert record.add(newer, replace=True)
        assert record.report("talks.txt") == newer
        assert not record.add(newer, replace=True), "equal readings are left alone"
        assert len(list(record.rows("figures"))) == 1


def test_a_report_that_fails_in_the_middle_leaves_nothing(path):
    first = figure(TALKS, "$6.1 million")
    broken = report("broken.txt", TALKS + " Again.", first, first)
    with Record(path) as record:
        record.add(talks())
    before = dump(path)
    with Record(path) as record, pytest.raises(RecordError) as caught:
        record.add(broken)
    assert str(caught.value) == "`broken.txt`: two claims or findings have the same id"
    assert dump(path) == before


def test_the_documents_before_a_broken_one_are_kept(path):
    first = figure(TALKS, "$6.1 million")
    with Record(path) as record, pytest.raises(RecordError, match=r"broken\.txt"):
        record.add_all([talks(), report("broken.txt", TALKS + " Again.", first, first)])
    with Record(path) as record:
        assert [entry.name for entry in record.documents()] == ["talks.txt"]


def test_half_a_character_is_refused_with_a_sentence(path):
    with Record(path) as record, pytest.raises(RecordError, match="half a character"):
        record.add(talks(text=TALKS + "\ud800"))


@pytest.mark.parametrize("text", ["", "\0", "a" * 1_000_000, "6 " * 300_000, "\u202b\u0301 \U0010ffff"])
def test_odd_texts_are_kept_as_they_are(text):
    odd = report("odd", text)
    with Record() as record:
        assert record.add(odd)
        assert record.report("odd") == odd


def test_numbers_too_large_for_a_double_are_kept_exactly():
    huge = msgspec.structs.replace(figure(TALKS, "$6.1 million"), quantity=usd("1" + "0" * 400))
    with Record() as record:
        record.add(report("huge", TALKS, huge))
        assert record.report("huge").reading.figures == (huge,)
        assert [row["value"] for row in record.rows("figures")] == [float("inf")]


def test_documents_come_newest_first_with_their_counts():
    with Record() as record:
        record.add_all([report("undated.txt", "Nothing."), talks(publisher="Trend")])
        newest, undated = record.documents()
    assert (newest.name, newest.publisher, str(newest.published)) == ("talks.txt", "Trend", "2024-05-22")
    assert (newest.figures, newest.relations, newest.events) == (1, 1, 1)
    assert newest.verdicts == {"contradicted": 1, "consistent": 1}
    assert (undated.name, undated.figures, undated.verdicts) == ("undated.txt", 0, {})


def test_a_document_is_named_by_name_last_part_or_sha256():
    long = report("news/2024/talks.txt", TALKS)
    with Record() as record:
        record.add_all([long, report("c:\\news\\visit.txt", "A visit.")])
        digits = long.reading.document.sha256
        for name in ("news/2024/talks.txt", "talks.txt", digits, digits[:6].upper()):
            assert record.report(name) == long
        assert record.report("visit.txt").reading.document.text == "A visit."
        with pytest.raises(RecordError, match=r"no document `alks\.txt`"):
            record.report("alks.txt")


def test_a_name_that_fits_several_documents_is_an_error_with_a_way_out():
    with Record() as record:
        record.add_all([report("a/x.txt", "One."), report("b/x.txt", "Two.")])
        with pytest.raises(RecordError, match=r"`x\.txt` names 2 documents") as caught:
            record.report("x.txt")
    assert sha256(b"a/x.txt One.").hexdigest()[:12] in str(caught.value.hint)


def test_rows_are_tidy():
    with Record() as record:
        record.add(talks())
        [row] = record.rows("figures")
        assert (row["document"], row["value"], row["lo"], row["hi"]) == ("talks.txt", 6.1e6, 6.05e6, 6.15e6)
        assert (row["unit"], row["reporter"], row["partner"], row["period"]) == ("USD", "AZE", "TJK", "2023")
        assert (str(row["first_day"]), str(row["last_day"])) == ("2023-01-01", "2023-12-31")
        assert row["verdict"] == "contradicted"
        assert TALKS[row["span_start"] : row["span_end"]] == row["text"] == "$6.1 million"
        [row] = record.rows("relations")
        assert (row["kind"], row["of"], row["base"], row["measure"]) == ("growth", "f1", None, "percent")
        [row] = record.rows("events")
        assert (row["kind"], row["parties"], row["place"]) == ("route", ["AZE", "TJK"], "Dushanbe")
        contradicted, consistent = record.rows("findings")
        assert (contradicted["check"], contradicted["claims"]) == ("growth", ["f1", "r1"])
        assert consistent["verdict"] == "consistent"
        assert [row["document"] for row in record.rows("documents")] == ["talks.txt"]
        with pytest.raises(UsageError, match="no table `things`"):
            record.rows("things")


def test_the_file_answers_plain_sql(path):
    with Record(path) as record:
        record.add(talks())
    held = dump(path)
    assert held["event_parties"] == [(1, "e1", "AZE"), (1, "e1", "TJK")]
    assert held["finding_claims"] == [(1, "growth-r1", "f1"), (1, "growth-r1", "r1"), (1, "sum-f1", "f1")]
    assert (1, "baki", 6) in held["terms"]


def test_reading_a_record_that_is_not_there_makes_no_file(path):
    with Record(path) as record, pytest.raises(RecordError, match="no record here") as caught:
        list(record.documents())
    assert "karvan record add" in str(caught.value.hint)
    assert not path.exists()


def test_an_empty_file_becomes_a_record_when_something_is_added(path):
    path.touch()
    with Record(path) as record:
        with pytest.raises(RecordError, match="no record here"):
            record.report("talks.txt")
        assert record.add(talks())


def test_an_empty_database_becomes_a_record_when_something_is_added(path):
    duckdb.connect(path).close()
    with Record(path) as record:
        with pytest.raises(RecordError, match="no record here"):
            record.report("talks.txt")
        assert record.add(talks())


def test_garbage_is_not_a_record_and_stays_as_it_is(path):
    path.write_bytes(b"not a database at all\n" * 1000)
    for use in (lambda record: record.add(talks()), lambda record: list(record.documents())):
        with Record(path) as record, pytest.raises(RecordError, match="not a karvan record"):
            use(record)
    assert path.read_bytes() == b"not a database at all\n" * 1000


def test_another_database_is_not_a_record(path):
    with duckdb.connect(path) as connection:
        connection.execute("CREATE TABLE meta (a INTEGER)")
    with Record(path) as record, pytest.raises(RecordError, match="a database, but not a karvan record"):
        record.add(talks())
    assert list(dump(path)) == ["meta"]


@pytest.mark.parametrize(
    ("version", "hint"),
    [(sql.SCHEMA + 1, "update karvan"), (sql.SCHEMA - 1, "make a new record and add the documents again")],
)
def test_a_record_of_another_schema_is_refused_with_what_to_do(path, version, hint):
    with Record(path) as record:
        record.add(talks())
    assert dump(path)["meta"] == [("schema", str(sql.SCHEMA))]
    with duckdb.connect(path) as connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(version)])
    before = dump(path)
    for use in (lambda record: record.report("talks.txt"), lambda record: record.add(talks())):
        with Record(path) as record, pytest.raises(RecordError) as caught:
            use(record)
        told = f"its tables are version {version}, this one's {sql.SCHEMA}"
        assert str(caught.value) == f"`{path}`: was written by another version of karvan ({told})"
        assert caught.value.hint == hint
    assert dump(path) == before


def test_a_record_without_a_version_is_none(path):
    with Record(path) as record:
        record.add(talks())
    with duckdb.connect(path) as connection:
        connection.execute("DELETE FROM meta")
    with Record(path) as record, pytest.raises(RecordError, match="a database, but not a karvan record"):
        record.report("talks.txt")


KEPT = (
    Document, Event, Evidence, Figure, Finding, Growth, Interval, Multiple, Period, Quantity, Reading, Share, Source, Span,
    Sum, Trace,
)  # fmt: skip


def test_the_version_counts_up_with_the_shape_of_what_is_kept():
    nouns = {
        noun.__name__: [(field.name, str(field.type), field.required) for field in msgspec.structs.fields(noun)]
        for noun in KEPT
    }
    digest = sha256(msgspec.json.encode([sql.TABLES, nouns])).hexdigest()[:12]
    # a field with a default that came or went leaves old files readable: then note the new digest alone
    assert (sql.SCHEMA, digest) == (1, "a246c7370c24")


STALE = {
    "claims": "SET noun = replace(noun, '\"indicator\"', '\"measures\"')",
    "documents": "SET reading = replace(reading, '\"name\"', '\"title\"')",
    "findings": "SET noun = replace(noun, '\"check\"', '\"rule\"')",
}


@pytest.mark.parametrize("table", STALE)
def test_what_another_version_wrote_is_said_so_and_read_anew_when_asked(path, table):
    with Record(path) as record:
        record.add(talks())
    with duckdb.connect(path) as connection:
        connection.execute(f"UPDATE {table} {STALE[table]}")
    with Record(path) as record:
        with pytest.raises(RecordError, match="a form that this version of karvan doesn't read") as caught:
            record.report("talks.txt")
        assert "--replace" in str(caught.value.hint)
        if table == "claims":
            with pytest.raises(RecordError, match="doesn't read"):
                list(record.search(indicator="trade"))
        assert not record.add(talks())
        assert record.add(talks(), replace=True)
        assert record.report("talks.txt") == talks()


@pytest.mark.parametrize(
    ("name", "what"), [("missing/karvan.duckdb", "the folder doesn't exist"), (".", "is a folder")]
)
def test_a_place_where_no_file_can_be_is_said_so(tmp_path, name, what):
    with Record(tmp_path / name) as record, pytest.raises(RecordError, match=what):
        record.add(talks())


def test_a_record_in_use_by_another_process_is_said_so(path):
    with Record(path) as record:
        record.add(talks())
    holder = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        for use in (lambda record: record.add(talks()), lambda record: list(record.documents())):
            with Record(path) as record, pytest.raises(RecordError, match="in use by another process"):
                use(record)
        process.kill()
    with Record(path) as record:
        assert record.report("talks.txt") == talks()


def test_several_readers_share_a_record(path):
    with Record(path) as record:
        record.add(talks())
    with Record(path) as one, Record(path) as other:
        assert one.report("talks.txt") == other.report("talks.txt")


KILLED = """
import os, sys
import karvan.record.writing as writing
from karvan.nouns import Document, Reading, Report
from karvan.record import Record

def document(name):
    return Report(reading=Reading(document=Document(name=name, text="The text of " + name)))

record = Record(sys.argv[1])
record.add(document("whole"))
insert = writing._insert
def stopped(*rest):
    insert(*rest)
    os._exit(9)  # after everything was written, before the commit
writing._insert = stopped
record.add(document("half"))
"""


def test_a_killed_process_leaves_a_usable_record_without_the_half(path):
    assert subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False).returncode == 9
    with Record(path) as record:
        assert [entry.name for entry in record.documents()] == ["whole"]
        assert record.add(talks())
        assert {entry.name for entry in record.documents()} == {"whole", "talks.txt"}


def test_reading_starts_without_the_database_library():
    code = "import sys, karvan.record; sys.exit('duckdb' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_gravest_verdict_stands_beside_the_claim():
    said = tuple(
        Finding(id=f"x-{verdict}", check="x", verdict=verdict, figures=("f1",))
        for verdict in (Verdict.CONSISTENT, Verdict.DOUBTFUL, Verdict.CONFIRMED)
    )
    kept = report("talks.txt", TALKS, figure(TALKS, "$6.1 million"), findings=said)
    with Record() as record:
        record.add(kept)
        assert [row["verdict"] for row in record.rows("figures")] == ["doubtful"] == [kept.verdict("f1")]


def test_a_document_without_bytes_is_known_by_its_text():
    bare = talks()
    bare = msgspec.structs.replace(
        bare, reading=msgspec.structs.replace(bare.reading, document=Document(name="-", text=TALKS))
    )
    with Record() as record:
        assert record.add_all([bare, bare]) == [True, False]
        assert record.report(sha256(TALKS.encode()).hexdigest()[:8]) == bare
        assert isinstance(bare.reading.figures[0], Figure)


def test_a_reader_makes_way_for_a_writer_of_the_same_process_and_reads_on(path):
    with Record(path) as record:
        record.add(talks())
    with Record(path) as reader, Record(path) as writer:
        assert len(list(reader.documents())) == 1
        assert writer.add(report("next.txt", "Next."))
        assert len(list(reader.documents())) == 2
        assert writer.add(report("last.txt", "Last."))
        assert len(list(reader.documents())) == 3


def test_adding_in_the_middle_of_reading_is_said_so(path):
    with Record(path) as record:
        record.add_all([talks(), report("next.txt", "Next.")])
    with Record(path) as record:
        entries = record.documents()
        next(entries)
        assert record.add(report("last.txt", "Last."))
        with pytest.raises(RecordError, match="was closed or added to while it was read"):
            list(entries)
