"""One update being handled, and what is to be done once its transaction is committed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from handlers.speaking.voice import Voice
from roadmap.errors import NotAllowed
from roadmap.model import Person, Role


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
    what is known of the update. `effects` are carried out after the transaction, and may be lost
    without harm.
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
        return self.written_at or self.at

    @property
    def me(self) -> Person:
        """The person who acts; raises NotAllowed for a stranger."""
        return self.whom

    def require(self, *roles: Role) -> Person:
        """The person, who must have one of these roles; raises NotAllowed."""
        if self.me.role not in roles:
            raise NotAllowed
        return self.me

    def toast(self, text: str = "", *, alert: bool = False) -> None:
        """Answer the pressed button with a short line (200 characters [Bot API])."""
        if self.callback_id is not None:
            self.effects.append(CallbackAnswer(self.callback_id, text[:200], alert))
            self.callback_id = None
