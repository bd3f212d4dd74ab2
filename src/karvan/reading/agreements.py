"""Agreements: what is signed, concluded, agreed, comes into force."""

from __future__ import annotations

from karvan.nouns import Period
from karvan.reading.acts import Mark
from karvan.reading.circumstances import GROUP, NAME, actors, codes_of, date_of, is_place
from karvan.reading.grammar import Node, category
from karvan.reading.happening import WITH, Happening, is_denied, is_perfect, is_planned, made, who
from karvan.reading.sentences import AMOUNT, PERIOD
from karvan.reading.telling import Telling

_ADVERB, _YEAR = 2, 366
MONTH, DAY, ON = category("MONTH"), category("DAY"), category("ON")


def sign(telling: Telling, mark: Mark) -> Happening | None:
    """Whatever is signed is an agreement, but for decrees and laws; `it` is the one told before."""
    if telling.any_of(telling.words.unsigned, mark.end, mark.end + 4):
        return None
    lo, hi = telling.clause(mark.at)
    noun = next((m for m in telling.marks if m.end == mark.at and "pact" in m.sense.topics), None)
    noun = noun or telling.noun("pact", mark.at, lo, hi) or telling.noun("pact", mark.at, telling.hard_border(lo), hi)
    again = taken_up(telling, mark, "signed") if noun is None else None
    return again or _agreement(telling, mark, noun, "signed")


def taken_up(telling: Telling, mark: Mark, status: str) -> Happening | None:
    """`It was prolonged in May`: the agreement told last."""
    lo, _ = telling.clause(mark.at)
    known, event = telling.memory.parties.get("agreement"), telling.memory.event
    behind = telling.scene.sentence.index - telling.memory.told_at[0]
    if telling.agreed:
        known = telling.agreed
    elif event is None or event.kind != "agreement" or behind > 1:
        return None
    if known is None or is_denied(telling, mark):
        return None
    at = telling.first_of(telling.words.it, max(lo, mark.at - 4), mark.at)
    if at is None or not telling.any_of(telling.words.be, at, mark.at):
        return None
    return made(telling, "agreement", mark, [at], known, "planned" if is_planned(telling, mark) else status)


def to_sign(telling: Telling, mark: Mark) -> Happening | None:
    """`are to sign a pact`: forms that are nouns as well need what is signed."""
    lo, hi = telling.clause(mark.at)
    noun = telling.noun("pact", mark.at, lo, hi, before=4)
    if telling.low(mark.at - 1) in telling.words.settings and _is_gerund_before(telling, mark, noun):
        return None
    known = _is_told(telling, lo, hi) or telling.any_of(telling.words.results, lo, mark.at)
    if noun is None or (telling.low(mark.at - 1) in telling.words.the and not known):
        return None
    happening = _agreement(telling, mark, noun, "signed")
    if happening is not None and happening.date is None and telling.low(mark.at - 1) in telling.words.the:
        happening.definite = True  # `the signing of the papers shows …`
    return happening


def _is_gerund_before(telling: Telling, mark: Mark, noun: Mark | None) -> bool:
    """`two years after signing an agreement`: what else happened is told, the signing is not."""
    _, hi = telling.clause(mark.at)
    return noun is not None and noun.at > mark.at and date_of(telling, mark.at, mark.at, hi)[0] is None


def _is_told(telling: Telling, lo: int, hi: int) -> bool:
    """Whether a signing that a noun names is news: two parties or a time are told."""
    timed = date_of(telling, lo, lo, hi)[0] is not None
    return timed or len(codes_of(telling, telling.within(lo, hi))) > 1


def seal(telling: Telling, mark: Mark) -> Happening | None:
    """Verbs that make an agreement only of what is one: concluded, ratified, awarded."""
    lo, hi = telling.clause(mark.at)
    noun = telling.noun("pact", mark.at, lo, hi)
    status = "approved" if "approve" in mark.sense.acts else "signed"
    if noun is None:
        return taken_up(telling, mark, status)
    counted = noun.at > mark.at and telling.nodes[noun.at].cat == AMOUNT
    if counted and is_perfect(telling, mark.at) and date_of(telling, mark.at, lo, hi)[0] is None:
        return None  # `has concluded 22 agreements with 59 countries`
    return _agreement(telling, mark, noun, status)


def reach(telling: Telling, mark: Mark) -> Happening | None:
    """An understanding is reached, a protocol announced: the noun stands near."""
    lo, hi = telling.clause(mark.at)
    noun = telling.noun("pact", mark.at, lo, hi, after=5, before=4)
    if noun is not None and noun.end == mark.at and noun.low in telling.words.plurals and telling.takes_up(noun):
        dated = date_of(telling, mark.at, lo, hi)[0] is not None
        noun = noun if dated else None  # `the agreements reached at the talks` are no news
    if noun is None or any(telling.nodes[k].cat == AMOUNT for k in range(mark.at, noun.at)):
        return None
    return _agreement(telling, mark, noun, "announced" if "announce" in mark.sense.acts else "signed")


def agree(telling: Telling, mark: Mark) -> Happening | None:
    """`The two sides agreed to …`: at least two must be named."""
    lo, hi = telling.clause(mark.at)
    after = mark.end
    while after + 1 < hi and PERIOD in (telling.nodes[after].cat, telling.nodes[after + 1].cat):
        after += 1
    if telling.words.agreed_on.isdisjoint(
        (telling.low(mark.at).rpartition(" ")[2], telling.low(mark.end), telling.low(after))
    ):
        return None
    found = actors(telling, lo, mark.at, mark.at, behind=WITH)
    found += [m for m in telling.within(mark.at, hi) if m.part == "with"][:1]
    codes = codes_of(telling, found)
    if len(codes) < 2 or is_denied(telling, mark):
        return None
    happening = made(telling, "agreement", mark, [m.at for m in found], codes, "agreed")
    return happening if _is_when_agreed(telling, mark, happening) else None


def _is_when_agreed(telling: Telling, mark: Mark, happening: Happening) -> bool:
    """Whether a time is that of the agreeing: without one it is what communiqués are made of, later ones are its subject."""
    _, hi = telling.clause(mark.at)
    if happening.date is None:
        return False
    if any(node.cat == PERIOD for node in telling.nodes[0 : mark.at]) or mark.end >= hi:
        return True
    published, last = telling.memory.published, happening.date.last
    if PERIOD in [node.cat for node in telling.nodes[mark.at : mark.end + 3]]:
        return True
    return happening.date.start == last and (published is None or last <= published)


def force(telling: Telling, mark: Mark) -> Happening | None:
    """An agreement enters into force; `it` is the one told before, a name in capitals is one as well."""
    lo, hi = telling.clause(mark.at)
    noun = telling.noun("pact", mark.at, telling.hard_border(lo), hi)
    if noun is not None:
        telling.used.discard(noun.at)
        return _agreement(telling, mark, noun, "in force")
    known = telling.memory.parties.get("agreement")
    if known is not None and telling.any_of(telling.words.pronouns, lo, mark.at):
        return made(telling, "agreement", mark, [lo], known, "planned" if is_planned(telling, mark) else "in force")
    named = any(
        telling.nodes[k].cat in (NAME, GROUP) and telling.written(k).isupper() and len(telling.written(k)) > 2
        for k in range(max(lo, mark.at - 5), mark.at)
    )
    return _agreement(telling, mark, None, "in force") if named else None


def in_force(telling: Telling, mark: Mark) -> Happening | None:
    """`has been in force since December 2015`: the time since when is that of the event."""
    lo, hi = telling.clause(mark.at)
    noun = telling.noun("pact", mark.at, telling.hard_border(lo), hi)
    date = next(
        (since(telling, node) for node in telling.nodes[mark.end - 1 : mark.end + 2] if node.cat == PERIOD), None
    )
    if date is None:
        times = [node for node in telling.nodes[lo:hi] if node.cat == PERIOD and node.value.edge == "since"]
        date = since(telling, times[0]) if times else None
    happening = _agreement(telling, mark, noun, "in force") if noun and date else None
    if happening is not None:
        happening.date = date
    return happening


def since(telling: Telling, node: Node) -> Period | None:
    """The beginning of a stretch of time, as exactly as it is written."""
    period = node.value.resolved(telling.memory.period)
    if period is None or node.value.edge != "since":
        return period
    exact = next((child.cat for child in node.children if child.cat in (DAY, MONTH)), None)
    first = period.start
    return Period(first.isoformat() if exact == DAY else f"{first:%Y-%m}" if exact == MONTH else f"{first:%Y}")


def _agreement(telling: Telling, mark: Mark, noun: Mark | None, status: str) -> Happening | None:
    if is_denied(telling, mark) or (noun is not None and noun.at in telling.used and "sign" not in mark.sense.acts):
        return None
    if _is_circumstance(telling, mark, noun):
        return None
    core = [noun.at] if noun else []
    parties = who(telling, mark.at, core)
    happening = made(telling, "agreement", mark, core, parties, "planned" if is_planned(telling, mark) else status)
    if noun is None or noun.low in telling.words.plurals:
        lo, hi = telling.clause(mark.at)
        vague = happening.date is None and happening.place is None and not telling.any_of(telling.words.heads, lo, hi)
        vague = vague and not (noun is not None and telling.says(telling.words.bilateral, noun.at - 4, noun.end))
        counted = noun is not None and telling.nodes[noun.at].cat == AMOUNT
        if vague and not counted and not any(m.at != mark.at for m in telling.within(lo, hi)):
            return None
    if noun is not None:
        telling.used.add(noun.at)
    if not happening.parties and happening.date is None and happening.place is None:
        return None
    if _is_record(telling, mark, noun, happening):
        return None
    if happening.date is None and _is_old_news(telling, mark, noun, happening.parties):
        return None
    telling.agreed = happening.parties
    happening.definite = noun is None or (telling.takes_up(noun) and not _has_subject(telling, mark, noun))
    return happening


def _is_record(telling: Telling, mark: Mark, noun: Mark | None, happening: Happening) -> bool:
    """`have signed many agreements in the last three years`: what has come together is no event."""
    if happening.date is None or noun is None or noun.low not in telling.words.plurals:
        return False
    return is_perfect(telling, mark.at) and (happening.date.last - happening.date.start).days > _YEAR


def _has_subject(telling: Telling, mark: Mark, noun: Mark) -> bool:
    """Whether what is signed says on what it is: `signed the declaration on partnership` is news."""
    return noun.at > mark.at and noun.end < len(telling.nodes) and telling.nodes[noun.end].cat == ON


def _is_old_news(telling: Telling, mark: Mark, noun: Mark | None, parties: tuple[str, ...]) -> bool:
    """Whether something signed, without a day, is no event: what others have signed by now, or an agreement told before."""
    if "sign" not in mark.sense.acts:
        return False
    words, lo = telling.words, telling.clause(mark.at)[0]
    if noun is not None and noun.at > mark.at and _is_with_many(telling, noun):
        return True  # `has signed 30 agreements with 65 markets`
    many = noun is None or noun.low in words.plurals
    near = telling.memory.encounter is not None and telling.scene.sentence.index - telling.memory.chained[0] <= 1
    if many and not near and is_perfect(telling, mark.at):
        return True  # `has signed agreements with …`
    if telling.any_of(words.close_relatives, mark.at - 1, mark.at):
        return True  # `the first country that signed a pact with …`
    if many and noun is not None and noun.at == mark.end and (mark.at - lo < _ADVERB or _is_behind_tie(telling, mark)):
        return True  # `newly signed protocols`, `implementation of earlier signed pacts`
    again = (
        noun is not None
        and telling.is_definite(noun)
        and set(telling.memory.parties.get("agreement", ())) == set(parties)
    )
    return again and not near


def _is_with_many(telling: Telling, noun: Mark) -> bool:
    after = range(noun.end, min(noun.end + 3, len(telling.nodes) - 1))
    return any(telling.tie(k) == "with" and telling.nodes[k + 1].cat == AMOUNT for k in after)


def _is_behind_tie(telling: Telling, mark: Mark) -> bool:
    """Whether a participle belongs to the noun behind it: a preposition stands before both."""
    nodes = telling.nodes
    return any(
        telling.tie(k) not in (None, "and") and nodes[k + 1].cat != PERIOD for k in range(max(mark.at - 2, 0), mark.at)
    )


def _is_circumstance(telling: Telling, mark: Mark, noun: Mark | None) -> bool:
    """Whether an agreement is only what something else hangs on: `under a pact reached at the talks`, `once it takes effect`."""
    lo, hi = telling.clause(mark.at)
    if date_of(telling, mark.at, lo, hi)[0] is not None or any(is_place(telling, m) for m in telling.within(lo, hi)):
        return False
    under = (
        noun is not None and noun.at < mark.at and telling.any_of(telling.words.bases, max(lo, noun.at - 5), noun.at)
    )
    before = " ".join(node.low for node in telling.nodes[max(lo, mark.at - 7) : mark.at])
    return under or any(f" {words} " in f" {before} " for words in telling.words.counted_out)


def stock(telling: Telling, mark: Mark) -> Happening | None:
    """How many agreements two countries have: a count named with the pair, behind a verb that says what it is for."""
    lo, hi = telling.clause(mark.at)
    node = telling.nodes[mark.at]
    if (
        node.cat != AMOUNT
        or node.value.indicator != "agreements"
        or not telling.any_of(telling.words.stock, lo, mark.at)
    ):
        return None
    pairs = [m for m in telling.within(lo, hi) if m.kind == "pair"]
    codes = codes_of(telling, pairs[:1])
    if len(codes) != 2:
        return None
    happening = made(telling, "agreement", mark, [pairs[0].at], codes, "in force")
    happening.date = None
    return happening
