"""The schedule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from roadmap.model import Reminder, ReminderState
from roadmap.ports.roadmaps import DueView


class Reminders(Protocol):
    """The schedule."""

    async def of_dues(self, due_ids: Sequence[int]) -> list[Reminder]:
        """Every reminder of these due days in any state, by fire_at."""

    async def first_sent(self, roadmap_id: int) -> Mapping[int, datetime]:
        """When the first reminder of each due day was sent, by the due day's id. One that waits in
        the outbox, failed or was dropped does not count; due days without any are left out.
        """

    async def sent_to(self, roadmap_id: int) -> list[tuple[int, datetime]]:
        """Each person's id with each instant at which they were sent a reminder, in any order."""

    async def sent_of(self, due_ids: Sequence[int]) -> list[datetime]:
        """The instants at which reminders of any of these due days were sent, each once, rising."""

    async def of_person(
        self, person_id: int, states: Iterable[ReminderState]
    ) -> list[Reminder]: ...
    async def add(self, reminders: Sequence[Reminder]) -> int:
        """Adds those whose (person, due, day, kind) is new; returns how many."""

    async def set_state(self, reminder_ids: Sequence[int], state: ReminderState) -> None: ...
    async def cancel_waiting(self, due_ids: Sequence[int]) -> None:
        """Cancel all that is planned or held of these due days."""

    async def move(self, reminder_id: int, fire_at: datetime) -> None: ...
    async def claim(self, at: datetime, limit: int) -> list[Reminder]:
        """The earliest `limit` planned reminders due at `at`, and all others due of the same
        people, by person, then fire_at. A conditional update makes them queued, so that nobody else
        can claim them.
        """

    async def queued_as(self, reminder_ids: Sequence[int], message_id: int) -> None: ...
    async def take_back(self, message_ids: Sequence[int], reason: str) -> list[int]:
        """Drop these unsent messages and plan their reminders again; the ids of their due days."""

    async def of_message(self, message_id: int) -> list[Reminder]: ...
    async def shown_in(self, due_id: int) -> list[int]:
        """The ids of the messages that reminded of this due day and were sent, or are on their way:
        of each person the last few, oldest first.
        """

    async def shown_of(self, roadmap_id: int, since: datetime) -> list[int]:
        """The ids of all messages that reminded of a roadmap's due days, sent since then or on
        their way.
        """

    async def next_instant(self) -> datetime | None:
        """Of the earliest planned reminder."""

    async def due(self, at: datetime) -> int:
        """How many planned reminders have fallen due by `at`."""

    async def waiting_of(self, person_id: int) -> list[DueView]:
        """Open due days this person was reminded of and has neither answered since nor done their
        share of, newest first; without roadmaps in the archive.
        """

    async def hold_before(self, at: datetime) -> int:
        """After a restore: hold planned reminders that fell due before `at`, and those in unsent
        messages of the outbox, which are dropped; how many.
        """

    async def held(self) -> list[Reminder]: ...
