"""One update being handled: what a handler is given, and what is to be done once its transaction
has been committed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from handlers.speaking.texts import Texts, texts_in
from roadmap.errors import NotAllowed
from roadmap.model import Person, Role
from roadmap.model.messages import About, Button, Outgoing, Urgency
from roadmap.model.policy import Office
from roadmap.ports import Tx
from roadmap.schedule.instants import end_of_day

Keyboard = Sequence[Sequence[Button]]


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """Ends the waiting circle on a pressed button; `text` up to 200 characters [Bot API], `alert`
    as a window.
    """

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
class Turn:
    """One update being handled at the instant `at` (UTC). What is said goes to the outbox in the
    same transaction; `effects` are carried out after it, and may be lost without harm.
    """

    tx: Tx
    at: datetime
    office: Office
    chat_id: int = 0
    thread_id: int | None = None
    in_group: bool = False
    pressed: int | None = None  # the message whose button was pressed
    callback_id: str | None = None
    person: Person | None = None
    effects: list[Effect] = field(default_factory=list)

    @property
    def texts(self) -> Texts:
        """The catalogue in the person's language."""
        return texts_in(self.person.language if self.person else self.office.language)

    @property
    def today(self) -> date:
        """The calendar day in the office's zone."""
        return self.office.policy.day_of(self.at)

    @property
    def me(self) -> Person:
        """The person who acts; raises NotAllowed for a stranger."""
        if self.person is None:
            raise NotAllowed
        return self.person

    def require(self, *roles: Role) -> Person:
        """The person, who must have one of these roles; raises NotAllowed."""
        if self.me.role not in roles:
            raise NotAllowed
        return self.me

    async def say(
        self,
        text: str,
        buttons: Keyboard = (),
        *,
        about: Sequence[About] = (),
        reply_to: int | None = None,
        edit: bool = False,
    ) -> Outgoing:
        """Answer in this chat; with `edit` by changing the message whose button was pressed."""
        return await self.tx.messages.add(
            Outgoing(
                self.chat_id,
                text,
                Urgency.ANSWER,
                tuple(tuple(row) for row in buttons if row),
                person_id=self.person.id if self.person else None,
                reply_to=reply_to,
                thread_id=self.thread_id,
                edits=self.pressed if edit else None,
                about=tuple(about),
            )
        )

    def facing(self, person: Person) -> Turn:
        """This turn as `person` sees it: for sentences in their language. Nothing is to be said
        through it.
        """
        return replace(self, person=person, callback_id=None)

    async def tell(
        self,
        person: Person,
        text: str,
        buttons: Keyboard = (),
        *,
        about: Sequence[About] = (),
        today_only: bool = False,
    ) -> None:
        """Write to somebody else, in their private chat; nothing where they have not joined.

        `today_only`: what cannot be delivered today is not worth delivering.
        """
        if person.telegram_id is not None:
            rows = tuple(tuple(row) for row in buttons if row)
            until = end_of_day(self.at, self.office.policy.timezone) if today_only else None
            await self.tx.messages.add(
                Outgoing(
                    person.telegram_id,
                    text,
                    Urgency.ANSWER,
                    rows,
                    person_id=person.id,
                    about=tuple(about),
                    holds_until=until,
                )
            )

    def toast(self, text: str = "", *, alert: bool = False) -> None:
        """Answer the pressed button with a short line (200 characters [Bot API])."""
        if self.callback_id is not None:
            self.effects.append(CallbackAnswer(self.callback_id, text[:200], alert))
            self.callback_id = None
