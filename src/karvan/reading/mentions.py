"""Mentions: countries and groups where a sentence names them, and the part that each plays."""

from __future__ import annotations

from typing import NamedTuple

from karvan.reading.grammar import Node, category
from karvan.reading.sentences import AMOUNT, AND, COMMA, LPAR, NUMBER, PERIOD, Sentence
from karvan.vocabulary import groups

COUNTRY, NATIONAL, PEOPLE, CAPITALCITY, CITY, SEAT, GROUP, POSS, HYPHEN, THE, ARTICLE, SLASH, DASH, BETWEEN, NAME, WORD, PRODUCT = (
    category(c)
    for c in (
        "COUNTRY", "NATIONAL", "PEOPLE", "CAPITALCITY", "CITY", "SEAT", "GROUP", "POSS", "HYPHEN", "THE", "ARTICLE", "SLASH",
        "DASH", "BETWEEN", "NAME", "WORD", "PRODUCT",
    )
)  # fmt: skip
PARTY = frozenset((COUNTRY, NATIONAL, PEOPLE, CAPITALCITY, CITY, SEAT, GROUP))
_JOINTS = frozenset((HYPHEN, SLASH, DASH))
_LEFT_STOP = frozenset((COMMA, AMOUNT, NUMBER, LPAR))


class Mention(NamedTuple):
    """One or more parties named at a node. `part` is how the words around tie them in:

    a preposition (from, to, with, between, of, by, in, for, via), poss (`X's`, `Xian` before a noun of flow),
    origin (`Xian goods`), agent (`Xian companies`), subject, pair (`X-Y`), body (`X's customs`), or plain.
    """

    codes: tuple[str, ...]
    at: int
    end: int
    part: str
    kind: str = "party"
    """party, city, pair, other or home (pronouns), region (`the Central Asian republic`)."""
    place: str | None = None


def code_of(node: Node) -> str:
    return node.value[0] if node.cat == CITY else node.value


def mentions(sentence: Sentence) -> list[Mention]:
    """Every mention of a sentence in order."""
    nodes, cues = sentence.nodes, sentence.cues
    found: list[Mention] = []
    at, count = 0, len(nodes)
    while at < count:
        node = nodes[at]
        if node.cat not in PARTY:
            pronoun = cues[at].pronoun
            if pronoun in ("pair", "other", "home", "own", "ours", "there") and node.cat not in (AMOUNT, PERIOD):
                mention = _pronoun(sentence, found, at, pronoun)
                if mention is not None:
                    found.append(mention)
            at += 1
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
            at = end
            continue
        if node.cat == GROUP and _is_region_of_one(sentence, at):
            found.append(Mention((node.value,), at, at + 2, _part(sentence, at, at + 2), "region"))
            at += 2
            continue
        found.append(
            Mention(
                tuple(codes), at, end, _part(sentence, at, end), kind, node.value[1] if node.cat == CITY else node.low
            )
        )
        at = end
    return _lists(sentence, found)


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
    if kind == "own":
        named = [
            m
            for m in found
            if m.codes and len(m.codes) == 1 and m.part in ("subject", "agent", "poss", "plain", "by", "adj")
        ]
        if named:
            return Mention(named[-1].codes, at, at + 1, "poss", "own")
        return Mention((), at, at + 1, "poss", "own")
    return Mention((), at, at + 1, part, kind)


def _is_region_of_one(sentence: Sentence, at: int) -> bool:
    return at + 1 < len(sentence.nodes) and sentence.cues[at + 1].realm


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
        if cue.preposition and cue.preposition != "and" and not (cue.compare and cue.upon):
            return cue.preposition
        if nodes[back].cat not in (THE, ARTICLE, WORD, NAME, category("CUE"), NATIONAL, GROUP, HYPHEN):
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


def in_region(code: str, region: str) -> bool:
    return groups.contains(region, code)
