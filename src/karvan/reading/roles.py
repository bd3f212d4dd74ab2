"""Roles: who sells to whom, who invests where, by the words that tie parties to a flow."""

from __future__ import annotations

from msgspec import structs

from karvan.reading.cues import Flow
from karvan.reading.mentions import Mention, in_region
from karvan.reading.story import Story

Parties = tuple[str | None, str | None]
"""Reporter and partner of a figure, or first and second party of a flow."""

# For each sense, the parts that name the first party (exporter, buyer, reporter …) and the second, likeliest first.
_PARTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "sell": (
        ("poss", "from", "agent", "origin", "by", "subject", "of", "adj", "plain"),
        ("there", "to", "in", "for", "with", "of"),
    ),
    "earn": (("poss", "agent", "origin", "by", "subject", "of", "adj", "plain"), ("from", "to", "in", "with")),
    "sell_verb": (
        ("agent", "subject", "by", "origin", "poss", "from", "adj", "plain", "of"),
        ("there", "to", "in", "for", "with"),
    ),
    "buy": (
        ("poss", "by", "agent", "subject", "of", "to", "in", "adj", "plain"),
        ("there", "from", "origin", "with", "of"),
    ),
    "buy_verb": (
        ("agent", "subject", "by", "poss", "to", "adj", "plain"),
        ("there", "from", "in", "origin", "with", "of"),
    ),
    "turnover": (
        ("poss", "subject", "agent", "of", "adj", "plain", "in", "by", "from"),
        ("with", "to", "from", "of", "in", "plain"),
    ),
    "balance": (("poss", "subject", "agent", "for", "of", "adj", "plain", "in"), ("with", "against", "from", "to")),
    "investment": (
        ("poss", "from", "by", "agent", "subject", "origin", "adj", "plain"),
        ("to", "in", "for", "with", "of"),
    ),
    "cost": (("from", "by"), ("to",)),
    "remit": (("in", "from"), ("of", "poss", "subject", "agent", "plain")),
    "loan": (("poss", "from", "by", "agent", "subject", "origin", "adj", "plain"), ("to", "for", "in", "with")),
    "freight": (
        ("from", "origin", "poss", "subject", "agent", "by", "of", "in", "adj", "plain"),
        ("to", "for", "with"),
    ),
    "tourists": (
        ("to", "in", "subject", "poss", "of", "plain"),
        ("from", "origin", "agent", "by", "adj", "people", "of"),
    ),
    "topic": (
        ("poss", "subject", "agent", "from", "of", "by", "in", "adj", "origin", "plain", "with", "to"),
        ("to", "with", "in", "for", "from", "of"),
    ),
}


def sense_of(flow: Flow) -> str:
    if flow.sense == "topic":
        return (
            flow.indicator
            if flow.indicator in _PARTS
            else "freight"
            if flow.indicator in ("containers", "passengers")
            else "topic"
        )
    if flow.sense == "transit":
        return "freight"
    if flow.sense == "goods":
        return "sell_verb"
    sense = "sell" if flow.sense == "ship" else flow.sense
    return f"{sense}_verb" if flow.verb and sense in ("sell", "buy") else sense


def parties(
    flow: Flow,
    found: list[Mention],
    story: Story,
    near: int,
    at: int = -1,
    others: tuple[int, ...] = (),
    *,
    received: int = -1,
) -> Parties:
    """First and second party of a flow from the mentions of its clause; those nearest to the flow's word win.

    `at` is where the figure stands and `others` where other figures do: a mention behind another figure is its.
    """
    sense = sense_of(flow)
    firsts, seconds = _PARTS[sense]
    found = [mention for mention in found if mention.part not in ("body", "via")]
    if sense.startswith("buy"):  # `imports into the country` are its own
        found = [structs.replace(m, kind="ours") if m.kind == "home" and m.part in ("to", "in") else m for m in found]
    found = [
        structs.replace(m, part="to") if m.part in ("subject", "plain", "poss") and m.at < received else m
        for m in found
    ]
    facing = {code for m in found if m.part in ("to", "from", "with") for code in m.codes}
    found = [m for m in found if m.part not in ("plain", "subject", "in") or not facing.intersection(m.codes)]
    away = {m.at: _away(m, at, others) for m in found} if at >= 0 else {}
    pair = _both(found, story, near, away)
    if pair is not None:
        return pair
    first = _pick(firsts, found, story, near, None, away, at)
    taken = first[1] if first else None
    rest = [mention for mention in found if mention is not taken]
    second = _pick(seconds, rest, story, near, first[0] if first else None, away, at)
    if second and second[1].kind == "pair" and len(second[1].codes) > 1 and second[1].part in ("to", "from", "with"):
        second = None  # `exports to Peru and Chile` as one figure go to neither alone
    if first and second and first[0] == second[0]:
        second = None
    if (
        first is None
        and second is not None
        and second[1].part in firsts
        and second[1].part not in ("to", "with", "from", "in", "for")
    ):
        return second[0], None
    return (first[0] if first else None, second[0] if second else None)


_BEHIND = frozenset(("to", "from", "in", "with", "for"))


def _away(mention: Mention, at: int, others: tuple[int, ...]) -> int:
    """How much another figure between keeps a mention from this one, or has it by standing right before it."""
    crossed = sum(1 for other in others if min(mention.at, at) < other < max(mention.at, at))
    taken = (
        mention.part in _BEHIND
        and mention.kind != "partner"
        and any(other < mention.at < at and mention.at - other <= 3 for other in others)
    )
    return 4 * crossed + 4 * taken


_CROSSED = 3
"""How much farther off a pair is behind another figure: `between X and Y to A, between X and Z to B`."""


def _both(found: list[Mention], story: Story, near: int, away: dict[int, int]) -> tuple[str, str] | None:
    """A mention that names both parties: `between X and Y`, `X-Y trade`, `bilateral`."""
    pairs = []
    for mention in found:
        if mention.kind != "pair" or (mention.codes and mention.part in ("from", "to", "by", "with", "in")):
            continue
        codes = story.resolve(mention)
        if len(codes) == 2 and codes[0] != codes[1]:
            pairs.append((abs(mention.at - near) + _CROSSED * away.get(mention.at, 0), not mention.codes, codes))
    if not pairs:
        return None
    explicit = [pair for pair in pairs if not pair[1]]
    if not explicit:
        named = [
            m
            for m in found
            if m.codes and m.kind != "pair" and m.part in ("to", "from", "with", "poss", "agent", "origin")
        ]
        if named:
            return None
    best = min(explicit or pairs)
    return best[2][0], best[2][1]


def _pick(
    parts: tuple[str, ...],
    found: list[Mention],
    story: Story,
    near: int,
    beside: str | None,
    away: dict[int, int],
    at: int,
) -> tuple[str, Mention] | None:
    options = []
    for mention in found:
        if mention.part not in parts or (mention.kind == "pair" and not mention.codes):
            continue
        if beside is not None and mention.kind == "city" and mention.part == "in":
            continue  # where something was signed is no party to it
        codes = story.resolve(mention, beside)
        if mention.part == "in" and codes and beside is not None and in_region(beside, codes[0]):
            continue  # `Peru's largest partner in South America`: where it is
        if not codes or (beside is not None and codes[0] == beside):
            continue
        distance = abs(mention.at - near) if at < 0 else min(abs(mention.at - near), abs(mention.at - at) + 1)
        weight = (
            parts.index(mention.part) * 3
            + distance * 0.5
            + (mention.kind == "home") * 6
            + (mention.kind == "city") * 2
            + away.get(mention.at, 0)
        )
        options.append((weight, mention.at, codes[0], mention))
    if not options:
        return None
    _, _, code, mention = min(options, key=lambda o: (o[0], o[1]))
    return code, mention
