"""Story: what a text has spoken of so far, from which a figure takes what its own sentence leaves out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from msgspec import structs

from karvan.nouns import Figure, Period
from karvan.reading.cues import Flow
from karvan.reading.mentions import WORLD, Mention, in_region
from karvan.vocabulary import countries, groups


@dataclass(slots=True)
class Story:
    """The memory of a document while it is read from its start to its end."""

    countries: list[str]
    """The parties of the text, most named first; a group where the text trades with it."""
    bilateral: bool = False
    """Whether two countries are named far more often than any third."""
    focused: bool = False
    """Whether the text is about two parties: named far more often than any third, or both in its opening."""
    seen: set[str] = field(default_factory=set)
    """The parties named so far."""
    published: dt.date | None = None
    text: str = ""
    paragraphs: dict[str, int] = field(default_factory=dict)
    """The paragraph that each figure stands in."""
    pair: tuple[str, str] | None = None
    """The two parties of the last flow between two."""
    home: str | None = None
    """Whose article it is: the reporter where only one country is at hand."""
    period: Period | None = None
    period_paragraph: int = -1
    figures: list[Figure] = field(default_factory=list)
    route: str | None = None
    flow: Flow | None = None
    """What the last sentence measured or announced."""
    link: tuple[str, str] | None = None
    """The ends of the last connection named, and the paragraph."""
    link_paragraph: int = -1
    day: Period | None = None
    """The last day (or few days) told: when something was signed."""
    toward: str | None = None
    """The country that the last sentence said something went to."""
    monthly: bool = False
    """Whether the text compares months with the month before."""
    worldly: bool = False
    """Whether the last sentence spoke of what a country trades with all the world."""
    lead: Flow | None = None
    """What the paragraph is about: the flow of its first figure."""
    lead_paragraph: int = -1
    subject: tuple[str | None, str | None] = (None, None)
    """Reporter and partner of the last figure, or of what a sentence without one spoke of."""
    subject_paragraph: int = -1

    def counterpart(self, code: str) -> str | None:
        """The other one of the pair at hand, else the country most named beside it."""
        if self.pair is not None and code in self.pair:
            return self.pair[1] if self.pair[0] == code else self.pair[0]
        other = next((c for c in self.countries[:2] if c != code), None)
        if code in self.countries[:2]:
            return other
        return self.home if self.home != code else other

    def is_aside(self, paragraph: int) -> bool:
        """Whether the last figure spoke of a third country in a paragraph before, in a text on two."""
        if (
            not self.bilateral
            or not self.figures
            or None in self.subject
            or set(self.couple() or ()) != set(self.countries[:2])
        ):
            return False
        third = any(code not in (*self.countries[:2], "WLD") for code in self.subject)
        return third and self.subject_paragraph != paragraph

    def couple(self) -> tuple[str, str] | None:
        """The two countries that the text is about."""
        pair = self.pair
        if pair is None and len(self.countries) >= 2 and (self.bilateral or self.seen.issuperset(self.countries[:2])):
            pair = self.countries[0], self.countries[1]
        if pair is not None and pair[1] == self.home:
            return pair[1], pair[0]
        return pair

    def resolve(self, mention: Mention, beside: str | None = None) -> tuple[str, ...]:
        """The codes that a mention stands for; `beside` is another party of the same clause."""
        if mention.kind == "pair" and not mention.codes:
            return self.couple() or ()
        if mention.kind == "region":
            region = mention.codes[0]
            faced = self.home if region == WORLD and mention.part in ("to", "from", "with", "in") else None
            for code in [*(self.pair or ()), *self.countries]:
                if code not in (beside, faced) and in_region(code, region):
                    return (code,)
            return ()
        if mention.kind == "styled":
            known = countries.styled(mention.place or "")
            named = next((code for code in self.countries if code in known and code != beside), None)
            return (named,) if named else self.resolve(structs.replace(mention, kind="other"), beside)
        if mention.kind == "other":
            known = beside or self.home
            other = self.counterpart(known) if known else None
            return (other,) if other else ()
        if mention.kind == "there":
            there = next(
                (
                    code
                    for code in reversed(self.subject)
                    if code and code not in (beside, self.home) and not is_group(code)
                ),
                None,
            )
            if self.toward is not None and self.toward not in (beside, self.home):
                return (self.toward,)
            there = there or (self.counterpart(beside or self.home or "") if beside or self.home else None)
            return (there,) if there else ()
        if mention.kind == "own" and mention.codes:
            return mention.codes
        if mention.kind == "own":
            known = beside or self.subject[0] or self.home
            return (known,) if known and not is_group(known) else ()
        if mention.kind == "ours":
            return (self.home,) if self.home else ()
        if mention.kind == "home" and mention.codes:
            return mention.codes
        if mention.kind == "home":
            if (
                mention.part in ("from", "to", "in", "with")
                and beside is None
                and self.subject[1]
                and not is_group(self.subject[1])
            ):
                return (self.subject[1],)  # `bought goods from the country`: the one that the text is not from
            known = self.subject[0] if self.subject[0] and not is_group(self.subject[0]) else self.home
            if known and known == beside:
                known = self.counterpart(known)
            styled = countries.styled(mention.place or "")
            if styled and known not in styled:
                known = next((code for code in self.countries if code in styled and code != beside), known)
            return (known,) if known else ()
        return mention.codes


def is_continent(code: str | None) -> bool:
    """Whether a code is a part of the world that no statistic has as a partner by name."""
    known = groups.group(code) if code else None
    return known is not None and known.kind == "region" and code not in ("WLD", "Central-Asia")


def is_group(code: str) -> bool:
    return groups.group(code) is not None
