"""Makes the tables of currencies."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pycountry
from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_precision

from vocabulary.source import is_short, lines, write

# Replaced by the euro or a new currency and still named in documents.
REPLACED = ("BEF", "BGN", "DEM", "FRF", "HRK", "IEP", "ITL")
NOT_MONEY = {"XTS", "XXX", "XBA", "XBB", "XBC", "XBD", "XUA", "XSU", "XAU", "XAG", "XPT", "XPD"}
# Everyday words and single letters among names, signs and codes.
WORDS = {
    "won", "wons", "sum", "sums", "real", "reals", "sol", "Sol", "rand", "Rand", "pound", "pounds", "crown", "crowns", "penny", "pence",
    "som", "dong", "lev", "lei", "ID", "DA", "LE", "LD", "TD", "DT", "RO", "SR", "JD", "KD", "BD", "DH", "Dh", "Re", "Le",
    "P", "R", "E", "K", "L", "N", "Q", "đ", "Af", "Ar", "Nu", "MT", "Mt", "VT", "Vt", "Br", "FC", "FF", "FG", "KM", "UM", "MK", "ZK",
    "LL", "TL", "RM", "sen", "din", "sh", "Sh", "kr", "Kr", "Ft", "Gs", "Bs", "Ks", "Kz", "Kc", "lv", "zl", "Cg", "ALL", "TOP", "TRY",
    "CUP", "MAD", "BOB", "PEN", "COP", "SOS", "SAR", "SOM", "ANG", "CDF", "DOP", "SDG", "SAT", "MRO", "cent", "cents", "colon", "colons",
    "sterling", "Sterling", "kip", "Kip", "tala", "franc", "mark", "QR", "YR", "CFA", "Bt", "Rf", "Tk", "RF", "FCFA", "DM",
    "dram", "drams", "gourde", "leone", "quid", "kina", "GEL", "GIP", "SHP", "RON", "FOK", "AMD", "CAD", "PHP",
}  # fmt: skip
# The default holds whatever countries the document is about: the press means the US dollar by `$`.
FIRM = {"$", "＄", "﹩", "dollar", "dollars", "£", "￡", "cent", "cents", "¢"}
SHORT = {"kr", "kr.", "zł", "zl", "sh", "lv", "лв", "đ", "rub.", "stg", "din"}
DIGITS = {"CLP": 0, "ISK": 0, "IRR": 2, "XDR": 0}


def currency_rows() -> list[list[str]]:
    """The rows of currencies."""
    english = Locale("en")
    plurals = english._data["currency_names_plural"]  # noqa: SLF001 - babel shows plurals one by one only
    known = {c.alpha_3: c.numeric for c in pycountry.currencies if c.alpha_3 not in NOT_MONEY}
    rows = []
    for code in sorted({*known, *REPLACED}):
        name = english.currencies.get(code, "") or pycountry.currencies.get(alpha_3=code).name
        plural = dict(plurals.get(code, {})).get("other", name)
        digits = DIGITS.get(code, get_currency_precision(code))
        rows.append([code, known.get(code, ""), str(digits), name, plural, "0" if code in REPLACED else "1"])
    return rows


def _is_sign(text: str, texts: set[str]) -> bool:
    """Whether the text can stand before the amount: a symbol or an abbreviation, no word."""
    if text in SHORT or any(unicodedata.category(sign).startswith("S") for sign in text):
        return True
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) <= 5 and " " not in text and text != text.lower() and text.lower() not in texts


def name_rows(currencies: list[list[str]]) -> list[list[str]]:
    """The rows of the texts for currencies: hand-kept ones first, then codes, CLDR names and CLDR symbols."""
    codes = {row[0] for row in currencies}
    kept = [([text.strip() for text in cell.split(";")], *rest) for cell, *rest in lines("currencies.txt")]
    texts = {text for told, *_ in kept for text in told}
    rows: dict[str, list[str]] = {}

    def add(text: str, candidates: list[str], kind: str, factor: str, *, hand: bool = False) -> None:
        if not text or (text in rows and not hand):
            return
        if text in rows and rows[text][1] != " ".join(candidates):
            raise ValueError(f"currencies.txt says two things about `{text}`")
        if kind == "name" and _is_sign(text, texts):
            kind = "sign"
        kind = "code" if text in codes and candidates[0] == text else kind
        flags = ("c" if kind in {"code", "sign"} or is_short(text) else "") + ("w" if text in WORDS else "")
        rows[text] = [text, " ".join(candidates), kind, factor, flags + ("f" if text in FIRM else "")]

    for told, candidates, kind, factor in kept:
        if unknown := set(candidates.split()) - codes:
            raise ValueError(f"currencies.txt has codes that ISO 4217 has not: {unknown}")
        for text in told:
            add(text, candidates.split(), kind, factor, hand=True)
    symbols = Locale("en").currency_symbols
    for code, _, _, name, plural, _ in currencies:
        add(code, [code], "code", "1")
        for text in (name, plural):
            add(text, [code], "name", "1")
        symbol = symbols.get(code, "")
        add("" if symbol == code else symbol, [code], "sign", "1")
    return list(rows.values())


def tender_rows() -> list[list[str]]:
    """The rows of legal tender by country, the one in use longest first as CLDR orders them."""
    tender = get_global("territory_currencies")
    rows = []
    for country in sorted({c.alpha_3: c.alpha_2 for c in pycountry.countries}.items() | {("XKX", "XK")}):
        now = [code for code, _, until, legal in tender.get(country[1], ()) if until is None and legal]
        if now:
            rows.append([country[0], " ".join(now[::-1] if country[0] in {"PAN", "HTI", "LSO", "BTN"} else now)])
    return rows


def make(folder: Path) -> None:
    """Writes the tables of currencies, of their names and of who pays in which."""
    currencies = currency_rows()
    write(folder, "currencies.tsv", "code numeric minor_units name plural active", currencies)
    write(folder, "currency_names.tsv", "text codes kind factor flags", name_rows(currencies))
    write(folder, "country_currencies.tsv", "country currencies", tender_rows())
