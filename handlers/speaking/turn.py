"""One update being handled, and what is to be done once its transaction is committed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from handlers.speaking.voice import Voice
from roadmap.schedule.instants import zone_of


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """Ends a pressed button's wait; `text` up to 200 characters [Bot API], `alert` as a window."""

    callback_id: str
    text: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class ChatAction:
    """«печатает…» or «отправляет файл…» in a chat."""

    chat_id: int
    action: str = "typing"


Effect = CallbackAnswer | ChatAction


@dataclass(slots=True)
class Turn(Voice):
    """One update being handled: a voice that answers its sender in the chat where they wrote, and
    what is known of the update. `written_at` is when its message was sent, None for what is no
    message. `effects` are carried out after the transaction, and may be lost without harm.
    """

    in_group: bool = False
    written_at: datetime | None = None
    callback_id: str | None = None
    effects: list[Effect] = field(default_factory=list)

    @property
    def moment(self) -> datetime:
        """When the message was written, however late it is handled; of a tap the time of handling,
        for Telegram does not say when a button was pressed.
        """
        return self.at if self.written_at is None else min(self.written_at, self.at)

    @property
    def answered_on(self) -> date:
        """The day of an answer, in the office's zone: that of its message."""
        return self.office.policy.day_of(self.moment)

    @property
    def written_on(self) -> date:
        """The day of writing in the person's own zone, from which «завтра» is counted."""
        return self.moment.astimezone(zone_of(self.person, self.office.policy)).date()

    def toast(self, text: str = "", *, alert: bool = False) -> None:
        """Answer the pressed button with a short line (200 characters [Bot API])."""
        if self.callback_id is not None:
            self.effects.append(CallbackAnswer(self.callback_id, text[:200], alert))
            self.callback_id = None
