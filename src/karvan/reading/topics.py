"""For whom a figure stands that is no trade: who is visited, who invests, where firms are."""

from __future__ import annotations

from functools import cache

from karvan.reading.grammar import Node, category
from karvan.reading.scene import Draft, Scene
from karvan.reading.story import Story, is_group
from karvan.vocabulary import counting

ROUTE = category("ROUTE")


def parties_of_visit(scene: Scene, draft: Draft, story: Story) -> tuple[str | None, str | None]:
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
) -> tuple[str | None, str | None]:
    couple = story.couple()
    nation = _inner_nation(draft.node)
    if indicator == "other" and is_firm(draft.amount.noun):
        host = next((m.codes[0] for m in scene.mentions if m.part == "in" and m.codes), None)
        owner = nation or next(
            (m.codes[0] for m in scene.mentions if m.codes and m.codes[0] != host and m.part not in ("body", "in")),
            None,
        )
        if host and owner:
            return host, owner
    if first and second:
        return first, second
    if indicator in ("agreements", "projects"):
        if first and couple and first in couple:
            return couple
        return (first, story.counterpart(first)) if first and not couple else (couple or (first, second))
    if draft.flow is not None and draft.flow.sense == "cost":
        return first, second
    if draft.flow is not None and draft.flow.sense == "remit":
        host = next((m.codes[0] for m in scene.mentions if m.part in ("in", "from") and m.codes), None)
        home = next((m.codes[0] for m in scene.mentions if m.codes and m.codes[0] != host and m.part != "body"), None)
        return host or (story.counterpart(home) if home else None), home
    if indicator == "other" and draft.amount.noun in ("countries", "states", "nations", "countries and regions"):
        return (first or story.figures[-1].reporter if story.figures else first), "WLD"
    if indicator == "other" and nation is not None:
        host = next(
            (m.codes[0] for m in scene.mentions if m.part in ("in", "to") and m.codes and m.codes[0] != nation), None
        )
        return host or story.counterpart(nation), nation
    if (
        indicator == "other"
        and not first
        and not second
        and story.bilateral
        and couple
        and draft.amount.kind == "count"
    ):
        return couple
    if indicator == "other" and not first and not second and story.figures:
        last = story.figures[-1]
        partner = last.partner if last.indicator in ("other", "tourists") or draft.amount.kind != "count" else None
        return last.reporter, None if partner == "WLD" else partner
    if indicator == "duration" and any(m.kind == "pair" and not m.codes for m in scene.mentions) and couple:
        return couple
    if indicator in ("investment", "loan") and not first and not second:
        told = [f for f in story.figures if story.paragraphs.get(f.id) == scene.sentence.paragraph]
        same = next(
            (
                f
                for f in reversed([*told, *(d.figure for d in scene.drafts if d.figure is not None)])
                if f.indicator == indicator
            ),
            None,
        )
        if same is not None:
            return same.reporter, same.partner
    if indicator in ("investment", "loan") and not first and not second:
        last = story.subject
        return last if last[0] else (couple or (None, None))
    if indicator in ("investment", "loan"):
        if first:
            return first, story.counterpart(first)
        return (story.counterpart(second) if second else None), second
    if indicator in ("duration", "distance"):
        ends = (None if first and is_group(first) else first), (None if second and is_group(second) else second)
        return couple if not any(ends) and story.bilateral and couple else ends
    if first or second:
        return first, second
    if (
        indicator in ("flights", "passengers", "duration")
        and story.link is not None
        and story.link_paragraph == scene.sentence.paragraph
    ):
        return story.link
    of_kind = [f for f in story.figures if f.indicator == indicator]
    last = (
        of_kind[-1]
        if of_kind and story.paragraphs.get(of_kind[-1].id) == scene.sentence.paragraph
        else of_kind[0]
        if of_kind
        else None
    )
    if last is not None:
        return last.reporter, last.partner
    if indicator in ("freight", "containers", "capacity") and (
        story.route or any(n.cat == ROUTE for n in scene.sentence.nodes)
    ):
        return None, None
    if story.bilateral and couple and indicator in ("freight", "containers", "capacity", "passengers", "flights"):
        return couple
    return story.home, None


@cache
def _firms() -> frozenset[str]:
    return frozenset(noun.text for noun in counting.counted_nouns() if noun.noun == "companies")


def is_firm(noun: str | None) -> bool:
    """Whether a counted noun names firms: where they stand is who reports them."""
    return noun in _firms()


def _inner_nation(node: Node) -> str | None:
    """The nation inside a counted noun: `1.4 million Turkish tourists`."""
    for child in node.children:
        if child.cat in (category("NATIONAL"), category("PEOPLE")):
            return child.value
        inner = _inner_nation(child)
        if inner is not None:
            return inner
    return None
