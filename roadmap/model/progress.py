"""Reminders, answers, postponements, files and the log."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


def check_aware(at: datetime) -> datetime:
    """Return `at`; raises ValueError where it has no zone: the domain knows no naive instants."""
    if at.tzinfo is None:
        raise ValueError(f"an instant needs a zone: {at!r}")
    return at


class ReminderKind(StrEnum):
    """Why somebody is reminded."""

    AHEAD = "ahead"
    OVERDUE = "overdue"
    SNOOZED = "snoozed"
    BY_HAND = "by_hand"


class ReminderState(StrEnum):
    """planned → queued (its message is in the outbox) or cancelled; held: a coordinator decides."""

    PLANNED = "planned"
    QUEUED = "queued"
    CANCELLED = "cancelled"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One planned message to one person about one due day.

    (person, due, day, kind) is unique, which makes planning idempotent; `message_id` is the
    outbox's.
    """

    id: int
    person_id: int
    due_id: int
    kind: ReminderKind
    day: date
    fire_at: datetime
    state: ReminderState = ReminderState.PLANNED
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of an answer. `file_id` is Telegram's, `stored_id` ours once it was fetched.

    `message_id` is that of the message it came with, `caption` what a later picture of an album
    has added to the answer's text. `heard` is what a program wrote down of a voice (None: not tried
    yet; "": nothing, or refused); it counts only where its author has confirmed it, and then stands
    in the answer's text, too.
    """

    file_id: str
    unique_id: str
    kind: str  # photo | document | voice | video | audio | video_note
    name: str = ""
    mime: str = ""
    size: int = 0
    stored_id: int | None = None
    message_id: int | None = None
    caption: str = ""
    heard: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """An answer's message in Telegram; the pair is unique: an update seen twice adds nothing."""

    chat_id: int
    message_id: int
    media_group: str | None = None


@dataclass(frozen=True, slots=True)
class ProgressEntry:
    """An answer about an item or one of its points. `day`, of which it tells, decides its half.

    `person_id` is None where the author was erased or the text came with the document.
    """

    id: int
    item_id: int
    point_id: int | None
    person_id: int | None
    text: str
    day: date
    at: datetime
    value: str | None = None
    source: Source | None = None
    withdrawn_at: datetime | None = None
    attachments: tuple[Attachment, ...] = ()
    #: Earlier texts, each with the instant at which it was changed.
    revisions: tuple[tuple[datetime, str], ...] = ()


class PostponementState(StrEnum):
    """proposed: found in a report, but nobody has asked yet; withdrawn: by who asked, or undone by
    the coordinator whose own it was.
    """

    PROPOSED = "proposed"
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Postponement:
    """A request to move one due day; the old and the new day are both kept."""

    id: int
    due_id: int
    person_id: int | None
    old_day: date | None
    new_day: date
    reason: str
    asked_at: datetime
    state: PostponementState = PostponementState.ASKED
    decided_by: int | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file kept in the database: a source document, an attachment, an export."""

    id: int
    name: str
    mime: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class LogLine:
    """Who did what, for `/log`; `what` is a message id, `about` an address or a name."""

    at: datetime
    person_id: int | None
    roadmap_id: int | None
    what: str
    about: str = ""
