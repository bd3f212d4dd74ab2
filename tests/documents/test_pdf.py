"""PDF: paragraphs from lines, and papers that hold no text."""

from __future__ import annotations

import datetime as dt

import pytest

from karvan.documents import from_bytes
from karvan.nouns import DocumentError

FIRST = [
    (72, 760, "Trade of Azerbaijan and Tajikistan grows"),
    (72, 730, "BAKU, Azerbaijan, May 22. Turnover between Azerbaijan and Tajikistan rose to"),
    (72, 716, "$6.1 million in 2023, which is 2.98 percent more than in 2022, as infra-"),
    (72, 702, "structure improved, the State Customs Committee said in its report on Tues-"),
    (72, 688, "day. It was the best year."),
    (72, 660, "Exports of Azerbaijan amounted to $5.1 million, while Azerbaijani-"),
    (72, 646, "made goods came to"),
    (300, 40, "1"),
]
SECOND = [(72, 760, "a tenth of it, the committee said."), (300, 40, "Page 2 of 2")]
LOCKED = (
    "/ID [(0123456789abcdef) (0123456789abcdef)] /Encrypt << /Filter /Standard /V 1 /R 2 "
    f"/O <{'41' * 32}> /U <{'42' * 32}> /P -4 >>"
)


def test_lines_become_paragraphs_and_parted_words_are_mended(make_pdf):
    document = from_bytes(make_pdf(FIRST, SECOND), name="talks.pdf")
    assert document.text == (
        "Trade of Azerbaijan and Tajikistan grows\n\n"
        "BAKU, Azerbaijan, May 22. Turnover between Azerbaijan and Tajikistan rose to $6.1 million in 2023, which is 2.98 percent "
        "more than in 2022, as infrastructure improved, the State Customs Committee said in its report on Tuesday. It was the best "
        "year.\n\n"
        "Exports of Azerbaijan amounted to $5.1 million, while Azerbaijani-made goods came to a tenth of it, the committee said."
    )
    assert document.media_type == "application/pdf"
    assert document.headline.of(document.text) == "Trade of Azerbaijan and Tajikistan grows"


def test_rows_of_a_table_stay_rows(make_pdf):
    rows = [(72, 700, "2021 5.2"), (72, 686, "2022 5.9"), (72, 672, "2023 6.1")]
    wide = (72, 730, "Turnover of Azerbaijan and Tajikistan by year in millions of United States dollars")
    text = from_bytes(make_pdf([wide, *rows]), name="table.pdf").text
    assert text.split("\n\n")[1:] == ["2021 5.2", "2022 5.9", "2023 6.1"]


def test_running_heads_of_three_pages_go(make_pdf):
    pages = [
        [(72, 800, f"Bulletin No. {number}"), (72, 700, f"Turnover grew in quarter {number}.")] for number in (1, 2, 3)
    ]
    text = from_bytes(make_pdf(*pages), name="bulletin.pdf").text
    assert text == "Turnover grew in quarter 1.\n\nTurnover grew in quarter 2.\n\nTurnover grew in quarter 3."


def test_the_day_a_file_was_made_counts_when_nothing_better_is_known(make_pdf):
    made = "/CreationDate (D:20240523103000+04'00')"
    plain = [(72, 700, "Turnover grew.")]
    document = from_bytes(make_pdf(plain, info=made), name="x.pdf")
    assert (document.published, document.published_from) == (dt.date(2024, 5, 23), "metadata")
    document = from_bytes(make_pdf(plain, info=made), name="2024-05-21.pdf")
    assert (document.published, document.published_from) == (dt.date(2024, 5, 21), "name")
    # the dateline says May 22, the file was made a day later
    document = from_bytes(make_pdf(FIRST, info=made), name="x.pdf")
    assert (document.published, document.published_from) == (dt.date(2024, 5, 22), "metadata")


@pytest.mark.parametrize("made", ["D:30000101", "D:", "yesterday", "D:20241399"])
def test_a_day_that_is_none_is_no_error(make_pdf, made):
    document = from_bytes(make_pdf([(72, 700, "Turnover grew.")], info=f"/CreationDate ({made})"), name="x.pdf")
    assert document.published is None


def test_an_encrypted_paper_says_so(make_pdf):
    with pytest.raises(DocumentError, match=r"`talks\.pdf`: the text is encrypted") as raised:
        from_bytes(make_pdf(FIRST, trailer=LOCKED), name="talks.pdf")
    assert raised.value.hint == "save a copy without the password, or pipe the text in: `karvan check -`"


def test_a_paper_of_images_has_no_text_layer(make_pdf):
    with pytest.raises(DocumentError, match="no text layer"):
        from_bytes(make_pdf([]), name="scan.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.4 rubbish", b"%PDF-", b"%PDF-1.7\n" + b"\0" * 500])
def test_a_damaged_paper_says_so(data):
    with pytest.raises(DocumentError, match="the PDF is damaged"):
        from_bytes(data, name="x.pdf")
