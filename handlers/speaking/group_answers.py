"""Which bodies answer for an item, and who of a group has answered, as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers.speaking.texts import Html, clip
from handlers.speaking.voice import Voice
from roadmap.actions.bodies import members_of
from roadmap.actions.namesakes import names_by_job, told_apart
from roadmap.model import Body, BodyKind, Item
from roadmap.model.address import label
from roadmap.standing.board import Board, assemble
from roadmap.standing.bodies import GroupAnswers, group_answers, views_by_body

#: Names that a line of a group shows; more of them nobody reads.
_NAMES = 300


async def answers_of_groups(
    voice: Voice, board: Board, bodies: Iterable[Body]
) -> list[tuple[Body, GroupAnswers]]:
    """Of each group among `bodies` and each due day about which an answer is owed: who has."""
    groups = [body for body in bodies if body.kind is BodyKind.GROUP]
    if not groups:
        return []
    theirs = views_by_body(board, await voice.tx.bodies.assignments(board.roadmap.id))
    told = await voice.tx.answers.last_told(board.roadmap.id)
    found = []
    for body in groups:
        views = theirs.get(body.id, ())
        shares = await voice.tx.roadmaps.shares([view.due.id for view in views])
        members = await voice.tx.bodies.members(body.id)
        answers = group_answers(board, views, members, told, shares, voice.today)
        found += [(body, one) for one in answers]
    return found


def group_line(voice: Voice, body: Body, one: GroupAnswers) -> Html:
    """«Руководители ОУ, 5.1: ответили 2 из 3, ждём: …»."""
    shown = names_by_job([*one.answered, *one.missing], brackets=True)
    return voice.texts(
        "group-answered",
        name=body.name,
        address=label(one.view.item, one.view.point, dotted=one.view.dotted),
        answered=len(one.answered),
        total=len(one.answered) + len(one.missing),
        names=clip(", ".join(shown[person.id] for person in one.answered), _NAMES),
        missing=clip(", ".join(shown[person.id] for person in one.missing), _NAMES),
        left=len(one.missing),
    )


async def bodies_block(voice: Voice, item: Item) -> Html:
    """A line for each body that answers for the item: who stands for it; of a group, who has
    answered what is asked now.
    """
    assignments = await voice.tx.bodies.assignments_of_items([item.id])
    ids = dict.fromkeys(one.body_id for one in assignments)
    bodies = [await voice.tx.bodies.get(body_id) for body_id in ids]
    lines = [await _body_line(voice, body) for body in bodies]
    if any(body.kind is BodyKind.GROUP for body in bodies):
        lines += await _group_lines(voice, item, bodies)
    return Html("\n".join(lines))


async def _body_line(voice: Voice, body: Body) -> Html:
    people = await members_of(voice.tx, body)
    names = clip(", ".join(told_apart(people)), _NAMES)
    return voice.texts("card-body", name=body.name, people=names, count=len(people))


async def _group_lines(voice: Voice, item: Item, bodies: Sequence[Body]) -> list[Html]:
    tx = voice.tx
    points = await tx.roadmaps.points([item.id])
    board = assemble(
        await tx.roadmaps.get(item.roadmap_id),
        [item],
        points,
        await tx.roadmaps.dues([point.id for point in points]),
        await tx.people.all(),
        reminded=await tx.reminders.first_sent(item.roadmap_id),
        zone=voice.office.policy.timezone,
    )
    dotted = await tx.roadmaps.dotted(item.roadmap_id)
    return [
        group_line(voice, body, replace(one, view=replace(one.view, dotted=dotted)))
        for body, one in await answers_of_groups(voice, board, bodies)
    ]
