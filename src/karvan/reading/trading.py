"""Trading: reporter and partner of a figure of trade, where the words of its clause leave out one of them or both."""

from __future__ import annotations

from karvan.reading.partners import buys_from_home, is_next_ranked, owner_of_ranking, ranked_beside
from karvan.reading.roles import Parties
from karvan.reading.scene import Draft, Scene
from karvan.reading.story import Story, is_continent, is_group
from karvan.reading.worldwide import is_of_all, pair_inside


def parties_of_trade(named: Parties, scene: Scene, draft: Draft, story: Story, *, total: bool) -> Parties:
    """Both parties, given those that the clause names; `total` tells of trade with all the world."""
    first, second = named
    if is_continent(second) or is_continent(first):
        return (story.home if is_continent(first) else first) or story.home, None
    if total and first and draft.flow is not None and _all_of(first, scene, draft):
        return first, "WLD"
    if first and second:
        return named
    if second and not first and _exports_in(second, scene, draft, story):
        first, second = second, None
    if second and not first and buys_from_home(second, scene, draft, story):
        return second, story.home
    ranked = ranked_beside(first, scene, draft, story) if first else None
    if ranked is not None:
        return ranked
    if _with_nobody(scene, draft):
        return first or story.home, None
    if first:
        return first, _partner_of(first, scene, draft, story, total=total)
    if second:
        return _reporter_to(second, scene, story), second
    if not total and _is_the_same_seen_from_home(scene, draft, story):
        return story.subject[1], story.subject[0]
    return _of_nobody_named(scene, story, total=total)


def _all_of(first: str, scene: Scene, draft: Draft) -> bool:
    """`X is its second partner, with 20 percent of Peru's total trade of A`: `total` behind the owner speaks of the world."""
    at, cues = draft.flow_at, scene.sentence.cues
    owner = next((m for m in scene.mentions if m.codes == (first,) and m.part == "poss" and at - 5 <= m.at < at), None)
    if owner is None or not any(cues[k].entire for k in range(owner.end, at)):
        return False
    end = draft.at if draft.at > at else at + 5
    return not any(m.part in ("to", "from", "with", "between") and at < m.at < end for m in scene.mentions)


def _is_the_same_seen_from_home(scene: Scene, draft: Draft, story: Story) -> bool:
    """`Jordan's exports to Egypt reached A. The goods imported included …`, in a text from Egypt: it imported them."""
    flow, at = draft.flow, draft.flow_at
    if flow is None or not flow.verb or at < 1 or not story.figures or story.home != story.subject[1]:
        return False
    told = story.figures[-1].indicator
    opposite = {told, flow.indicator} == {"trade.exports", "trade.imports"}
    return opposite and scene.sentence.plays("goods", at - 1, at) and scene.sentence.plays("lists", at, draft.at)


def _exports_in(second: str, scene: Scene, draft: Draft, story: Story) -> bool:
    """`the export in Uzbekistan has reached A`, where the text speaks of its trade: they are its own."""
    if draft.flow is None or draft.flow.verb or second != story.subject[0]:
        return False
    return any(m.codes == (second,) and m.part == "in" and m.kind == "party" for m in scene.mentions)


def _with_nobody(scene: Scene, draft: Draft) -> bool:
    """`with its neighbours`: nobody in particular."""
    return any(
        m.kind == "many" and m.part in ("with", "to", "from") and draft.clause.start <= m.at < draft.clause.end
        for m in scene.mentions
    )


def _partner_of(first: str, scene: Scene, draft: Draft, story: Story, *, total: bool) -> str:
    """With whom a country trades that alone is named: the world, or whom sentence and text speak of besides."""
    if total or is_of_all(first, scene, draft):
        return "WLD"
    last_first, last_second = story.subject
    alone = _is_told_alone(first, scene, draft, story)
    if first == last_first and last_second and not alone:
        return last_second
    if first == last_second and last_first and not alone:
        return last_first
    if (before := _partner_told(first, scene, draft)) is not None:
        return before
    named = {
        code
        for m in scene.mentions
        if m.part not in ("body", "via") and m.kind != "city" and not is_next_ranked(scene, draft, m)
        for code in m.codes
    }
    others = named - {first}
    if len(others) == 1 and not is_group(other := min(others)):
        return other
    if not others and (alone or not (story.seen - {first}) or (last_first is None and len(story.seen) < 2)):
        return "WLD"  # a text on one country's trade
    if story.home and first != story.home and (story.pair is None or first not in story.pair):
        return story.home
    return story.counterpart(first) or "WLD"


def _partner_told(first: str, scene: Scene, draft: Draft) -> str | None:
    """`Tanzania's exports to Kenya were A, while Rwanda exported B`: to whom the figure before it in the sentence went."""
    before = next((d for d in reversed(scene.drafts) if d.figure is not None and d.clause is not draft.clause), None)
    if before is None or before.figure is None or before.flow is None or draft.flow is None:
        return None
    same = before.flow.indicator == draft.flow.indicator == before.figure.indicator
    partner = before.figure.partner
    return partner if same and partner not in (first, None) and before.figure.reporter != first else None


def _is_told_alone(first: str, scene: Scene, draft: Draft, story: Story) -> bool:
    """Whether a text that is not about two countries tells of what one of them trades."""
    if story.focused or story.home not in (None, first) or pair_inside(scene.sentence, draft.clause):
        return False
    return any(m.codes == (first,) and m.part in ("poss", "subject", "adj", "plain", "agent") for m in scene.mentions)


def _reporter_to(second: str, scene: Scene, story: Story) -> str | None:
    """Who trades with a partner that alone is named."""
    home, last, couple = story.home, story.subject[0], story.countries[:2]
    if story.bilateral and second in couple and last not in couple:
        return next(code for code in couple if code != second)  # back from an aside
    owner = owner_of_ranking(second, scene) or _ranked_as(second, scene)
    if owner is not None:
        return owner
    if home and home in story.subject and home != second:
        return home
    if last and last != second and not is_group(last):
        return last
    return home if home and home != second else story.counterpart(second)


def _ranked_as(second: str, scene: Scene) -> str | None:
    """`Nigeria was the second largest supplier to X, with A`: who is ranked among the partners of the one named."""
    faced = any(m.codes == (second,) and m.part in ("to", "of", "for", "from") for m in scene.mentions)
    ranked = [m.codes[0] for m in scene.mentions if m.kind == "partner" and len(m.codes) == 1]
    return ranked[0] if faced and len(ranked) == 1 and ranked[0] != second else None


def _of_nobody_named(scene: Scene, story: Story, *, total: bool) -> Parties:
    """Both parties as the text has them: those told last, its two countries, or its home and the world."""
    first, second = story.subject
    paragraph = scene.sentence.paragraph
    paired = story.lead is not None and story.lead.sense == "turnover" and paragraph == story.lead_paragraph
    if total and not (paired and first and second and second != "WLD"):
        known = story.home if story.home in story.subject else first
        return (known if known and not is_group(known) else story.home), "WLD"
    if first and second and not story.is_aside(paragraph):
        return first, second
    return story.couple() or (story.home, "WLD" if story.home else None)
