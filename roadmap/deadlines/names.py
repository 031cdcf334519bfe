"""The names of everything that a phrase is made of: its signs and words, and what they are put
together into.
"""

from __future__ import annotations

from enum import StrEnum, auto


class Name(StrEnum):
    """What a sign or a word means, whatever its case and spelling; an atom's unit, too.

    The forms of each word stand in `words`, under the name that they have here.
    """

    # What stands at a place that has no word.
    NONE = ""
    ATOM = auto()
    # Signs.
    DASH = auto()
    COMMA = auto()
    SLASH = auto()
    OPEN = auto()
    CLOSE = auto()
    COLON = auto()
    # Figures.
    NUMBER = auto()
    DATE = auto()
    CLOCK = auto()
    BAD = auto()  # a day or an hour that cannot be: «31.02», «40.00»
    # Units of the calendar: as words, and as the units of atoms.
    DAY = auto()
    WEEK = auto()
    WEEKDAY = auto()
    DECADE = auto()
    MONTH = auto()
    QUARTER = auto()
    HALF = auto()
    TERM = auto()
    TRIMESTER = auto()
    SEMESTER = auto()
    SEASON = auto()
    YEAR = auto()
    YEARS = auto()
    HOUR = auto()
    HALF_PART = auto()
    # Words for a unit that name none of its kind: «месяц», «год», «число».
    MONTH_WORD = auto()
    YEAR_WORD = auto()
    NUMBER_WORD = auto()
    # Units of atoms only.
    SCHOOL_YEAR = auto()
    PERIOD_YEAR = auto()  # the year of the plan: «конец года»
    PART = auto()  # a part of nothing named: «первая декада»
    MONTHDAY = auto()  # a day of a month that is not named: «до 10 числа»
    SPAN = auto()  # a length of time: «10 дней»
    TIMES = auto()  # a frequency: «2 раза»
    # Numerals.
    ORDINAL = auto()
    COUNT = auto()
    N_TIMES = auto()
    LAST = auto()
    # Parts.
    BEGIN = auto()
    MIDDLE = auto()
    FINISH = auto()
    WORKING = auto()
    # Which year, month or period is meant.
    SCHOOL = auto()
    CALENDAR_DAYS = auto()
    CURRENT = auto()
    NEW = auto()
    NEXT = auto()
    PRECEDING = auto()
    REPORTING = auto()
    PERIOD = auto()
    WHOLE = auto()
    # What governs a day.
    TILL = auto()
    BY = auto()
    FROM = auto()
    THROUGH = auto()
    AFTER = auto()
    BEFORE = auto()
    OUTCOME = auto()
    SINCE = auto()
    EARLIER = auto()
    INCLUSIVE = auto()
    IN = auto()
    DURING = auto()
    ONCE_IN = auto()
    # What joins.
    AND = auto()
    OR = auto()
    NOT = auto()
    EXCEPT = auto()
    FOLLOWING = auto()
    # How often.
    EACH = auto()
    YEARLY = auto()
    HALF_YEARLY = auto()
    QUARTERLY = auto()
    TERMLY = auto()
    MONTHLY = auto()
    DECADELY = auto()
    WEEKLY = auto()
    DAILY = auto()
    PERIODICALLY = auto()
    CONTINUOUS = auto()
    AS_NEEDED = auto()
    PROMPT = auto()
    # Seasons, as nouns and as adjectives.
    WINTER = auto()
    SPRING = auto()
    SUMMER = auto()
    AUTUMN = auto()
    WINTRY = auto()
    VERNAL = auto()
    ESTIVAL = auto()
    AUTUMNAL = auto()
    # What a deadline may be bound to.
    HOLIDAYS = auto()
    EVENT = auto()
    DOCUMENT = auto()
    OTHER = auto()  # a word that the vocabulary does not have


class Look(StrEnum):
    """How a number or a sign is written, where that tells something: the `text` of its token."""

    ROMAN = auto()
    ORDINAL = auto()  # «1-е»
    TIGHT = auto()  # a dash between two words without spaces: «план-график»
    LOOSE = auto()  # a comma after a space and before none: two lines that ran together
