"""A list of people that came by the desk: what became of it is kept until it was seen there, with
the question that a chat would ask.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.people.changing import carry_out_and_tell, change_lines
from handlers.people.people_file import refused_rows
from handlers.speaking.answerers import assignments_in, known_names, written
from handlers.speaking.texts import Html
from handlers.speaking.voice import Voice
from roadmap.actions.assigning import Answering, Change, How, change_by, change_of
from roadmap.actions.joining import InvitedRow
from roadmap.actions.rights import require_coordinator
from roadmap.errors import UserError
from roadmap.model.records import from_json, to_json
from roadmap.ports import Tx
from roadmap.ports.facts import PEOPLE_LISTS

#: Sentences about one list: more are not read.
_SAID = 100


@dataclass(frozen=True, slots=True)
class ListAtDesk:
    """A list that a coordinator has sent. `said`: sentences about it, as HTML. `gone` and `come`
    are what `change` (its fingerprint, 0: nothing is asked) would change: see `written`.
    """

    reading: bool
    said: tuple[str, ...] = ()
    change: int = 0
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()

    @property
    def sentences(self) -> list[Html]:
        """What is to be shown of it."""
        return [Html(one) for one in self.said]


def _fact(person_id: int) -> str:
    return f"{PEOPLE_LISTS}{person_id}"


async def list_at_desk(tx: Tx, person_id: int) -> ListAtDesk | None:
    """The list of this coordinator that is being read, or that they have not put away."""
    found = await tx.facts.get(_fact(person_id))
    return from_json(ListAtDesk, json.loads(found)) if found else None


async def keep_list(tx: Tx, person_id: int, one: ListAtDesk | None) -> None:
    """Keep how it stands; None puts it away."""
    words = json.dumps(to_json(one), ensure_ascii=False) if one else None
    await tx.facts.set(_fact(person_id), words)


async def list_read(voice: Voice, done: Sequence[InvitedRow], wanted: Sequence[Answering]) -> None:
    """Everybody of the list is invited: who is new, what was refused, and what is to change. As in
    a chat, it holds at once unless it takes something from somebody.
    """
    said = [_created(voice, done), *refused_rows(voice, done), *_perhaps_known(voice, done)]
    kept = ListAtDesk(False, tuple(said[:_SAID]))
    change = await change_of(voice.tx, How.SET, wanted)
    if change.takes_away:
        kept = _asking(kept, change)
    elif change:
        lines = await change_lines(voice, change, await known_names(voice.tx))
        await carry_out_and_tell(voice, change)
        kept = replace(kept, said=(*kept.said, voice.texts("assigned-several"), *lines))
    await keep_list(voice.tx, voice.whom.id, kept)


async def list_refused(voice: Voice, error: UserError) -> None:
    """The file cannot be read."""
    said = voice.texts(error.key, **error.variables)
    await keep_list(voice.tx, voice.whom.id, ListAtDesk(False, (said,)))


async def lines_to_confirm(voice: Voice, kept: ListAtDesk) -> list[Html]:
    """What holding it would change."""
    change = await _change(voice.tx, kept)
    return await change_lines(voice, change, await known_names(voice.tx))


async def hold_list(voice: Voice, kept: ListAtDesk, seen: int) -> bool:
    """The change that was `seen` (its fingerprint) holds, and all whom it concerns are told; False
    where others have changed the same meanwhile, so that it is to be seen anew.
    """
    require_coordinator(voice.whom)
    change = await _change(voice.tx, kept)
    if change.fingerprint != seen:
        await keep_list(voice.tx, voice.whom.id, _asking(kept, change))
        return False
    await keep_list(voice.tx, voice.whom.id, None)
    await carry_out_and_tell(voice, change)
    return True


async def _change(tx: Tx, kept: ListAtDesk) -> Change:
    return await change_by(tx, assignments_in(kept.gone), assignments_in(kept.come))


def _asking(kept: ListAtDesk, change: Change) -> ListAtDesk:
    return replace(
        kept,
        change=change.fingerprint if change else 0,
        gone=written(change.gone),
        come=written(change.come),
    )


def _created(voice: Voice, done: Sequence[InvitedRow]) -> Html:
    new = {one.person.id for one in done if one.person is not None and not one.known}
    known = {one.person.id for one in done if one.person is not None and one.known} - new
    return voice.texts("desk-people-created", count=len(new), known=len(known))


def _perhaps_known(voice: Voice, done: Sequence[InvitedRow]) -> list[Html]:
    return [
        perhaps_known(voice, one.person.name, [other.name for other in one.perhaps])
        for one in done
        if one.person is not None and one.perhaps
    ]


def perhaps_known(voice: Voice, name: str, others: Sequence[str]) -> Html:
    """A new record may be of somebody who is known already."""
    return voice.texts("desk-people-perhaps", name=name, names=", ".join(others))
