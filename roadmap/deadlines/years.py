"""Find the roadmap's year in a title: «на 2019-2020 учебный год», «на 2026 год», «на 2016-2020
годы».
"""

from __future__ import annotations

from datetime import date

from roadmap.deadlines.atoms import Atom
from roadmap.deadlines.joining import joined
from roadmap.deadlines.names import Name
from roadmap.deadlines.phrase import Phrase
from roadmap.deadlines.tokens import tokenise
from roadmap.model import Period

#: What lies before or behind is a slip of the hand.
_FIRST, _LAST = 1900, 2099


def read_period(text: str) -> Period | None:
    """Return the school year, calendar year or years that a title names; None where it names none.

    A school year goes before several years, these before a single one, and of equals the last goes
    first: «по итогам 2018 года … на 2019 год».
    """
    atoms = list(joined(Phrase(tokenise(text))).atoms)
    for find in (_school, _several, _single):
        found = [period for atom in atoms if (period := find(atom)) is not None]
        if found:
            return found[-1]
    return None


def _school(atom: Atom) -> Period | None:
    return (
        Period.school(atom.school) if atom.school is not None and 1 <= atom.school < 9999 else None
    )


def _several(atom: Atom) -> Period | None:
    if atom.year is None or atom.until is None or atom.until == atom.year:
        return None
    return Period(f"{atom.year}–{atom.until} годы", date(atom.year, 1, 1), date(atom.until, 12, 31))


def _single(atom: Atom) -> Period | None:
    """A day's year is that of a decree or a meeting («от 15.03.2019 № 25»), not the plan's."""
    if atom.year is None or not _FIRST <= atom.year <= _LAST or atom.unit is Name.DAY:
        return None
    return Period.calendar(atom.year)
