"""What a new edition changes in the roadmap that stands, each change by number and a few words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.importing.item_pages import Asked
from handlers.speaking.buttons import DraftButton, EditionButton, button
from handlers.speaking.current_roadmap import rules
from handlers.speaking.paging import page_of, turning
from handlers.speaking.texts import Html, Texts, after_number, clip, within_quotes
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.editing import changes_of
from roadmap.actions.importing import draft_of, is_doubtful, open_questions
from roadmap.drafts.adoption import ItemRows
from roadmap.drafts.edition import Changes, ItemMatch, PointMatch
from roadmap.errors import UserError
from roadmap.model import Role
from roadmap.model.address import any_dotted, label
from roadmap.ports import StoredDraft

#: Changes shown above the items of a preview; more of them have pages of their own.
SHOWN = 10
#: Of a text that is named, and of one that is shown before and after.
_NAMED, _BOTH = 60, 80
#: Words that stand before the first difference of two texts.
_BEFORE = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What a new edition changes: in sum, and a line for each change; `doubtful`: it may as well be
    another plan.
    """

    head: Html
    lines: list[Html]
    doubtful: bool


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(show_changes, EditionButton.filter())


async def changes_said(
    voice: Voice, stored: StoredDraft, found: Changes | None = None
) -> tuple[Html, int, bool]:
    """What the new edition changes, for the preview; how many changes there are beside those named;
    and whether it may as well be another plan.
    """
    told = await changes_found(voice, stored, found)
    more = max(len(told.lines) - SHOWN, 0)
    return Html("\n".join([told.head, *told.lines[:SHOWN]])), more, told.doubtful


async def changes_found(voice: Voice, stored: StoredDraft, known: Changes | None = None) -> Told:
    """All that the new edition changes; `known` where it was compared already."""
    found, title, lines = await _found(voice, stored, known)
    doubtful = is_doubtful(stored) or len(found.excluded) > len(found.matched)
    if not lines and not doubtful:
        return Told(voice.texts("edition-same", title=title), [], doubtful=False)
    kept = len(found.matched)
    head = voice.texts(
        "edition-doubtful" if doubtful else "edition-likely",
        title=title,
        kept=kept,
        total=kept + len(found.excluded),
    )
    counts = voice.texts(
        "edition-changes",
        moved=len(found.moved),
        added=len(found.added),
        dropped=len(found.excluded),
        renumbered=len(found.renumbered),
        reworded=found.reworded,
        points=found.point_changes,
    )
    return Told(Html(f"{head}\n{counts}"), lines, doubtful=doubtful)


async def show_changes(query: CallbackQuery, callback_data: EditionButton, turn: Turn) -> None:
    """One page of all that the new edition changes."""
    turn.require(Role.COORDINATOR)
    stored = await turn.tx.drafts.get(callback_data.draft_id)
    if stored.replaces is None or stored.roadmap_id is not None:
        raise UserError("error-stale-button")
    _, title, lines = await _found(turn, stored)
    page = page_of(lines, callback_data.page)
    back = DraftButton(verb="preview", draft_id=stored.id)
    await turn.say(
        Html("\n".join([turn.texts("edition-all-changes", title=title), *page.rows])),
        [
            turning(page, lambda number: EditionButton(draft_id=stored.id, page=number)),
            [button(turn.texts("button-back"), back)],
        ],
        edit=True,
    )


async def _found(
    voice: Voice, stored: StoredDraft, known: Changes | None = None
) -> tuple[Changes, str, list[Html]]:
    roadmap = await voice.tx.roadmaps.get(stored.replaces or 0)
    draft = await draft_of(stored)
    found = known or await changes_of(voice.tx, roadmap, stored, draft, rules(voice))
    asked = {(question.item, question.about) for _, question in open_questions(stored, draft)}
    dotted = any_dotted(item.number for item in draft.items)
    lines = list(_lines(voice.texts, found, asked, voice.today, dotted=dotted))
    return found, within_quotes(clip(roadmap.title, 120)), lines


def _lines(
    texts: Texts, found: Changes, asked: Asked, today: date, *, dotted: bool
) -> Iterator[Html]:
    """In the new document's order; what it lacks last."""
    kept: list[ItemMatch | ItemRows] = [*found.matched, *found.added]
    for one in sorted(kept, key=_position):
        if isinstance(one, ItemRows):
            yield texts("edition-added", address=f"{one.item.number}.", text=_few(one.text))
        else:
            yield from _of_item(texts, one, asked, today, dotted=dotted)
    for rows in found.excluded:
        yield texts("edition-excluded", address=f"{rows.item.number}.", text=_few(rows.text))


def _position(rows: ItemMatch | ItemRows) -> int:
    return rows.item.position if isinstance(rows, ItemRows) else rows.new.item.position


def _of_item(
    texts: Texts, match: ItemMatch, asked: Asked, today: date, *, dotted: bool
) -> Iterator[Html]:
    old, new = match.old.item, match.new.item
    if match.renumbered:
        text = _few(match.new.text)
        yield texts("edition-renumbered", old=old.number, new=new.number, text=text)
    if match.reworded:
        yield _reworded(texts, new.number, old.recommendation, new.recommendation)
    for one in match.points:
        address = label(new, one.new.point, dotted=dotted)
        if one.reworded:
            yield _reworded(texts, address, one.old.point.text, one.new.point.text)
        if one.moved:
            yield _moved(
                texts, address, one, today, asked=(new.number, one.new.point.about) in asked
            )
    for rows in match.added:
        address = label(new, rows.point, dotted=dotted)
        yield texts("edition-added", address=address, text=_few(rows.point.text))
    for rows in match.excluded:
        address = label(old, rows.point, dotted=dotted)
        yield texts("edition-excluded", address=address, text=_few(rows.point.text))


def _moved(texts: Texts, address: str, point: PointMatch, today: date, *, asked: bool) -> Html:
    old, new = (", ".join(texts.short_day(day, today) for day in days) for days in point.days)
    new = new or (texts("edition-asked") if asked else "—")
    return texts("edition-moved", address=address, old=old or "—", new=new)


def _reworded(texts: Texts, address: str, old: str, new: str) -> Html:
    """Both texts from shortly before their first difference."""
    before, after = old.split(), new.split()
    same = next(
        (n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]),
        min(len(before), len(after)),
    )
    start = max(0, same - _BEFORE) if len(" ".join(before[:same])) > _NAMED // 2 else 0
    cut = "…" if start else ""
    old, new = (
        cut + within_quotes(clip(" ".join(words[start:]), _BOTH)) or "—"
        for words in (before, after)
    )
    return texts("edition-reworded", address=address, old=old, new=new)


def _few(text: str) -> str:
    return after_number(clip(text, _NAMED))
