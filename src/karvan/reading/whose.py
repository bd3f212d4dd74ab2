"""For whom a figure stands: reporter and partner; here those of trade and of what moves, the others in `topics`."""

from __future__ import annotations

import itertools

from msgspec import structs

from karvan.reading.cues import Flow
from karvan.reading.grammar import category
from karvan.reading.measuring import TRADE
from karvan.reading.mentions import Mention
from karvan.reading.roles import parties
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import AND, COMMA, LPAR, Clause, Sentence
from karvan.reading.story import Story, is_continent, is_group
from karvan.reading.topics import parties_of_topic, parties_of_visit
from karvan.vocabulary import routes

FROM, RPAR, ROUTE, TO = category("FROM"), category("RPAR"), category("ROUTE"), category("TO")


_SENSES = {"trade.exports": "sell", "trade.imports": "buy", "trade.turnover": "turnover"}


def parties_of(scene: Scene, draft: Draft, indicator: str, story: Story) -> tuple[str | None, str | None]:
    sentence = scene.sentence
    flow = (
        draft.flow
        if draft.flow is not None and (draft.flow.indicator == indicator or draft.flow.indicator.startswith(TRADE))
        else Flow(indicator, _SENSES.get(indicator, "topic"))
    )
    near = draft.flow_at if draft.flow_at >= 0 else draft.at
    clause = sentence.clause_of(near) if draft.flow_at >= 0 else draft.clause
    inside = [m for m in scene.mentions if clause.start <= m.at < clause.end and m.part != "body"]
    own = [m for m in scene.mentions if draft.clause.start <= m.at < draft.clause.end and m.part != "body"]
    inside = [_turned(sentence, _share_of(scene, m, draft), draft) for m in inside]
    own = [_share_of(scene, m, draft) for m in own]
    others = tuple(d.at for d in scene.drafts if d is not draft)
    inside = [m for m in inside if not _is_anothers(scene, m, draft)]
    own = [m for m in own if not _is_anothers(scene, m, draft)]
    received = (
        next((k for k in range(draft.clause.start, draft.at) if sentence.cues[k].receives), -1)
        if indicator in ("investment", "loan")
        else -1
    )
    first, second = parties(flow, inside or own, story, near, draft.at, others, received=received)
    if clause is not draft.clause and any(m.codes for m in own):
        mine = parties(flow, own, story, draft.at)
        if any(mine):
            first, second = mine
    if indicator in ("duration", "distance"):
        ends = [m for m in inside or own if m.kind == "pair" or m.part in ("from", "to", "between")]
        first, second = (
            parties(flow, ends, story, near) if len(ends) > 1 or any(m.kind == "pair" for m in ends) else (None, None)
        )
        first, second = (
            (None if first and is_group(first) else first),
            (None if second and is_group(second) else second),
        )
        if first is None and indicator == "distance" and own and not ends:
            first = next((code for m in own if m.part in ("in", "poss", "adj") for code in story.resolve(m)), None)
    if (
        indicator in ("freight", "containers", "capacity")
        and _on_route(sentence, story)
        and (draft.flow is None or draft.flow.sense != "ship")
    ):
        moved = [m for m in (inside or own) if m.part in ("from", "to", "origin", "between")]
        first, second = parties(flow, moved, story, near) if moved else (None, None)
    if indicator.startswith(TRADE) and _goes_back(sentence, draft) and None not in story.subject:
        return story.subject[1], story.subject[0]
    ranked = _in_ranking(scene, draft, story)
    if ranked is not None and (indicator.startswith(TRADE) or indicator == "freight"):
        return ranked
    listed = _in_list(scene, draft) if indicator.startswith(TRADE) else None
    if listed is not None:
        return _by_role(_beside(listed, scene, flow, near, story), listed, indicator, scene, draft)
    beside = _behind_country(scene, draft)
    if beside is not None:
        return _by_role(_beside(beside, scene, flow, near, story), beside, indicator, scene, draft)
    if draft.flow is not None and draft.flow.sense == "transit":
        return _transit_parties(first, second, inside, story)
    total = _is_total(scene, clause, draft, story)
    ends = _route_ends(scene)
    if (
        ends is not None
        and indicator in ("freight", "containers", "passengers", "distance", "capacity")
        and not (first and second)
    ):
        return ends
    if indicator == "freight" and total and first and not second:
        return first, "WLD"
    if indicator == "tourists":
        return parties_of_visit(scene, draft, story)
    if indicator.startswith(TRADE) or (
        indicator == "freight"
        and draft.flow is not None
        and draft.flow.indicator.startswith(TRADE)
        and draft.flow.sense != "ship"
    ):
        return _trade_parties(first, second, total, scene, draft, story)
    return parties_of_topic(first, second, indicator, scene, draft, story)


def _is_anothers(scene: Scene, mention: Mention, draft: Draft) -> bool:
    """`exports reached A, of which 24 percent went to China`: it stands behind a percentage of its own, or with who says it."""
    if mention.at < draft.at or draft.clause.host is not None:
        return False
    if any(scene.sentence.cues[at].says for at in range(draft.at + 1, mention.at)):
        return True  # who says it, and where
    if scene.sentence.plays("concludes", draft.at + 1, mention.at):
        return True  # `rose to A, so that Peru is now …`
    return any(draft.at < at < mention.at and mention.at - at <= 4 for at in scene.values) and any(
        COMMA in scene.sentence.cats[draft.at : at] for at in scene.values if draft.at < at < mention.at
    )


def _in_ranking(scene: Scene, draft: Draft, story: Story) -> tuple[str | None, str | None] | None:
    """`Russia ranked second with A`, of the suppliers of China: it takes the place of the supplier told before."""
    if draft.flow is not None or story.home not in story.subject:
        return None
    named = [
        m for m in scene.mentions if m.codes and m.part != "body" and draft.clause.start <= m.at < draft.clause.end
    ]
    if len(named) != 1 or named[0].kind != "partner" or len(named[0].codes) != 1 or named[0].codes[0] == story.home:
        return None
    first, _ = story.subject
    return (story.home, named[0].codes[0]) if first == story.home else (named[0].codes[0], story.home)


def _goes_back(sentence: Sentence, draft: Draft) -> bool:
    """`A of goods went from India to the Emirates and B the other way`."""
    return any(sentence.cues[at].reverses for at in range(draft.at + 1, min(draft.at + 4, draft.clause.end)))


def _share_of(scene: Scene, mention: Mention, draft: Draft) -> Mention:
    """`trade with Vietnam and Malaysia rose to A and B`: the first figure is the first party's."""
    if len(mention.codes) < 2 or mention.part not in ("with", "to", "from", "poss", "subject", "of"):
        return mention
    behind = [
        d for d in scene.drafts if d.at > mention.end and d.clause.host is None and d.amount.unit == draft.amount.unit
    ]
    if draft not in behind or len(behind) != len(mention.codes) or not _joined(scene.sentence, [d.at for d in behind]):
        return mention
    return structs.replace(mention, codes=(mention.codes[behind.index(draft)],), kind="party")


def _joined(sentence: Sentence, places: list[int]) -> bool:
    """Whether nothing but commas and an `and` stands between figures."""
    return all(
        all(node.cat in (COMMA, AND) for node in sentence.nodes[a + 1 : b]) for a, b in itertools.pairwise(places)
    )


def _turned(sentence: Sentence, mention: Mention, draft: Draft) -> Mention:
    """`exported A to Uganda against imports of B`: whom the exports go to is whom the imports come from."""
    flow = draft.flow
    if flow is None or mention.part not in ("to", "from"):
        return mention
    if draft.flow_at >= 0 and mention.at > draft.flow_at:
        own_part = _part_between(sentence, draft.flow_at)
        return structs.replace(mention, part=own_part) if own_part else mention
    if not mention.at < draft.flow_at:
        return mention
    own = next(
        (
            cue.flow
            for cue in reversed(sentence.cues[: mention.at])
            if cue.flow is not None and cue.flow.sense in ("sell", "buy", "ship")
        ),
        None,
    )
    opposite = (
        own is not None and flow.sense in ("sell", "buy", "ship") and (own.sense == "buy") != (flow.sense == "buy")
    )
    return structs.replace(mention, part="from" if mention.part == "to" else "to") if opposite else mention


def _part_between(sentence: Sentence, at: int) -> str | None:
    """`imports from and exports to Chile`: what ties Chile to the first word stands right behind it."""
    cats = sentence.cats[at + 1 : at + 3]
    return {FROM: "from", TO: "to"}.get(cats[0]) if len(cats) == 2 and cats[1] == AND else None


def _transit_parties(
    first: str | None, second: str | None, inside: list[Mention], story: Story
) -> tuple[str | None, str | None]:
    """`Afghan transit trade through Pakistan` goes to Afghanistan; what comes from there is told by `from`."""
    if first and not second:
        other = next((m.codes[0] for m in inside if m.codes and m.codes[0] != first), None) or story.counterpart(first)
        return (first, other) if any(m.part == "from" for m in inside) else (other, first)
    return (first, second) if first or second else story.subject


def _route_ends(scene: Scene) -> tuple[str, str] | None:
    """The two countries that a route named in the sentence joins."""
    for node in scene.sentence.nodes if ROUTE in scene.sentence.cats else ():
        if node.cat == ROUTE:
            known = routes.route(node.value)
            if known is not None and len(known.countries) == 2:
                return known.countries[0], known.countries[1]
    return None


def _on_route(sentence: Sentence, story: Story) -> bool:
    return story.route is not None or ROUTE in sentence.cats


def _beside_share(sentence: Sentence, draft: Draft) -> bool:
    """Whether a figure in parentheses explains a percentage: `Russia came second with 18.6 percent ($18.9bn)`."""
    host = draft.clause.host
    return (
        host is not None
        and sentence.nodes[host].value.kind in ("percent", "fraction")
        and draft.clause.start - host == 1
    )


def _in_list(scene: Scene, draft: Draft) -> str | None:
    """The country right before a figure, where another figure has one too: `Russia with A and Ukraine with B`."""
    own: str | None = None
    others = 0
    for mention in scene.mentions:
        if len(mention.codes) != 1 or (mention.part not in ("subject", "plain") and mention.kind != "partner"):
            continue
        end = mention.end + (scene.sentence.cats[mention.end : mention.end + 1] == RPAR)  # `the Emirates (UAE) with A`
        if any(d.at - end == 1 for d in scene.drafts if d is not draft):
            others += 1
        elif draft.at - end == 1 and not scene.sentence.cues[end].verb:
            own = mention.codes[0]
    return own if others else None


def _behind_country(scene: Scene, draft: Draft) -> str | None:
    """The country right before a figure in parentheses or behind a dash: `Kyrgyzstan ($2.9 billion)`."""
    sentence = scene.sentence
    opened = draft.clause.start if sentence.nodes[draft.clause.start].cat == LPAR else draft.at
    if sentence.nodes[opened].cat != LPAR and not (opened and sentence.nodes[opened - 1].cat == category("DASH")):
        return None
    if draft.clause.host is not None and opened - draft.clause.host <= 2 and not _beside_share(sentence, draft):
        return None
    named = [m for m in scene.mentions if m.end <= opened and m.codes and m.part != "body"]
    if (
        named
        and named[-1].kind != "partner"
        and named[-1].part in ("to", "from", "with", "in", "for")
        and sentence.nodes[opened].cat == LPAR
    ):
        return None  # `the largest exporter to Armenia (€486 million)`
    if not named or not (
        opened - named[-1].end <= (3 if named[-1].part == "subject" else 1)
        or (_beside_share(sentence, draft) and opened - named[-1].end <= 8)
    ):
        return None
    return named[-1].codes[-1]


def _beside(code: str, scene: Scene, flow: Flow, near: int, story: Story) -> tuple[str | None, str | None]:
    """The parties of a figure behind a country in a list: the reporter of the list, and that country."""
    first, second = story.subject
    if code in (first, second):
        return first, second
    others = [
        m for m in scene.mentions if m.codes and code not in m.codes and m.end <= near + 6 and m.part in ("poss", "of")
    ]
    turned = _tied_behind(scene, flow, near, code, story)
    if turned is not None:
        return code, turned
    own = parties(flow, others[:1], story, near)[0] if others else None
    home, couple = story.home, story.couple() or ()
    if first and second and home not in (first, second) and second in couple:
        return code, second  # `the largest exporter was Germany (…), followed by Italy (…)`
    return own or (home if home in (first, second) or not first else first), code


def _by_role(
    named: tuple[str | None, str | None], code: str, indicator: str, scene: Scene, draft: Draft
) -> tuple[str | None, str | None]:
    """`the top exporters to Iran were Turkey (A) and Iraq (B)`: whoever the list is of sells, or buys."""
    role = next((cue.role for cue in reversed(scene.sentence.cues[: draft.at]) if cue.role), None)
    if role is None or None in named or indicator not in ("trade.exports", "trade.imports"):
        return named
    other = next(party for party in named if party != code) if named[0] != named[1] else None
    return (code, other) if (role == "sell") == (indicator == "trade.exports") else (other, code)


def _tied_behind(scene: Scene, flow: Flow, near: int, code: str, story: Story) -> str | None:
    """`China with A of imports from Iran`: the list is of those who import, from whom the word of flow says."""
    part = {"sell": "to", "buy": "from"}.get(flow.sense) if not flow.verb else None
    return next(
        (
            codes[0]
            for m in scene.mentions
            if m.part == part
            and near < m.at <= near + 3
            and not any(0 <= d.at - m.end <= 2 for d in scene.drafts)  # it has a figure of its own
            and (codes := story.resolve(m))
            and codes != (code,)
        ),
        None,
    )


def _is_total(scene: Scene, clause: Clause, draft: Draft, story: Story) -> bool:
    sentence = scene.sentence
    at = draft.flow_at if draft.flow_at >= 0 else draft.at
    for k in range(max(clause.start, at - 4), min(clause.end, at + 3)):
        weak = sentence.cues[k].whole and at - 3 <= k < at and sentence.cues[k].pronoun != "part"
        if (
            weak
            and (draft.flow is None or draft.flow.sense == "turnover")
            and sentence.nodes[k].cat != ROUTE
            and not any(m.part in ("poss", "subject") and clause.start <= m.at < at for m in scene.mentions)
        ):
            continue  # the overall volume of two countries is not their trade with the world
        entire = k < at and sentence.cues[k].entire
        if (
            entire
            and story.focused
            and not {None, "WLD"} & {*story.subject}
            and not _is_owned(scene, clause, at, story)
        ):
            continue  # `total exports`, in a text on two countries, go on with theirs
        if (sentence.cues[k].total or weak) and not (entire and _pair_inside(sentence, clause)):
            return True
    if not sentence.plays("abroad"):
        return False
    ahead = range(draft.at + 1, next((d.at for d in scene.drafts if d.at > draft.at), clause.end))
    return any(sentence.cues[k].abroad for k in ahead if k < clause.end and sentence.nodes[k].cat != COMMA)


def _is_owned(scene: Scene, clause: Clause, at: int, story: Story) -> bool:
    """Whether the words say whose flow it is."""
    return story.worldly or any(
        (m.part in ("poss", "subject", "of", "adj") or m.kind == "home") and at - 6 <= m.at < clause.end
        for m in scene.mentions
    )


def _ranked(first: str, scene: Scene, draft: Draft, story: Story) -> tuple[str | None, str | None] | None:
    """`On the import side, China held first place with A`: a country in a list of partners takes the partner's part."""
    clause, home = draft.clause, story.home
    if home is None or first == home or not any(scene.sentence.cues[k].ranks for k in range(clause.start, draft.at)):
        return None
    reporter, partner = story.subject
    if home == reporter or (home != partner and draft.flow is not None):
        return home, first
    return (first, home) if home == partner else None


def _is_of_all(first: str, scene: Scene, draft: Draft) -> bool:
    """`Peru's trade turnover amounted to A`, with nobody beside it: a turnover with one says with whom."""
    if draft.flow is None or draft.flow.sense != "turnover" or draft.flow_at < 1:
        return False
    others = [m for m in scene.mentions if m.part != "body" and m.codes != (first,)]
    owner = any(
        m.codes == (first,) and m.part == "poss" and m.kind == "party" and m.at < draft.flow_at for m in scene.mentions
    )
    return owner and not others and not any(cue.pronoun == "pair" for cue in scene.sentence.cues)


def _owner_of_ranking(partner: str, scene: Scene) -> str | None:
    """Whose partners are ranked: `Japan is Kenya's largest partner with A, and Qatar came third with B`."""
    if not any(m.kind == "partner" and partner in m.codes for m in scene.mentions):
        return None
    owners = (m.codes[0] for m in scene.mentions if m.part in ("poss", "of", "for") and len(m.codes) == 1)
    return next((code for code in owners if code != partner), None)


def _pair_inside(sentence: Sentence, clause: Clause) -> bool:
    return any(
        sentence.cues[k].pronoun == "pair" or sentence.cues[k].preposition in ("between", "with")
        for k in range(clause.start, clause.end)
    )


def _trade_parties(
    first: str | None, second: str | None, total: bool, scene: Scene, draft: Draft, story: Story
) -> tuple[str | None, str | None]:
    if is_continent(second) or is_continent(first):
        return (story.home if is_continent(first) else first) or story.home, None
    last_first, last_second = story.subject
    if first and second:
        return first, second
    if first and not second and (ranked := _ranked(first, scene, draft, story)) is not None:
        return ranked
    if any(
        m.kind == "many" and m.part in ("with", "to", "from") and draft.clause.start <= m.at < draft.clause.end
        for m in scene.mentions
    ):
        return (first or story.home), None  # `with its neighbours`: nobody in particular
    if first and not second:
        if total or _is_of_all(first, scene, draft):
            return first, "WLD"
        told = (
            not story.focused
            and story.home in (None, first)
            and not _pair_inside(scene.sentence, draft.clause)
            and any(
                m.codes == (first,) and m.part in ("poss", "subject", "adj", "plain", "agent") for m in scene.mentions
            )
        )
        if first == last_first and last_second and not told:
            return first, last_second
        if first == last_second and last_first:
            return first, last_first
        others = {
            code for m in scene.mentions if m.part not in ("body", "via") and m.kind != "city" for code in m.codes
        } - {first}
        if len(others) == 1 and not is_group(min(others)):
            return first, min(others)
        if not others and (told or not (story.seen - {first}) or (last_first is None and len(story.seen) < 2)):
            return first, "WLD"  # a text on one country's trade
        if story.home and first != story.home and (story.pair is None or first not in story.pair):
            return first, story.home
        return first, story.counterpart(first) or "WLD"
    if (
        second
        and not first
        and story.bilateral
        and second in story.countries[:2]
        and last_first not in story.countries[:2]
    ):
        return next(code for code in story.countries[:2] if code != second), second  # back from an aside
    if second and not first and (owner := _owner_of_ranking(second, scene)) is not None:
        return owner, second
    if second and not first:
        if story.home and story.home in story.subject and story.home != second:
            return story.home, second
        if last_first and last_first != second and not is_group(last_first):
            return last_first, second
        if story.home and story.home != second:
            return story.home, second
        return story.counterpart(second), second
    paired = (
        story.lead is not None and story.lead.sense == "turnover" and scene.sentence.paragraph == story.lead_paragraph
    )
    if total and not (paired and last_first and last_second and last_second != "WLD"):
        known = story.home if story.home in story.subject else last_first
        return (known if known and not is_group(known) else story.home), "WLD"
    if last_first and last_second and not story.is_aside(scene.sentence.paragraph):
        return last_first, last_second
    return story.couple() or (story.home, "WLD" if story.home else None)
