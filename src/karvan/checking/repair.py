"""Repair: which known slip makes all relations at hand hold at once.

One claim is changed at a time; where that breaks another tie, the same slip is tried on the figures of that tie too (both
quarters written in billion). A change is kept only if it mends what failed and breaks nothing that held. The fewest and
likeliest changes win; where two are about as likely, none is suggested and both are named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice

from msgspec import Struct, structs

from karvan.checking.company import company
from karvan.checking.misprints import misprints
from karvan.checking.slips import Slip, slips
from karvan.checking.solving import computed, wanted
from karvan.checking.ties import Difference, Outcome, Ratio, Same, Tie, Total, Values, Within, outcome, values_of
from karvan.checking.writing import amount, percent, plain
from karvan.nouns import ONE, Claim, Figure, Growth, Multiple, Quantity, Reading, Share

MARGIN = 0.1
"""A repair is named alone only if the next is less likely by this much."""
_FAMILY = 6
_DRAGGED = 0.4
"""What every further figure of a shared slip costs: fewer changes are likelier."""
_COMPUTED = 0.12
_SUSPECTS = 12
_ROUNDS = 24
_GROUP = 40
_GAP, _SMALL_GAP = Decimal(10), Decimal(2)
_WIDE = Decimal("0.25")


class Mend(Struct, frozen=True, kw_only=True):
    """A change that mends some ties: what to write, or (`suggest` empty) the changes that are equally likely."""

    ties: tuple[Tie, ...]
    suggest: dict[str, Decimal]
    slip: str | None
    words: str


class _Try(Struct, frozen=True, kw_only=True):
    values: dict[str, Quantity]
    suggest: dict[str, Decimal]
    slip: str
    words: str
    cost: float
    mended: tuple[Tie, ...]
    broken: int
    """How many of them fail outright, those that are only strained apart."""


def repair(ties: Iterable[Tie], reading: Reading) -> tuple[Mend, ...]:
    """The changes that mend the failing ties of a reading."""
    at_hand = _AtHand(tuple(ties), reading)
    mends: list[Mend] = []
    for group in islice(at_hand.groups(), _ROUNDS):
        left = list(group)
        while left:
            tries = at_hand.tries(left)
            if not tries:
                break
            best, rivals = _choose(tries)
            mends.append(_mend(best, rivals, at_hand))
            left = [tie for tie in left if tie not in best.mended]
            if rivals:
                break  # which one it is stays open, so nothing can be built on it
            at_hand.settle(best.values)
    return tuple(mends)


class _AtHand:
    """The ties of a reading with their numbers, and what each claim is."""

    def __init__(self, ties: tuple[Tie, ...], reading: Reading) -> None:
        self.reading = reading
        self.values: dict[str, Quantity] = dict(values_of(reading))
        self.relations = {relation.id: relation for relation in reading.relations}
        self.claims: dict[str, Claim] = {claim.id: claim for claim in (*reading.figures, *reading.relations)}
        self._outcomes: dict[int, Outcome] = {}
        self.of_claim: defaultdict[str, list[Tie]] = defaultdict(list)
        self.failing = tuple(tie for tie in ties if outcome(tie, reading) >= Outcome.STRAINED)
        for tie in ties:
            for claim in tie.claims:
                self.of_claim[claim].append(tie)

    def groups(self) -> Iterator[list[Tie]]:
        """Failing ties that share a claim, together, in the order of the text."""
        sharing: defaultdict[str, list[Tie]] = defaultdict(list)
        for tie in self.failing:
            for claim in tie.claims:
                sharing[claim].append(tie)
        seen: set[int] = set()
        for tie in self.failing:
            group: list[Tie] = []
            waiting = [tie]
            while waiting:
                one = waiting.pop(0)
                if id(one) not in seen:
                    seen.add(id(one))
                    group.append(one)
                    waiting += [other for claim in one.claims for other in sharing.pop(claim, ())]
            if group:
                yield group[:_GROUP]

    def tries(self, failing: list[Tie]) -> list[_Try]:
        """All changes that mend something and break nothing."""
        found: list[_Try] = []
        suspects = list(dict.fromkeys(claim for tie in failing for claim in tie.claims if claim in self.values))[
            :_SUSPECTS
        ]
        broken = any(self._now(tie) is Outcome.FAILS for tie in failing)
        for claim in suspects:
            touching = [tie for tie in failing if claim in tie.claims]
            if broken:
                for slip in slips(self.claims[claim], self.values[claim], wanted(claim, touching, self.values)):
                    new = self._with({claim: slip})
                    if any(tie.judge(new) is Outcome.HOLDS for tie in touching):
                        found += self._spread(claim, slip, failing)
            for slip in computed(self.claims[claim], self.values, touching):
                found += self._kept({claim: slip}, failing)
        for tie in failing:
            found += self._swapped(tie, failing)
        found += self._turned(failing)
        if broken and all(one.slip == "value_slip" for one in found):
            for claim in suspects:
                touching = [tie for tie in failing if claim in tie.claims]
                for slip in misprints(claim, self.values, touching):
                    found += self._kept({claim: slip}, failing)
        return found

    def settle(self, changes: Mapping[str, Quantity]) -> None:
        """Go on with the changes of a repair."""
        self.values.update(changes)
        self._outcomes.clear()

    def _now(self, tie: Tie) -> Outcome:
        outcome = self._outcomes.get(id(tie))
        if outcome is None:
            outcome = self._outcomes[id(tie)] = tie.judge(self.values)
        return outcome

    def _with(self, changes: Mapping[str, Slip]) -> dict[str, Quantity]:
        new = dict(self.values)
        for claim, slip in changes.items():
            new[claim] = slip.quantity
        return new

    def _spread(self, claim: str, slip: Slip, failing: list[Tie]) -> Iterator[_Try]:
        """The slip on one claim, and on those that it drags along."""
        changes = {claim: slip}
        for _ in range(_FAMILY):
            broken = next(self._broken(changes), None)
            if broken is None:
                yield from self._kept(changes, failing)
                return
            more = {
                other: alike
                for other in broken.figures
                if other not in changes and slip.factor is not None
                for alike in slips(self.claims[other], self.values[other], slip.factor.__eq__)
                if alike.factor == slip.factor and alike.name == slip.name
            }
            if not more or len(changes) + len(more) > _FAMILY:
                return
            changes |= more

    def _broken(self, changes: Mapping[str, Slip]) -> Iterator[Tie]:
        """Ties that the changes make worse."""
        new = self._with(changes)
        touched = {id(tie): tie for claim in changes for tie in self.of_claim[claim]}.values()
        return (tie for tie in touched if tie.judge(new) > max(self._now(tie), Outcome.UNKNOWN))

    def _kept(self, changes: dict[str, Slip], failing: list[Tie], *, exchanged: bool = False) -> Iterator[_Try]:
        new = self._with(changes)
        mended: tuple[Tie, ...] = tuple(tie for tie in failing if tie.judge(new) is Outcome.HOLDS)
        if all(_too_small_a_gap(tie, changes, self.values) for tie in mended):
            return
        claim, slip = next(iter(changes.items()))
        if slip.name == "value_slip" and len(mended) == 1 and self._now(mended[0]) is Outcome.STRAINED:
            return  # a last digit of one tie alone points at nobody
        if any(not (exchanged and self._follows_numbers(tie)) for tie in self._broken(changes)):
            return
        dragged = _DRAGGED * (len(changes) - 1) if slip.factor else 0.0
        cost = slip.cost + dragged + max(_prior(claim, mended) for claim in changes)
        if slip.name == "digit_slip" and claim.startswith("r"):
            cost -= _COMPUTED  # what was computed goes wrong more often than what was copied
        yield _Try(
            values={claim: change.quantity for claim, change in changes.items()},
            suggest={claim: change.suggest for claim, change in changes.items()},
            slip=slip.name, words=slip.words, mended=mended,
            broken=sum(self._now(tie) is Outcome.FAILS for tie in mended),
            cost=cost + company(changes, self.values, self.claims, (name for tie in mended for name in tie.figures))
            + self._luck(claim, slip, mended),
        )  # fmt: skip

    def _swapped(self, tie: Tie, failing: list[Tie]) -> Iterator[_Try]:
        if isinstance(tie, Ratio | Difference) and isinstance(self.claims.get(tie.stated), Growth):
            words = "base and value are swapped"
            sides = ((tie.of, self.values[tie.base]), (tie.base, self.values[tie.of]))
            changes = {
                claim: Slip(name="swap_slip", cost=1.5, quantity=other, suggest=other.value, words=words)
                for claim, other in sides
            }
            yield from self._kept(changes, failing, exchanged=True)

    def _follows_numbers(self, tie: Tie) -> bool:
        """Whether a sum was known by its numbers alone: it stays true of them when they change places."""
        return isinstance(tie, Total) and not self.relations[tie.first].sure

    def _turned(self, failing: list[Tie]) -> Iterator[_Try]:
        """One change told twice, in amount and in percent, with the wrong word for its direction."""
        of_pair: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for tie in failing:
            if isinstance(tie, Ratio | Difference) and isinstance(self.claims.get(tie.stated), Growth):
                of_pair[tie.figures].append(tie.stated)
        for told in of_pair.values():
            turned = {
                claim: slip
                for claim in told
                for slip in slips(self.claims[claim], self.values[claim])
                if slip.name == "direction_slip"
            }
            if len(turned) > 1:
                yield from self._kept(turned, failing)

    def _luck(self, claim: str, slip: Slip, mended: tuple[Tie, ...]) -> float:
        """A point moved in a percentage says little where the figures leave it a wide range."""
        if slip.name != "point_slip" or isinstance(self.claims[claim], Figure) or len(mended) != 1:
            return 0.0
        sides = mended[0].sides(self.values, loose=False)
        wide = sides is not None and sides[0][1] - sides[0][0] > abs(slip.quantity.value) * _WIDE
        return 0.6 if wide else 0.0


def _choose(tries: list[_Try]) -> tuple[_Try, list[_Try]]:
    """The try that mends most at the least cost, and those about as likely that say something else."""
    most = max((one.broken, len(one.mended)) for one in tries)
    of_claims: dict[frozenset[str], list[_Try]] = {}
    for one in tries:
        if (one.broken, len(one.mended)) == most:
            of_claims.setdefault(frozenset(one.suggest), []).append(one)
    ranked = sorted(map(_likeliest, of_claims.values()), key=lambda one: (one[0].cost, list(one[0].suggest)))
    (best, unsure), others = ranked[0], ranked[1:]
    return best, unsure + [one for one, _ in others if one.cost < best.cost + MARGIN]


def _likeliest(tries: list[_Try]) -> tuple[_Try, list[_Try]]:
    """Of the values that some claims may have meant the likeliest: a misprint if there is one alone, else what is computed."""
    ranked = sorted(tries, key=lambda one: one.cost)
    close = [one for one in ranked if one.cost < ranked[0].cost + MARGIN]
    close = [one for at, one in enumerate(close) if one.suggest not in [other.suggest for other in close[:at]]]
    prints = [one for one in close if one.slip == "digit_slip"]
    rest = [one for one in close if one.slip != "digit_slip"]
    if len(close) > 1 and prints:
        if len(prints) == 1:
            return prints[0], []
        computed_too = rest or [one for one in ranked if one.slip == "value_slip"][:1]
        if computed_too:
            return structs.replace(computed_too[0], cost=ranked[0].cost), computed_too[1:]
    return close[0], close[1:]


def _mend(best: _Try, rivals: list[_Try], at_hand: _AtHand) -> Mend:
    if not rivals:
        return Mend(ties=best.mended, suggest=best.suggest, slip=best.slip, words=_words(best, at_hand))
    names = " or ".join(_words(one, at_hand) for one in (best, *rivals[:2]))
    return Mend(ties=best.mended, suggest={}, slip=None, words=f"Several repairs are equally likely: {names}.")


def _words(one: _Try, at_hand: _AtHand) -> str:
    """`$1.4 billion → 1.4 million USD (million instead of billion)`."""
    parts = []
    for claim_id, value in one.suggest.items():
        claim = at_hand.claims[claim_id]
        parts.append(f"“{claim.text}” → {_new(claim, value, at_hand.values[claim_id], one.slip)}")
    return f"{', '.join(parts)} ({one.words})"


def _new(claim: Claim, value: Decimal, old: Quantity, slip: str) -> str:
    match claim:
        case Growth(measure="percent") if slip != "percent_times_slip":
            return percent(value)
        case Growth(measure="fold") if slip == "percent_times_slip":
            return percent(value)
        case Growth(measure="percent" | "fold") | Multiple():
            return f"{plain(value)} times"
        case Share():
            return percent(value).lstrip("+")
        case _:
            return amount(value, old.unit)


def _too_small_a_gap(tie: Tie, changes: Mapping[str, Slip], values: Values) -> bool:
    """A part a little above its whole is no slip of scale, though a thousandth of it would fit."""
    factors = [slip.factor for claim, slip in changes.items() if claim in tie.figures and slip.factor is not None]
    if not isinstance(tie, Within) or not factors:
        return False
    least = _GAP if max(max(factor, ONE / factor) for factor in factors) > _GAP else _SMALL_GAP
    return values[tie.part].value < values[tie.whole].value * least


def _prior(claim: str, mended: tuple[Tie, ...]) -> float:
    """The later of two statements, the whole of a part and the body beside a headline are less often wrong."""
    for tie in mended:
        if isinstance(tie, Within) and claim == tie.whole:
            return 0.2
        if isinstance(tie, Same) and tie.copy and claim == tie.other:
            return 0.2
    return 0.0
