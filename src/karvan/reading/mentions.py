"""Mentions: countries and groups where a sentence names them, and the part that each plays."""

from __future__ import annotations

import re

from msgspec import Struct, structs

from karvan.reading.grammar import Node, category
from karvan.reading.sentences import AMOUNT, AND, COMMA, LPAR, NUMBER, PERIOD, RPAR, Sentence
from karvan.vocabulary import groups

COUNTRY, NATIONAL, PEOPLE, CAPITALCITY, CITY, SEAT, GROUP, POSS, HYPHEN, THE, ARTICLE, SLASH, DASH, BETWEEN, NAME, WORD, PRODUCT, CUE, ORDINAL, CURRENCY = (
    category(c)
    for c in (
        "COUNTRY", "NATIONAL", "PEOPLE", "CAPITALCITY", "CITY", "SEAT", "GROUP", "POSS", "HYPHEN", "THE", "ARTICLE", "SLASH",
        "DASH", "BETWEEN", "NAME", "WORD", "PRODUCT", "CUE", "ORDINAL", "CURRENCY",
    )
)  # fmt: skip
PARTY = frozenset((COUNTRY, NATIONAL, PEOPLE, CAPITALCITY, CITY, SEAT, GROUP))
_NAMED = re.compile(f"[{''.join(sorted(PARTY))}]")
_PRONOUNS = frozenset(("styled", "pair", "other", "home", "own", "ours", "there", "many", "former", "latter"))
_JOINTS = frozenset((HYPHEN, SLASH, DASH))
_LEFT_STOP = frozenset((COMMA, AMOUNT, NUMBER, LPAR))


class Mention(Struct, frozen=True):
    """One or more parties named at a node. `part` is how the words around tie them in:

    a preposition (from, to, with, between, of, by, in, for, via), poss (`X's`, `Xian` before a noun of flow),
    origin (`Xian goods`), agent (`Xian companies`), subject, pair (`X-Y`), body (`X's customs`), or plain.
    """

    codes: tuple[str, ...]
    at: int
    end: int
    part: str
    kind: str = "party"
    """party, city, pair, partner (of a ranking), other, home or styled (pronouns), region (`the Central Asian republic`)."""
    place: str | None = None


def code_of(node: Node) -> str:
    return node.value[0] if node.cat == CITY else node.value


def mentions(sentence: Sentence) -> list[Mention]:
    """Every mention of a sentence in order."""
    nodes, cues = sentence.nodes, sentence.cues
    found: list[Mention] = []
    passed, count = 0, len(nodes)
    for at in _spots(sentence):
        if at < passed:
            continue
        node = nodes[at]
        if node.cat not in PARTY:
            pronoun = cues[at].pronoun
            if pronoun in _PRONOUNS and node.cat not in (AMOUNT, PERIOD):
                mention = _pronoun(sentence, found, at, pronoun)
                if mention is not None:
                    found.append(mention)
            continue
        end = at + 1
        codes = [code_of(node)]
        # X-Y, X/Y and lists X, Y and Z
        while (
            end + 1 < count
            and nodes[end + 1].cat in PARTY
            and (
                nodes[end].cat in _JOINTS and (nodes[end].cat != DASH or nodes[end + 1].start - nodes[end - 1].end <= 3)
            )
        ):
            codes.append(code_of(nodes[end + 1]))
            end += 2
        codes = list(dict.fromkeys(codes))
        kind = "pair" if len(codes) > 1 else "city" if node.cat in (CITY, CAPITALCITY) else "party"
        if kind == "pair":
            found.append(Mention(tuple(codes), at, end, _pair_part(sentence, at, end), "pair", node.low))
            passed = end
            continue
        if node.cat == GROUP and (stop := _region_of_one(sentence, at)) is not None:
            found.append(Mention((node.value,), at, stop, _part(sentence, at, stop), "region"))
            passed = stop
            continue
        if at and nodes[at - 1].cat == LPAR and _explains(nodes, at):
            continue  # `5 billion (US) dollars`
        found.append(
            Mention(
                tuple(codes), at, end, _part(sentence, at, end), kind, node.value[1] if node.cat == CITY else node.low
            )
        )
        passed = end
    return _partnered(sentence, _lists(sentence, found))


def _spots(sentence: Sentence) -> list[int]:
    """Where parties and pronouns stand."""
    named = [found.start() for found in _NAMED.finditer(sentence.cats)]
    pronouns = sentence.places.get("pronoun")
    return sorted({*named, *pronouns}) if pronouns else named


def _pronoun(sentence: Sentence, found: list[Mention], at: int, kind: str) -> Mention | None:
    """A pronoun; `its` is whoever the sentence named before."""
    if kind == "there" and at + 1 < len(sentence.nodes) and sentence.cues[at + 1].reach:
        return None  # `there was`
    part = "there" if kind == "there" else _part(sentence, at, at + 1)
    if kind == "there":
        named = [m for m in found if len(m.codes) == 1 and m.part in ("to", "in", "from", "with")]
        if named:
            return Mention(named[-1].codes, at, at + 1, part, "party")
        return Mention((), at, at + 1, part, "there")
    style = sentence.nodes[at].low.split(" ", 1)[-1]
    if kind == "styled":
        return Mention((), at, at + 1, part, kind, style)
    if kind in ("former", "latter"):
        named = list(dict.fromkeys(code for m in found for code in m.codes))
        if len(named) != 2:
            return None
        return Mention((named[kind == "latter"],), at, at + 1, part)
    if kind == "other":
        named = [m for m in found if len(m.codes) == 1 and m.part in ("to", "in", "from", "with")]
        named = named or [m for m in found if len(m.codes) == 1 and m.part in ("plain", "subject")]
        if named and sentence.cues[at].that:
            return Mention(named[-1].codes, at, at + 1, part)
    if kind == "home" and part in ("poss", "of", "plain", "subject", "for"):
        named = [
            m for m in found if len(m.codes) == 1 and m.kind == "party" and m.part in ("subject", "plain", "poss", "of")
        ]
        if named and not is_group(named[-1].codes[0]):
            return Mention(named[-1].codes, at, at + 1, part, "home")
    if kind == "home":
        return Mention((), at, at + 1, part, kind, style)
    if kind == "own":
        named = [
            m
            for m in found
            if m.codes and len(m.codes) == 1 and m.part in ("subject", "agent", "poss", "plain", "by", "adj")
        ]
        if named:
            return Mention(named[-1].codes, at, at + 1, "poss", "own")
        return Mention((), at, at + 1, "poss", "own")
    if kind == "many" and (part not in ("with", "to", "from") or _is_told_which(sentence, at)):
        return None
    return Mention((), at, at + 1, part, kind)


def _is_told_which(sentence: Sentence, at: int) -> bool:
    """`with ASEAN countries`, `to these countries`: not nobody in particular."""
    for back in range(at - 1, max(at - 5, -1), -1):
        if sentence.nodes[back].cat in PARTY or sentence.cues[back].definite:
            return sentence.nodes[back].cat != THE
        if sentence.cues[back].preposition:
            return False
    return False


def _explains(nodes: list[Node], at: int) -> bool:
    """`5 billion (US) dollars`, `the European Union (EU)`: what stands in parentheses names no further party."""
    if at + 2 < len(nodes) and nodes[at + 2].cat == CURRENCY:
        return True
    return at > 1 and nodes[at - 2].cat in PARTY and code_of(nodes[at - 2]) == code_of(nodes[at])


def _region_of_one(sentence: Sentence, at: int) -> int | None:
    """Where a country named by its region ends: `the Central Asian republic`, `Asia's fourth largest economy`."""
    for ahead in range(at + 1, min(at + 6, len(sentence.nodes))):
        if sentence.cues[ahead].realm:
            return ahead + 1
        if sentence.nodes[ahead].cat not in (POSS, WORD, CUE, HYPHEN, ORDINAL) or sentence.cues[ahead].preposition:
            return None
    return None


def _pair_part(sentence: Sentence, at: int, end: int) -> str:
    part = _part(sentence, at, end)
    return part if part in ("body", "via") else "pair"


def _part(sentence: Sentence, at: int, end: int) -> str:
    """How the words around tie a mention in."""
    nodes, cues = sentence.nodes, sentence.cues
    before = _preposition(sentence, at)
    node = nodes[at]
    after = nodes[end] if end < len(nodes) else None
    possessive = after is not None and after.cat == POSS
    if before is None and at and cues[at - 1].dative and node.cat != NATIONAL and not possessive:
        return "to"  # `lent Bangladesh 72 billion yen`
    reach = end + 1 if possessive else end
    if possessive or node.cat in (NATIONAL, COUNTRY) or node.cat in (CAPITALCITY, GROUP):
        attributive = (
            possessive
            or node.cat == NATIONAL
            or (
                node.cat in (COUNTRY, GROUP)
                and reach < len(nodes)
                and (cues[reach].body or ((flow := cues[reach].flow) is not None and not flow.verb))
            )
        )
        if attributive:
            for ahead in range(reach, min(reach + 4, len(nodes))):
                cue = cues[ahead]
                if nodes[ahead].cat in (COMMA, AMOUNT, NUMBER, PERIOD, AND, LPAR) or cue.preposition:
                    break
                if cue.market:
                    return before if before and before != "of" else "in"
                if cue.body:
                    return "body"
                if cue.pronoun == "ones" or (cue.flow is not None and not cue.flow.verb and not cue.goods):
                    return (
                        "poss"
                        if before not in ("from", "to") or (cue.flow is not None and cue.flow.sense != "topic")
                        else before
                    )
                if (
                    cue.goods
                    and ahead + 1 < len(nodes)
                    and (next_flow := cues[ahead + 1].flow) is not None
                    and not next_flow.verb
                    and not cues[ahead + 1].goods
                ):
                    continue  # `Seoul's goods surplus`
                if cue.goods or nodes[ahead].cat == PRODUCT or cue.made:
                    return "origin"
                if cue.actor:
                    return before if before in ("by", "from", "to", "for", "with", "of") else "agent"
            if node.cat == NATIONAL:
                return before if before in ("from", "to", "by", "with", "in") else "adj"
            return before if before and before not in ("of", "and") else "poss"
    if before == "of" and _body_before(sentence, at):
        return "body"
    if before:
        return before
    return "subject" if _is_subject(sentence, at, end) else "plain"


def _preposition(sentence: Sentence, at: int) -> str | None:
    """The preposition before a mention, over articles and adjectives."""
    nodes, cues = sentence.nodes, sentence.cues
    for back in range(at - 1, max(at - 5, -1), -1):
        cue = cues[back]
        if nodes[back].cat in _LEFT_STOP or nodes[back].cat == PERIOD:
            return None
        counted = nodes[back - 1].cat == AMOUNT and nodes[back - 1].value.kind == "count"
        if cue.preposition == "of" and back and (cues[back - 1].pronoun == "many" or cues[back - 1].bloc or counted):
            return _preposition(sentence, back - 1) or "of"  # `to the member countries of the union`
        if cue.preposition and cue.preposition != "and" and not (cue.compare and cue.upon):
            return cue.preposition
        if nodes[back].cat not in (THE, ARTICLE, WORD, NAME, CUE, NATIONAL, GROUP, HYPHEN):
            return None
        if cue.flow is not None or cue.verb or cue.says or cue.body or cue.relative:
            return None
    return None


def _body_before(sentence: Sentence, at: int) -> bool:
    """Whether `of X` belongs to who says something: `the Statistics Committee of X`."""
    nodes, cues = sentence.nodes, sentence.cues
    for back in range(at - 1, max(at - 9, -1), -1):
        if nodes[back].cat in _LEFT_STOP or cues[back].flow is not None:
            return False
        if cues[back].body:
            return True
    return False


def _is_subject(sentence: Sentence, at: int, end: int) -> bool:
    """Whether a verb follows before the next figure or comma."""
    nodes, cues = sentence.nodes, sentence.cues
    if (
        at
        and nodes[at - 1].cat not in (COMMA, AND, THE)
        and not cues[at - 1].contrast
        and nodes[at - 1].cat not in (WORD, NAME, DASH)
    ):
        return False
    for ahead in range(end, min(end + 8, len(nodes))):
        if cues[ahead].verb or cues[ahead].says:
            return True
        if nodes[ahead].cat in (AMOUNT, PERIOD, NUMBER):
            return False
    return False


def _lists(sentence: Sentence, found: list[Mention]) -> list[Mention]:
    """`between X and Y` and `X and Y` as one mention of both; in `X, Y and Z` each takes the first one's part."""
    nodes = sentence.nodes
    merged: list[Mention] = []
    for mention in found:
        previous = merged[-1] if merged else None
        if (
            previous is not None
            and mention.kind in ("party", "city", "region", "other")
            and previous.kind in ("party", "city", "pair", "region")
            and mention.codes
        ):
            between = nodes[previous.end : mention.at]
            joined = [n for n in between if n.cat not in (THE, POSS)]
            if (
                joined and all(n.cat in (AND, COMMA) for n in joined) and len(joined) <= 2
                and (mention.part in ("plain", "subject", previous.part, "adj", "poss", "body") or previous.part == "between")
                and (previous.part != "body" or mention.part == "body")
                and previous.part not in ("origin", "agent")
                and (any(n.cat == AND for n in joined) or _goes_on(nodes, mention.end))
            ):  # fmt: skip
                part = previous.part if previous.part not in ("plain", "adj") else mention.part
                if previous.part in ("plain", "subject") and mention.part == "poss":
                    part = "poss"
                merged[-1] = Mention(
                    tuple(dict.fromkeys(previous.codes + mention.codes)),
                    previous.at,
                    mention.end,
                    part,
                    "pair",
                    previous.place,
                )
                continue
        merged.append(mention)
    return merged


_NEAR_BEING, _NEAR_PARTNER = 3, 12
"""How far from a party the verb of being may stand, and from that the word for a partner."""


def _partnered(sentence: Sentence, found: list[Mention]) -> list[Mention]:
    """`ASEAN remained China's largest trading partner`, either way round: who is the partner is traded with."""
    cues = sentence.cues
    if not any(cue.partner or cue.ranks for cue in cues):
        return found
    placed = []
    for mention in found:
        if mention.part in ("subject", "plain") and mention.kind == "pair":
            if placed and placed[-1].kind == "partner" and _lists_on(sentence, placed[-1].end, mention.at):
                mention = structs.replace(mention, part="with", kind="partner")
        elif mention.part in ("subject", "plain") and mention.kind in ("party", "city") and len(mention.codes) == 1:
            if any(sentence.cues[k].ranks for k in range(mention.end, min(mention.end + 2, len(cues)))):
                placed.append(structs.replace(mention, part="with", kind="partner"))
                continue  # `the United States came in third`
            behind = _being(sentence, range(mention.end, min(mention.end + _NEAR_BEING, len(cues))))
            ahead = _being(sentence, range(mention.at - 1, max(mention.at - 1 - _NEAR_BEING, -1), -1))
            if (
                (placed and placed[-1].kind == "partner" and _lists_on(sentence, placed[-1].end, mention.at))
                or (
                    behind is not None
                    and _is_partner(sentence, range(behind + 1, min(behind + _NEAR_PARTNER, len(cues))))
                )
                or (ahead is not None and _is_partner(sentence, range(ahead - 1, max(ahead - _NEAR_PARTNER, -1), -1)))
            ):
                mention = structs.replace(mention, part="with", kind="partner")
        placed.append(mention)
    return placed


def _lists_on(sentence: Sentence, start: int, end: int) -> bool:
    """`was China, followed by Brazil (18%) and Peru`: who stands in the list too is a partner too."""
    return any(sentence.cues[at].ranks for at in range(start, end)) or all(
        node.cat in _LISTING for node in sentence.nodes[start:end]
    )


_LISTING = frozenset((COMMA, AND, THE, LPAR, RPAR, AMOUNT, NUMBER))


def _being(sentence: Sentence, places: range) -> int | None:
    """The verb of being at hand (`was`, `remained`, `ranked`)."""
    for at in places:
        if sentence.cues[at].remains:
            return at
        if sentence.nodes[at].cat not in (WORD, THE, CUE) or sentence.cues[at].preposition:
            return None
    return None


def _is_partner(sentence: Sentence, places: range) -> bool:
    """Whether a word for a partner comes before the next figure or comma."""
    for at in places:
        if sentence.cues[at].partner:
            return True
        if sentence.nodes[at].cat in (AMOUNT, COMMA, LPAR) or sentence.cues[at].says:
            return False
    return False


def is_group(code: str) -> bool:
    return groups.group(code) is not None


def _goes_on(nodes: list[Node], at: int) -> bool:
    """Whether a list goes on: of two names joined by a comma alone, the second begins something new."""
    return at < len(nodes) and nodes[at].cat in (AND, COMMA)


def in_region(code: str, region: str) -> bool:
    return groups.contains(region, code)
