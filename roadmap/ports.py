"""What the domain asks of storage. `Tx` is one transaction: everything done through it holds
together or not at all.

Lists come in the order named in each docstring. Getters raise NotFound where the id is unknown.
Records that are added carry id 0 and come back with their ids. All instants are aware and in UTC.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from roadmap.model import (
    Assignment,
    Attachment,
    Due,
    DueState,
    Invite,
    Item,
    LogLine,
    Person,
    Point,
    Postponement,
    ProgressEntry,
    Reminder,
    ReminderState,
    Roadmap,
    Role,
    Source,
    StoredFile,
)
from roadmap.model.messages import InboxRow, Job, MessageState, Outgoing

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class DueView:
    """One due day with the point and the item it belongs to; `dotted`: the roadmap has item numbers
    like «1.1».
    """

    due: Due
    point: Point
    item: Item
    dotted: bool


@dataclass(frozen=True, slots=True)
class LastTold:
    """When a person (None: nobody known) last wrote about an item, or about one point of it."""

    item_id: int
    point_id: int | None
    person_id: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """An import not saved yet, or saved with questions open (`roadmap_id`). `draft` is its JSON
    form, `answers` what the coordinator said so far, by the question's index; `replaces` the
    roadmap that it is a new edition of.
    """

    id: int
    person_id: int
    draft: Json
    answers: Json
    file_id: int | None
    created_at: datetime
    roadmap_id: int | None = None
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An answer whose item is not known yet; kept until somebody says where it belongs."""

    id: int
    person_id: int
    text: str
    source: Source
    at: datetime
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An update that could not be decoded or handled, with the reason."""

    update_id: int
    raw: str
    error: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds a lease, and until when by the holder's own clock, which changes with each renewal.
    Clocks of several machines differ, so that nothing else is to be read out of it than whether it
    was renewed.
    """

    holder: str
    until: datetime


class Roadmaps(Protocol):
    """Roadmaps with their items, points and due days."""

    async def add(self, roadmap: Roadmap) -> Roadmap: ...
    async def get(self, roadmap_id: int) -> Roadmap: ...
    async def all(self) -> list[Roadmap]:
        """Newest first."""

    async def update(self, roadmap: Roadmap) -> None: ...
    async def remove(self, roadmap_id: int) -> None:
        """With everything that hangs on it, reminders and entries too."""

    async def add_items(self, items: Sequence[Item]) -> list[Item]: ...
    async def add_points(self, points: Sequence[Point]) -> list[Point]: ...
    async def add_dues(self, dues: Sequence[Due]) -> list[Due]: ...
    async def update_item(self, item: Item) -> None: ...
    async def update_point(self, point: Point) -> None: ...
    async def update_due(self, due: Due) -> None: ...
    async def remove_items(self, item_ids: Sequence[int]) -> None: ...
    async def remove_dues(self, due_ids: Sequence[int]) -> None: ...

    async def items(self, roadmap_id: int) -> list[Item]:
        """By position."""

    async def dotted(self, roadmap_id: int) -> bool:
        """Whether an item's number has a dot; `roadmap.model.address.label` asks."""

    async def item(self, item_id: int) -> Item: ...
    async def items_by_number(self, roadmap_id: int, numbers: Sequence[str]) -> list[Item]: ...
    async def point(self, point_id: int) -> Point: ...
    async def due(self, due_id: int) -> Due: ...
    async def points(self, item_ids: Sequence[int]) -> list[Point]:
        """By item and position."""

    async def dues(self, point_ids: Sequence[int]) -> list[Due]:
        """By point and day."""

    async def view(self, due_id: int) -> DueView: ...
    async def views(self, due_ids: Sequence[int]) -> list[DueView]:
        """By day, then the item's position."""

    async def views_between(
        self,
        roadmap_id: int,
        first: date | None,
        last: date | None,
        states: Iterable[DueState] = (DueState.OPEN,),
        person_id: int | None = None,
        limit: int | None = None,
    ) -> list[DueView]:
        """Due days from `first` to `last` (None: no bound; days of None are left out) in these
        states, by day and position, the first `limit` of them (None: all); with `person_id` only
        what this person answers for (a point's own assignment over its item's).
        """


class People(Protocol):
    """People, invites, assignments and what each is in the middle of."""

    async def add(self, person: Person) -> Person: ...
    async def get(self, person_id: int) -> Person: ...
    async def by_telegram(self, telegram_id: int) -> Person | None: ...
    async def all(self, roles: Iterable[Role] = tuple(Role)) -> list[Person]:
        """By name; people who are gone are left out."""

    async def update(self, person: Person) -> None: ...
    async def erase(self, person_id: int) -> None:
        """No trace of the person stays; their entries stay without author, their texts too."""

    async def add_invite(self, invite: Invite) -> Invite: ...
    async def use_invite(self, code_hash: str, at: datetime) -> Invite | None:
        """Marks it used, with every other of the same person, and returns it; None where it is
        unknown, used or expired. Two taps cannot both succeed.
        """

    async def assign(self, assignments: Sequence[Assignment]) -> None:
        """Adds; what stands already stays once."""

    async def unassign(
        self, item_id: int, point_id: int | None, person_id: int | None = None
    ) -> None:
        """Removes one person's assignment to this target, or everybody's where `person_id` is
        None.
        """

    async def assignments(self, roadmap_id: int) -> list[Assignment]: ...
    async def assignments_of_item(self, item_id: int) -> list[Assignment]: ...
    async def assignments_of_items(self, item_ids: Sequence[int]) -> list[Assignment]: ...
    async def assignments_of_person(self, person_id: int) -> list[Assignment]: ...
    async def dialog(self, chat_id: int) -> Json | None:
        """What this chat is in the middle of (awaited text, a list's page …), None where
        nothing.
        """

    async def set_dialog(self, chat_id: int, dialog: Json | None) -> None: ...


class Reminders(Protocol):
    """The schedule."""

    async def of_dues(self, due_ids: Sequence[int]) -> list[Reminder]:
        """Every reminder of these due days in any state, by fire_at."""

    async def first_sent(self, roadmap_id: int) -> Mapping[int, datetime]:
        """When each due day, by its id, was first reminded of; those that never were are left
        out.
        """

    async def sent_to(self, roadmap_id: int) -> list[tuple[int, datetime]]:
        """Each person's id with each instant at which they were reminded of anything, once, in any
        order.
        """

    async def of_person(
        self, person_id: int, states: Iterable[ReminderState]
    ) -> list[Reminder]: ...
    async def add(self, reminders: Sequence[Reminder]) -> int:
        """Adds those whose (person, due, day, kind) is new; returns how many."""

    async def set_state(self, reminder_ids: Sequence[int], state: ReminderState) -> None: ...
    async def move(self, reminder_id: int, fire_at: datetime) -> None: ...
    async def claim(self, at: datetime, limit: int) -> list[Reminder]:
        """The earliest `limit` planned reminders due at `at`, and every other one due of the same
        people; they become queued by a conditional update, so that nobody else can claim them. By
        person, then fire_at.
        """

    async def queued_as(self, reminder_ids: Sequence[int], message_id: int) -> None: ...
    async def take_back(self, message_ids: Sequence[int], reason: str) -> list[int]:
        """These messages, unsent, are dropped, and the reminders in them planned again; the ids of
        their due days.
        """

    async def of_message(self, message_id: int) -> list[Reminder]: ...
    async def next_instant(self) -> datetime | None:
        """Of the earliest planned reminder."""

    async def due(self, at: datetime) -> int:
        """How many planned reminders have fallen due by `at`."""

    async def waiting_of(self, person_id: int) -> list[DueView]:
        """Open due days that this person has been sent a reminder of and has not answered since,
        newest first.
        """

    async def hold_before(self, at: datetime) -> int:
        """After a restore: planned reminders that fell due before `at`, and those whose message
        stands unsent in the outbox (which is dropped), become held; how many.
        """

    async def held(self) -> list[Reminder]: ...


class Answers(Protocol):
    """Progress entries, answers not placed yet, postponements."""

    async def add(self, entry: ProgressEntry) -> ProgressEntry | None:
        """None where an entry from the same source stands already."""

    async def get(self, entry_id: int) -> ProgressEntry: ...
    async def by_source(self, chat_id: int, message_id: int) -> ProgressEntry | None: ...
    async def by_media_group(self, chat_id: int, media_group: str) -> ProgressEntry | None: ...
    async def add_attachment(self, entry_id: int, attachment: Attachment) -> None: ...
    async def attachment_stored(self, attachment_id: int, file_id: int) -> None: ...
    async def update(self, entry: ProgressEntry) -> None:
        """Item, point, text, value, day, withdrawn_at; attachments and revisions stand by
        themselves.
        """

    async def add_revision(self, entry_id: int, text: str, until: datetime) -> None:
        """The text that stood until `until`."""

    async def of_item(self, item_id: int) -> list[ProgressEntry]:
        """By instant, withdrawn ones included."""

    async def of_roadmap(self, roadmap_id: int, first: date, last: date) -> list[ProgressEntry]:
        """Whose day lies between, by item position and instant, without the withdrawn ones."""

    async def last_told(self, roadmap_id: int) -> list[LastTold]:
        """One for each target and person, in any order; withdrawn entries do not count."""

    async def items_told(self, roadmap_id: int, first: date, last: date) -> set[int]:
        """The ids of the items about which there is an entry, not withdrawn, whose day lies
        between.
        """

    async def last_of_person(self, person_id: int) -> ProgressEntry | None:
        """Without its attachments and revisions: every answer asks for the one before it."""

    async def add_unplaced(self, unplaced: Unplaced) -> Unplaced | None:
        """None where one from the same source stands already."""

    async def unplaced(self, unplaced_id: int) -> Unplaced: ...
    async def unplaced_of(self, person_id: int | None) -> list[Unplaced]:
        """Of one person, or of all; oldest first."""

    async def unplaced_by_media_group(self, chat_id: int, media_group: str) -> Unplaced | None: ...
    async def add_unplaced_attachment(self, unplaced_id: int, attachment: Attachment) -> None: ...
    async def remove_unplaced(self, unplaced_id: int) -> None: ...
    async def add_postponement(self, postponement: Postponement) -> Postponement: ...
    async def postponement(self, postponement_id: int) -> Postponement: ...
    async def update_postponement(self, postponement: Postponement) -> None: ...
    async def postponements(self, roadmap_id: int) -> list[Postponement]:
        """By asked_at."""

    async def postponements_of_item(self, item_id: int) -> list[Postponement]:
        """By asked_at."""


class Messages(Protocol):
    """The outbox: what is to be said, and what became of it."""

    async def add(self, message: Outgoing) -> Outgoing: ...
    async def get(self, message_id: int) -> Outgoing: ...
    async def claim(
        self,
        at: datetime,
        until: datetime,
        limit: int,
        urgency_up_to: int = 2,
        not_to: Collection[int] = (),
    ) -> list[Outgoing]:
        """The next planned or unknown ones that may go at `at`, most urgent first, then oldest;
        leased until `until`. Claims whose lease has run out count as planned again. Those for the
        chats `not_to` are passed over.
        """

    async def sent(self, message_id: int, telegram_id: int | None, at: datetime) -> None: ...
    async def settle(
        self, message_id: int, state: MessageState, reason: str, not_before: datetime | None = None
    ) -> None:
        """Record an attempt that did not end in sent; planned and unknown ones go again, not before
        `not_before`.
        """

    async def outdated(self, at: datetime) -> list[int]:
        """Unsent messages whose words hold no longer at `at`, with the other unclaimed reminders to
        the same chats, so that each chat is told anew in one message.
        """

    async def release_claims(self) -> list[int]:
        """At start: what a dead process had claimed is planned again; ids in the order it would
        have sent them.
        """

    async def move_chat(self, old_chat_id: int, new_chat_id: int) -> None: ...
    async def drop_for(self, chat_id: int, reason: str) -> int:
        """Everything still waiting for this chat is dropped; how many."""

    async def drop_files(self) -> int:
        """Files that were made to be sent go once they have been (or never will be); how many."""

    async def shown(self, chat_id: int, telegram_id: int) -> Outgoing | None:
        """The message that Telegram knows by this id."""

    async def replies(self, chat_id: int, reply_to: int) -> list[Outgoing]:
        """Ours in answer to the message `reply_to` of this chat, oldest first, without those that
        changed another.
        """

    async def counts(self) -> Mapping[MessageState, int]: ...
    async def waiting(self, urgency: int) -> int:
        """How many of this urgency are not settled yet."""

    async def oldest_waiting(self) -> datetime | None: ...


class Inbox(Protocol):
    """Updates, stored before they are confirmed to Telegram and handled once."""

    async def store(self, updates: Sequence[tuple[int, str]], at: datetime) -> int:
        """(update id, raw JSON); those already there are left alone; how many were new."""

    async def next(self, limit: int) -> list[InboxRow]:
        """Not handled and not in quarantine, by the order they came in."""

    async def handled(self, update_ids: Sequence[int], at: datetime) -> None: ...
    async def quarantine(self, update_id: int, error: str) -> None: ...
    async def quarantined(self) -> list[Quarantined]: ...
    async def retry(self, update_id: int) -> bool:
        """Take one out of quarantine; false where it is not there."""

    async def depth(self) -> int: ...
    async def prune(self, before: datetime) -> int:
        """Forget handled updates received before; Telegram keeps none longer than 24 h [Bot
        API].
        """


class Jobs(Protocol):
    """Slow work waiting to be done."""

    async def add(self, kind: str, payload: Json, at: datetime) -> int:
        """Its id; that of the same job of the same chat (`chat_id` in the payload) where one waits
        already.
        """

    async def claim(self, at: datetime, until: datetime) -> Job | None:
        """The next one free, leased until `until`: chats take turns, each with its oldest."""

    async def done(self, job_id: int) -> None: ...
    async def release_claims(self) -> None: ...


class Desk(Protocol):
    """Drafts of imports, files, the log, and single facts about the installation."""

    async def add_draft(self, draft: StoredDraft) -> StoredDraft: ...
    async def draft(self, draft_id: int) -> StoredDraft: ...
    async def update_draft(self, draft: StoredDraft) -> None: ...
    async def drafts(self, roadmap_id: int) -> list[StoredDraft]:
        """Newest first."""

    async def remove_draft(self, draft_id: int) -> None: ...
    async def add_file(self, name: str, mime: str, content: bytes) -> int: ...
    async def file(self, file_id: int) -> StoredFile: ...
    async def log(self, line: LogLine) -> None: ...
    async def log_lines(self, roadmap_id: int | None, limit: int, offset: int = 0) -> list[LogLine]:
        """Newest first."""

    async def fact(self, name: str) -> str | None: ...
    async def facts(self, prefix: str) -> dict[str, str]:
        """Those whose names begin with `prefix`, by name."""

    async def set_fact(self, name: str, value: str | None) -> None: ...
    async def lease(self, name: str) -> Lease | None: ...
    async def take_lease(
        self, name: str, holder: str, until: datetime, over: Lease | None = None
    ) -> bool:
        """Whether `holder` now has the lease: it was free, already theirs, or still `over`, which
        is ended by this.
        """

    async def drop_lease(self, name: str, holder: str) -> None: ...


class Tx(Protocol):
    """One transaction. `savepoint()` guards a part of it: an exception inside undoes that part
    only.
    """

    roadmaps: Roadmaps
    people: People
    reminders: Reminders
    answers: Answers
    messages: Messages
    inbox: Inbox
    jobs: Jobs
    desk: Desk

    def savepoint(self) -> AbstractAsyncContextManager[object]: ...


class Store(Protocol):
    """Opens transactions; raises StorageError where the database cannot be used."""

    def begin(self) -> AbstractAsyncContextManager[Tx]:
        """To write: commits at the end, rolls back on an exception. One at a time on SQLite."""

    def read(self) -> AbstractAsyncContextManager[Tx]:
        """To read a consistent state while others write."""
