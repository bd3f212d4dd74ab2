"""Cue: the parts that a word can play when figures get their meaning. A language fills the table, the engine reads it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from msgspec import Struct, structs

Add = Callable[..., None]
"""Gets words and the parts that they play."""


class Flow(Struct, frozen=True):
    """What a word says is measured, and how its parties stand to it.

    `sense` is turnover, sell, buy, balance, ship, earn, goods or transit (trade), cost, remit, or topic (anything else);
    `verb` tells verbs from nouns.
    """

    indicator: str
    sense: str
    verb: bool = False


class Cue(Struct, frozen=True, dict=True):
    """All parts that one word or phrase can play; a table of these is what a language brings."""

    flow: Flow | None = None
    grow: int = 0
    """+1 or -1 for verbs such as rose and fell."""
    grow_noun: int = 0
    comparative: int = 0
    compare: bool = False
    """Introduces the value that something is compared with (than, against)."""
    share: bool = False
    rate: bool = False
    """What a percentage is measured in when it is neither growth nor share: interest, tariffs."""
    reach: bool = False
    whole: bool = False
    contrast: bool = False
    plan: str | None = None
    preposition: str | None = None
    pronoun: str | None = None
    """pair (the two countries), other (the neighbour), home (the country), own (its), ours, there, this (this
    figure), part (of this), that_of, ones, former, latter, many (neighbours: nobody in particular), styled (the kingdom), world (the world's largest economy)."""
    goods: bool = False
    actor: bool = False
    """companies, buyers, side: an adjective before it names who acts."""
    market: bool = False
    body: bool = False
    """customs, statistics office, ministry: who says something."""
    says: bool = False
    total: bool = False
    share_noun: bool = False
    standing: bool = False
    """A comparative that says growth by itself: up, down, higher, minus."""
    per: bool = False
    as_many: bool = False
    namely: bool = False
    """Says the same in other words: that is, or."""
    together: bool = False
    comprises: bool = False
    includes: bool = False
    lists: bool = False
    """included, were: its object are the goods or parts of what was told, not all of them."""
    remaining: bool = False
    dative: bool = False
    """The party right behind it gets what is measured: lent Bangladesh, sold Peru."""
    receives: bool = False
    """Who stands before it gets what is measured: received, attracted, will get."""
    respectively: bool = False
    every: bool = False
    """every: a stretch of time behind it recurs."""
    yearly: str | None = None
    """annually: the time in which it recurs."""
    lasts: str | None = None
    """year, annum: the stretch of time that it names, in one word for all."""
    adds: bool = False
    """another, further: one more of what was told."""
    equals: bool = False
    """was, equals: tells what something is."""
    entire: bool = False
    """total, overall: of all there is; between two countries, of what is theirs."""
    realm: bool = False
    """republic, neighbour: a country named by what it is."""
    made: bool = False
    """origin, made: a nation before it is where something comes from."""
    abroad: bool = False
    """Behind a figure: what is sold goes to the world, not to one partner."""
    ranks: bool = False
    """Its subject is one of several partners: ranked second, held first place."""
    partner: bool = False
    """partner, market, destination: whom somebody trades with."""
    role: str | None = None
    """What such a partner does: sell (supplier, source) or buy (customer, destination)."""
    record: bool = False
    """highest, record: the time since which it is the highest is not the figure's."""
    foremost: bool = False
    """top, main: a number behind it counts ranks, not how many there are."""
    reverses: bool = False
    """the other way: from whom it went to before, to whom it came from."""
    bloc: bool = False
    """members, group: whose `of` names a group of states."""
    that: bool = False
    """that country: the one that the sentence named last."""
    remains: bool = False
    """was, remained, ranked: its subject is what is said behind it."""
    perfect: bool = False
    """had: what stands behind it was so before the time that the text speaks of."""
    so_far: bool = False
    """have, has: what stands behind it has come about at any time until now."""
    signs: bool = False
    """signed, inked: what stands beside it came about on the day that the text tells of."""
    when: bool = False
    upon: bool = False
    """Compares only behind a word or value of growth: on, over, above."""
    following: bool = False
    """Stands before an older figure: after, following."""
    exceeds: bool = False
    """Its object is what the subject is measured against, where a difference follows: exceeded … by."""
    concludes: bool = False
    """What stands behind it follows from the figures before: so, thus, hence."""
    onto: bool = False
    """Adds a part to another one: on top of, in addition to."""
    month_before: bool = False
    """month-on-month: the base is the month or quarter just before."""
    measure: str | None = None
    """Behind a growth it tells of what: money (in value) or mass (in volume, in weight)."""
    often: bool = False
    """A multiple that can also tell how often: twice, three times."""
    several: bool = False
    """A pronoun that points back at more than one: these, those."""
    complete: bool = False
    """Behind a percentage it tells how much of a work is done."""
    worth: bool = False
    """Gives an amount without being the sentence's verb: worth, valued at."""
    relative: bool = False
    """which, whom: what stands behind is a clause of its own."""
    verb: bool = False
    label: bool = False
    """Names what stands behind it by a number: No., article, resolution, highway."""
    clock: bool = False
    """Behind a number it is a time of day: a.m., GMT."""
    definite: bool = False
    """the, these, both: what is counted behind it is known already."""
    number_of: bool = False
    """number, quantity: the numbers that follow count what it is of."""
    ago: bool = False
    """Behind a duration it tells when, or how old."""
    stretch: bool = False
    """Before a duration it makes a time of it: over, past, first."""

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts that it plays, and which pronoun it is.

        >>> Cue(pronoun="this", whole=True).parts
        ('whole', 'pronoun', 'this')
        """
        played = tuple(name for name in self.__struct_fields__ if getattr(self, name))
        return played if self.pronoun is None else (*played, self.pronoun)


NOTHING = Cue()
PRONOUNS = frozenset("pair other home own ours there this part that_of ones former latter many styled world".split())
"""The kinds of pronouns: see `Cue.pronoun`."""
PARTS = PRONOUNS.union(Cue.__struct_fields__)
"""The names of all parts that a word can play."""


class Cues:
    """The table, merged word by word.

    >>> cues = Cues()
    >>> cues.add("rose, grew", grow=1)
    >>> cues.add("rose", verb=True)
    >>> cues.table["rose"].grow, cues.table["rose"].verb
    (1, True)
    """

    __slots__ = ("table",)

    def __init__(self) -> None:
        self.table: dict[str, Cue] = {}

    def add(self, words: str, **parts: object) -> None:
        alone = structs.replace(NOTHING, **parts)
        for word in words.replace("\n", " ").replace("-", " ").split(","):
            if key := " ".join(word.split()):
                known = self.table.setdefault(key, alone)
                if known is not alone:
                    self.table[key] = structs.replace(known, **parts)
