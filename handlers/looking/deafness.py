"""More than a day without updates: Telegram drops what people wrote; nobody is to blame."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.speaking.texts import Html
from handlers.speaking.voice import Voice
from roadmap.actions.namesakes import told_apart
from roadmap.model import PersonState, Role
from roadmap.model.policy import Office
from roadmap.ports import Tx
from roadmap.standing.board import Board
from roadmap.standing.silence import SilentPerson

_FACT = "not_heard"
#: Who was reminded so long before the gap may have answered in it.
_BEFORE = timedelta(days=7)


async def tell_of_gap(tx: Tx, begin: datetime, end: datetime, office: Office) -> None:
    """Nothing was heard from `begin` until `end` (UTC): coordinators, and those who were reminded
    and had not answered, hear once, in their hours, that answers may be lost.
    """
    await tx.facts.set(_FACT, f"{begin.isoformat()} {end.isoformat()}")
    reminded: set[int] = set()
    for roadmap in await tx.roadmaps.all():
        sent = await tx.reminders.sent_to(roadmap.id)
        reminded |= {person_id for person_id, at in sent if begin - _BEFORE <= at <= end}
    for person in await tx.people.all():
        if person.state is not PersonState.ACTIVE:
            continue
        voice = Voice(tx, end, office).to(person)
        if person.role is Role.COORDINATOR:
            await voice.say(_words(voice, "gap-coordinator", begin, end), in_hours=True)
        elif person.id in reminded and await tx.reminders.waiting_of(person.id):
            await voice.say(_words(voice, "gap-reminded", begin, end), in_hours=True)


async def without_the_unheard(
    voice: Voice, board: Board, found: list[SilentPerson]
) -> tuple[list[SilentPerson], Html | None]:
    """`found` without those who may have answered while nothing was heard and have not been
    reminded since, and the sentence that says so (None where there are none).
    """
    gap = await voice.tx.facts.get(_FACT)
    if gap is None:
        return found, None
    begin, end = (datetime.fromisoformat(one) for one in gap.split())
    blamed = [one for one in found if not _unheard(board, one, begin, end)]
    if len(blamed) == len(found):
        return found, None
    names = ", ".join(told_apart(one.person for one in found if one not in blamed))
    return blamed, _words(voice, "gap-silent", begin, end, names=names)


def _unheard(board: Board, one: SilentPerson, begin: datetime, end: datetime) -> bool:
    if not one.reached:
        return False
    last = max(board.person_reminded.get(one.person.id, ()), default=None)
    return last is not None and begin - _BEFORE <= last <= end


def _words(voice: Voice, key: str, begin: datetime, end: datetime, **more: str) -> Html:
    zone = voice.office.policy.timezone
    said = {
        name: voice.texts(
            "moment",
            day=voice.texts.short_day(at.astimezone(zone).date(), voice.today),
            time=f"{at.astimezone(zone):%H:%M}",
        )
        for name, at in (("begin", begin), ("end", end))
    }
    return voice.texts(key, **said, **more)
