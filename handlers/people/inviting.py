"""Invitations: a message for each that can be forwarded as it is; who has joined is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers.people.gathered import say_gathered
from handlers.speaking.buttons import GroupButton, button
from handlers.speaking.current_roadmap import current_roadmap, point_or_none
from handlers.speaking.texts import Html, clip, in_ranges, within_quotes
from handlers.speaking.voice import Keyboard, Voice
from roadmap.actions.archiving import is_archived
from roadmap.actions.group_joining import not_joined
from roadmap.actions.joining import invite_link
from roadmap.actions.namesakes import told_apart
from roadmap.errors import NotFound
from roadmap.model import Person, PersonState, Roadmap, Role
from roadmap.model.address import label
from roadmap.reading.name_forms import addressed


async def addresses_of(voice: Voice, person: Person) -> list[str]:
    """What somebody answers for in the current roadmap, in its order."""
    try:
        current = await current_roadmap(voice)
    except NotFound:  # there is no roadmap yet
        return []
    return dict(await addresses_by_roadmap(voice, person)).get(current, [])


async def addresses_by_roadmap(voice: Voice, person: Person) -> list[tuple[Roadmap, list[str]]]:
    """What somebody answers for: addresses in the order of each roadmap, the newest first, without
    those in the archive.
    """
    found = defaultdict[int, list[tuple[int, str]]](list)
    for one in await voice.tx.people.assignments_of_person(person.id):
        item = await voice.tx.roadmaps.item(one.item_id)
        if await is_archived(voice.tx, item):
            continue
        point = await point_or_none(voice, one.point_id or 0)
        dotted = await voice.tx.roadmaps.dotted(item.roadmap_id)
        found[item.roadmap_id].append((item.position, label(item, point, dotted=dotted)))
    return [
        (
            await voice.tx.roadmaps.get(roadmap_id),
            list(dict.fromkeys(address for _, address in sorted(rows, key=lambda row: row[0]))),
        )
        for roadmap_id, rows in sorted(found.items(), reverse=True)
    ]


async def invitation(voice: Voice, person: Person, code: str) -> Html:
    """The message to forward: whom it is for, what they answer for, what the bot is, the link."""
    texts = voice.texts
    lines = [
        texts("invitation-to", whom=", ".join(filter(None, (person.name, clip(person.job, 100))))),
        await _what_for(voice, person),
        texts("invitation-what", role=person.role.value),
        texts("invitation-how"),
        invite_link(voice.office.bot_username, code),
    ]
    return Html("\n".join(lines))


async def show_current(voice: Voice, person: Person) -> None:
    """An observer who has not joined sees first the roadmap that the invitation names: that with
    which the coordinator works.
    """
    if person.role is not Role.OBSERVER or person.telegram_id is not None:
        return
    try:
        roadmap = await current_roadmap(voice)
    except NotFound:
        return
    await voice.tx.people.update(replace(person, roadmap_id=roadmap.id))


async def _what_for(voice: Voice, person: Person) -> Html:
    texts, name = voice.texts, addressed(person.name)
    if person.role is Role.COORDINATOR:
        return texts("invitation-coordinator", name=name)
    try:
        title = within_quotes(clip((await current_roadmap(voice)).title, 150))
    except NotFound:
        return texts("invitation-plain", name=name)
    if person.role is Role.OBSERVER:
        return texts("invitation-observer", name=name, title=title)
    numbers = await addresses_of(voice, person)
    if not numbers:
        return texts("invitation-official", name=name, title=title)
    return texts(
        "invitation-items",
        name=name,
        title=title,
        numbers=listed(texts("list-and"), numbers),
        count=len(numbers),
    )


def listed(and_: str, numbers: Sequence[str]) -> str:
    """«1–4, 6 и 9»; what is longer than a message bears is cut."""
    *first, last = in_ranges(numbers).split(", ")
    return clip(f"{', '.join(first)} {and_} {last}" if first else last, 200)


async def ways_in(voice: Voice) -> Keyboard:
    """Buttons that bring in all who have not joined: by one link, or by a message for each."""
    count = len(await not_joined(voice.tx))
    if not count:
        return []
    return [
        [button(voice.texts("button-group-link"), GroupButton(verb="show"))],
        [button(voice.texts("button-group-each", count=count), GroupButton(verb="each"))],
    ]


def welcome(voice: Voice, person: Person) -> Html:
    """The first words to `person`: that they are in, and in two lines what the bot is and does."""
    role = voice.texts(f"welcome-{person.role.value}")
    return Html(f"{voice.texts('join-welcome', name=person.name)}\n{role}")


async def tell_who_joined(voice: Voice, person: Person, *, but: int | None = None) -> None:
    """Tell every coordinator, but the one with the id `but`, who has joined: gathered, so that
    sixty people who come in within a minute make two messages.
    """
    for coordinator in await voice.tx.people.all((Role.COORDINATOR,)):
        if coordinator.id not in (but, person.id) and coordinator.state is PersonState.ACTIVE:
            await say_gathered(voice.to(coordinator), "joined", person.id, _joined)


async def _joined(voice: Voice, ids: Iterable[int]) -> tuple[Html, Keyboard]:
    wanted = set(ids)
    names = told_apart(one for one in await voice.tx.people.all() if one.id in wanted)
    words = voice.texts(
        "joined-told",
        names=clip(", ".join(names), 1500),
        count=len(names),
        left=len(await not_joined(voice.tx)),
    )
    return words, []
