"""Importing again: what a new edition of a document changes in the stored roadmap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from roadmap.drafts.adoption import ItemRows, PointRows
from roadmap.drafts.matching import match, plain, plain_phrase
from roadmap.model import Due, DueState, Item


@dataclass(frozen=True, slots=True)
class PointMatch:
    """The same point in both editions."""

    old: PointRows
    new: PointRows

    @property
    def moved(self) -> bool:
        """Whether the document moves the days: neither a granted postponement does, nor a new
        edition that has taken one over. A day set by hand for a phrase without one stays.
        """
        before, after = self.old.point.deadline, self.new.point.deadline
        if plain_phrase(before.text if before else "") == plain_phrase(
            after.text if after else ""
        ) and not ((before and before.due_days()) or _days(self.new.dues, first=False)):
            return False
        days = _days(self.new.dues, first=False)
        return days not in (_days(self.old.dues, first=True), _days(self.old.dues, first=False))

    @property
    def reworded(self) -> bool:
        """Whether its text has changed in more than case, «ё» and signs."""
        return plain(self.old.point.text) != plain(self.new.point.text)

    @property
    def days(self) -> tuple[tuple[date, ...], tuple[date, ...]]:
        """The stored days, and those of the new edition."""
        return _days(self.old.dues, first=False), _days(self.new.dues, first=False)


def _days(dues: Sequence[Due], first: bool) -> tuple[date, ...]:
    kept = [due for due in dues if due.state is not DueState.DROPPED]
    days = {(due.first_day or due.day) if first else due.day for due in kept}
    return tuple(sorted(day for day in days if day is not None))


@dataclass(frozen=True, slots=True)
class ItemMatch:
    """The same item in both editions, with what became of its points."""

    old: ItemRows
    new: ItemRows
    points: tuple[PointMatch, ...]
    added: tuple[PointRows, ...]
    dropped: tuple[PointRows, ...]

    @property
    def renumbered(self) -> bool:
        """Whether its number has changed."""
        return self.old.item.number != self.new.item.number

    @property
    def reworded(self) -> bool:
        """Whether its own text has changed in more than case, «ё» and signs."""
        return plain(self.old.item.recommendation) != plain(self.new.item.recommendation)

    @property
    def excluded(self) -> tuple[PointRows, ...]:
        """The points that this edition drops and no earlier one did."""
        return tuple(one for one in self.dropped if not one.is_gone)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a new edition changes; `matched` holds every item of both, in the new order."""

    matched: tuple[ItemMatch, ...]
    added: tuple[ItemRows, ...]
    dropped: tuple[ItemRows, ...]

    @property
    def moved(self) -> tuple[tuple[ItemMatch, PointMatch], ...]:
        """Points whose days the new edition changes, with their items."""
        return tuple((item, point) for item in self.matched for point in item.points if point.moved)

    def newly_past(self, today: date) -> int:
        """How many due days before `today` the new edition brings that were not stored."""
        rows = [one for item in self.added for one in item.points]
        rows += [one for item in self.matched for one in item.added]
        days = [due.day for one in rows for due in one.dues]
        for _, point in self.moved:
            before, after = point.days
            days += [day for day in after if day not in before]
        return sum(day is not None and day < today for day in days)

    @property
    def renumbered(self) -> tuple[ItemMatch, ...]:
        """Items whose number has changed."""
        return tuple(item for item in self.matched if item.renumbered)

    @property
    def excluded(self) -> tuple[ItemRows, ...]:
        """The items that this edition drops and no earlier one did."""
        return tuple(item for item in self.dropped if not item.is_gone)

    @property
    def reworded(self) -> int:
        """How many texts of items and of their points have changed."""
        points = (point for item in self.matched for point in item.points)
        return sum(one.reworded for one in self.matched) + sum(one.reworded for one in points)

    @property
    def point_changes(self) -> int:
        """How many points of items that stay are new or excluded."""
        return sum(len(item.added) + len(item.excluded) for item in self.matched)


def compare(
    old: Sequence[ItemRows],
    new: Sequence[ItemRows],
    misread: Mapping[int, str] = MappingProxyType({}),
    misread_points: Mapping[int, str] = MappingProxyType({}),
) -> Changes:
    """Match the stored rows with a new edition's (from `adopt`), by number (within its section
    where numbers start anew) and likeness of text. `misread` is the text that a document had for a
    stored item, by its id, where that has been corrected since; `misread_points` the same of
    points.
    """
    pairs = match(
        [(_identity(one.item), misread.get(one.item.id, one.text)) for one in old],
        [(_identity(one.item), one.text) for one in new],
    )
    by_new = {after: before for before, after in pairs}
    kept = set(by_new.values())
    return Changes(
        matched=tuple(
            _item(old[by_new[index]], rows, misread_points)
            for index, rows in enumerate(new)
            if index in by_new
        ),
        added=tuple(rows for index, rows in enumerate(new) if index not in by_new),
        dropped=tuple(rows for index, rows in enumerate(old) if index not in kept),
    )


def _identity(item: Item) -> str:
    """What tells an item beside its text: its number, with its section where numbers start anew."""
    return "\n".join((*item.section, item.written)) if item.written else item.number


def _item(old: ItemRows, new: ItemRows, misread: Mapping[int, str]) -> ItemMatch:
    pairs = match(
        [(_label(one), misread.get(one.point.id, one.point.text)) for one in old.points],
        [(_label(one), one.point.text) for one in new.points],
        same_kind=lambda before, after: before.split()[0] == after.split()[0],
        number_is_enough=True,
    )
    kept_old, kept_new = {before for before, _ in pairs}, {after for _, after in pairs}
    return ItemMatch(
        old,
        new,
        points=tuple(PointMatch(old.points[before], new.points[after]) for before, after in pairs),
        added=tuple(one for index, one in enumerate(new.points) if index not in kept_new),
        dropped=tuple(one for index, one in enumerate(old.points) if index not in kept_old),
    )


def _label(rows: PointRows) -> str:
    return f"{rows.point.kind} {rows.point.number}"
