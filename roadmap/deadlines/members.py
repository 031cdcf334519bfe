"""Read out of the nodes what is a range, what a list, and what governs each («до», «к», «с … по»)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roadmap.deadlines.atoms import PLACED, Atom, Node, given
from roadmap.deadlines.place import Member, with_years
from roadmap.deadlines.tokens import Token

_PREFIXES = {"till": "till", "by": "by", "from": "from", "through": "through", "after": "after", "earlier": "after"}
_YEARS = frozenset({"year", "years", "school_year"})
_SILENT = frozenset(
    {"in", "period", "not", "colon", "open", "during", "whole", "since", "month_word", "current", "clock", "hour"}
)


def read_members(nodes: Sequence[Node]) -> list[Member]:
    """Return the members in the order written, each with the years it can borrow from the others."""
    return with_years(_with_common_year(_split(nodes)))


def _split(nodes: Sequence[Node]) -> list[Member]:
    members: list[Member] = []
    prefix, joining, fresh = "", False, False
    for node in nodes:
        if isinstance(node, Atom):
            if node.unit not in PLACED:
                prefix, joining, fresh = "", False, False
                continue
            if joining and members:
                members[-1] = replace(members[-1], last=node)
            else:
                members.append(Member(node, None, prefix))
            prefix, joining, fresh = "", False, True
        elif _joins(node, members, fresh):
            joining, fresh = True, False
        elif node.name == "inclusive" and members:
            members[-1] = replace(members[-1], prefix="by")
        elif node.name == "comma":
            joining, fresh = False, False
        elif node.name in _PREFIXES:
            prefix, fresh = _PREFIXES[node.name], False
        elif node.name not in {"year_word", "dash", *_SILENT} and node.text != "чем":
            prefix, joining, fresh = "", False, False
    return members


def _joins(token: Token, members: Sequence[Member], fresh: bool) -> bool:
    """Whether a sign or a word makes a range with the member just read."""
    if not members or members[-1].last is not None:
        return False
    if token.name == "dash":
        return fresh
    if token.name in {"through", "till"}:
        return members[-1].prefix == "from" or (fresh and token.name == "through")
    return False


def _with_common_year(members: list[Member]) -> list[Member]:
    """«2020 год: март, июнь»: a single year written apart holds for all that have none."""
    years = [member for member in members if member.first.unit in _YEARS and member.last is None and not member.prefix]
    others = [member for member in members if member not in years]
    bare = [atom for member in others for atom in member.atoms if atom.year is None and atom.school is None]
    if len(years) != 1 or not bare or any(member.first.unit in _YEARS for member in others):
        return members
    common = years[0].first
    if common.part is not None:
        return others
    return [
        replace(
            member,
            first=_in_common(member.first, common),
            last=None if member.last is None else _in_common(member.last, common),
        )
        for member in others
    ]


def _in_common(atom: Atom, common: Atom) -> Atom:
    return atom if atom.year is not None or atom.school is not None else given(atom, common)
