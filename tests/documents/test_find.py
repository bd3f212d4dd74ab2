"""Which documents a row of sources names."""

from __future__ import annotations

import pytest

from karvan.documents import find_documents, open_document
from karvan.nouns import DocumentError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in (
        "b.txt",
        "a.md",
        "c.HTML",
        "notes.docx",
        ".hidden.txt",
        "sub/d.pdf",
        "sub/e.xhtml",
        ".git/f.txt",
        "[1].txt",
    ):
        path = tmp_path / "papers" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Turnover grew.")
    (tmp_path / "bare").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["papers"], ["papers/[1].txt", "papers/a.md", "papers/b.txt", "papers/c.HTML", "papers/sub/d.pdf", "papers/sub/e.xhtml"]),
        (["papers/*.txt"], ["papers/[1].txt", "papers/b.txt"]),
        (["papers/**/*.pdf"], ["papers/sub/d.pdf"]),
        (["papers/s*"], ["papers/sub/d.pdf", "papers/sub/e.xhtml"]),
        (["papers/[1].txt"], ["papers/[1].txt"]),
        (["papers/b.txt", "papers/*.txt", "./papers/b.txt"], ["papers/b.txt", "papers/[1].txt"]),
        (["papers/notes.docx"], ["papers/notes.docx"]),
        (["missing.txt", "papers/b.txt", "no/*.txt"], ["missing.txt", "papers/b.txt", "no/*.txt"]),
        (["-", "http://example.org/a?b=*", "-"], ["-", "http://example.org/a?b=*"]),
        (["bare"], ["bare"]),
        ([], []),
        (["a\0b*"], ["a\0b*"]),
    ],
)  # fmt: skip
def test_sources_are_expanded_in_order_each_document_once(folder, sources, expected):
    assert list(find_documents(sources)) == expected


def test_a_missing_file_stops_none_of_the_others(folder):
    done, failed = [], []
    for name in find_documents(["missing.txt", "papers/*.txt", "bare"]):
        try:
            done.append(open_document(name).name)
        except DocumentError as error:
            failed.append(str(error))
    assert done == ["papers/[1].txt", "papers/b.txt"]
    assert failed == ["`missing.txt`: no such file", "`bare`: the folder holds no documents"]
