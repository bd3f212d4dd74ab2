"""Amounts become figures: what each measures, for whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from karvan.nouns import Figure, Period, Quantity, Span
from karvan.reading.amounts import amount_at, counts, inherit_units, is_difference
from karvan.reading.comparing import compares_between, is_compared, is_plain_figure
from karvan.reading.context import Amount, Context, Number, When
from karvan.reading.cues import Cue, Flow
from karvan.reading.grammar import Node, category
from karvan.reading.mentions import Mention, mentions
from karvan.reading.roles import parties
from karvan.reading.rounding import meanings
from karvan.reading.sentences import AMOUNT, AND, COMMA, LPAR, NUMBER, PERIOD, Clause, Sentence
from karvan.reading.story import Story, is_continent, is_group
from karvan.vocabulary import counting, currencies, routes

ROUTE, OF, FROM, TO, POSS, HYPHEN = (category(c) for c in ("ROUTE", "OF", "FROM", "TO", "POSS", "HYPHEN"))
_UNIT_INDICATORS = {"time": "duration", "length": "distance", "containers": "containers", "power": "capacity", "person": "passengers"}
_TRADE = "trade."


@dataclass(slots=True)
class Draft:
    """A figure while its sentence is read: the node, its amount and what has been found of it."""

    at: int
    node: Node
    amount: Amount
    clause: Clause
    flow: Flow | None = None
    flow_at: int = -1
    compared: bool = False
    """Stands where a figure is compared with another: it is the other."""
    figure: Figure | None = None


@dataclass(slots=True)
class Scene:
    """One sentence with its mentions, drafts and relation values, ready to be tied together."""

    sentence: Sentence
    mentions: list[Mention]
    drafts: list[Draft]
    values: list[int]
    """Nodes whose amounts are relation values."""
    period: Period | None = None
    """What the text spoke of when the sentence was over."""
    subject: tuple[str | None, str | None] = (None, None)
    figures_before: int = 0
    """How many figures the document had before this sentence."""

    def draft_at(self, at: int) -> Draft | None:
        return next((draft for draft in self.drafts if draft.at == at), None)


class FigureReader:
    """Reads the figures of a document sentence by sentence."""

    def __init__(self, context: Context, story: Story, text: str) -> None:
        self.context, self.story, self.text = context, story, text
        self.count = 0
        self.named: list[Mention] = []
        self.paragraphs: dict[str, int] = {}
        """The paragraph that each figure stands in."""

    def scene(self, sentence: Sentence, found: list[Mention]) -> Scene:
        """The sentence with its figures; the story goes on by what it says."""
        scene = Scene(sentence, found, [], [], figures_before=len(self.story.figures))
        self.named = found
        for at, node in enumerate(sentence.nodes):
            amount = amount_at(sentence, at, self.context, self.story)
            if amount is None:
                continue
            clause = sentence.clause_of(at)
            if amount.kind in ("percent", "points", "fold", "fraction") or is_difference(sentence, at, amount):
                node.value = amount
                scene.values.append(at)
                continue
            scene.drafts.append(Draft(at, node, amount, clause))
        for draft in scene.drafts:
            draft.compared = is_compared(sentence, draft.at)
        inherit_units(scene, self.story)
        scene.drafts = [draft for draft in scene.drafts if draft.amount.unit and counts(scene, draft)]
        for draft in scene.drafts:
            draft.flow, draft.flow_at = self._flow(scene, draft)
        self._respectively(scene)
        for before, draft in zip(scene.drafts, scene.drafts[1:], strict=False):
            if draft.compared and draft.flow is not None and before.flow is not None and before.at < draft.flow_at < draft.at and not compares_between(sentence, draft.flow_at, draft.at):
                # `exports of A against imports of B` are two things, not one thing at two times
                draft.compared = draft.flow.indicator == before.flow.indicator
        for draft in scene.drafts:
            self._read(scene, draft)
        self._remember(scene)
        scene.period, scene.subject = self.story.period, self.story.subject
        return scene

    # --- what a figure measures ---------------------------------------------------------------------------

    def _flow(self, scene: Scene, draft: Draft) -> tuple[Flow | None, int]:
        """The word of flow that governs a figure: the one right behind it, else the nearest, those before it first."""
        sentence, at, clause = scene.sentence, draft.at, draft.clause
        if clause.host is not None:
            host = scene.draft_at(clause.host)
            inner = self._nearest(sentence, at, clause.start, clause.end, draft.amount)
            if inner[0] is not None:
                return inner
            if host is not None and host.amount.unit == draft.amount.unit:
                return host.flow, host.flow_at
        found = self._nearest(sentence, at, clause.start, clause.end, draft.amount)
        if found[0] is None:
            found = self._nearest(sentence, at, 0, clause.start, draft.amount)
        return found

    def _nearest(self, sentence: Sentence, at: int, start: int, end: int, amount: Amount) -> tuple[Flow | None, int]:
        best: tuple[float, int, Flow] | None = None
        partial = at >= 1 and any(sentence.cues[k].pronoun == "part" for k in range(max(0, at - 4), at))
        for k in range(start, end):
            flow = sentence.cues[k].flow
            if flow is None or not fits(flow, amount) or sentence.nodes[k].cat in (AMOUNT, NUMBER):
                continue
            if k - at > 4 and any(sentence.cues[j].pronoun == "this" for j in range(start, at)):
                continue  # `the figure was A, including …`: the pronoun says what A is
            crossed = sum(1 for j in range(min(k, at) + 1, max(k, at)) if sentence.nodes[j].cat == AMOUNT and sentence.nodes[j].value.kind in ("amount", "count"))
            if k > at:
                tight = k - at <= 4 and not crossed and all(
                    sentence.nodes[j].cat not in (COMMA, AND, LPAR, AMOUNT, NUMBER) for j in range(at + 1, k)
                )
                whole = any(sentence.nodes[j].low in ("this", "that", "the", "which") for j in range(at + 1, k)) and flow.sense == "turnover"
                if tight and not whole and (sentence.nodes[at + 1].low in ("in", "of", "for", "worth", "worth of", "'s") or k == at + 1):
                    cost = 0.5
                else:
                    cost = (1.5 if partial else 4.0) + 0.2 * (k - at) + 4 * crossed
            elif at - k == 2 and sentence.nodes[at - 1].cat == OF:
                cost = 0.4
            else:
                cost = 1.0 + 0.2 * (at - k) + 1.5 * crossed + (2.5 if partial else 0)
            if flow.sense == "topic" and amount.kind == "amount" and amount.indicator is None and cost >= 1:
                cost += 1.2
            if flow.sense == "cost":
                cost += 2
            if flow.sense == "turnover" and _balance_of(sentence, k):
                cost += 3
            if flow.sense == "goods":
                cost += 3
            if amount.indicator in ("mass", "volume", "energy") and flow.sense == "turnover":
                cost += 4
            if flow.indicator == "trade.turnover" and sentence.nodes[k].low in ("trade", "business", "commerce") and k + 1 < len(sentence.nodes) and sentence.cues[k + 1].body:
                cost += 5
            if best is None or cost < best[0]:
                best = (cost, k, flow)
        return (best[2], best[1]) if best else (None, -1)

    def _respectively(self, scene: Scene) -> None:
        """`exports and imports were A and B, respectively`: first to first, second to second."""
        sentence = scene.sentence
        if not any(cue.respectively for cue in sentence.cues) or len(scene.drafts) < 2:
            return
        first = scene.drafts[0].at
        flows = [(k, cue.flow) for k, cue in enumerate(sentence.cues[:first]) if cue.flow is not None and fits(cue.flow, scene.drafts[0].amount)]
        if len(flows) == len(scene.drafts):
            for draft, (k, flow) in zip(scene.drafts, flows, strict=True):
                draft.flow, draft.flow_at = flow, k

    def _indicator(self, scene: Scene, draft: Draft) -> str:
        amount, flow = draft.amount, draft.flow
        if amount.kind == "count" and amount.unit == "count":
            if flow is not None and flow.indicator == "capacity" and amount.indicator in ("other", "containers", "freight", "flights"):
                return "capacity"
            return amount.indicator or "other"
        if amount.unit == "person":
            if amount.indicator in ("passengers", "tourists"):
                return amount.indicator
            if any(f.indicator == "tourists" for f in self.story.figures[-8:]):
                return "tourists"
            return flow.indicator if flow is not None and flow.indicator in ("tourists", "passengers") else amount.indicator if amount.indicator in ("other",) else "tourists"
        if amount.unit == "TEU":
            return "capacity" if (flow is not None and flow.indicator == "capacity") or _can(scene.sentence, draft) else "containers"
        if amount.indicator in _UNIT_INDICATORS:
            return _UNIT_INDICATORS[amount.indicator]
        if amount.per is not None and len(amount.unit) == 3:
            return "price"
        if amount.unit == "cent" or amount.unit.startswith("cent"):
            return "price"
        if flow is not None:
            if amount.indicator in ("mass", "volume", "containers") and flow.sense in ("ship", "goods"):
                return "freight"  # what is shipped is freight; what is exported is trade, also in tonnes
            if flow.indicator in ("freight", "containers", "production") and _can(scene.sentence, draft):
                return "capacity"
            return flow.indicator
        if amount.indicator is None and any(d.figure is not None and d.figure.indicator in ("agreements", "projects") for d in scene.drafts):
            return "investment"
        before = self.story.figures[-1] if self.story.figures else None
        if (
            before is not None and amount.indicator is None and before.indicator.startswith(_TRADE)
            and self.paragraphs.get(before.id) == scene.sentence.paragraph and product_of(scene, draft, before.indicator, self.text)
        ):  # fmt: skip
            return before.indicator  # a list of products goes on with the flow before it
        lead = self.story.lead
        if lead is not None and self.story.lead_paragraph == scene.sentence.paragraph and fits(lead, amount) and any(scene.sentence.cues[k].pronoun == "this" for k in range(draft.clause.start, draft.at)):
            return lead.indicator
        if self.story.flow is not None and fits(self.story.flow, amount):
            moves = amount.indicator in ("mass", "volume", "containers") and self.story.flow.indicator.startswith(_TRADE)
            return "freight" if moves else self.story.flow.indicator
        last = self.story.figures[-1] if self.story.figures else None
        if amount.indicator in ("mass", "volume"):
            return last.indicator if last is not None and last.quantity.unit == amount.unit else "freight"
        if amount.indicator == "energy":
            return last.indicator if last is not None and last.quantity.unit == amount.unit else "production"
        if amount.indicator is None and last is not None:
            money = next((f for f in reversed(self.story.figures) if len(f.quantity.unit) == 3 and f.quantity.unit.isupper() and f.quantity.unit != "TEU"), None)
            if money is not None:
                return money.indicator
        return "trade.turnover" if amount.indicator is None and self.story.couple() and not self.story.figures else "other"

    # --- for whom -----------------------------------------------------------------------------------------

    def _parties(self, scene: Scene, draft: Draft, indicator: str) -> tuple[str | None, str | None]:
        story, sentence = self.story, scene.sentence
        flow = draft.flow if draft.flow is not None and (draft.flow.indicator == indicator or draft.flow.indicator.startswith(_TRADE)) else Flow(indicator, "topic")
        near = draft.flow_at if draft.flow_at >= 0 else draft.at
        clause = sentence.clause_of(near) if draft.flow_at >= 0 else draft.clause
        inside = [m for m in scene.mentions if clause.start <= m.at < clause.end and m.part != "body"]
        own = [m for m in scene.mentions if draft.clause.start <= m.at < draft.clause.end and m.part != "body"]
        others = tuple(d.at for d in scene.drafts if d is not draft)
        received = next((k for k in range(draft.clause.start, draft.at) if sentence.cues[k].receives), -1) if indicator in ("investment", "loan") else -1
        first, second = parties(flow, inside or own, story, near, draft.at, others, received=received)
        if clause is not draft.clause and any(m.codes for m in own):
            mine = parties(flow, own, story, draft.at)
            if any(mine):
                first, second = mine
        if indicator in ("duration", "distance"):
            ends = [m for m in inside or own if m.kind == "pair" or m.part in ("from", "to", "between")]
            first, second = parties(flow, ends, story, near) if len(ends) > 1 or any(m.kind == "pair" for m in ends) else (None, None)
            first, second = (None if first and is_group(first) else first), (None if second and is_group(second) else second)
            if first is None and indicator == "distance" and own and not ends:
                first = next((code for m in own if m.part in ("in", "poss", "adj") for code in story.resolve(m)), None)
        if indicator in ("freight", "containers", "capacity") and self._on_route(sentence) and (draft.flow is None or draft.flow.sense != "ship"):
            moved = [m for m in (inside or own) if m.part in ("from", "to", "origin", "between")]
            first, second = parties(flow, moved, story, near) if moved else (None, None)
        beside = self._behind_country(scene, draft)
        if beside is not None:
            return self._beside(beside, scene, flow, near)
        total = self._is_total(sentence, clause, draft)
        ends = self._route_ends(scene)
        if ends is not None and indicator in ("freight", "containers", "passengers", "distance", "capacity") and not (first and second):
            return ends
        if indicator == "freight" and total and first and not second:
            return first, "WLD"
        if indicator == "tourists":
            return self._tourist_parties(scene, draft)
        if indicator.startswith(_TRADE) or (indicator == "freight" and draft.flow is not None and draft.flow.indicator.startswith(_TRADE) and draft.flow.sense != "ship"):
            return self._trade_parties(first, second, total, scene, draft)
        return self._topic_parties(first, second, indicator, scene, draft)

    @staticmethod
    def _route_ends(scene: Scene) -> tuple[str, str] | None:
        """The two countries that a route named in the sentence joins."""
        for node in scene.sentence.nodes:
            if node.cat == ROUTE:
                known = routes.route(node.value)
                if known is not None and len(known.countries) == 2:
                    return known.countries[0], known.countries[1]
        return None

    def _on_route(self, sentence: Sentence) -> bool:
        return self.story.route is not None or any(node.cat == ROUTE for node in sentence.nodes)

    @staticmethod
    def _beside_share(sentence: Sentence, draft: Draft) -> bool:
        """Whether a figure in parentheses explains a percentage: `Russia came second with 18.6 percent ($18.9bn)`."""
        host = draft.clause.host
        return host is not None and sentence.nodes[host].value.kind in ("percent", "fraction") and draft.clause.start - host == 1

    def _behind_country(self, scene: Scene, draft: Draft) -> str | None:
        """The country right before a figure in parentheses or behind a dash: `Kyrgyzstan ($2.9 billion)`."""
        sentence = scene.sentence
        opened = draft.clause.start if sentence.nodes[draft.clause.start].cat == LPAR else draft.at
        if sentence.nodes[opened].cat != LPAR and not (opened and sentence.nodes[opened - 1].cat == category("DASH")):
            return None
        if draft.clause.host is not None and opened - draft.clause.host <= 2 and not self._beside_share(sentence, draft):
            return None
        named = [m for m in scene.mentions if m.end <= opened and m.codes and m.part != "body"]
        if not named or not (opened - named[-1].end <= (3 if named[-1].part == "subject" else 1) or self._beside_share(sentence, draft) and opened - named[-1].end <= 8):
            return None
        return named[-1].codes[-1]

    def _beside(self, code: str, scene: Scene, flow: Flow, near: int) -> tuple[str | None, str | None]:
        """The parties of a figure behind a country in a list: the reporter of the list, and that country."""
        first, second = self.story.subject
        if code in (first, second):
            return first, second
        others = [m for m in scene.mentions if m.codes and code not in m.codes and m.end <= near + 6 and m.part in ("poss", "of")]
        own = parties(flow, others[:1], self.story, near)[0] if others else None
        home = self.story.home
        return own or (home if home in (first, second) or not first else first), code

    def _is_total(self, sentence: Sentence, clause: Clause, draft: Draft) -> bool:
        at = draft.flow_at if draft.flow_at >= 0 else draft.at
        for k in range(max(clause.start, at - 4), min(clause.end, at + 3)):
            weak = sentence.cues[k].whole and at - 3 <= k < at
            if weak and (draft.flow is None or draft.flow.sense == "turnover") and sentence.nodes[k].cat != ROUTE and not any(m.part in ("poss", "subject") and clause.start <= m.at < at for m in self.named):
                continue  # the overall volume of two countries is not their trade with the world
            if (sentence.cues[k].total or weak) and not (k < at and sentence.nodes[k].low in ("total", "overall") and self._pair_inside(sentence, clause)):
                return True
        return False

    @staticmethod
    def _pair_inside(sentence: Sentence, clause: Clause) -> bool:
        return any(sentence.cues[k].pronoun == "pair" or sentence.nodes[k].low in ("between", "with") for k in range(clause.start, clause.end))

    def _trade_parties(self, first: str | None, second: str | None, total: bool, scene: Scene, draft: Draft) -> tuple[str | None, str | None]:
        story = self.story
        if is_continent(second) or is_continent(first):
            return (story.home if is_continent(first) else first) or story.home, None
        last_first, last_second = story.subject
        if first and second:
            return first, second
        if first and not second:
            if total:
                return first, "WLD"
            if first == last_first and last_second:
                return first, last_second
            if first == last_second and last_first:
                return first, last_first
            others = {code for m in scene.mentions if m.part not in ("body", "via") and m.kind != "city" for code in m.codes} - {first}
            if len(others) == 1 and not is_group(min(others)):
                return first, min(others)
            if last_first is None and not others and len(story.countries) < 2:
                return first, "WLD"
            if story.home and first != story.home and (story.pair is None or first not in story.pair):
                return first, story.home
            return first, story.counterpart(first) or "WLD"
        if second and not first:
            if story.home and story.home in story.subject and story.home != second:
                return story.home, second
            if last_first and last_first != second and not is_group(last_first):
                return last_first, second
            if story.home and story.home != second:
                return story.home, second
            return story.counterpart(second), second
        paired = story.lead is not None and story.lead.sense == "turnover" and scene.sentence.paragraph == story.lead_paragraph
        if total and not (paired and last_first and last_second and last_second != "WLD"):
            return (last_first if last_first and not is_group(last_first) else story.home), "WLD"
        if last_first and last_second:
            return self._oriented(last_first, last_second, draft)
        couple = story.couple()
        return couple if couple else (story.home, None)

    def _tourist_parties(self, scene: Scene, draft: Draft) -> tuple[str | None, str | None]:
        """Who is visited, and from where: the people named beside the number, or behind `from`."""
        sentence, story = scene.sentence, self.story
        last = next((f for f in reversed(story.figures) if f.indicator == "tourists"), None)
        visited = last.reporter if last is not None else None
        origin = _inner_nation(draft.node)
        clause = draft.clause if draft.clause.host is None else sentence.clause_of(draft.clause.host)
        window = [m for m in scene.mentions if draft.clause.start <= m.at < draft.clause.end] or (
            [m for m in scene.mentions if clause.start <= m.at < draft.at][-1:]
        )
        others = [d.at for d in scene.drafts if d is not draft]
        window = [m for m in window if not any(min(m.at, draft.at) < other < max(m.at, draft.at) for other in others) or m.at < draft.at and m.part in ("subject", "poss", "in")]
        for mention in sorted(window, key=lambda m: abs(m.at - draft.at)):
            codes = story.resolve(mention)
            if not codes or mention.part == "body":
                continue
            people = sentence.nodes[mention.at].cat in (category("PEOPLE"), category("NATIONAL"))
            known = last is not None and visited is not None
            if origin is None and (people or mention.part in ("from", "origin", "agent") or (known and codes[0] != visited)):
                origin = codes[0]
            elif visited is None and not people:
                visited = codes[0]
        if origin is None and len(window) == 1 and last is not None and window[0].codes and window[0].codes[0] != visited and window[0].part != "body":
            origin = window[0].codes[0]
        visited = visited or story.home
        if origin is None and not window:
            twin = next((d.figure for d in reversed(scene.drafts) if d.figure is not None and d.figure.indicator == "tourists"), None)
            origin = twin.partner if twin is not None else None
        return (visited, "WLD") if origin is None or origin == visited else (visited, origin)

    def _oriented(self, first: str, second: str, draft: Draft) -> tuple[str | None, str | None]:
        """`exports … imports …` of one reporter follow each other in one direction."""
        return first, second

    def _topic_parties(self, first: str | None, second: str | None, indicator: str, scene: Scene, draft: Draft) -> tuple[str | None, str | None]:
        story = self.story
        couple = story.couple()
        nation = _inner_nation(draft.node)
        if indicator == "other" and is_firm(draft.amount.noun):
            host = next((m.codes[0] for m in scene.mentions if m.part == "in" and m.codes), None)
            owner = nation or next((m.codes[0] for m in scene.mentions if m.codes and m.codes[0] != host and m.part not in ("body", "in")), None)
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
            host = next((m.codes[0] for m in scene.mentions if m.part in ("in", "to") and m.codes and m.codes[0] != nation), None)
            return host or story.counterpart(nation), nation
        if indicator == "other" and not first and not second and story.figures:
            last = story.figures[-1]
            partner = last.partner if last.indicator in ("other", "tourists") or draft.amount.kind != "count" else None
            return last.reporter, None if partner == "WLD" else partner
        if indicator == "duration" and any(m.kind == "pair" and not m.codes for m in scene.mentions) and couple:
            return couple
        if indicator in ("investment", "loan") and not first and not second:
            same = next((f for f in reversed(story.figures) if f.indicator == indicator and self.paragraphs.get(f.id) == scene.sentence.paragraph), None)
            if same is not None:
                return same.reporter, same.partner
        if indicator in ("investment", "loan", "other") and not first and not second:
            last = story.subject
            return last if last[0] else (couple or (None, None))
        if indicator in ("investment", "loan"):
            if first:
                return first, story.counterpart(first)
            return (story.counterpart(second) if second else None), second
        if indicator in ("duration", "distance"):
            return (None if first and is_group(first) else first), (None if second and is_group(second) else second)
        if first or second:
            return first, second
        if indicator in ("flights", "passengers", "duration") and story.link is not None and story.link_paragraph == scene.sentence.paragraph:
            return story.link
        of_kind = [f for f in story.figures if f.indicator == indicator]
        last = of_kind[-1] if of_kind and self.paragraphs.get(of_kind[-1].id) == scene.sentence.paragraph else of_kind[0] if of_kind else None
        if last is not None:
            return last.reporter, last.partner
        if indicator in ("freight", "containers", "capacity") and (story.route or any(n.cat == ROUTE for n in scene.sentence.nodes)):
            return None, None
        return story.home, None

    # --- when ---------------------------------------------------------------------------------------------

    def _period(self, scene: Scene, draft: Draft, indicator: str) -> Period | None:
        sentence, story = scene.sentence, self.story
        if indicator in ("duration", "distance"):
            return None
        base = self._main_period(scene, draft, indicator)
        per = (_note(sentence, draft) or "").find("per ") >= 0
        if per and indicator not in ("trade.exports", "trade.imports", "trade.turnover"):
            own = self._own_period(scene, draft)
            return own.resolved(base) if own is not None and own.link is None else None
        if draft.compared:
            own = self._compared_period(scene, draft)
            if own is not None:
                resolved = own.resolved(base)
                if resolved is not None:
                    return resolved
            if base is None or not indicator_has_period(indicator):
                return None
            months = (base.end - base.start).days
            return When(None, "before").resolved(base) if story.monthly and 27 < months < 32 else base.year_before()
        host = scene.draft_at(draft.clause.host) if draft.clause.host is not None else None
        if host is not None and host.figure is not None and not any(n.cat == PERIOD for n in sentence.nodes[draft.clause.start : draft.clause.end]):
            return host.figure.period
        told = self._told_when(scene, draft, base)
        if told is not None:
            return told
        own = self._own_period(scene, draft)
        if own is not None:
            resolved = own.resolved(story.period)
            if resolved is not None and resolved.start == resolved.last and indicator.startswith(_TRADE):
                return base if base is not None and base.start != base.last else None  # the day on which it was said
            if resolved is not None and (resolved.last - resolved.start).days < 60 and indicator in ("investment", "loan", "capacity", "price"):
                return None  # when it was signed or said
            if resolved is not None:
                if indicator_has_period(indicator) and draft.clause.host is None and own.link is None:
                    self._now(resolved)
                return resolved
        if not any(n.cat == PERIOD for n in sentence.nodes) and any(word in (_note(sentence, draft) or "") for word in ("target", "plan", "forecast")):
            return None  # what is aimed at says when, or it is open
        if not indicator_has_period(indicator):
            twin = next((d.figure for d in reversed(scene.drafts) if d.figure is not None and d.at < draft.at and d.figure.indicator == indicator and d.figure.period and not d.compared), None)
            if twin is not None and indicator in ("investment", "loan", "other"):
                return twin.period
        if base is not None and not indicator_has_period(indicator) and not _same_clause_period(sentence, draft):
            return None
        return base if indicator_has_period(indicator) or own is not None else (base if _same_clause_period(sentence, draft) else None)

    @staticmethod
    def _told_when(scene: Scene, draft: Draft, base: Period | None) -> Period | None:
        """`compared with October last year, when arrivals were 153,123`: the time before `when` is the figure's."""
        sentence = scene.sentence
        when = next((k for k in range(draft.at - 1, max(draft.at - 9, -1), -1) if sentence.cues[k].when), None)
        if when is None or any(is_plain_figure(n) for n in sentence.nodes[when : draft.at]):
            return None
        time = next((sentence.nodes[k].value for k in range(when - 1, max(when - 4, -1), -1) if sentence.nodes[k].cat == PERIOD), None)
        return time.resolved(base) if time is not None else None

    def _now(self, period: Period) -> None:
        """The text goes on to speak of this time, unless it lies ahead."""
        if self.context.published is None or period.start <= self.context.published:
            self.story.period = period

    def _main_period(self, scene: Scene, draft: Draft, indicator: str) -> Period | None:
        """The time that the sentence, or else the text before it, speaks of."""
        sentence, story = scene.sentence, self.story
        candidates = []
        for at, node in enumerate(sentence.nodes):
            if node.cat != PERIOD or is_compared(sentence, at) or node.value.link == "past":
                continue
            if _is_said_when(sentence, at):
                continue
            period = node.value.resolved(story.period)
            if period is None or node.value.link == "year_before":
                continue
            clause = sentence.clause_of(at)
            same = clause is draft.clause
            if not same and at > draft.at and (story.period is not None or any(d.clause is clause for d in scene.drafts)):
                continue  # a later clause speaks for itself
            day = (period.last - period.start).days < 2
            if day and indicator.startswith(_TRADE):
                continue
            candidates.append((not same, day, clause.host is not None and not same, at > draft.at if not same else abs(at - draft.at), abs(at - draft.at), period))
        if candidates:
            return min(candidates, key=lambda c: c[:5])[5]
        return story.period

    def _own_period(self, scene: Scene, draft: Draft):  # noqa: ANN202
        """The time that stands right beside a figure: behind it, or before it without another figure between."""
        sentence, clause = scene.sentence, draft.clause
        nodes = sentence.nodes
        before = after = None
        for at in range(draft.at + 1, clause.end):
            node = nodes[at]
            if node.cat == PERIOD:
                if not is_compared(sentence, at) and node.value.link != "past" and not _is_said_when(sentence, at):
                    after = node.value
                break
            if is_plain_figure(node) or (node.cat == COMMA and at - draft.at > 6) or node.cat == LPAR and clause.host is None:
                break
        for at in range(draft.at - 1, clause.start - 1, -1):
            node = nodes[at]
            if node.cat == PERIOD:
                if not is_compared(sentence, at) and node.value.link != "past" and not _is_said_when(sentence, at):
                    before = node.value
                break
            if is_plain_figure(node):
                break
        if before is not None and after is not None:
            behind = next(at for at in range(draft.at - 1, -1, -1) if nodes[at].cat == PERIOD)
            ahead = next(at for at in range(draft.at + 1, clause.end) if nodes[at].cat == PERIOD)
            later = any(is_plain_figure(nodes[at]) and nodes[at] is not draft.node for at in range(ahead + 1, clause.end))
            commas = [any(nodes[k].cat == COMMA for k in stretch) for stretch in (range(behind + 1, draft.at), range(draft.at, ahead))]
            if commas == [True, False]:
                return after
            tight = ahead - draft.at <= 3 and nodes[ahead - 1].low in ("in", "for", "during", "by", "at", "over")
            return after if tight and not (later and ahead - draft.at > 3) else before
        return before if before is not None else after

    def _compared_period(self, scene: Scene, draft: Draft):  # noqa: ANN202
        """The time of what is compared with: beside the figure, in its parentheses or just before them."""
        sentence, nodes = scene.sentence, scene.sentence.nodes
        for at in range(draft.at + 1, min(draft.at + 7, len(nodes))):
            if nodes[at].cat == PERIOD:
                return nodes[at].value
            if is_plain_figure(nodes[at]) or nodes[at].cat in (COMMA, TO):
                break
        floor = draft.clause.start - 3 if draft.clause.host is not None or nodes[draft.clause.start].cat == LPAR else draft.clause.start
        for at in range(draft.at - 1, max(draft.at - 9, floor - 1, -1), -1):
            if nodes[at].cat == PERIOD and (nodes[draft.clause.start].cat == LPAR and at > draft.clause.start or is_compared(sentence, at) or _explains_a_year_before(nodes, at)):
                return nodes[at].value
            if is_plain_figure(nodes[at]):
                break
        return None

    # --- all together -------------------------------------------------------------------------------------

    def _read(self, scene: Scene, draft: Draft) -> None:
        amount, sentence = draft.amount, scene.sentence
        indicator = self._indicator(scene, draft)
        inner = draft.clause.host is not None and draft.clause.start <= draft.flow_at < draft.clause.end
        if (draft.clause.host is not None and not inner) or draft.compared:
            model = self._model(scene, draft, indicator)
        else:
            model = None
        if model is not None:
            indicator, reporter, partner = model.indicator, model.reporter, model.partner
        else:
            reporter, partner = self._parties(scene, draft, indicator)
        leader = self._leader(scene, draft, indicator)
        if leader is not None:
            reporter, partner = leader.reporter, leader.partner
        period = leader.period if leader is not None and leader.period is not None else self._period(scene, draft, indicator)
        route = next((n.value for n in sentence.nodes if n.cat == ROUTE), None)
        note = _note(sentence, draft)
        if indicator in ("freight", "containers", "capacity", "passengers") and route is None:
            route = self.story.route
        self.count += 1
        draft.figure = Figure(
            id=f"f{self.count}", span=Span(draft.node.start, draft.node.end), text=self.text[draft.node.start : draft.node.end],
            indicator=indicator, quantity=quantity(amount), reporter=reporter, partner=partner, product=_product(amount) or product_of(scene, draft, indicator, self.text),
            route=route, period=period, note=note, inferred=self._inferred(scene, draft, model),
        )  # fmt: skip
        if indicator.startswith(_TRADE) and draft.clause.host is None:
            self.story.subject = (reporter, partner)

    def _leader(self, scene: Scene, draft: Draft, indicator: str) -> Figure | None:
        """The counted whole that a bare number of the same sentence counts on (`204 firms, 67 of them …`)."""
        if draft.node.cat != NUMBER or indicator not in ("other", "agreements", "projects", "flights"):
            return None
        before = [d.figure for d in scene.drafts if d.figure is not None and d.at < draft.at and d.amount.unit == draft.amount.unit]
        return before[-1] if before and before[-1].indicator == indicator else None

    def _inferred(self, scene: Scene, draft: Draft, model: Figure | None) -> tuple[str, ...]:
        """What the figure's own sentence does not say."""
        clause, sentence = draft.clause, scene.sentence
        if model is not None:
            missing = [name for name in model.inferred if name != "period"]
        else:
            own = [m for m in scene.mentions if m.part != "body" and (m.codes or m.kind == "pair")]
            missing = [name for name, there in (("indicator", draft.flow is not None or draft.amount.kind == "count"), ("parties", bool(own))) if not there]
        if not any(n.cat == PERIOD and n.value.link != "past" for n in sentence.nodes) and clause.host is None:
            missing.append("period")
        return tuple(missing)

    def _model(self, scene: Scene, draft: Draft, indicator: str) -> Figure | None:
        """The figure whose subject a compared one shares."""
        if draft.clause.host is not None:
            host = scene.draft_at(draft.clause.host)
            if host is not None and host.figure is not None and host.amount.unit == draft.amount.unit:
                return host.figure
            if host is not None and host.figure is not None and not draft.compared and len(host.amount.unit) == 3 and len(draft.amount.unit) == 3 and host.amount.unit.isupper():
                return host.figure
        if draft.compared:
            if draft.flow is not None and draft.flow_at > draft.at:
                return None
            earlier = [d for d in scene.drafts if d.figure is not None and d.amount.unit == draft.amount.unit and not d.compared and d.clause is draft.clause]
            if not earlier and not draft.clause.start <= draft.flow_at < draft.clause.end:
                earlier = [d for d in scene.drafts if d.figure is not None and d.amount.unit == draft.amount.unit and d.at < draft.at]
            if earlier:
                return earlier[-1].figure
            if not any(d.amount.unit == draft.amount.unit for d in scene.drafts if d is not draft) and draft.flow is None:
                return next((f for f in reversed(self.story.figures) if f.quantity.unit == draft.amount.unit), None)
        return None

    def _remember(self, scene: Scene) -> None:
        story, sentence = self.story, scene.sentence
        ends = [code for m in scene.mentions if (m.kind == "city" or m.part in ("from", "to", "between", "with") or m.kind == "pair") and m.part != "body" for code in m.codes]
        if len(dict.fromkeys(ends)) == 2 and any(sentence.cues[k].flow is not None and sentence.cues[k].flow.indicator in ("flights", "passengers") or sentence.nodes[k].cat == HYPHEN for k in range(len(sentence.nodes))):
            story.link, story.link_paragraph = tuple(dict.fromkeys(ends)), sentence.paragraph  # type: ignore[assignment]
        if any(n.cat == PERIOD and n.value.link == "before" for n in sentence.nodes):
            story.monthly = True
        for mention in scene.mentions:
            if mention.kind == "pair" and len(mention.codes) == 2 and mention.part != "body":
                codes = mention.codes
                if codes[0] != codes[1] and not is_group(codes[0]) and not is_group(codes[1]) and (
                    set(codes) <= set(story.countries[:2]) or story.pair is None or any(d.flow for d in scene.drafts)
                ):
                    story.pair = (codes[0], codes[1]) if story.pair is None or set(story.pair) != set(codes) else story.pair
        main = None
        for draft in scene.drafts:
            figure = draft.figure
            assert figure is not None
            story.figures.append(figure)
            self.paragraphs[figure.id] = sentence.paragraph
            if figure.indicator.startswith(_TRADE):
                story.subject = (figure.reporter, figure.partner)
                if figure.reporter and figure.partner and not is_group(figure.partner) and not is_group(figure.reporter):
                    story.pair = (figure.reporter, figure.partner)
            if not draft.compared and figure.period is not None and draft.clause.host is None and main is None:
                main = figure
        self._remember_flow(scene)
        lead = [n for at, n in enumerate(sentence.nodes) if n.cat == PERIOD and not is_compared(sentence, at) and n.value.link in (None, "same", "that_year", "same_in") and not _is_said_when(sentence, at)]
        period = main.period if main is not None else None
        if period is None:
            for node in lead:
                resolved = node.value.resolved(story.period)
                if resolved is not None and (resolved.last - resolved.start).days > 26:
                    period = resolved
                    break
        if period is not None and self.context.published is not None and period.start > self.context.published:
            period = None
        if period is not None:
            story.period, story.period_paragraph = period, sentence.paragraph
        route = next((n.value for n in sentence.nodes if n.cat == ROUTE), None)
        if route is not None:
            story.route = route


    def _remember_flow(self, scene: Scene) -> None:
        """A sentence that names a flow without a figure says what the next figures are about."""
        story, sentence = self.story, scene.sentence
        first = next((d for d in scene.drafts if d.flow is not None and d.flow.sense != "balance"), None)
        if first is not None and first.flow is not None and (story.lead_paragraph != sentence.paragraph or first.flow.sense == "turnover"):
            story.lead, story.lead_paragraph = first.flow, sentence.paragraph
        money = [d for d in scene.drafts if d.flow is not None and d.flow.sense not in ("balance", "cost", "goods")]
        if money and any(cue.pronoun == "part" for cue in sentence.cues):
            return
        if money:
            story.flow = money[-1].flow
            return
        if scene.drafts:
            return
        flows = [(k, cue.flow) for k, cue in enumerate(sentence.cues) if cue.flow is not None and sentence.nodes[k].cat not in (AMOUNT, NUMBER)]
        flows = [(k, flow) for k, flow in flows if flow.indicator in ("trade.turnover", "trade.exports", "trade.imports", "investment") and not flow.verb]
        if not flows:
            return
        at, flow = flows[0]
        first, second = parties(flow, [m for m in scene.mentions if m.part != "body"], story, at)
        total = any(sentence.cues[k].total for k in range(max(0, at - 3), min(len(sentence.nodes), at + 4)))
        if not flow.indicator.startswith(_TRADE) and not story.figures:
            return
        story.flow = flow
        story.lead, story.lead_paragraph = flow, sentence.paragraph
        if first and second:
            story.subject = (first, second)
        elif first and total:
            story.subject = (first, "WLD")


# --- pieces -----------------------------------------------------------------------------------------------


def fits(flow: Flow, amount: Amount) -> bool:
    """Whether an amount of this unit can measure that flow."""
    indicator = flow.indicator
    if amount.kind == "count" or amount.unit == "person":
        return indicator in ("capacity", amount.indicator, "tourists", "passengers", "freight")
    kind = amount.indicator
    if kind in ("mass", "volume", "energy"):
        return indicator in ("trade.exports", "trade.imports", "trade.turnover", "freight", "production", "capacity")
    if kind in ("containers",):
        return indicator in ("containers", "capacity", "freight")
    if kind in ("time", "length", "area", "power", "flow"):
        return indicator in ("capacity", "production", "distance", "freight") and kind in ("power", "flow")
    return indicator not in ("freight", "containers", "passengers", "tourists", "production", "capacity", "flights", "distance")


def _explains_a_year_before(nodes: list[Node], at: int) -> bool:
    """`A year ago, in 1Q2022, …`: the second time says which."""
    before = next((node for node in reversed(nodes[max(0, at - 3) : at]) if node.cat == PERIOD), None)
    return before is not None and before.value.link == "year_before" and nodes[at].value.link is None


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


def _can(sentence: Sentence, draft: Draft) -> bool:
    """Whether the clause says what can be carried rather than what was."""
    return any(
        sentence.cues[k].flow is not None and sentence.cues[k].flow.indicator == "capacity" for k in range(draft.clause.start, draft.at)
    )  # fmt: skip


def _balance_of(sentence: Sentence, at: int) -> bool:
    """`the negative balance of its trade`: the balance is what is measured, not the trade."""
    for back in range(at - 1, max(at - 7, -1), -1):
        flow = sentence.cues[back].flow
        if flow is not None and flow.sense == "balance":
            return True
        if is_plain_figure(sentence.nodes[back]):
            return False
    return False


def indicator_has_period(indicator: str) -> bool:
    """Whether a figure of this indicator takes the time its text speaks of, though its own words name none."""
    return indicator.startswith(_TRADE) or indicator in ("freight", "containers", "passengers", "tourists", "production", "flights", "gdp")


def _same_clause_period(sentence: Sentence, draft: Draft) -> bool:
    return any(sentence.nodes[k].cat == PERIOD for k in range(draft.clause.start, draft.clause.end))


def _is_said_when(sentence: Sentence, at: int) -> bool:
    """Whether a time belongs to who said it: `…, he said on Tuesday`."""
    value = sentence.nodes[at].value
    if value.weekday is None and not (value.period is not None and value.period.start == value.period.last):
        return False
    return any(sentence.cues[k].says for k in range(max(0, at - 4), min(len(sentence.nodes), at + 4)))


def _note(sentence: Sentence, draft: Draft) -> str | None:
    """What keeps a figure from being compared with others: plan, target, forecast, per year, range."""
    notes = []
    if draft.amount.high is not None:
        notes.append("range")
    for k in range(draft.clause.start, draft.at):
        plan = sentence.cues[k].plan
        if plan and sentence.nodes[k].cat not in (PERIOD,):
            notes.append(plan)
            break
    after = [n.low for n in sentence.nodes[draft.at + 1 : min(draft.at + 9, draft.clause.end)]]
    for place, low in enumerate(after[:6]):
        if low in ("annually", "yearly") or (low in ("a", "per", "each", "every", "an") and place + 1 < len(after) and after[place + 1] in ("year", "month", "week", "day", "annum")):
            unit = {"annually": "year", "yearly": "year", "annum": "year"}.get(low) or {"annum": "year"}.get(after[place + 1], after[place + 1])
            notes.append(f"per {unit}")
            break
    return ", ".join(dict.fromkeys(notes)) or None


PRODUCT, CUE, WORD = category("PRODUCT"), category("CUE"), category("WORD")
_WITH_PRODUCT = ("trade.exports", "trade.imports", "trade.turnover", "freight", "production", "price", "capacity")


def product_of(scene: Scene, draft: Draft, indicator: str, text: str) -> str | None:
    """The product that an amount counts: named beside it, with no other figure between, or behind the flow's `of`."""
    if indicator not in _WITH_PRODUCT:
        return None
    nodes = scene.sentence.nodes
    inner = draft.clause.host is not None
    start, end = draft.clause.start, draft.clause.end
    if nodes[start].cat == LPAR and not inner:
        start = max(0, start - 6)  # `fuel (58 million USD)`
    if inner:
        host = scene.draft_at(draft.clause.host or 0)
        return host.figure.product if host is not None and host.figure is not None else None
    behind = _named_product(nodes, range(draft.at + 1, min(draft.at + 5, end)), stop=True)
    if behind is not None:
        return behind
    names: list[str] = []
    for at in range(draft.at - 1, start - 1, -1):
        node = nodes[at]
        if is_plain_figure(node):
            break
        if node.cat == PRODUCT and not (node.value[1] and draft.flow is None) and not _is_plant(nodes, at):
            names.append(node.value[0])
    if names:
        return ", ".join(dict.fromkeys(reversed(names)))
    if draft.compared and scene.drafts:
        earlier = [d for d in scene.drafts if d.figure is not None and d.clause is draft.clause and d.at < draft.at]
        if earlier and earlier[-1].figure is not None:
            return earlier[-1].figure.product
    return _behind_flow(scene, draft, text)


def _is_plant(nodes: list[Node], at: int) -> bool:
    """Whether a product names something else here: `oil companies`, `gas pipeline`."""
    return at + 1 < len(nodes) and nodes[at + 1].cat in (category("NOUN"), category("ROUTE"), HYPHEN)


def _named_product(nodes: list[Node], places: range, *, stop: bool) -> str | None:
    for at in places:
        node = nodes[at]
        if node.cat == PRODUCT:
            return node.value[0] if not _is_plant(nodes, at) else None
        if stop and (node.cat in (COMMA, AND, LPAR, PERIOD, AMOUNT, NUMBER, TO, FROM)):
            return None
    return None


def _behind_flow(scene: Scene, draft: Draft, text: str) -> str | None:
    """`exports of <words>`: a product that no table holds."""
    nodes, at = scene.sentence.nodes, draft.flow_at
    if at < 0 or at + 1 >= len(nodes) or nodes[at + 1].cat != OF or draft.flow is None or draft.flow.verb:
        return None
    stop = at + 2
    while stop < len(nodes) and stop < at + 8 and nodes[stop].cat in (WORD, CUE, AND, category("NOUN"), PRODUCT, HYPHEN) and not (
        scene.sentence.cues[stop].preposition not in (None, "and") or scene.sentence.cues[stop].verb
    ):
        stop += 1
    while stop > at + 2 and nodes[stop - 1].cat == AND:
        stop -= 1
    words = text[nodes[at + 2].start : nodes[stop - 1].end] if stop > at + 2 else None
    return words if words and words.lower() not in ("goods", "goods and services", "products") else None


def _product(amount: Amount) -> str | None:
    return amount.noun if amount.kind == "count" and amount.indicator in ("other", "freight") else None


def quantity(amount: Amount) -> Quantity:
    """The amount with every value it can mean.

    >>> quantity(Amount(Number(Decimal("6.1"), Decimal("0.1")), "USD", "amount")).interval.hi
    Decimal('6.15')
    """
    number = amount.number
    manner = "number"
    if amount.kind == "fraction":
        manner = "words"
    elif amount.kind == "fold" and number.words:
        manner = "fold"
    elif amount.kind == "count":
        manner = "count"
    hedge = amount.hedge if amount.hedge != "signed" else None
    if amount.high is not None:
        low = 2 * number.value - amount.high.value
        strict = meanings(low, number.unit)[0].hull(meanings(amount.high.value, number.unit)[0])
        return Quantity(number.value, amount.unit, strict, strict, None, number.scale, amount.noun)
    strict, loose = meanings(number.value, number.unit, hedge, manner)
    return Quantity(number.value, amount.unit, strict, loose, "about" if hedge == "nearly" else hedge, number.scale, amount.noun)


from decimal import Decimal  # noqa: E402

__all__ = ["Cue", "Draft", "FigureReader", "Scene", "quantity"]
