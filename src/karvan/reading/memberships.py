"""Memberships: who joins a group, is admitted to it, belongs to it; on what platform two countries meet."""

from __future__ import annotations

from karvan.reading.acts import Mark
from karvan.reading.agreements import since
from karvan.reading.circumstances import GROUP, codes_of, is_name_part
from karvan.reading.happening import Happening, is_denied, is_planned, made
from karvan.reading.mentions import COUNTRY, NATIONAL
from karvan.reading.sentences import PERIOD
from karvan.reading.telling import Telling
from karvan.vocabulary import groups


def join(telling: Telling, mark: Mark) -> Happening | None:
    """A country joins a group, or members are admitted."""
    lo, hi = telling.clause(mark.at)
    group = next((m for m in telling.within(mark.end, mark.end + 9) if telling.nodes[m.at].cat == GROUP), None)
    if group is None and "admit" in mark.sense.acts:
        group = next((m for m in telling.within(lo, mark.at) if telling.nodes[m.at].cat == GROUP), None)
    member = telling.noun("member", mark.at, lo, hi, after=7, before=0)
    body = telling.any_of(telling.words.bodies, mark.end, mark.end + 6)
    if group is None and member is None and not body and "tie" in mark.sense.acts:
        return _joined_too(telling, mark)
    becomes = "become" in mark.sense.acts
    if (
        is_denied(telling, mark)
        or telling.tie(mark.end) == "by"
        or (becomes and member is None)
        or not (group or member or body)
    ):
        return None
    found = [
        m
        for m in telling.within(lo, mark.at)
        if telling.nodes[m.at].cat in (COUNTRY, NATIONAL) and not is_name_part(telling, m)
    ]
    admitted = telling.within(mark.end, mark.end + 3)
    if "admit" in mark.sense.acts and admitted and telling.nodes[admitted[0].at].cat == COUNTRY:
        found = admitted[:1]
    if becomes and not found:
        return None
    core = [m.at for m in found] + ([group.at] if group else []) + ([member.at] if member else [])
    status = "planned" if is_planned(telling, mark) else "completed"
    happening = made(telling, "membership", mark, core, codes_of(telling, found), status)
    happening.platform = group.codes[0] if group else None
    return happening


def _joined_too(telling: Telling, mark: Mark) -> Happening | None:
    """`…, and C joined in 2023`: the group is the one that the sentence has told before."""
    lo, hi = telling.clause(mark.at)
    timed = any(node.cat == PERIOD for node in telling.nodes[mark.end : min(mark.end + 2, hi)])
    at = next((k for k in range(mark.at - 1, max(lo, mark.at - 3), -1) if telling.nodes[k].cat == COUNTRY), None)
    if not (telling.told and timed) or at is None or is_denied(telling, mark):
        return None
    return made(telling, "membership", mark, [at], (telling.nodes[at].value,), "completed")


def member_since(telling: Telling, mark: Mark) -> Happening | None:
    """`has been a member of X since May 2004`."""
    lo, hi = telling.clause(mark.at)
    group = next((m for m in telling.within(mark.end, mark.end + 5) if telling.nodes[m.at].cat == GROUP), None)
    found = [
        m for m in telling.within(lo, mark.at) if telling.nodes[m.at].cat == COUNTRY and not is_name_part(telling, m)
    ]
    times = [node for node in telling.nodes[lo:hi] if node.cat == PERIOD and node.value.edge == "since"]
    if group is None or not found or not times or not telling.any_head(telling.words.be, lo, mark.at):
        return None
    happening = made(
        telling, "membership", mark, [group.at, *(m.at for m in found)], codes_of(telling, found), "completed"
    )
    happening.date, happening.platform = since(telling, times[0]), group.codes[0]
    return happening


def platform(telling: Telling, mark: Mark) -> Happening | None:
    """A group named as the platform on which two countries meet."""
    group = next((m for m in telling.mentions if telling.nodes[m.at].cat == GROUP and m.at > mark.at), None)
    group = next((m for m in telling.mentions if m.at > mark.at and m.codes and _is_programme(m.codes[0])), group)
    found = [m for m in telling.mentions if telling.nodes[m.at].cat != GROUP and (m.codes or m.kind == "pair")]
    codes = codes_of(telling, found)
    if group is None or len(codes) < 2:
        return None
    happening = made(telling, "membership", mark, [group.at, *(m.at for m in found)], codes, None)
    happening.lo, happening.hi, happening.platform = 0, len(telling.nodes), group.codes[0]
    return happening


def _is_programme(code: str) -> bool:
    found = groups.group(code)
    return found is not None and found.kind in ("programme", "organisation", "union")
