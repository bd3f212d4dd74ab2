"""For whom a figure stands that is no trade: who is visited, who invests, where firms are."""

from __future__ import annotations

from functools import cache

from karvan.reading.grammar import Node, category
from karvan.reading.roles import Parties
from karvan.reading.scene import Draft, Scene
from karvan.reading.story import Story, is_group
from karvan.vocabulary import counting

ROUTE = category("ROUTE")


def parties_of_visit(scene: Scene, draft: Draft, story: Story) -> Parties:
    """Who is visited, and from where: the people named beside the number, or behind `from`."""
    sentence = scene.sentence
    last = next((f for f in reversed(story.figures) if f.indicator == "tourists"), None)
    visited = last.reporter if last is not None else None
    origin = _inner_nation(draft.node)
    clause = draft.clause if draft.clause.host is None else sentence.clause_of(draft.clause.host)
    window = [m for m in scene.mentions if draft.clause.start <= m.at < draft.clause.end] or (
        [m for m in scene.mentions if clause.start <= m.at < draft.at][-1:]
    )
    others = [d.at for d in scene.drafts if d is not draft]
    window = [
        m
        for m in window
        if not any(min(m.at, draft.at) < other < max(m.at, draft.at) for other in others)
        or (m.at < draft.at and m.part in ("subject", "poss", "in"))
    ]
    for mention in sorted(window, key=lambda m: abs(m.at - draft.at)):
        codes = story.resolve(mention)
        if not codes or mention.part == "body":
            continue
        people = sentence.nodes[mention.at].cat in (category("PEOPLE"), category("NATIONAL"))
        known = last is not None and visited is not None
        if origin is None and (
            people or mention.part in ("from", "origin", "agent") or (known and codes[0] != visited)
        ):
            origin = codes[0]
        elif visited is None and not people:
            visited = codes[0]
    if (
        origin is None
        and len(window) == 1
        and last is not None
        and window[0].codes
        and window[0].codes[0] != visited
        and window[0].part != "body"
    ):
        origin = window[0].codes[0]
    visited = visited or story.home
    if origin is None and not window:
        twin = next(
            (d.figure for d in reversed(scene.drafts) if d.figure is not None and d.figure.indicator == "tourists"),
            None,
        )
        origin = twin.partner if twin is not None else None
    return (visited, "WLD") if origin is None or origin == visited else (visited, origin)


def parties_of_topic(
    first: str | None, second: str | None, indicator: str, scene: Scene, draft: Draft, story: Story
) -> Parties:
    """Reporter and partner of a figure that is no trade, given whom its clause names first and second."""
    couple, nation = story.couple(), _inner_nation(draft.node)
    settled = _of_firms(scene, draft, nation) if indicator == "other" else None
    if settled is not None:
        return settled
    if first and second:
        return first, second
    if indicator in ("agreements", "projects"):
        return couple or ((first, story.counterpart(first)) if first else (first, second))
    if draft.flow is not None and draft.flow.sense == "cost":
        return first, second
    if draft.flow is not None and draft.flow.sense == "remit":
        return _of_remittances(scene, story)
    if indicator == "other":
        settled = _of_a_count(first, second, nation, scene, draft, story)
        if settled is not None:
            return settled
    if indicator == "duration" and any(m.kind == "pair" and not m.codes for m in scene.mentions) and couple:
        return couple
    if indicator in ("investment", "loan"):
        return _of_money(first, second, indicator, scene, story)
    if indicator in ("duration", "distance"):
        ends = (None if first and is_group(first) else first), (None if second and is_group(second) else second)
        return couple if not any(ends) and story.bilateral and couple else ends
    if first or second:
        return first, second
    return _as_before(indicator, scene, story)


def _of_firms(scene: Scene, draft: Draft, nation: str | None) -> Parties | None:
    """Firms: the country where they are, and whose they are."""
    if draft.amount.noun not in _called("companies"):
        return None
    host = next((m.codes[0] for m in scene.mentions if m.part == "in" and m.codes), None)
    owner = nation or next(
        (m.codes[0] for m in scene.mentions if m.codes and m.codes[0] != host and m.part not in ("body", "in")), None
    )
    return (host, owner) if host and owner else None


def _of_remittances(scene: Scene, story: Story) -> Parties:
    """Money sent home: where it is earned, and whose home it is."""
    host = next((m.codes[0] for m in scene.mentions if m.part in ("in", "from") and m.codes), None)
    home = next((m.codes[0] for m in scene.mentions if m.codes and m.codes[0] != host and m.part != "body"), None)
    return host or (story.counterpart(home) if home else None), home


def _of_a_count(
    first: str | None, second: str | None, nation: str | None, scene: Scene, draft: Draft, story: Story
) -> Parties | None:
    """Other counts: countries are the world's, a nation's are abroad, the rest goes on with the text."""
    if draft.amount.noun in _called("countries"):
        return (first or story.figures[-1].reporter if story.figures else first), "WLD"
    if nation is not None:
        at = (m.codes[0] for m in scene.mentions if m.part in ("in", "to") and m.codes and m.codes[0] != nation)
        return next(at, None) or story.counterpart(nation), nation
    if first or second:
        return None
    counted = draft.amount.kind == "count"
    couple = story.couple()
    if story.bilateral and couple and counted:
        return couple
    if not story.figures:
        return None
    last = story.figures[-1]
    partner = last.partner if last.indicator in ("other", "tourists") or not counted else None
    return last.reporter, None if partner == "WLD" else partner


def _of_money(first: str | None, second: str | None, indicator: str, scene: Scene, story: Story) -> Parties:
    """Investments and loans: whom the clause names, else as the one told before in the paragraph, else as the text."""
    if first:
        return first, story.counterpart(first)
    if second:
        return story.counterpart(second), second
    told = [f for f in story.figures if story.paragraphs.get(f.id) == scene.sentence.paragraph]
    told += [d.figure for d in scene.drafts if d.figure is not None]
    same = next((f for f in reversed(told) if f.indicator == indicator), None)
    if same is not None:
        return same.reporter, same.partner
    return story.subject if story.subject[0] else (story.couple() or (None, None))


def _as_before(indicator: str, scene: Scene, story: Story) -> Parties:
    """What the sentence names nobody for: the connection of its paragraph, the last such figure, the two countries."""
    couple, paragraph = story.couple(), scene.sentence.paragraph
    if indicator in ("flights", "passengers", "duration") and story.link and story.link_paragraph == paragraph:
        return story.link
    of_kind = [f for f in story.figures if f.indicator == indicator]
    if of_kind:
        last = of_kind[-1] if story.paragraphs.get(of_kind[-1].id) == paragraph else of_kind[0]
        return last.reporter, last.partner
    moved = indicator in ("freight", "containers", "capacity")
    if moved and (story.route or ROUTE in scene.sentence.cats):
        return None, None
    if story.bilateral and couple and (moved or indicator in ("passengers", "flights")):
        return couple
    return story.home, None


@cache
def _called(noun: str) -> frozenset[str]:
    """Every writing of a counted noun."""
    return frozenset(counted.text for counted in counting.counted_nouns() if counted.noun == noun)


def _inner_nation(node: Node) -> str | None:
    """The nation inside a counted noun: `1.4 million Turkish tourists`."""
    for child in node.children:
        if child.cat in (category("NATIONAL"), category("PEOPLE")):
            return child.value
        inner = _inner_nation(child)
        if inner is not None:
            return inner
    return None
