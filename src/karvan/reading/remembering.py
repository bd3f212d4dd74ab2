"""What a sentence leaves for those behind it."""

from __future__ import annotations

from karvan.nouns import Period
from karvan.reading.cues import Flow
from karvan.reading.grammar import Node, category, standing
from karvan.reading.measuring import TRADE
from karvan.reading.roles import parties
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import AMOUNT, NUMBER, PERIOD
from karvan.reading.story import Story, is_group
from karvan.reading.times import told_times
from karvan.reading.timing import tells_earlier

ROUTE, HYPHEN = category("ROUTE"), category("HYPHEN")


def remember(scene: Scene, story: Story) -> None:
    """What the sentence told becomes what the next one may mean: places, partners, figures, flow and time, in this order."""
    sentence = scene.sentence
    _remember_link(scene, story)
    times = [sentence.nodes[at] for at in standing(PERIOD, sentence.cats)]
    if any(n.value.link == "before" for n in times):
        story.monthly = True
    _remember_pair(scene, story)
    if not scene.drafts and sentence.plays("partner"):
        _remember_partners(scene, story)
    story.worldly = sentence.plays("abroad")
    main = _remember_figures(scene, story)
    if scene.drafts or not sentence.plays("partner"):
        _remember_flow(scene, story)
    period = _told_period(scene, story, times, main)
    if period is not None:
        story.period, story.period_paragraph = period, sentence.paragraph
    for node in times:
        day = node.value.resolved(story.period)
        if day is not None and (day.last - day.start).days < 5:
            story.day = day
    story.toward = next(
        (m.codes[0] for m in reversed(scene.mentions) if m.part == "to" and m.codes and not is_group(m.codes[0])), None
    )
    if ROUTE in sentence.cats:
        story.route = sentence.nodes[sentence.cats.index(ROUTE)].value


def _remember_link(scene: Scene, story: Story) -> None:
    """Two ends that flights or a hyphen tie are the link that is talked of."""
    sentence = scene.sentence
    ends = dict.fromkeys(
        code
        for m in scene.mentions
        if (m.kind in ("city", "pair") or m.part in ("from", "to", "between", "with")) and m.part != "body"
        for code in m.codes
    )
    if len(ends) == 2 and (
        HYPHEN in sentence.cats or any(flow.indicator in ("flights", "passengers") for _, flow in sentence.flows())
    ):
        story.link, story.link_paragraph = tuple(ends), sentence.paragraph  # type: ignore[assignment]


def _remember_pair(scene: Scene, story: Story) -> None:
    """Two countries told as one pair are the pair from here on."""
    for mention in scene.mentions:
        if mention.kind == "pair" and len(mention.codes) == 2 and mention.part != "body":
            codes = mention.codes
            if (
                codes[0] != codes[1]
                and not is_group(codes[0])
                and not is_group(codes[1])
                and (set(codes) <= set(story.countries[:2]) or story.pair is None or any(d.flow for d in scene.drafts))
            ):
                story.pair = (codes[0], codes[1]) if story.pair is None or set(story.pair) != set(codes) else story.pair


def _remember_partners(scene: Scene, story: Story) -> None:
    """A sentence that ranks partners without a figure says whose trade, and with whom, comes next."""
    sentence = scene.sentence
    partners = list(dict.fromkeys(m.codes[0] for m in scene.mentions if m.kind == "partner"))
    owner = next((m.codes[0] for m in scene.mentions if m.part == "poss" and len(m.codes) == 1), story.home)
    if partners:  # `other buyers were the United States, 6 percent; Chile and Bolivia, 4 percent each`
        first = next(m.at for m in scene.mentions if m.kind == "partner")
        listed = [m for m in scene.mentions if len(m.codes) > 1 and m.at > first and m.part == "plain"]
        partners += [m.codes[0] for m in listed if owner not in m.codes]
    if partners and owner and partners[0] != owner:
        # `ASEAN remained China's largest trading partner`, and nobody else was
        story.pair = (owner, partners[0]) if len(partners) == 1 else story.pair
        story.subject, story.subject_paragraph = (
            (owner, partners[0] if len(partners) == 1 else "WLD"),
            sentence.paragraph,
        )


def _remember_figures(scene: Scene, story: Story) -> Draft | None:
    """Figures join the story; the first that tells its main clause's time is returned."""
    sentence = scene.sentence
    main: Draft | None = None
    for draft in scene.drafts:
        figure = draft.figure
        assert figure is not None
        story.figures.append(figure)
        story.paragraphs[figure.id] = sentence.paragraph
        if figure.indicator.startswith(TRADE):
            story.subject, story.subject_paragraph = (figure.reporter, figure.partner), sentence.paragraph
            third = story.bilateral and not {figure.reporter, figure.partner} <= set(story.countries[:2])
            if (
                figure.reporter
                and figure.partner
                and not third
                and not is_group(figure.partner)
                and not is_group(figure.reporter)
            ):
                story.pair = (figure.reporter, figure.partner)
        if not draft.compared and figure.period is not None and draft.clause.host is None and main is None:
            main = draft
    return main


def _told_period(scene: Scene, story: Story, times: list[Node], main: Draft | None) -> Period | None:
    """The time that the sentence moves the story to, if it does: not a look back, ahead or aside."""
    sentence = scene.sentence
    period = main.figure.period if main is not None and main.figure is not None else None
    aside = not scene.drafts and story.period is not None and sentence.paragraph == story.period_paragraph
    if period is None and times and not aside:
        for at in told_times(scene):
            time = sentence.nodes[at].value
            resolved = (
                time.resolved(story.period) if time.link in (None, "same", "that_year", "same_in", "begun") else None
            )
            if resolved is not None and (resolved.last - resolved.start).days > 26:
                period = resolved
                break
    if period is not None and story.published is not None and period.start > story.published:
        period = None
    if period is not None and main is not None and times and all(n.value.link == "year_before" for n in times):
        period = None  # a look back at the year before
    if period is not None and sentence.plays("month_before"):
        period = None  # a look aside at the last month
    if (
        period is not None and main is not None and story.period is not None and period.start < story.period.start
        and tells_earlier(sentence, main)
    ):  # fmt: skip
        period = None  # what had been before does not change the time that is told
    return period


def _remember_flow(scene: Scene, story: Story) -> None:
    """A sentence that names a flow without a figure says what the next figures are about."""
    sentence = scene.sentence
    first = next((d for d in scene.drafts if d.flow is not None and d.flow.sense != "balance"), None)
    if (
        first is not None
        and first.flow is not None
        and (story.lead_paragraph != sentence.paragraph or first.flow.sense == "turnover")
    ):
        story.lead, story.lead_paragraph = first.flow, sentence.paragraph
    money = [d for d in scene.drafts if d.flow is not None and d.flow.sense not in ("balance", "cost", "goods")]
    if money and sentence.plays("part"):
        return
    if money:
        story.flow = money[-1].flow
        return
    if scene.drafts:
        return
    made = next((m for m in scene.mentions if m.part == "origin" and m.codes and not is_group(m.codes[0])), None)
    flowing = any(
        flow.sense in ("sell", "buy", "turnover", "balance") and not flow.verb for _, flow in sentence.flows()
    )
    if made is not None and story.figures and not flowing and (other := story.counterpart(made.codes[0])) is not None:
        # `electricity was the best-selling Georgian product`: what comes is what Georgia sells
        story.flow = Flow("trade.exports", "sell")
        story.lead, story.lead_paragraph = story.flow, sentence.paragraph
        story.subject, story.subject_paragraph = (made.codes[0], other), sentence.paragraph
        return
    flows = [
        (k, flow)
        for k, flow in sentence.flows()
        if sentence.nodes[k].cat not in (AMOUNT, NUMBER)
        and flow.indicator in ("trade.turnover", "trade.exports", "trade.imports", "investment")
        and not flow.verb
    ]
    if not flows:
        return
    at, flow = flows[0]
    named = [m for m in scene.mentions if m.part != "body" and not (m.part == "plain" and any(map(is_group, m.codes)))]
    first, second = parties(flow, named, story, at)
    total = sentence.plays("total", at - 3, at + 4)
    if not flow.indicator.startswith(TRADE) and not story.figures:
        return
    story.flow = flow
    story.lead, story.lead_paragraph = flow, sentence.paragraph
    if first and second:
        story.subject, story.subject_paragraph = (first, second), sentence.paragraph
    elif first and total:
        story.subject, story.subject_paragraph = (first, "WLD"), sentence.paragraph
    elif second and flow.indicator.startswith(TRADE):
        known = story.subject[0] if flow.sense == "turnover" else story.home
        if (
            known
            and known != second
            and not is_group(known)
            and (known == story.subject[0] or known in story.countries[:2])
        ):
            story.subject, story.subject_paragraph = (known, second), sentence.paragraph
