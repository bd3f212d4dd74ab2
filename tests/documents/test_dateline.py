"""Datelines of the wire services of all continents, and lines that only look like one."""

from __future__ import annotations

import pytest

from karvan.documents.dateline import read_dateline

PROSE = " Turnover between the two countries rose by four percent in May, the ministry said."

# opening, (year, month, day) or None, agency or None
OPENINGS = [
    ("BAKU, Azerbaijan, May 22.", (None, 5, 22), None),
    ("ASTANA. March 28.", (None, 3, 28), None),
    ("TBILISI / BAKU, December 22.", (None, 12, 22), None),
    ("BAKU/TBILISI, March 5 (Reuters) -", (None, 3, 5), "Reuters"),
    ("TASHKENT, June 4 —", (None, 6, 4), None),
    ("NAIROBI -", None, None),
    ("ANKARA—", None, None),
    ("ISLAMABAD:", None, None),
    ("MANILA, Philippines —", None, None),
    ("NEW DELHI, March 27 (ANI):", (None, 3, 27), "ANI"),
    ("BEIJING, Jan. 12 (Xinhua) --", (None, 1, 12), "Xinhua"),
    ("Baku, 12 May, AZERTAC.", (None, 5, 12), "AZERTAC"),
    ("London (Reuters) -", None, "Reuters"),
    ("MOSCOW, 16 March. /TASS/.", (None, 3, 16), "TASS"),
    ("MOSCOW, March 16 /TASS/.", (None, 3, 16), "TASS"),
    ("TOKYO (Kyodo) --", None, "Kyodo"),
    ("(Kyodo) —", None, "Kyodo"),
    ("YEREVAN, DECEMBER 5, ARMENPRESS.", (None, 12, 5), "Armenpress"),
    ("Bishkek (AKIpress) -", None, "AKIpress"),
    ("AKIPRESS.COM -", None, "AKIpress"),
    ("Bishkek (24.kg) —", None, "24.kg"),
    ("TEMPO.CO, Jakarta -", None, "Tempo"),
    ("Ulaanbaatar /MONTSAME/", None, "Montsame"),
    ("Ulaanbaatar /MONTSAME/.", None, "Montsame"),
    ("Ulaanbaatar, May 12 /MONTSAME/.", (None, 5, 12), "Montsame"),
    ("Geneva, 12 May 2024 –", (2024, 5, 12), None),
    ("Washington, D.C., May 3, 2024 —", (2024, 5, 3), None),
    ("WASHINGTON (AP) —", None, "AP"),
    ("BUENOS AIRES, Argentina (AP) —", None, "AP"),
    ("KUALA LUMPUR, June 5 (Bernama) --", (None, 6, 5), "Bernama"),
    ("SEOUL, Feb. 6 (Yonhap) --", (None, 2, 6), "Yonhap"),
    ("Hanoi (VNA) -", None, "VNA"),
    ("TEHRAN, Jun. 12 (MNA) –", (None, 6, 12), "Mehr"),
    ("LONDON, March 5, 2024 /PRNewswire/ --", (2024, 3, 5), "PRNewswire"),
    ("Tashkent, Uzbekistan (UzDaily.com) --", None, "UzDaily"),
    ("BAKU, Azerbaijan, May 22. Trend:", (None, 5, 22), "Trend"),
    ("Almaty. 28 March. KazTAG –", (None, 3, 28), "KazTAG"),
    ("Nur-Sultan. 12.05.2021.", (2021, 5, 12), None),
    ("ST. PETERSBURG, June 6. /TASS/.", (None, 6, 6), "TASS"),
    ("Port-au-Prince, Haiti, 3rd June 2024:", (2024, 6, 3), None),
    ("Rio de Janeiro, October 7, 2023 -", (2023, 10, 7), None),
    ("Samarkand, Wednesday, May 22 -", (None, 5, 22), None),
    ("BAKU, May 22, Wednesday.", (None, 5, 22), None),
    ("CAIRO – 5 May 2024:", (2024, 5, 5), None),
    ("Баку, 22 мая, АЗЕРТАДЖ.", (None, 5, 22), "AZERTAC"),
    ("Баку, 22 мая 2024 года, АЗЕРТАДЖ.", (2024, 5, 22), "AZERTAC"),
    ("МОСКВА, 16 марта. /ТАСС/.", (None, 3, 16), "TASS"),
    ("Bogotá, 5 may (EFE).-", (None, 5, 5), "EFE"),
    ("SUVA, Fiji, 29 Feb –", (None, 2, 29), None),
]
ALONE = [
    ("Baku, 12 May, AZERTAC", (None, 5, 12), "AZERTAC"),
    ("BAKU, Azerbaijan, May 22", (None, 5, 22), None),
    ("Baku, Azerbaijan, May 22, 2024", (2024, 5, 22), None),
    ("Brussels, 5 June 2024", (2024, 6, 5), None),
]
NONE = [
    "TURKEY - IRAN TRADE FORUM OPENS",
    "EU - CENTRAL ASIA",
    "ANALYSIS: Kazakhstan's trade with China has grown by a third in the last year, figures show.",
    "EXCLUSIVE - Kazakhstan's trade with China has grown by a third in the last year, figures show.",
    "Trade turnover — a record for both countries in the last year, the ministry said.",
    "On May 22, 2024, the ministers met in Baku. They spoke.",
    "In Baku, May 22 – the ministers met.",
    "President Ilham Aliyev, May 22, told the forum about trade.",
    "Kazakhstan - a new partner for the European Union in trade, said the minister.",
    "Georgia: exports to Azerbaijan grew by 5 percent in May, Geostat reports in a release.",
    "GDP (PPP) grew by 5 percent. The bank said that it will grow.",
    "Azerbaijan and Tajikistan traded goods worth $6.1 million in 2023, the committee said.",
    "May 22, 2024. The ministry said that trade grew.",
    "",
    "-",
    "/",
    "(",
]


@pytest.mark.parametrize(("opening", "date", "agency"), OPENINGS)
def test_an_opening_is_read_up_to_the_sign_that_ends_it(opening, date, agency):
    text = opening + PROSE
    dateline = read_dateline(text, 0, len(text))
    assert dateline is not None
    assert dateline.span.of(text) == opening
    assert (dateline.date and dateline.date[:3]) == date
    assert dateline.agency == agency


@pytest.mark.parametrize(("line", "date", "agency"), ALONE)
def test_a_dateline_may_stand_alone(line, date, agency):
    dateline = read_dateline(line, 0, len(line))
    assert dateline is not None
    assert (dateline.span.of(line), dateline.date and dateline.date[:3], dateline.agency) == (line, date, agency)


@pytest.mark.parametrize("line", NONE)
def test_a_headline_or_a_sentence_is_no_dateline(line):
    assert read_dateline(line, 0, len(line)) is None


@pytest.mark.parametrize("day", ["February 30", "May 32", "May 22, 30000", "99 May"])
def test_a_day_that_no_calendar_knows_is_no_date(day):
    text = f"BAKU, {day}.{PROSE}"
    dateline = read_dateline(text, 0, len(text))
    assert dateline is None or dateline.date is None or dateline.date.year is None
