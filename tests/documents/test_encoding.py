"""Bytes of many encodings, with and without a word about which."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.documents import from_bytes
from karvan.documents.encoding import decode
from karvan.nouns import DocumentError

RUSSIAN = "Товарооборот между Азербайджаном и Таджикистаном в 2023 году составил 6,1 млн долларов, сообщает комитет."
ENGLISH = "The two countries’ trade reached €5 million – “a record”, the ministry said on Tuesday in Baku."
FRENCH = (
    "Les échanges entre la France et le Maroc ont été évalués à 14 milliards d’euros en 2023, après une année record."
)
TURKISH = (
    "Türkiye ile İran arasındaki ticaret hacmi geçen yıl yüzde on iki arttı ve altı milyar dolara ulaştı, dedi bakan."
)
CHINESE = "中国与哈萨克斯坦的双边贸易额在2023年达到410亿美元,同比增长32%。两国将继续扩大合作。"
ARABIC = "بلغ حجم التبادل التجاري بين البلدين خمسة مليارات دولار في عام 2023 وفقا لوزارة الاقتصاد."
POLISH = "Wartość wymiany handlowej między Polską a Ukrainą wzrosła w zeszłym roku o dwanaście procent, podał Urząd."


@pytest.mark.parametrize(
    ("text", "codec", "shown"),
    [
        (RUSSIAN, "cp1251", "windows-1251"), (RUSSIAN, "koi8-r", "koi8-r"), (RUSSIAN, "cp866", "cp866"),
        (ENGLISH, "cp1252", "windows-1252"), (FRENCH, "cp1252", "windows-1252"), (TURKISH, "cp1254", "windows-1254"),
        (POLISH, "cp1250", "windows-1250"), (CHINESE, "gb18030", "gb18030"), (ARABIC, "cp1256", "windows-1256"),
    ],
)  # fmt: skip
def test_a_legacy_encoding_is_told_from_the_letters(text, codec, shown):
    assert decode(text.encode(codec), name="x.txt") == (text, shown)


@pytest.mark.parametrize("text", [RUSSIAN, ENGLISH, CHINESE])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_its_mark(text, codec):
    assert decode(text.encode(codec), name="x.txt").text == text


def test_line_ends_stay_as_they_are():
    assert from_bytes(b"Trade\r\ngrew\rby\n4 percent", name="x.txt").text == "Trade\r\ngrew\rby\n4 percent"


def test_one_broken_character_does_not_change_the_encoding():
    data = RUSSIAN.encode()
    broken = data[:41] + b"\xff" + data[41:]
    assert decode(broken, name="x.txt").encoding == "utf-8"


def test_a_page_says_its_own_charset():
    page = f'<html><head><meta charset="koi8-r"></head><body><p>{RUSSIAN}</p></body></html>'
    document = from_bytes(page.encode("koi8-r"), name="x.html")
    assert RUSSIAN in document.text
    assert document.encoding == "koi8-r"


def test_the_sender_says_the_charset():
    document = from_bytes("Türkmenabat é".encode("cp1252"), name="x.txt", media_type="text/plain; charset=iso-8859-1")
    assert document.text == "Türkmenabat é"


@pytest.mark.parametrize("charset", ["rot13", "hex", "zip", "unicode_escape", "no-such", "utf-7", "idna"])
def test_a_charset_that_is_no_text_encoding_is_passed_over(charset):
    assert decode(FRENCH.encode("cp1252"), name="x", charset=charset).text == FRENCH


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04\x14\0\0\0", bytes(range(256)) * 4, b"text\0text", b"\0" * 100],
)
def test_binary_bytes_are_refused_with_a_hint(data):
    with pytest.raises(DocumentError, match="looks like a binary file") as raised:
        from_bytes(data, name="x.txt")
    assert raised.value.hint == "karvan reads plain text, HTML and PDF"


def test_combining_and_right_to_left_characters_are_kept():
    text = "e\u0301 \u202bשלום\u202c \u200fنص\u200e a\u0308"
    assert from_bytes(text.encode(), name="x.txt").text == text


@given(st.binary(max_size=400), st.sampled_from(["x.txt", "x.html", "x.pdf", "x"]))
def test_any_bytes_are_read_or_refused(data, name):
    try:
        document = from_bytes(data, name=name)
    except DocumentError:
        return
    assert document.text.encode().decode() == document.text


@given(st.text(min_size=1, max_size=200))
def test_any_text_without_controls_comes_back_as_it_was(text):
    kept = "".join(sign for sign in text if sign.isprintable())
    if kept.strip("\ufeff \xa0\u3000"):
        assert from_bytes(b"\xef\xbb\xbf" + kept.encode(), name="note.txt").text == kept
