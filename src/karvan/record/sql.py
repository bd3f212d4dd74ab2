"""All the SQL of the record: tables, views and statements, in DuckDB's dialect.

Nothing else in the room speaks SQL, so that another database needs another module like this one. Rows travel as JSON
text, which DuckDB takes in about forty times faster than `executemany` and PostgreSQL reads with `json_to_recordset`.
"""

# ruff: noqa: S608  (statements are put together from the words of this module alone; values are parameters)

from __future__ import annotations

import json
from collections.abc import Sequence

SCHEMA = 1
"""Stands in the file. Counts up whenever the tables change, or the nouns that are kept as JSON in a way that what was
written before can't be read; a test holds it to their shape."""

TABLES: dict[str, dict[str, str]] = {
    "meta": {"key": "VARCHAR", "value": "VARCHAR"},
    "documents": {
        "id": "INTEGER", "sha256": "VARCHAR", "text_hash": "VARCHAR", "name": "VARCHAR", "published": "DATE",
        "published_from": "VARCHAR", "publisher": "VARCHAR", "language": "VARCHAR", "countries": "VARCHAR[]",
        "words": "INTEGER", "checks": "VARCHAR[]", "reading": "VARCHAR", "text": "VARCHAR",
    },
    "claims": {
        "document": "INTEGER", "id": "VARCHAR", "kind": "VARCHAR", "place": "INTEGER", "span_start": "INTEGER",
        "span_end": "INTEGER", "text": "VARCHAR", "verdict": "VARCHAR", "indicators": "VARCHAR[]",
        "countries": "VARCHAR[]", "first_day": "DATE", "last_day": "DATE", "noun": "VARCHAR",
    },
    "figures": {
        "document": "INTEGER", "id": "VARCHAR", "indicator": "VARCHAR", "value": "DOUBLE", "unit": "VARCHAR",
        "lo": "DOUBLE", "hi": "DOUBLE", "hedge": "VARCHAR", "scale": "DOUBLE", "counted": "VARCHAR",
        "reporter": "VARCHAR", "partner": "VARCHAR", "product": "VARCHAR", "route": "VARCHAR", "period": "VARCHAR",
        "first_day": "DATE", "last_day": "DATE", "attribution": "VARCHAR", "note": "VARCHAR", "topic": "VARCHAR",
        "sentence": "BIGINT",
    },
    "relations": {
        "document": "INTEGER", "id": "VARCHAR", "of": "VARCHAR", "base": "VARCHAR", "part": "VARCHAR",
        "whole": "VARCHAR", "parts": "VARCHAR[]", "value": "DOUBLE", "lo": "DOUBLE", "hi": "DOUBLE",
        "measure": "VARCHAR", "subject": "VARCHAR", "period": "VARCHAR", "base_period": "VARCHAR",
    },
    "events": {
        "document": "INTEGER", "id": "VARCHAR", "event": "VARCHAR", "date": "VARCHAR", "first_day": "DATE",
        "last_day": "DATE", "parties": "VARCHAR[]", "place": "VARCHAR", "platform": "VARCHAR",
        "organisations": "VARCHAR[]", "products": "VARCHAR[]", "exporter": "VARCHAR", "importer": "VARCHAR",
        "origin": "VARCHAR", "destination": "VARCHAR", "carrier": "VARCHAR", "status": "VARCHAR",
        "figures": "VARCHAR[]", "summary": "VARCHAR",
    },
    "findings": {
        "document": "INTEGER", "id": "VARCHAR", "place": "INTEGER", "check": "VARCHAR", "verdict": "VARCHAR",
        "claims": "VARCHAR[]", "computation": "VARCHAR", "why": "VARCHAR", "repair": "VARCHAR", "slip": "VARCHAR",
        "noun": "VARCHAR",
    },
}  # fmt: skip
KEYS = {
    "meta": '"key"', "documents": "id", "claims": "document, id", "figures": "document, id",
    "relations": "document, id", "events": "document, id", "findings": "document, id",
}  # fmt: skip
VIEWS = {
    "event_parties": "SELECT document, id AS event, unnest(parties) AS country FROM events",
    "finding_claims": "SELECT document, id AS finding, unnest(claims) AS claim FROM findings",
}


def create() -> list[str]:
    """The statements that make an empty record."""
    tables = [
        f"CREATE TABLE {table} ({', '.join(f'{_quoted(name)} {kind}' for name, kind in columns.items())}, "
        f"PRIMARY KEY ({KEYS[table]}))"
        for table, columns in TABLES.items()
    ]
    # without a key: an index over every word of every document would cost more than the scans it saves
    terms = "CREATE TABLE terms (document INTEGER, term VARCHAR, position INTEGER)"
    return [*tables, terms, *(f"CREATE VIEW {name} AS {select}" for name, select in VIEWS.items())]


def insert(table: str) -> str:
    """Takes one parameter: the rows as a JSON array of objects with all the columns.

    For documents it takes the list of texts besides: a long text in JSON would be copied many times.
    """
    columns = {name: [kind[:-2]] if kind.endswith("[]") else kind for name, kind in TABLES[table].items()}
    texts = ""
    if table == "documents":
        del columns["text"]
        texts = ", unnest(?::VARCHAR[])"
    return (
        f"INSERT INTO {table} SELECT * FROM "
        f"(SELECT unnest(from_json_strict(?, '{json.dumps([columns])}'), recursive := true){texts})"
    )


INSERT_TERMS = """
    INSERT INTO terms SELECT document, unnest(terms), unnest(range(first, first + len(terms)))
    FROM (SELECT unnest(
        from_json_strict(?, '[{"document": "INTEGER", "first": "INTEGER", "terms": ["VARCHAR"]}]'), max_depth := 2))
"""
"""Takes one parameter: a JSON array of {document, first position, terms}."""

TABLE_NAMES = "SELECT table_name FROM information_schema.tables"
READ_SCHEMA = "SELECT value FROM meta WHERE key = 'schema'"
NEXT_DOCUMENT = "SELECT coalesce(max(id), 0) + 1 FROM documents"
KNOWN = """
    SELECT id, sha256, text_hash, name FROM documents
    WHERE sha256 IN (SELECT unnest(?::VARCHAR[])) OR text_hash IN (SELECT unnest(?::VARCHAR[])) ORDER BY id
"""
DELETE = [f"DELETE FROM {table} WHERE document = ?" for table in ("terms", *list(TABLES)[2:])] + [
    "DELETE FROM documents WHERE id = ?",
]

NAMED = "SELECT id, sha256 FROM documents WHERE name = ? ORDER BY id"
TAILED = "SELECT id, sha256 FROM documents WHERE ends_with(replace(name, '\\', '/'), '/' || ?) ORDER BY id"
PREFIXED = "SELECT id, sha256 FROM documents WHERE starts_with(sha256, ?) ORDER BY id"
DOCUMENT = "SELECT reading, text, checks FROM documents WHERE id = ?"
CLAIMS = "SELECT noun FROM claims WHERE document = ? ORDER BY place"
FINDINGS = "SELECT noun FROM findings WHERE document = ? ORDER BY place"

ENTRIES = """
    WITH counted AS (
        SELECT document, count(*) FILTER (kind = 'figure') AS figures, count(*) FILTER (kind = 'event') AS events,
            count(*) FILTER (kind NOT IN ('figure', 'event')) AS relations
        FROM claims GROUP BY document
    ), judged AS (
        SELECT document, list(verdict ORDER BY place) AS verdicts FROM findings GROUP BY document
    )
    SELECT name, sha256, published, publisher, language, countries, coalesce(figures, 0), coalesce(relations, 0),
        coalesce(events, 0), coalesce(verdicts, [])
    FROM documents LEFT JOIN counted ON counted.document = id LEFT JOIN judged ON judged.document = id
    ORDER BY published DESC NULLS LAST, name, id
"""

ELSEWHERE = """
    SELECT d.id, d.sha256, d.text_hash, f.sentence, c.noun
    FROM figures f JOIN claims c USING (document, id) JOIN documents d ON d.id = f.document
    WHERE f.topic = ? AND f.first_day = ?::DATE AND f.last_day = ?::DATE
    ORDER BY d.published NULLS LAST, d.name, d.id, c.place
"""

_CLAIM = "d.name AS document, d.published, c.id"
_JUDGED = "c.verdict, c.span_start, c.span_end, c.text"
_BY_DOCUMENT = "ORDER BY d.name, d.id, c.place"
ROWS = {
    "documents": """
        SELECT name AS document, sha256, published, published_from, publisher, language, countries, words
        FROM documents ORDER BY name, id
    """,
    "figures": f"""
        SELECT {_CLAIM}, f.indicator, f.value, f.unit, f.lo, f.hi, f.hedge, f.scale, f.counted, f.reporter, f.partner,
            f.product, f.route, f.period, f.first_day, f.last_day, f.attribution, f.note, {_JUDGED}
        FROM figures f JOIN claims c USING (document, id) JOIN documents d ON d.id = f.document {_BY_DOCUMENT}
    """,
    "relations": f"""
        SELECT {_CLAIM}, c.kind, r."of", r.base, r.part, r.whole, r.parts, r.value, r.lo, r.hi, r.measure, r.subject,
            r.period, r.base_period, {_JUDGED}
        FROM relations r JOIN claims c USING (document, id) JOIN documents d ON d.id = r.document {_BY_DOCUMENT}
    """,
    "events": f"""
        SELECT {_CLAIM}, e.event AS kind, e.date, e.first_day, e.last_day, e.parties, e.place, e.platform,
            e.organisations, e.products, e.exporter, e.importer, e.origin, e.destination, e.carrier, e.status,
            e.figures, e.summary, {_JUDGED}
        FROM events e JOIN claims c USING (document, id) JOIN documents d ON d.id = e.document {_BY_DOCUMENT}
    """,
    "findings": """
        SELECT d.name AS document, d.published, f.id, f."check", f.verdict, f.claims, f.computation, f.why, f.repair,
            f.slip
        FROM findings f JOIN documents d ON d.id = f.document ORDER BY d.name, d.id, f.place
    """,
}  # fmt: skip

FACETS = {
    "country": "list_contains(c.countries, ?)",
    "indicator": "list_contains(c.indicators, ?)",
    "verdict": "c.verdict = ?",
    "last_day": "c.first_day <= ?::DATE",
    "first_day": "c.last_day >= ?::DATE",
}
"""One parameter each. A claim fits a period that shares a day with its own."""


def fitting(facets: Sequence[str], documents: bool = False) -> str:
    """Claims that fit the facets; with `documents`, one more parameter before them: the list of document ids."""
    tests = [
        *(["c.document IN (SELECT unnest(?::INTEGER[]))"] if documents else []),
        *(FACETS[name] for name in facets),
    ]
    return (
        "SELECT d.id, d.name, d.sha256, d.published, c.noun, c.verdict FROM claims c JOIN documents d ON d.id = c.document"
        + (f" WHERE {' AND '.join(tests)}" if tests else "")
        + " ORDER BY d.published DESC NULLS LAST, d.name, d.id, c.place"
    )


def ranking(clauses: Sequence[Sequence[bool]], facets: Sequence[str], country: bool = False) -> str:
    """Documents that hold every clause, the best first by BM25 (Robertson & Zaragoza 2009; k1 = 1.2, b = 0.75).

    A clause is a row of words that stand side by side: True where a word is the beginning of one. Parameters: the
    words, then the facets' values, and with `country` one more that may be answered by the document's own countries.
    """
    found = ", ".join(f"found{number} AS ({_found(clause)})" for number, clause in enumerate(clauses))
    numbers = range(len(clauses))
    score = " + ".join(_BM25.format(n=number) for number in numbers)
    joins = " ".join(f"JOIN found{number} ON found{number}.document = d.id" for number in numbers)
    fits = [f"EXISTS (SELECT 1 FROM claims c WHERE c.document = d.id AND {' AND '.join(FACETS[f] for f in facets)})"]
    if country:
        fits.append("list_contains(d.countries, upper(?))")
    return (
        f"WITH {found}, size AS (SELECT count(*) AS n, greatest(avg(words), 1) AS mean FROM documents) "
        f"SELECT d.id, d.name, d.sha256, d.published, {score} AS score FROM documents d {joins} CROSS JOIN size "
        + (f"WHERE {' OR '.join(fits)} " if facets else "")
        + "ORDER BY score DESC, d.published DESC NULLS LAST, d.name, d.id"
    )


TEXT = "SELECT text FROM documents WHERE id = ?"

_BM25 = (
    "ln(1 + (size.n - (SELECT count(*) FROM found{n}) + 0.5) / ((SELECT count(*) FROM found{n}) + 0.5)) "
    "* found{n}.times * 2.2 / (found{n}.times + 1.2 * (0.25 + 0.75 * d.words / size.mean))"
)


def _found(clause: Sequence[bool]) -> str:
    joins = "".join(
        f" JOIN terms t{place} ON t{place}.document = t0.document AND t{place}.position = t0.position + {place}"
        for place in range(1, len(clause))
    )
    tests = " AND ".join(
        f"starts_with(t{place}.term, ?)" if beginning else f"t{place}.term = ?"
        for place, beginning in enumerate(clause)
    )
    return f"SELECT t0.document, count(*) AS times FROM terms t0{joins} WHERE {tests} GROUP BY t0.document"


def _quoted(name: str) -> str:
    return f'"{name}"'
