"""What Vekha says, as data: messages, their buttons and their states on the way to Telegram."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum


class Urgency(IntEnum):
    """What is sent first: an answer's confirmation does not wait behind a thousand reminders."""

    AT_ONCE = 0
    REMINDER = 1
    BULK = 2
    #: A change of what was said before: where that is gone, there is nothing to change.
    REFRESH = 3


class ButtonStyle(StrEnum):
    """The colour of a button where the server takes one (Bot API 9.4)."""

    PLAIN = ""
    PRIMARY = "primary"
    SUCCESS = "success"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: `data` is the callback data, 1–64 bytes [Bot API], or `url` is opened; with
    `inside` within the messenger, which then tells the page who opens it: https, and in private
    chats only [Mini Apps].
    """

    text: str
    data: str = ""
    url: str = ""
    style: ButtonStyle = ButtonStyle.PLAIN
    inside: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What a message shows, by ids of item, point and due day: a reply to it is about the same."""

    item_id: int
    point_id: int | None = None
    due_id: int | None = None


class MessageState(StrEnum):
    """planned → claimed → sent; unknown: perhaps sent, tried once more; failed; dropped: stale."""

    PLANNED = "planned"
    CLAIMED = "claimed"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to one chat, escaped HTML of Telegram's kind in `text`.

    `file_id` names a stored file to send as a document (`as_photo` for a picture), `text` then
    being its caption; `attachment_id` likewise a file of an answer, which Telegram has already.
    `edits` is the Telegram id of an own message to change instead of sending a
    new one; where that message is gone, a new one is sent. `about` is what a reply to this message
    speaks of. `follows` names that of which a change is shown in the message after it was sent
    (roadmap/actions/living.py). `not_before` holds a message back until then; from `holds_until` on
    its words («осталось 7 дней») are no longer true, and it is not sent. Both are in UTC.
    """

    chat_id: int
    text: str
    urgency: Urgency = Urgency.AT_ONCE
    buttons: tuple[tuple[Button, ...], ...] = ()
    person_id: int | None = None
    reply_to: int | None = None
    thread_id: int | None = None
    edits: int | None = None
    file_id: int | None = None
    as_photo: bool = False
    attachment_id: int | None = None
    about: tuple[About, ...] = ()
    follows: str | None = None
    not_before: datetime | None = None
    holds_until: datetime | None = None
    id: int = 0
    state: MessageState = MessageState.PLANNED
    attempts: int = 0
    telegram_id: int | None = None
    sent_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class InboxRow:
    """An update as it came, stored before its offset was confirmed. `raw` is its JSON text."""

    update_id: int
    raw: str
    received_at: datetime
    attempts: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """Slow work asked for in chat, such as reading a file; it is done after the update."""

    id: int
    kind: str
    payload: dict[str, object]
    attempts: int = 0
    asked_at: datetime | None = None
