"""A reminder that was sent shows how things stand; what is closed has ✅ and no buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from handlers.reminding.messages import ROWS, arranged, chat_of, reminder_text, to_chat
from handlers.speaking.cards import target_name
from handlers.speaking.dues import (
    LINE,
    about,
    address,
    by_roadmap,
    due_buttons,
    line,
    open_buttons,
    words_of,
)
from handlers.speaking.own_roadmaps import names_of_roadmaps_in
from handlers.speaking.shares import share_lines
from handlers.speaking.standing import Standing, how_closed
from handlers.speaking.texts import Html
from handlers.speaking.voice import Voice
from roadmap.actions.sharing import owed_by, shares_of
from roadmap.model import DueState, PersonState, Role
from roadmap.model.messages import Button, Outgoing
from roadmap.ports import DueView

_OPEN = (DueState.OPEN, DueState.QUIET)


async def reminder_now(
    voice: Voice, first: Outgoing, standing: Outgoing, due_ids: Sequence[int]
) -> Standing | None:
    """What the reminder that was sent as `first` and says `standing` now is to say of the due days
    that are left of it; None where nothing is to be changed.
    """
    chat_id, _ = await chat_of(voice)
    if voice.whom.state is not PersonState.ACTIVE or chat_id != first.chat_id:
        return None
    views = await voice.tx.roadmaps.views(sorted(set(due_ids)))
    removed = len(first.about) - len(views)
    if not views:  # no longer in any document
        return struck(voice, standing)
    day = voice.office.policy.day_of(first.sent_at or voice.at)
    views, whose = await arranged(voice, views, day)
    text, buttons = await _as_it_stands(voice, await _as_theirs(voice, views), whose, first.text)
    if removed > 0:
        text = Html(f"{text}\n\n{voice.texts('living-removed-some', count=removed)}")
    return Standing(text, buttons, tuple(about(view) for view in views))


def struck(voice: Voice, standing: Outgoing) -> Standing | None:
    """What speaks of nothing that is left, struck through; None where it has no buttons to lose."""
    if not standing.buttons:
        return None
    removed = voice.texts("living-removed")
    return Standing(Html(f"<s>{standing.text}</s>\n{removed}"), (), standing.about)


async def _as_theirs(voice: Voice, views: Sequence[DueView]) -> list[DueView]:
    """The due days as they stand for the person spoken to: where each must answer, a day is done
    once their own share is.
    """
    shares = await shares_of(voice.tx, views)
    owed = {view.due.id for view in await owed_by(voice.tx, voice.whom, views, voice.today)}
    found = []
    for view in views:
        own = shares.get(view.due.id)
        if own is not None and view.due.id not in owed and view.due.state in _OPEN:
            day = own.days[voice.whom.id]
            done = replace(view.due, state=DueState.DONE, closed_on=day, closed_by=voice.whom.id)
            view = replace(view, due=done)
        found.append(view)
    return found


async def _as_it_stands(
    voice: Voice, views: Sequence[DueView], whose: Mapping[int, Html], before: str
) -> tuple[Html, tuple[tuple[Button, ...], ...]]:
    """The words and buttons of a reminder of these due days now, which said `before`."""
    left = [view for view in views if view.due.state in _OPEN]
    roadmaps = await names_of_roadmaps_in(voice, [view.item for view in views])
    rows: list[list[Button]]
    if len(views) == 1:
        view = views[0]
        rows = due_buttons(voice.texts, view, voice.whom.role) if left else []
        text = await _closed_alone(voice, view)
        if left:
            words = reminder_text(voice, views, whose, roadmaps)
            text = Html("\n".join([words, *_moved(voice, view, before)]))
    else:
        shown = [view for view in views[:ROWS] if view in left]
        rows = open_buttons(voice.texts, shown, voice.whom.role, roadmaps, voice.today)
        text = await _list(voice, views, left, whose, before, roadmaps)
    if voice.whom.role is Role.CHAT:
        text = await to_chat(voice, text, left)
    return text, tuple(tuple(row) for row in rows)


async def _closed_alone(voice: Voice, view: DueView) -> Html:
    return voice.texts(
        "living-one",
        target=target_name(voice, view.item, view.point),
        text=words_of(view.item, view.point, 700),
        how=await _how_closed(voice, view),
    )


def _moved(voice: Voice, view: DueView, before: str) -> list[Html]:
    """«срок теперь 15 декабря», where the reminder named another day when it was sent."""
    if view.due.day is None:
        return []
    day = voice.texts.short_day(view.due.day, voice.today)
    return [voice.texts("living-moved", day=day)] if before and day not in before else []


async def _list(
    voice: Voice,
    views: Sequence[DueView],
    left: Sequence[DueView],
    whose: Mapping[int, Html],
    before: str,
    roadmaps: Mapping[int, str],
) -> Html:
    texts = voice.texts
    title = texts("living-several", count=len(views), left=len(left))
    if left:
        today = texts.short_day(voice.today, voice.today)
        how = texts("reminder-how", example=address(left[0]), day=today)
        title = Html(f"{title}\n{how}")
    lines: list[Html] = []
    for theirs, some in groupby(views[:ROWS], key=lambda view: whose.get(view.due.id)):
        lines += [Html(f"<b>{theirs}:</b>")] if theirs else []
        for heading, own in by_roadmap(list(some), roadmaps):
            lines += [heading] if heading else []
            lines += [
                Html("\n".join([line(texts, view, voice.today), *_moved(voice, view, before)]))
                if view in left
                else await _closed_line(voice, view)
                for view in own
            ]
    if len(views) > ROWS:
        lines.append(texts("reminder-more", count=len(views) - ROWS))
    return Html("\n\n".join([title, *lines]))


async def _closed_line(voice: Voice, view: DueView) -> Html:
    text, how = words_of(view.item, view.point, LINE), await _how_closed(voice, view)
    return voice.texts("living-line", address=address(view), text=text, how=how)


async def _how_closed(voice: Voice, view: DueView) -> Html:
    """How a due day was closed; below it for whom it still waits where the person spoken to has
    done their share.
    """
    how = await how_closed(voice, view)
    if not view.item.each_answers:
        return how
    now = await voice.tx.roadmaps.view(view.due.id)
    waiting = (await share_lines(voice, [now])).get(view.due.id) if now.due.state in _OPEN else None
    return Html(f"{how}\n{waiting}") if waiting else how
