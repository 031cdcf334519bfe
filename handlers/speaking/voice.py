"""Speaking to somebody: the sentences in their language, and the way into the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from handlers.speaking.texts import Texts, texts_in
from roadmap.errors import NotAllowed
from roadmap.model import Person, Roadmap, Role
from roadmap.model.messages import About, Button, Outgoing, Urgency
from roadmap.model.policy import Office
from roadmap.ports import Tx
from roadmap.schedule.hours import after_quiet_hours, next_in_hours
from roadmap.schedule.instants import end_of_day

Keyboard = Sequence[Sequence[Button]]


@dataclass(slots=True)
class Voice:
    """Speaks to `person` in one chat at the instant `at` (UTC); what it says is put into the outbox
    within `tx`.

    `chat_id` is 0 where there is no chat: nothing is said then. `pressed` is the message of the
    chat whose button was pressed, by its Telegram id. `person` is None for a stranger, who is
    spoken to in the office's language.

    `unasked`: the person has not just written; in their quiet hours nothing is said to them.
    `late`: what is said follows from something that was missed, so that they hear it in their
    working hours.
    """

    tx: Tx
    at: datetime
    office: Office
    chat_id: int = 0
    thread_id: int | None = None
    pressed: int | None = None
    person: Person | None = None
    unasked: bool = False
    late: bool = False
    #: What is kept of each chat's conversation, as it stands in this transaction.
    dialogs: dict[int, dict[str, Any] | None] = field(default_factory=dict)
    #: The roadmaps in which each person answers, by the person's id, once they were looked up.
    answered_in: dict[int, list[Roadmap]] = field(default_factory=dict)

    def to(self, person: Person) -> Voice:
        """The same transaction's voice that speaks to `person`, in their private chat; it says
        nothing where they have not joined.
        """
        return Voice(
            self.tx,
            self.at,
            self.office,
            person.telegram_id or 0,
            person=person,
            unasked=self.person is None or self.person.id != person.id,
            late=self.late,
            dialogs=self.dialogs,
            answered_in=self.answered_in,
        )

    @property
    def texts(self) -> Texts:
        """The catalogue in the person's language."""
        return texts_in(self.person.language if self.person else self.office.language)

    @property
    def today(self) -> date:
        """The calendar day in the office's zone."""
        return self.office.policy.day_of(self.at)

    @property
    def whom(self) -> Person:
        """The person spoken to; raises NotAllowed for a stranger."""
        if self.person is None:
            raise NotAllowed
        return self.person

    @property
    def me(self) -> Person:
        """The person who acts; raises NotAllowed for a stranger."""
        return self.whom

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
        urgency: Urgency = Urgency.AT_ONCE,
        today_only: bool = False,
        in_hours: bool = False,
        after: timedelta = timedelta(),
        follows: str | None = None,
        attachment_id: int | None = None,
    ) -> None:
        """Put one message into the outbox; with `edit` it takes the place of the message whose
        button was pressed. `today_only`: what cannot be delivered on its day is not worth
        delivering. `in_hours`: not before the person's working hours. `after`: not sooner than so
        long after now. `follows`: what it shows the changes of (roadmap/actions/living.py).
        `attachment_id`: a file of an answer, whose caption `text` is.
        """
        if not self.chat_id:
            return
        begin = max(self._not_before(in_hours=in_hours), self.at + after)
        until = end_of_day(begin, self.office.policy.timezone) if today_only else None
        await self.tx.messages.add(
            Outgoing(
                self.chat_id,
                text,
                urgency,
                tuple(tuple(row) for row in buttons if row),
                person_id=self.person.id if self.person else None,
                reply_to=reply_to,
                thread_id=self.thread_id,
                edits=self.pressed if edit else None,
                about=tuple(about),
                follows=follows,
                attachment_id=attachment_id,
                not_before=begin if begin > self.at else None,
                holds_until=until,
            )
        )

    def _not_before(self, *, in_hours: bool) -> datetime:
        person, policy = self.person, self.office.policy
        if person is None or not self.unasked:
            return self.at
        if in_hours or self.late:
            return next_in_hours(self.at, person, policy, self.office.calendar)
        return after_quiet_hours(self.at, person, policy)
