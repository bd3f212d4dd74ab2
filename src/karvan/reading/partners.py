"""Partners: whose a figure is that stands beside a country in a list or ranking of them."""

from __future__ import annotations

from karvan.reading.allotting import Allotted
from karvan.reading.comparing import is_plain_figure, is_value
from karvan.reading.grammar import category
from karvan.reading.measuring import TRADE
from karvan.reading.mentions import Mention
from karvan.reading.roles import Parties, parties
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import COMMA, DASH, LPAR, RPAR, Sentence
from karvan.reading.story import Story
from karvan.reading.subjects import sides_of

OF, TO = category("OF"), category("TO")


def in_list(scene: Scene, draft: Draft, around: Allotted, indicator: str, story: Story) -> Parties | None:
    """Reporter and partner by the country right beside a figure, where partners are listed or ranked."""
    trade = indicator.startswith(TRADE)
    ranked = _in_ranking(scene, draft, story) if trade or indicator == "freight" else None
    if ranked is not None:
        return ranked
    code = (_before_figure(scene, draft) if trade else None) or _behind_country(scene, draft)
    return None if code is None else _by_role(_beside(code, scene, draft, around, story), code, indicator, scene, draft)


def _in_ranking(scene: Scene, draft: Draft, story: Story) -> Parties | None:
    """`Russia ranked second with A`, of the suppliers of China: it takes the place of the supplier told before."""
    if story.home not in story.subject or not _goes_on(draft, story):
        return None
    named = [
        m for m in scene.mentions if m.codes and m.part != "body" and draft.clause.start <= m.at < draft.clause.end
    ]
    if len(named) != 1 or named[0].kind != "partner" or len(named[0].codes) != 1 or named[0].codes[0] == story.home:
        return None
    first, _ = story.subject
    return (story.home, named[0].codes[0]) if first == story.home else (named[0].codes[0], story.home)


def _stands_before(sentence: Sentence, end: int, at: int) -> bool:
    """Whether a figure is that of the country that ends before it: `Peru with A`, `Peru, up 3 percent to A`."""
    if at - end == 1:
        return True
    between = range(end, at)
    return (
        2 < len(between) <= _GROWN
        and sentence.cats[end] == COMMA
        and any(is_value(sentence.nodes[k]) for k in between)
        and any(sentence.cues[k].standing or sentence.cues[k].grow for k in between)
        and sentence.cats[at - 1] == TO
        and not any(sentence.cues[k].flow is not None or is_plain_figure(sentence.nodes[k]) for k in between)
    )


_GROWN = 8
"""So many words can stand between a country and its figure where they tell its growth."""


def _goes_on(draft: Draft, story: Story) -> bool:
    """Whether a figure goes on with the one told before: no word says what it is, or it is a balance as well."""
    if draft.flow is None:
        return True
    return draft.flow.sense == "balance" and bool(story.figures) and story.figures[-1].indicator == draft.flow.indicator


def _before_figure(scene: Scene, draft: Draft) -> str | None:
    """The country right before a figure, where another figure has one too: `Russia with A and Ukraine with B`."""
    own: str | None = None
    others = 0
    for mention in scene.mentions:
        if len(mention.codes) != 1 or (mention.part not in ("subject", "plain") and mention.kind != "partner"):
            continue
        end = mention.end + (scene.sentence.cats[mention.end : mention.end + 1] == RPAR)  # `the Emirates (UAE) with A`
        if any(_stands_before(scene.sentence, end, d.at) for d in scene.drafts if d is not draft):
            others += 1
        elif _stands_before(scene.sentence, end, draft.at) and not scene.sentence.cues[end].verb:
            own = mention.codes[0]
    return own if others else None


def _behind_country(scene: Scene, draft: Draft) -> str | None:
    """The country right before a figure in parentheses or behind a dash: `Kyrgyzstan ($2.9 billion)`."""
    sentence = scene.sentence
    enclosed = sentence.nodes[draft.clause.start].cat == LPAR
    opened = draft.clause.start if enclosed else draft.at
    if not enclosed and not (opened and sentence.nodes[opened - 1].cat == DASH):
        return None
    beside_share = _beside_share(sentence, draft)
    if draft.clause.host is not None and opened - draft.clause.host <= 2 and not beside_share:
        return None
    end = draft.clause.host if beside_share and draft.clause.host is not None else opened
    named = next((m for m in reversed(scene.mentions) if m.end <= end and m.codes and m.part != "body"), None)
    if named is None or (enclosed and _has_other_part(named) and not _is_first_of_list(scene, named, draft)):
        return None
    away = end - named.end
    near = away <= (3 if named.part == "subject" else 1) or (beside_share and away <= 8)
    return named.codes[-1] if near else None


def _is_first_of_list(scene: Scene, named: Mention, draft: Draft) -> bool:
    """`with China (A), Russia (B) and Peru (C)`: each stands right before the parentheses of its own figure."""
    opened = {d.clause.start for d in scene.drafts if d is not draft and d.clause.host is None}
    end = draft.clause.end
    if named.end != draft.clause.start or scene.sentence.plays("ranks", end, end + 2):
        return False
    return any(m.end in opened and end < m.at <= end + 2 for m in scene.mentions)


def _has_other_part(mention: Mention) -> bool:
    """`the largest exporter to Armenia (€486 million)`: the figure is that of the exporter."""
    return mention.kind != "partner" and mention.part in ("to", "from", "with", "in", "for")


def _beside_share(sentence: Sentence, draft: Draft) -> bool:
    """Whether a figure in parentheses explains a percentage: `Russia came second with 18.6 percent ($18.9bn)`."""
    host = draft.clause.host
    return (
        host is not None
        and sentence.nodes[host].value.kind in ("percent", "fraction")
        and (draft.clause.start - host == 1 or sentence.cats[host + 1] == OF)
    )


def _beside(code: str, scene: Scene, draft: Draft, around: Allotted, story: Story) -> Parties:
    """The parties of a figure behind a country in a list: the reporter of the list, and that country."""
    first, second = story.subject
    owner = _whose_partners(scene)
    if owner is not None and code != owner:
        return owner, code
    if code in (first, second):
        turned = around.flow.sense == "turnover" and code == first and second == story.home
        return (second, first) if turned else (first, second)
    turned = _tied_behind(scene, around, code, story)
    if turned is not None:
        return code, turned
    home, couple = story.home, story.couple() or ()
    kept = _kept_in_ranking(scene, draft, story)
    if kept is not None and code != kept:
        return (kept, code) if kept == first or around.flow.sense == "turnover" else (code, kept)
    if first and second and home not in (first, second) and second in couple:
        return code, second  # `the largest exporter was Germany (…), followed by Italy (…)`
    return _owner(code, scene, around, story) or (home if home in (first, second) or not first else first), code


def _kept_in_ranking(scene: Scene, draft: Draft, story: Story) -> str | None:
    """`China's surplus was A, followed by India (B)`: the party that is the same for all who are ranked.

    It is the one that the last two figures share; where only one was told, its second party.
    """
    if not scene.sentence.plays("ranks", 0, draft.at) or None in story.subject:
        return None
    told = [*story.figures[-2:], *(d.figure for d in scene.drafts if d.figure is not None)]
    sides = [sides_of(f) for f in told if f.indicator.startswith(TRADE) and f.quantity.unit == draft.amount.unit][-2:]
    shared = frozenset.intersection(*sides) if sides else frozenset[str]()
    if len(shared) == 1:
        return min(shared)
    return story.subject[1] if story.subject[0] != story.home else None


def _whose_partners(scene: Scene) -> str | None:
    """`Russia (A) ranks first among Peru's partners, followed by Chile (B)`: whose partners they are, wherever it stands."""
    cues = scene.sentence.cues
    if not scene.sentence.plays("partner"):
        return None
    named = [m for m in scene.mentions if m.kind == "party" and len(m.codes) == 1]
    behind = next((m.codes[0] for m in named if m.part == "of" and _partner_before(scene.sentence, m.at)), None)
    if behind is not None or not scene.sentence.plays("ranks"):
        return behind
    owners = (m for m in named if m.part == "poss")
    near = (
        m.codes[0]
        for m in owners
        if any(cues[k].partner and not cues[k].role for k in range(m.end, m.end + 5) if k < len(cues))
    )
    return next(near, None)


def _partner_before(sentence: Sentence, at: int) -> bool:
    """`the main partner of Georgia`: whether a word for a partner stands right before `of`."""
    return at > 1 and sentence.cats[at - 1] == OF and sentence.cues[at - 2].partner and not sentence.cues[at - 2].role


def _owner(code: str, scene: Scene, around: Allotted, story: Story) -> str | None:
    """Whose partners are listed, as the words before the list say."""
    end = around.near + 6
    others = (
        m for m in scene.mentions if m.codes and code not in m.codes and m.end <= end and m.part in ("poss", "of")
    )
    first = next(others, None)
    return parties(around.flow, [first], story, around.near)[0] if first is not None else None


def _by_role(named: Parties, code: str, indicator: str, scene: Scene, draft: Draft) -> Parties:
    """`the top exporters to Iran were Turkey (A) and Iraq (B)`: whoever the list is of sells, or buys."""
    if draft.flow is not None and draft.flow.sense == "earn":
        return named  # `its largest source of export earnings`
    role = next((cue.role for cue in reversed(scene.sentence.cues[: draft.at]) if cue.role), None)
    if role is None or None in named or indicator not in ("trade.exports", "trade.imports"):
        return named
    other = next(party for party in named if party != code) if named[0] != named[1] else None
    return (code, other) if (role == "sell") == (indicator == "trade.exports") else (other, code)


def _tied_behind(scene: Scene, around: Allotted, code: str, story: Story) -> str | None:
    """`China with A of imports from Iran`: the list is of those who import, from whom the word of flow says."""
    flow, near = around.flow, around.near
    part = {"sell": "to", "buy": "from"}.get(flow.sense) if not flow.verb else None
    return next(
        (
            codes[0]
            for m in scene.mentions
            if m.part == part
            and near < m.at <= near + 3
            and not any(
                0 <= d.at - m.end <= 2 or d.clause.start == m.end for d in scene.drafts
            )  # it has its own figure
            and (codes := story.resolve(m))
            and codes != (code,)
        ),
        None,
    )


def buys_from_home(code: str, scene: Scene, draft: Draft, story: Story) -> bool:
    """`Iraq climbed to fourth place with imports of A`, of those to whom the text's country exports: they are Iraq's."""
    if (
        draft.flow is None
        or draft.flow.sense != "buy"
        or not scene.sentence.plays("ranks", draft.clause.start, draft.at)
    ):
        return False
    if draft.flow_at < 1 or scene.sentence.cues[draft.flow_at - 1].preposition != "with":
        return False  # `Russia ranked first in imports`: in those of the text's country
    told = [*(f for f in story.figures[-1:]), *(d.figure for d in scene.drafts if d.figure is not None)]
    sells = any(f.indicator == "trade.exports" and f.reporter == story.home for f in told)
    return sells and any(m.kind == "partner" and m.codes == (code,) for m in scene.mentions)


def ranked_beside(first: str, scene: Scene, draft: Draft, story: Story) -> Parties | None:
    """`On the import side, China held first place with A`: a country in a list of partners takes the partner's part."""
    clause, home = draft.clause, story.home
    if home is None or first == home or not any(scene.sentence.cues[k].ranks for k in range(clause.start, draft.at)):
        return None
    reporter, partner = story.subject
    if home == reporter or (home != partner and draft.flow is not None):
        return home, first
    return (first, home) if home == partner else None


def is_next_ranked(scene: Scene, draft: Draft, mention: Mention) -> bool:
    """`China with A, followed by India`: India is no party to A."""
    return mention.at > draft.at and scene.sentence.cues[mention.at - 1].ranks


def owner_of_ranking(partner: str, scene: Scene) -> str | None:
    """Whose partners are ranked: `Japan is Kenya's largest partner with A, and Qatar came third with B`."""
    if not any(m.kind == "partner" and partner in m.codes for m in scene.mentions):
        return None
    owners = (m.codes[0] for m in scene.mentions if m.part in ("poss", "of", "for") and len(m.codes) == 1)
    return next((code for code in owners if code != partner), None)
