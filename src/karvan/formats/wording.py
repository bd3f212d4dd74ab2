"""Codes, periods and amounts in words, for people."""

from __future__ import annotations

import calendar
import re
from decimal import Decimal

from karvan.nouns.claims import Claim, Figure, Growth, Share, Sum
from karvan.nouns.finding import Evidence, Finding
from karvan.nouns.period import Period
from karvan.nouns.report import AnyRelation, Reading
from karvan.vocabulary import countries as vocabulary
from karvan.vocabulary import groups

# what is measured, and the words that lead to its reporter and its partner
_SUBJECTS = {
    "trade.turnover": ("trade turnover", "of", "with"),
    "trade.exports": ("exports", "of", "to"),
    "trade.imports": ("imports", "of", "from"),
    "trade.balance": ("trade balance", "of", "with"),
    "investment": ("investment", "from", "in"),
    "loan": ("loan", "from", "to"),
    "freight": ("freight", "from", "to"),
    "containers": ("containers", "from", "to"),
    "passengers": ("passengers", "from", "to"),
    "tourists": ("tourists", "in", "from"),
    "gdp": ("GDP", "of", "with"),
}
_PUBLISHED_FROM = {
    "option": "as given by --published",
    "metadata": "from the document's metadata",
    "dateline": "from the dateline",
    "name": "from the file's name",
}
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
# families of scale words of one manner of writing, the smallest first: a repair keeps to the manner of the text
_MANNERS = (
    ("thousand", "million", "billion", "trillion"),
    ("thsd", "mln", "bln", "trln"),
    ("thous", "mln", "bln", "trln"),
    ("k", "mn", "bn", "tn"),
    ("k", "m", "b", "t"),
    ("k", "mio", "mrd", "trn"),
)
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u2009\u202f ]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")


def country(code: str) -> str:
    """The English name of a country or group, or the code where there is none."""
    named = vocabulary.country(code) or groups.group(code)
    return named.name if named else code


def countries(codes: tuple[str, ...]) -> str:
    """Several names, the first ones spelled out."""
    shown = [country(code) for code in codes[:8]]
    if len(codes) > 8:
        shown.append(f"{len(codes) - 8} more")
    return ", ".join(shown)


def subject(figure: Figure) -> str:
    """What a figure measures: whose, of what, when, and what sets it apart."""
    return ", ".join(part for part in (_measured(figure), _details(figure)) if part)


def measured(claim: Claim) -> str:
    """What a claim measures where it is a figure; nothing of relations and events."""
    return subject(claim) if isinstance(claim, Figure) else ""


def _measured(figure: Figure) -> str:
    lead, of, to = _SUBJECTS.get(figure.indicator, (figure.indicator, "of", "with"))
    if figure.indicator == "other":
        lead = figure.product or figure.quantity.noun or "other"
    said = [lead]
    if figure.product and figure.indicator != "other":
        said.append(f"of {figure.product}" if of != "of" else f"({figure.product})")
    if figure.reporter:
        said += [of, "the world" if figure.reporter == "WLD" else country(figure.reporter)]
    if figure.partner:
        said += [to, "the world" if figure.partner == "WLD" else country(figure.partner)]
    return " ".join(said)


def _details(figure: Figure) -> str:
    parts = [figure.route and f"by the route {figure.route}", figure.period and period(figure.period), figure.note]
    if figure.attribution:
        parts.append(f"says {figure.attribution}")
    return ", ".join(part for part in parts if part)


def period(when: Period) -> str:
    """A period as one would say it.

    >>> [period(Period(text)) for text in ("2023-01/2023-03", "2023-05-30", "2022-11/2023-02", "2024-Q1")]
    ['January–March 2023', '30 May 2023', 'November 2022–February 2023', 'Q1 2024']
    """
    first, slash, last = when.text.partition("/")
    if not slash:
        return _moment(first)
    if len(first) == len(last) == 7 and first[:4] == last[:4]:
        if "Q" in when.text or "H" in when.text:
            return f"{first[5:]}–{last[5:]} {first[:4]}"
        return f"{calendar.month_name[int(first[5:])]}–{calendar.month_name[int(last[5:])]} {first[:4]}"
    if len(first) == len(last) == 10 and first[:7] == last[:7]:
        return f"{int(first[8:])}–{_moment(last)}"
    return f"{_moment(first)}–{_moment(last)}"


def _moment(text: str) -> str:
    year, _, rest = text.partition("-")
    if not rest or not rest[0].isdigit():
        return f"{rest} {year}".strip()
    month, _, day = rest.partition("-")
    return (
        f"{int(day)} {calendar.month_name[int(month)]} {year}" if day else f"{calendar.month_name[int(month)]} {year}"
    )


def amount(value: Decimal, unit: str = "") -> str:
    """A number in at most six digits, with its scale word.

    >>> amount(Decimal("1.03e6"), "USD"), amount(Decimal("4690"), "t"), amount(Decimal("0.5"))
    ('1.03 million USD', '4,690 t', '0.5')
    """
    return f"{_scaled(value)} {'' if unit == 'count' else unit}".strip()


def _scaled(value: Decimal) -> str:
    if not value.is_finite():
        return "no limit"
    if abs(value.adjusted()) > 17:
        return f"{value:.3g}"
    for factor, word in _SCALES:
        if abs(value) >= factor:
            return f"{_short(value / factor)} {word}"
    return _short(value)


def _short(value: Decimal) -> str:
    rounded = round(value, max(0, 5 - value.adjusted())) if value else value
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def reworded(figure: Figure, value: Decimal) -> str:
    """The words of a figure with another value, in the same manner of writing where that is possible.

    The digits stay and the scale word changes where that gives the value; else the digits change.
    """
    text, quantity = figure.text, figure.quantity
    number = _NUMBER.search(text)
    if number is not None and len(_NUMBER.findall(text)) == 1 and value > 0 and quantity.value > 0:
        scaled = _other_scale(text, number.end(), value / quantity.value)
        if scaled is not None:
            return scaled
        digits = value / quantity.scale
        if quantity.scale > 0 and Decimal("0.001") <= digits < 10**6:
            return text[: number.start()] + _short(digits) + text[number.end() :]
    return amount(value, quantity.unit)


def _other_scale(text: str, start: int, ratio: Decimal) -> str | None:
    for word in _WORD.finditer(text, start):
        written = word[0].lower()
        for manner in _MANNERS:
            if written not in manner:
                continue
            steps = {Decimal(1000) ** (place - manner.index(written)): other for place, other in enumerate(manner)}
            if ratio in steps:
                other = steps[ratio]
                as_written = other.upper() if word[0].isupper() else other.title() if word[0].istitle() else other
                return text[: word.start()] + as_written + text[word.end() :]
    return None


def published(reading: Reading) -> str:
    """The published date and what it was taken from."""
    document = reading.document
    if document.published is None:
        return "unknown, so periods like `last year` stay open (give --published YYYY-MM-DD)"
    taken = _PUBLISHED_FROM.get(document.published_from or "", "")
    return f"{period(Period(document.published.isoformat()))}{f' ({taken})' if taken else ''}"


def about(reading: Reading) -> list[tuple[str, str]]:
    """What a document is about: labels and words."""
    rows = [("About", countries(reading.countries) or "no country named"), ("Published", published(reading))]
    if reading.document.publisher:
        rows.append(("Publisher", reading.document.publisher))
    return rows


def relation(tie: AnyRelation, reading: Reading) -> str:
    """A relation with its sides spelled out."""

    def side(claim_id: str | None) -> str:
        figure = reading.figure(claim_id)
        return f"“{figure.text}”" if figure else claim_id or "…"

    if isinstance(tie, Sum):
        return f"{side(tie.whole)} = {' + '.join(side(part) for part in tie.parts)}"
    if isinstance(tie, Share):
        return f"{side(tie.part)} is {percent(tie.quantity.value)} of {side(tie.whole)}"
    if isinstance(tie, Growth) and tie.measure == "percent":
        said = f"{percent(tie.quantity.value, signed=True)} against"
    elif isinstance(tie, Growth) and tie.measure == "difference":
        said = f"{amount(tie.quantity.value, tie.quantity.unit)} against"
    else:
        said = f"{_short(tie.quantity.value)} times"
    return f"{side(tie.of) if tie.of or not tie.subject else tie.subject}: {said} {side(tie.base)}"


def percent(fraction: Decimal, *, signed: bool = False) -> str:
    """A fraction in percent.

    >>> percent(Decimal("-0.343"), signed=True), percent(Decimal("0.4"))
    ('-34.3 percent', '40 percent')
    """
    sign = "+" if signed and fraction > 0 else ""
    return f"{sign}{_short(fraction * 100)} percent" if fraction.is_finite() else "no limit"


def repairs(finding: Finding, reading: Reading) -> list[tuple[Figure | None, str, str, str]]:
    """What a finding suggests: the figure, the claim's id, the words as written and the words that would hold."""
    made = []
    texts = {claim.id: claim.text for claim in reading.claims()} if finding.suggest else {}
    for claim_id, to in (finding.suggest or {}).items():
        figure = reading.figure(claim_id)
        if isinstance(to, str):
            words = period(Period(to)) if _is_period(to) else to
        elif figure is not None:
            words = reworded(figure, to)
        elif (tie := next((tie for tie in reading.relations if tie.id == claim_id), None)) is not None:
            words = percent(to) if isinstance(tie, Share) or getattr(tie, "measure", "") == "percent" else amount(to)
        else:
            words = amount(to)
        made.append((figure, claim_id, texts.get(claim_id, claim_id), words))
    return made


def repair_reason(finding: Finding) -> str:
    """What the words of a repair say beyond the change itself.

    >>> from karvan.nouns import Verdict
    >>> change = {"f1": Decimal(1)}
    >>> repair = "“$1.02 million” → 1.02 billion USD (billion instead of million)"
    >>> repair_reason(Finding(id="", check="", verdict=Verdict.CONTRADICTED, suggest=change, repair=repair))
    'billion instead of million'
    """
    said = finding.repair or ""
    if not finding.suggest or not said.startswith("“"):
        return said
    reason = re.search(r"\(([^()]*)\)\.?\Z", said)
    return reason[1] if reason else ""


def evidence(finding: Finding, reading: Reading) -> list[str]:
    """What a finding rests on beside the claims that it names, and where that stands."""
    named = set(finding.claims)
    here = {None, reading.document.name}
    return [
        _evidence(each, reading) for each in finding.evidence if each.claim not in named or each.document not in here
    ]


def _evidence(what: Evidence, reading: Reading) -> str:
    places = [what.document if what.document != reading.document.name else None, what.source and what.source.title]
    where = ", ".join(place for place in places if place)
    return f"{what.text} ({where})" if where else what.text


def _is_period(text: str) -> bool:
    try:
        Period(text)
    except ValueError:
        return False
    return True
