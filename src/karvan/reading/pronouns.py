"""Pronouns: whom `its`, `there`, `the country`, `the latter` stand for, as far as their own sentence tells."""

from __future__ import annotations

from karvan.reading.cases import case_of
from karvan.reading.mentions import PARTY, THE, Mention
from karvan.reading.sentences import Sentence
from karvan.reading.story import is_group

FOR_A_PARTY = frozenset(
    ("styled", "pair", "other", "home", "own", "ours", "there", "many", "former", "latter", "world")
)
"""The kinds that can stand for a party: see `Cue.pronoun`."""
_PLACES = ("to", "in", "from", "with")
_OWNERS = ("subject", "agent", "poss", "plain", "by", "adj")


def pronoun(sentence: Sentence, found: list[Mention], at: int, kind: str) -> Mention | None:
    """The mention that a pronoun is, given those before it; without codes where the text must tell who is meant."""
    if kind == "there":
        return _there(sentence, found, at)
    if kind == "own":
        return Mention(_last(found, _OWNERS), at, at + 1, "poss", "own")
    part = case_of(sentence, at, at + 1)
    if kind in ("former", "latter"):
        return _one_of_two(found, at, part, kind)
    if kind == "many" and (part not in ("with", "to", "from") or _is_told_which(sentence, at)):
        return None
    if (
        kind == "other"
        and sentence.cues[at].that
        and (codes := _last(found, _PLACES) or _last(found, ("plain", "subject")))
    ):
        return Mention(codes, at, at + 1, part)
    if kind == "home" and (codes := _at_home(sentence, found, at, part)):
        return Mention(codes, at, at + 1, part, "home")
    style = sentence.nodes[at].low.split(" ", 1)[-1] if kind in ("styled", "home") else None
    return Mention((), at, at + 1, part, kind, style)


def _last(found: list[Mention], parts: tuple[str, ...]) -> tuple[str, ...]:
    """The one party that a sentence last named in one of these parts."""
    return next((m.codes for m in reversed(found) if len(m.codes) == 1 and m.part in parts), ())


def _there(sentence: Sentence, found: list[Mention], at: int) -> Mention | None:
    """Where something went or happened; none in `there was`."""
    if at + 1 < len(sentence.nodes) and sentence.cues[at + 1].reach:
        return None
    codes = _last(found, _PLACES)
    return Mention(codes, at, at + 1, "there", "party" if codes else "there")


def _one_of_two(found: list[Mention], at: int, part: str, kind: str) -> Mention | None:
    named = list(dict.fromkeys(code for m in found for code in m.codes))
    return Mention((named[kind == "latter"],), at, at + 1, part) if len(named) == 2 else None


def _at_home(sentence: Sentence, found: list[Mention], at: int, part: str) -> tuple[str, ...]:
    """`the country`, where the sentence has just named it; a group is no country, and nobody is his own partner."""
    if part not in ("poss", "of", "plain", "subject", "for"):
        return ()
    if part == "poss" and found and sentence.plays("remains", found[-1].end, at):
        return ()  # `China remains the country's largest partner`
    codes = _last([m for m in found if m.kind == "party"], ("subject", "plain", "poss", "of"))
    return () if codes and is_group(codes[0]) else codes


def _is_told_which(sentence: Sentence, at: int) -> bool:
    """`with ASEAN countries`, `to these countries`: not nobody in particular."""
    for back in range(at - 1, max(at - 5, -1), -1):
        if sentence.nodes[back].cat in PARTY or sentence.cues[back].definite:
            return sentence.nodes[back].cat != THE
        if sentence.cues[back].preposition:
            return False
    return False
