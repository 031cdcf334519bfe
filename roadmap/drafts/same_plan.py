"""How likely two documents are editions of one plan: by title, and by how many items they share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import MappingProxyType

from roadmap.drafts.adoption import ItemRows
from roadmap.drafts.edition import compare

#: Words that the titles of all plans may have; they tell no plan from another.
_SHARED = re.compile(
    r"план\w*|дорожн\w+|карт[аыуе]|программ\w+|работ[аыуе]?|мероприяти\w+|мер|комплекс\w*|перечень"
    r"|учебн\w+|уч|год\w*|гг?|календарн\w+|период\w*|полугоди\w*|утвержд\w+|проект|редакци\w+"
    r"|нов[аы]\w+|измен\w+|по|на|в|и|с|о|об|от|до|за|к|для",
)
#: A day with or without its year, and the years of a plan («2026/2027», «2026-27»).
_DAYS = re.compile(
    r"\b\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)\b"
    r"|\b\d{1,2}\s+(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*"
    r"|\b(?:19|20)\d\d(?:\s*[-–—/]\s*(?:20)?\d\d)?\b"
)
#: «№ 5», «школы 5»: two plans with other numbers are two schools'.
_NUMBER = re.compile(r"\d+")

#: How alike two titles are at least, without the words that all plans share.
SAME_TITLE = 0.75
#: Where the titles tell nothing.
_NEITHER = 0.5
#: A plan may be reworded under its title down to this share of its items; below it only the very
#: title makes it likely.
_SOME_ITEMS, _HALF, _VERY_TITLE = 0.2, 0.5, 0.95
#: Two stored plans as close as this to each other: nobody can tell which is meant.
_AS_LIKELY = 0.15


@dataclass(frozen=True, slots=True)
class Kinship:
    """What two documents have in common: `title` and `items` from 0 (nothing) to 1 (all). `kept`
    and `excluded` count the items of the former that the other still has, and those that it lacks.
    """

    title: float
    items: float
    kept: int
    excluded: int

    @property
    def is_likely(self) -> bool:
        """Whether the one may be an edition of the other."""
        by_title = self.title >= SAME_TITLE and self.items >= _SOME_ITEMS
        return by_title or self.items >= _HALF or self.title >= _VERY_TITLE

    @property
    def is_doubtful(self) -> bool:
        """Whether they may as well be two plans: more is excluded than kept, or title and items do
        not agree.
        """
        return self.excluded > self.kept or self.items < _SOME_ITEMS or self.title < _NEITHER

    @property
    def likelihood(self) -> float:
        """What puts the likeliest of several first."""
        return self.title + self.items


def kinship(
    title: str,
    former: Sequence[ItemRows],
    other_title: str,
    other: Sequence[ItemRows],
    misread: Mapping[int, str] = MappingProxyType({}),
) -> Kinship:
    """What the stored plan (`title`, `former`) and another document (from `adopt`) share; `misread`
    as in `compare`.
    """
    standing = [one for one in former if not one.is_gone]
    found = compare(standing, other, misread)
    kept, total = len(found.matched), len(standing) + len(other)
    return Kinship(
        title_likeness(title, other_title),
        2 * kept / total if total else 0.0,
        kept,
        len(found.dropped),
    )


def title_likeness(one: str, other: str) -> float:
    """How alike two titles are in the words that not all plans have, from 0 to 1: 0 where they
    have other numbers, a half where neither has words of its own.
    """
    first, second = own_words(one), own_words(other)
    if not first and not second:
        return _NEITHER
    numbers = [set(_NUMBER.findall(" ".join(words))) for words in (first, second)]
    if all(numbers) and not numbers[0] & numbers[1]:
        return 0.0
    return SequenceMatcher(None, " ".join(first), " ".join(second), autojunk=False).ratio()


def likeliest(found: Sequence[Kinship]) -> tuple[int, bool] | None:
    """The index of the likeliest of several stored plans, and whether that is in doubt; None where
    none is likely. They are given newest first: of two that are as likely the newer one counts.
    """
    likely = sorted(
        (index for index, one in enumerate(found) if one.is_likely),
        key=lambda index: -found[index].likelihood,
    )
    if not likely:
        return None
    best, *others = likely
    near = any(found[best].likelihood - found[one].likelihood < _AS_LIKELY for one in others)
    return best, near or found[best].is_doubtful


def own_words(title: str) -> list[str]:
    """The words of a title that not all plans have, plainly spelt; no days and no years."""
    plain = _DAYS.sub(" ", title.casefold().replace("ё", "е"))
    return [word for word in re.findall(r"\w+", plain) if not _SHARED.fullmatch(word)]
