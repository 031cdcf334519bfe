"""Warnings from reading a document, as data: their words are in the locales."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CautionCode(StrEnum):
    """What a caution is about."""

    YEAR = "year"  # the document names none
    UNEVEN = "uneven"  # deadlines and measures of a cell are not equal in number
    UNREAD = "unread"
    NO_VALUE = "no-value"  # a formula that gives an error or has not been worked out
    GUESSED = "guessed"
    NUMBERS = "numbers"  # numbers repeat, so the items were numbered anew
    ANEW = "anew"  # numbers start anew in each section
    ANEW_IN_TABLES = "anew-in-tables"
    TWICE = "twice"  # one number stands twice
    EMPTY_ROW = "empty-row"
    DITTO = "ditto"
    DITTO_UNNUMBERED = "ditto-unnumbered"
    HIDDEN = "hidden"  # as an earlier version read them
    LEFT_OUT = "left-out"  # rows that the page or the sheet does not show
    COLUMN = "column"
    COUNTED = "counted"  # days counted from one that the document tells
    COLUMNS = "columns"  # the table has no header
    WORDED = "worded"  # as an earlier version worded it


#: What each caution is filled with, by name.
CAUTION_VARIABLES: dict[CautionCode, frozenset[str]] = {
    CautionCode.YEAR: frozenset({"label"}),
    CautionCode.UNEVEN: frozenset({"number"}),
    CautionCode.UNREAD: frozenset({"number", "phrase"}),
    CautionCode.NO_VALUE: frozenset({"number", "phrase"}),
    CautionCode.GUESSED: frozenset({"number", "phrase"}),
    CautionCode.NUMBERS: frozenset(),
    CautionCode.ANEW: frozenset({"title", "number", "address", "typed"}),
    CautionCode.ANEW_IN_TABLES: frozenset({"section", "number", "address", "typed"}),
    CautionCode.TWICE: frozenset({"number", "address"}),
    CautionCode.EMPTY_ROW: frozenset({"number"}),
    CautionCode.DITTO: frozenset({"number", "phrase"}),
    CautionCode.DITTO_UNNUMBERED: frozenset({"text", "phrase"}),
    CautionCode.HIDDEN: frozenset({"count"}),
    CautionCode.LEFT_OUT: frozenset({"count"}),
    CautionCode.COLUMN: frozenset({"title"}),
    CautionCode.COUNTED: frozenset({"anchor", "day", "count"}),
    CautionCode.COLUMNS: frozenset({"row"}),
    CautionCode.WORDED: frozenset({"text"}),
}


@dataclass(frozen=True, slots=True)
class Caution:
    """One warning: its code and what its sentence is filled with, by name in alphabetical order.

    Raises ValueError where these are not the variables of the code.
    """

    code: CautionCode
    variables: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if {name for name, _ in self.variables} != CAUTION_VARIABLES[self.code]:
            raise ValueError(f"these are not the variables of {self.code}")

    @classmethod
    def of(cls, code: CautionCode, **variables: str) -> Caution:
        """The caution `code` with its variables."""
        return cls(code, tuple(sorted(variables.items())))
