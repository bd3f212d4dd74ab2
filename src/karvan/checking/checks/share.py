"""share: a stated share must follow from the part and the whole, and complementary shares make 100 percent.

The shares of exports and of imports in one turnover leave nothing over, so two of them must add up to 100 percent within
rounding. Shares whose part or whole is only described in words are left alone unless the words name exports or imports.

Passes: "Imports made up 26.17 percent of the turnover": $12.88 billion of $49.2 billion.
Fails: "exports had 64.54 percent of the turnover, imports 34.46".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from karvan.checking.computing import judged
from karvan.checking.families import ALL_GOODS, WORLD, collected, one_sentence
from karvan.checking.ties import Complement, Ratio, Tie
from karvan.nouns import ONE, ZERO, Facts, Figure, Finding, Reading, Share
from karvan.vocabulary.groups import group

_FLOWS = ("export", "import")
_TOTAL = frozenset(("total", "overall", "all", "aggregate"))
_CHANGE = frozenset(("growth", "increase", "rise", "decline", "fall", "drop", "deficit", "surplus"))


def check(reading: Reading, facts: Facts) -> Iterator[Finding]:
    return judged(ties(reading), reading)


@collected
def ties(reading: Reading) -> Iterator[Tie]:
    figures = {figure.id: figure for figure in reading.figures}
    of_whole: defaultdict[str, dict[str, list[Share]]] = defaultdict(lambda: defaultdict(list))
    shares = tuple(reading.of_kind(Share))
    for before, share in zip((None, *shares), shares, strict=False):
        part, whole = figures.get(share.part or ""), figures.get(share.whole or "")
        if part is not None and whole is None and _says_total(share.whole or ""):
            whole = _total_of(part, reading)
        if not ZERO < share.quantity.value <= ONE:
            continue
        if part is not None and whole is not None and part.id != whole.id and _can_hold(part, whole):
            yield Ratio(
                check="share", figures=(part.id, whole.id), relations=(share.id,),
                of=part.id, base=whole.id, stated=share.id,
            )  # fmt: skip
        flow = _flow(share, part) or (_flow_before(before, share, reading, figures) if share.part is None else None)
        if flow and whole is not None and whole.indicator == "trade.turnover" and _of_same_parties(part, whole):
            of_whole[whole.id][flow].append(share)
    for whole_id, flows in of_whole.items():
        if all(len(flows[flow]) == 1 for flow in _FLOWS):
            yield _complement(figures[whole_id], flows["export"][0], flows["import"][0], figures)


def _says_total(words: str) -> bool:
    """Whether words speak of a total as such: not of its growth, nor of another time."""
    held = set(words.lower().split())
    return bool(held & _TOTAL) and not held & _CHANGE and not any(letter.isdigit() for letter in words)


def _total_of(part: Figure, reading: Reading) -> Figure | None:
    """The one figure of the text that is the total of a part's kind, where the text says no more than "total exports"."""
    parties = {part.reporter, part.partner} - {None}
    found = [
        figure
        for figure in reading.figures
        if figure.id != part.id
        and (figure.indicator, figure.quantity.unit, figure.route) == (part.indicator, part.quantity.unit, part.route)
        and figure.product in (None, *ALL_GOODS)
        and (figure.partner == WORLD or {figure.reporter, figure.partner} - {None} == parties)
        and (figure.reporter in parties and figure.note == part.note)
        and (figure.period is None or part.period is None or figure.period.contains(part.period) or figure.route)
    ]
    wide = [figure for figure in found if figure.partner == WORLD] or found
    return wide[0] if len(wide) == 1 and wide[0].quantity.value > part.quantity.value else None


def _can_hold(part: Figure, whole: Figure) -> bool:
    """Whether the one can be a part of the other: not in another unit, nor trade with one country in that with another."""
    if part.quantity.unit != whole.quantity.unit:
        return False
    partners = part.partner, whole.partner
    if None in partners or part.partner == whole.partner or part.reporter != whole.reporter:
        return True
    return whole.partner == WORLD or group(whole.partner or "") is not None


def _flow(share: Share, part: Figure | None) -> str | None:
    """`export` or `import`, where the part is that flow as a whole."""
    words = part.indicator if part is not None and part.product is None else share.part if part is None else ""
    found = [flow for flow in _FLOWS if flow in (words or "").lower()]
    return found[0] if len(found) == 1 else None


def _flow_before(before: Share | None, share: Share, reading: Reading, figures: dict[str, Figure]) -> str | None:
    """Of "exports had 73.8 percent, against 64.5 percent a year before" the second share is of exports as well."""
    if before is None or not one_sentence(reading.document.text, before.span, share.span):
        return None
    return _flow(before, figures.get(before.part or ""))


def _of_same_parties(part: Figure | None, whole: Figure) -> bool:
    if part is None:
        return True
    return (part.reporter, part.partner, part.note) == (whole.reporter, whole.partner, whole.note)


def _complement(whole: Figure, exports: Share, imports: Share, figures: dict[str, Figure]) -> Tie:
    parts = [side for side in (exports.part, imports.part) if side in figures]
    return Complement(
        check="share", figures=(whole.id, *(part for part in parts if part)), relations=(exports.id, imports.id),
        shares=(exports.id, imports.id),
    )  # fmt: skip
