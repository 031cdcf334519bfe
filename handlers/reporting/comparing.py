"""What a report says otherwise than its version before: each changed item, old words and new."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.speaking.buttons import ChangesButton, button
from handlers.speaking.texts import Html, clip
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.drafting import Change, changes_since
from roadmap.actions.reporting import chosen_half
from roadmap.model import ReportingPeriod, Roadmap, Role
from roadmap.model.messages import Button

#: Items in one message: with twice `WORDS` characters each they stay below 4096 [Bot API].
PAGE = 5
WORDS = 300
#: Of what both versions begin with alike, this much is shown before the words that differ.
LEAD = 40


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(show_changes, ChangesButton.filter())


def changes_button(voice: Voice, roadmap: Roadmap, half: ReportingPeriod, version: int) -> Button:
    """«Что изменилось» since `version`."""
    data = ChangesButton(roadmap_id=roadmap.id, half=half.number, version=version)
    return button(voice.texts("button-changes"), data)


async def show_changes(query: CallbackQuery, callback_data: ChangesButton, turn: Turn) -> None:
    """One page of what was and what is now."""
    turn.require(Role.COORDINATOR, Role.OBSERVER)
    roadmap = await turn.tx.roadmaps.get(callback_data.roadmap_id)
    version, half = callback_data.version, chosen_half(roadmap, callback_data.half, turn.today)
    changes = await changes_since(turn.tx, roadmap, half, version)
    pages = max(1, -(-len(changes) // PAGE))
    page = min(callback_data.page, pages - 1)
    title = turn.texts(
        "changes-title",
        half=half.number,
        version=version,
        following=version + 1,
        count=len(changes),
    )
    blocks = [_change(turn, one) for one in changes[page * PAGE : (page + 1) * PAGE]]

    def turned(label: str, to: int) -> Button:
        return button(label, callback_data.model_copy(update={"page": to, "turning": True}))

    turns = [turned("‹", page - 1)] if page else []
    turns += [turned(f"{page + 1}/{pages}", page)] if pages > 1 else []
    turns += [turned("›", page + 1)] if page < pages - 1 else []
    await turn.say(Html("\n\n".join([title, *blocks])), [turns], edit=callback_data.turning)


def _change(voice: Voice, one: Change) -> Html:
    before, after = differing(one.before, one.after)
    nothing = voice.texts("draft-empty")
    return voice.texts(
        "changes-item", number=one.number, before=before or nothing, after=after or nothing
    )


def differing(before: str, after: str) -> tuple[str, str]:
    """Both texts shortened to `WORDS` characters around the first word in which they differ."""
    before, after = " ".join(before.split()), " ".join(after.split())
    shorter = min(len(before), len(after))
    alike = next(
        (place for place, (was, now) in enumerate(zip(before, after, strict=False)) if was != now),
        shorter,
    )
    start = (
        before.rfind(" ", 0, max(alike - LEAD, 0)) + 1
        if max(len(before), len(after)) > WORDS
        else 0
    )
    lead = "…" if start else ""
    return lead + clip(before[start:], WORDS - 1), lead + clip(after[start:], WORDS - 1)
