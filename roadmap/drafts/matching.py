"""Rows of two editions of a document, matched by their number and the likeness of their texts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher

#: A row: its number and its text.
Row = tuple[str, str]
_ALIKE_UNDER_ONE_NUMBER = 0.5
_ALIKE_ANYWHERE = 0.75
_NEARLY_THE_SAME = 0.9
_CANDIDATES = 5


def match(
    old: Sequence[Row],
    new: Sequence[Row],
    same_kind: Callable[[str, str], bool] = lambda _before, _after: True,
    number_is_enough: bool = False,
) -> list[tuple[int, int]]:
    """Pairs of indexes in `old` and `new` of the same row, in the new order; each at most once.

    The surest first: same number and text; same text; nearly the same text, so that an item moved
    down by a new one is not taken for its neighbour; same number and a similar text; a very similar
    text; the number alone where `number_is_enough`. `same_kind` tells of two numbers whether their
    rows may be the same.
    """
    pairs = _Pairs(
        [(number, plain(text)) for number, text in old],
        [(number, plain(text)) for number, text in new],
    )
    pairs.by(lambda row: row)
    pairs.by(lambda row: row[1], same_kind)
    pairs.by_likeness(_NEARLY_THE_SAME, same_kind)
    pairs.by(lambda row: row[0], likeness=_ALIKE_UNDER_ONE_NUMBER)
    pairs.by_likeness(_ALIKE_ANYWHERE, same_kind)
    if number_is_enough:
        pairs.by(lambda row: row[0])
    return sorted(pairs.found.items(), key=lambda pair: pair[1])


def plain(text: str) -> str:
    """The words of `text`, without what editions change by the way: case, «ё», signs, spaces."""
    return " ".join(re.findall(r"\w+", text.lower().replace("ё", "е")))


_DASHES = re.compile(r"\s*[-‐-―−]\s*")
_QUOTES = re.compile(r"[«»„“”‟\"'’‘`]")
_YEAR_WORD = re.compile(r"(?<=\d{4})\s*(?:гг?\b\.?|год(?:а|у|ы|ов)?\b)")


def plain_phrase(text: str) -> str:
    """A deadline's phrase without what editions change by the way: case, «ё», spaces, quotation
    marks, the kind of a dash, «г.» after a year, final stops. Other signs tell days apart.
    """
    told = text.casefold().replace("ё", "е")
    told = _YEAR_WORD.sub("", _DASHES.sub("-", _QUOTES.sub("", told)))
    return " ".join(told.split()).rstrip(" .,;:")


def _likeness(left: str, right: str) -> float:
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE_UNDER_ONE_NUMBER else 0.0


class _Pairs:
    """The pairs found so far; every pass looks only at what is still free."""

    def __init__(self, old: Sequence[Row], new: Sequence[Row]) -> None:
        self._old, self._new = old, new
        self.found: dict[int, int] = {}

    def _free(self) -> tuple[list[int], list[int]]:
        taken = set(self.found.values())
        return (
            [index for index in range(len(self._old)) if index not in self.found],
            [index for index in range(len(self._new)) if index not in taken],
        )

    def by(
        self,
        key: Callable[[Row], object],
        same_kind: Callable[[str, str], bool] = lambda _before, _after: True,
        likeness: float = 0.0,
    ) -> None:
        """Pair free rows with the same key, in order, whose texts are at least so alike."""
        before, after = self._free()
        waiting: defaultdict[object, list[int]] = defaultdict(list)
        for index in before:
            waiting[key(self._old[index])].append(index)
        for index in after:
            row = self._new[index]
            for candidate in waiting[key(row)]:
                other = self._old[candidate]
                if same_kind(other[0], row[0]) and (
                    not likeness or _likeness(other[1], row[1]) >= likeness
                ):
                    waiting[key(row)].remove(candidate)
                    self.found[candidate] = index
                    break

    def by_likeness(self, at_least: float, same_kind: Callable[[str, str], bool]) -> None:
        """Pair free rows whose texts are `at_least` so alike, the most similar first.

        Only rows that share words are compared: the work grows with the document, not its square.
        """
        before, after = self._free()
        near = _WordIndex((index, self._old[index][1]) for index in before)
        weighed = [
            (_likeness(self._old[candidate][1], self._new[index][1]), candidate, index)
            for index in after
            for candidate in near.nearest(self._new[index][1])
            if same_kind(self._old[candidate][0], self._new[index][0])
        ]
        taken: set[int] = set()
        for likeness, candidate, index in sorted(
            weighed, key=lambda one: (-one[0], one[1], one[2])
        ):
            if likeness >= at_least and candidate not in self.found and index not in taken:
                self.found[candidate] = index
                taken.add(index)


class _WordIndex:
    """Finds the texts that share the most words with another; rare words weigh more."""

    def __init__(self, texts: Iterable[tuple[int, str]]) -> None:
        self._rows: defaultdict[str, list[int]] = defaultdict(list)
        for index, text in texts:
            for word in set(text.split()):
                self._rows[word].append(index)

    def nearest(self, text: str) -> list[int]:
        """The indexes of the few nearest texts."""
        weights: defaultdict[int, float] = defaultdict(float)
        rarest = sorted(
            set(text.split()) & self._rows.keys(),
            key=lambda word: (len(self._rows[word]), word),
        )
        for word in rarest[:20]:
            for index in self._rows[word]:
                weights[index] += 1 / len(self._rows[word])
        return sorted(weights, key=lambda index: (-weights[index], index))[:_CANDIDATES]
