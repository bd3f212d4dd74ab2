"""Goods that flow: who sells what to whom, where no amount is told."""

from __future__ import annotations

from karvan.reading.acts import Mark
from karvan.reading.circumstances import POSS, codes_of, completed, with_group
from karvan.reading.grammar import Node
from karvan.reading.happening import Happening, is_denied, is_planned, is_purpose, made
from karvan.reading.mentions import NATIONAL, PARTY, Mention
from karvan.reading.sentences import AMOUNT, AND, COMMA, NUMBER, PERIOD
from karvan.reading.telling import Telling, states
from karvan.vocabulary import products

Sides = tuple[str | None, str | None, list[int]]
"""Exporter, importer, and the nodes that named them."""
_BANNED = 8
"""How many words behind a ban what is banned may stand."""
_AMOUNT_NEAR = 6
"""How many words behind `began to sell` an amount is one of what is sold."""
_TRADE = frozenset(("sell", "buy", "flow"))


def flow_begins(telling: Telling, mark: Mark, lo: int) -> Happening | None:
    """`Deliveries to X began in March`: the noun of flow is the subject of a verb of beginning."""
    noun = next((m for m in reversed(telling.marks) if lo <= m.at < mark.at and "flow" in m.sense.acts), None)
    hi = telling.clause(mark.at)[1]
    begun = noun is None and "begin" in mark.sense.acts
    if begun:  # `started deliveries of X to Y`
        cues = telling.scene.sentence.cues
        near = next((k for k in range(mark.end, min(mark.end + 5, hi)) if cues[k].preposition), min(mark.end + 5, hi))
        noun = next((m for m in telling.marks if mark.at < m.at < near and "flow" in m.sense.acts), None)
    if noun is None or mark.at - noun.at > 10 or _has_amounts(telling, lo, hi) or _is_complement(telling, noun, lo):
        return None
    last = max(noun.at, mark.at)
    found = telling.within(lo, next((k for k in range(last, hi) if telling.nodes[k].cat == COMMA), hi))
    exporter, importer = _sides(noun, found)
    if begun and (subject := next((m for m in reversed(found) if m.at < mark.at), None)) is not None:
        other = _code(subject)
        exporter, importer = (
            (exporter, importer or other) if "bought" in noun.sense.acts else (exporter or other, importer)
        )
    timed = any(telling.nodes[k].cat == PERIOD for k in range(mark.at, hi))
    if not timed and not (exporter and importer) and not (begun and with_group(found)):
        return None
    codes = states(code for code in (exporter, importer) if code)
    if not (codes and with_group(found)):
        codes = completed(telling, codes or telling.memory.parties.get("agreement", ()))
    stopped = "stop" in mark.sense.acts
    status = "planned" if is_planned(telling, mark) else "suspended" if stopped else "started"
    happening = made(telling, "commodity_flow", mark, [noun.at, *(m.at for m in found)], codes, status)
    happening.exporter, happening.importer = exporter, importer
    telling.used.add(noun.at)
    return happening


def trade(telling: Telling, mark: Mark) -> Happening | None:
    """`A exports X to B`, `B will import X from A`, `X is supplied by A to B`, `A's main exports to B are X`."""
    lo, hi = _bounds(telling, mark)
    cues = telling.scene.sentence.cues
    begun = _is_begun(telling, mark, lo)
    counted = _has_amounts(telling, lo, min(hi, mark.end + _AMOUNT_NEAR) if begun else hi)
    if counted or any(cues[k].grow for k in range(lo, hi)) or is_denied(telling, mark):
        return None
    noun = _is_noun(telling, mark)
    if mark.at in telling.used or ("ing" in mark.sense.acts and not begun) or is_purpose(telling, mark, lo):
        return None
    if noun and any("begin" in m.sense.acts and mark.at < m.at < hi for m in telling.marks):
        return None  # `deliveries began`
    passive = not noun and _is_passive(telling, mark)
    exporter, importer, used = (
        _noun_sides(telling, mark, lo, hi) if noun else _verb_sides(telling, mark, lo, hi, passive)
    )
    if not exporter or not importer or exporter == importer:
        return None
    listed = _is_list_of(telling, mark, hi)
    goods = (
        _listed(telling, mark, lo, hi)
        if noun or listed
        else _goods(telling, lo if passive else _behind_buyer(telling, mark), mark.at if passive else hi)
    )
    if not goods:
        return None
    status = "planned" if is_planned(telling, mark) or (noun and telling.plans(mark.end, hi)) else None
    happening = made(telling, "commodity_flow", mark, [lo, *used], (exporter, importer), status)
    happening.exporter, happening.importer, happening.products = exporter, importer, goods
    happening.lo, happening.hi = lo, hi
    telling.memory.parties["flow"] = (exporter, importer)
    return happening


def ban(telling: Telling, mark: Mark) -> Happening | None:
    """`X barred imports of Y`, `X imposed a ban on exports to Y`: what a country does to goods."""
    lo, hi = telling.clause(mark.at)
    noun = "ban" in mark.sense.topics
    end = min(hi, mark.end + _BANNED)
    flow = next((m for m in telling.marks if mark.at < m.at < end and "flow" in m.sense.acts), None)
    if (
        flow is None
        or is_denied(telling, mark)
        or (noun and telling.tie(mark.end) != "on" and telling.low(mark.end) != "on")
    ):
        return None
    before = [m for m in telling.within(lo, mark.at) if m.codes and m.part in ("plain", "subject", "of", "and")]
    pronoun = telling.any_of(telling.words.pronouns, max(lo, mark.at - 3), mark.at)
    if noun and not telling.any_of(telling.words.imposed, max(lo, mark.at - 4), mark.at):
        return None
    if not (before or pronoun) or telling.any_of(telling.words.be, mark.at - 2, mark.at):
        return None
    found = [*before, *(m for m in telling.within(mark.end, hi) if m.codes)]
    parties = completed(telling, codes_of(telling, found), lo, hi)
    status = "planned" if is_planned(telling, mark) else None
    telling.used.add(flow.at)
    return made(telling, "other", mark, [flow.at, *(m.at for m in found)], parties, status)


def _is_begun(telling: Telling, mark: Mark, lo: int) -> bool:
    """`began exporting`, `plans to start selling`."""
    return any("begin" in m.sense.acts and lo <= m.at and mark.at - 3 < m.at < mark.at for m in telling.marks)


def _has_amounts(telling: Telling, lo: int, hi: int) -> bool:
    """Whether a quantity is told: then the sentence is a figure. How long a contract runs is none."""
    return any(
        node.cat == NUMBER or (node.cat == AMOUNT and node.value.indicator != "time") for node in telling.nodes[lo:hi]
    )


def _is_complement(telling: Telling, noun: Mark, lo: int) -> bool:
    """Whether a noun hangs on another one before it (`the agreement on deliveries`)."""
    cues = telling.scene.sentence.cues
    for k in range(noun.at - 1, max(lo, noun.at - 4), -1):
        if telling.low(k) in telling.words.relatives or cues[k].preposition not in (None, "and"):
            return telling.low(k) not in telling.words.relatives
    return False


def _is_noun(telling: Telling, mark: Mark) -> bool:
    if "flow" not in mark.sense.acts:
        return False
    words = telling.words
    if telling.tie(mark.end) in ("to", "from", "of") and not telling.any_of(words.be, mark.at - 2, mark.at):
        return True
    before = telling.nodes[mark.at - 1] if mark.at else None
    return before is not None and (before.cat in (POSS, NATIONAL) or before.low in words.owners)


def _is_passive(telling: Telling, mark: Mark) -> bool:
    return "passive" in mark.sense.acts and telling.any_of(telling.words.be, mark.at - 2, mark.at)


def _behind_buyer(telling: Telling, mark: Mark) -> int:
    """Where the goods begin; `supplies X with goods` names the buyer first."""
    buyer = next((m for m in telling.within(mark.end, mark.end + 2) if m.codes), None)
    cues = telling.scene.sentence.cues
    tied = buyer is not None and buyer.end < len(cues) and cues[buyer.end].preposition == "with"
    return buyer.end + 1 if buyer is not None and tied else mark.end


def _is_list_of(telling: Telling, mark: Mark, hi: int) -> bool:
    """`The main goods exported from X to Y are …`: a participle that a list follows."""
    if "passive" not in mark.sense.acts or _is_passive(telling, mark):
        return False
    head = telling.low(mark.at - 1)
    return head in telling.words.wares and telling.first_of(telling.words.verbs_of_list, mark.end, hi) is not None


def _bounds(telling: Telling, mark: Mark) -> tuple[int, int]:
    """The part of a clause that belongs to one act of trade: `and` parts it from the next one."""
    lo, hi = telling.clause(mark.at)
    for other in telling.marks:
        if other.at == mark.at or not lo <= other.at < hi or _TRADE.isdisjoint(other.sense.acts):
            continue
        first, second = sorted((other.at, mark.at))
        joint = next((k for k in range(second - 1, first, -1) if telling.nodes[k].cat == AND), None)
        if joint is not None:
            lo, hi = (max(lo, joint + 1), hi) if other.at < mark.at else (lo, min(hi, joint))
    return lo, hi


def _sides(noun: Mark, found: list[Mention]) -> tuple[str | None, str | None]:
    """Exporter and importer around a noun of flow."""
    source = _first(found, "from")
    goal = _first(found, "to", "in", "for")
    owner = _first(found, "poss", "of", "adj", "agent", "origin")
    return (source, goal or owner) if "bought" in noun.sense.acts else (source or owner, goal)


def _first(found: list[Mention], *parts: str) -> str | None:
    return next((states(m.codes)[0] for m in found if m.part in parts and states(m.codes)), None)


def _verb_sides(telling: Telling, mark: Mark, lo: int, hi: int, passive: bool) -> Sides:
    before = [] if passive else [m for m in telling.within(lo, mark.at) if m.codes]
    after = [m for m in telling.within(mark.end, hi) if m.codes or m.kind == "other"]
    subject = _code(before[-1]) if before else None
    source, goal, agent = _first(after, "from"), _first(after, "to", "in", "for"), _first(after, "by")
    used = [m.at for m in (*before[-1:], *after)]
    known = telling.memory.parties.get("flow", ()) if lo else ()
    if "buy" in mark.sense.acts:
        importer = subject or agent or goal or (known[0] if known else None)
        pronoun = telling.any_of(telling.words.pronouns, mark.end, hi) or any(m.kind == "other" for m in after)
        if source is None and pronoun:
            source = next((code for code in known if code != importer), None)
        return source, importer, used
    if goal is None and subject is not None and any(m.kind == "other" and m.part == "to" for m in after):
        goal = telling.memory.counterpart(subject)
    dative = next((m for m in after if m.at <= mark.end + 1 and m.part in ("plain", "subject", "poss")), None)
    return subject or source or agent or (known[0] if known else None), goal or _code(dative), used


def _noun_sides(telling: Telling, mark: Mark, lo: int, hi: int) -> Sides:
    found = [m for m in telling.within(lo, hi) if m.codes]
    exporter, importer = _sides(mark, found)
    known = telling.memory.parties.get("flow", ())
    one = exporter or importer
    if one in known and None in (exporter, importer) and telling.any_of(telling.words.owners, mark.at - 2, mark.at):
        other = next((code for code in known if code != one), None)
        exporter, importer = exporter or other, importer or other
    return exporter, importer, [m.at for m in found]


def _code(mention: Mention | None) -> str | None:
    codes = states(mention.codes) if mention is not None else ()
    return codes[0] if codes else None


def _listed(telling: Telling, mark: Mark, lo: int, hi: int) -> tuple[str, ...]:
    """The goods behind `are`, `include`, `consist of`, behind `of`, or before `dominate`."""
    words = telling.words
    if telling.tie(mark.end) == "of":
        return _goods(telling, mark.end + 1, hi)
    verb = telling.first_of(words.verbs_of_list, mark.end, hi)
    if verb is not None:
        return _goods(telling, verb + 1, hi)
    verb = telling.first_of(words.verbs_of_list, lo, mark.at)
    return _goods(telling, lo, verb) if verb is not None else ()


def _goods(telling: Telling, lo: int, hi: int) -> tuple[str, ...]:
    """The names of goods in a list, as the vocabulary spells them."""
    nodes, cues, words = telling.nodes, telling.scene.sentence.cues, telling.words
    goods: list[str] = []
    name: list[Node] = []
    for at in range(lo, hi):
        node, part = nodes[at], cues[at].preposition
        if node.cat in (COMMA, AND) or part == "and":
            goods, name = _added(goods, name), []
        elif node.cat in PARTY and name:
            break
        elif node.low in words.fillers or node.cat in PARTY or node.cat in (PERIOD, POSS):
            continue
        elif part or node.low in words.be or cues[at].plan:
            break
        else:
            name.append(node)
    return tuple(_added(goods, name))


def _added(goods: list[str], name: list[Node]) -> list[str]:
    """A list with one more product; a known one goes by its usual name, whatever words stand around it."""
    words = [node.low for node in name]
    for size in range(len(words), 0, -1):
        for first in range(len(words) - size, -1, -1):
            known = products.canonical(" ".join(words[first : first + size]))
            if known is not None:
                return [*goods, known]
    return [*goods, " ".join(words)] if words else goods
