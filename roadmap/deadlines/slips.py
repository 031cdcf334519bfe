"""Look words up in the vocabulary, within one slip of the hand where that leaves no doubt."""

from __future__ import annotations

from functools import cache, lru_cache

from roadmap.deadlines.names import Name
from roadmap.deadlines.words import FORMS, Word

# Real words one slip away from a word of the vocabulary.
_FRIENDS = (
    "карт карта карты карте карту картой парт парта парты парте парту фарт смарт арта марш марша маршу марше маршем "
    "марс марк марка марки марке марку марля мара мачта мачты манта мать матч маты маре мату мате морт недавно годные"
)
_FALSE_FRIENDS = frozenset(_FRIENDS.split())

#: Words that stand for a deadline by themselves; a slip in any other word is too likely another
#: word.
_CORRECTED = frozenset(
    {
        Name.MONTH,
        Name.ORDINAL,
        Name.WEEKDAY,
        Name.QUARTER,
        Name.HALF,
        Name.TERM,
        Name.TRIMESTER,
        Name.DECADE,
        Name.WEEK,
        Name.MONTH_WORD,
        Name.HALF_PART,
        Name.SCHOOL,
        Name.BEGIN,
        Name.MIDDLE,
        Name.FINISH,
        Name.LAST,
        Name.EACH,
        Name.BY,
        Name.DURING,
        Name.CONTINUOUS,
        Name.YEARLY,
        Name.MONTHLY,
        Name.QUARTERLY,
        Name.WEEKLY,
        Name.DAILY,
        Name.PERIOD,
        Name.REPORTING,
        Name.NEXT,
        Name.AFTER,
        Name.INCLUSIVE,
    }
)


def _without_one(word: str) -> set[str]:
    return {word[:index] + word[index + 1 :] for index in range(len(word))}


@cache
def _slips() -> dict[str, set[str]]:
    """Made at the first word that is not in the vocabulary: it takes 1.5 MB."""
    slips: dict[str, set[str]] = {}
    for form, word in FORMS.items():
        if len(form) >= 4 and word.name in _CORRECTED:
            for key in _without_one(form) | {form}:
                slips.setdefault(key, set()).add(form)
    return slips


def one_slip(left: str, right: str) -> bool:
    """Whether one letter added, dropped, replaced or swapped with its neighbour makes `left` into
    `right`.
    """
    if abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    rest, other = left[start:], right[start:]
    return (
        rest[1:] == other
        or rest == other[1:]
        or rest[1:] == other[1:]
        or (rest[1::-1] == other[:2] and rest[2:] == other[2:])
    )


def _near(word: str, form: str) -> bool:
    """Other short words than those of a month or an end are only trusted with a letter too many or
    two swapped.
    """
    if not one_slip(word, form):
        return False
    if len(form) >= 6 or FORMS[form].name in {Name.MONTH, Name.MONTH_WORD, Name.FINISH}:
        return True
    swapped = len(word) == len(form) and sorted(word) == sorted(form)
    dropped = len(form) == 5 and len(word) == 4
    return word[0] == form[0] and (swapped or dropped or len(word) == len(form) + 1)


_SHORT_MONTHS = {
    form: word.number
    for form, word in FORMS.items()
    if word.name is Name.MONTH and 2 < len(form) < 5
}


def short_months(word: str) -> set[int]:
    """The months that a mistyped word of two to four letters may be («мйа», «июь»); trust it only
    beside figures.
    """
    if not 2 <= len(word) <= 4:
        return set()
    return {month for form, month in _SHORT_MONTHS.items() if one_slip(word, form)}


@lru_cache(maxsize=4096)
def look_up(word: str) -> Word | None:
    """Return what a normalised word is, within one slip where that leaves no doubt; None for any
    other word.
    """
    known = FORMS.get(word)
    if known is not None or len(word) < 4 or len(word) > 20 or word in _FALSE_FRIENDS:
        return known
    keys = _without_one(word) | {word}
    near = {form for key in keys for form in _slips().get(key, ()) if _near(word, form)}
    meanings = {FORMS[form] for form in near}
    return meanings.pop() if len(meanings) == 1 else None
