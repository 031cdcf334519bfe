"""What was read of a document, shown before it is saved."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Literal

from handlers.importing.edition_changes import changes_said
from handlers.importing.item_pages import item_pages
from handlers.importing.year import year_choices, year_line
from handlers.speaking.buttons import DraftButton, DraftPageButton, EditionButton, button
from handlers.speaking.cautions import cautions
from handlers.speaking.current_roadmap import rules
from handlers.speaking.texts import Html, Texts, clip, within_quotes
from handlers.speaking.voice import Voice
from roadmap.actions.editing import changes_of
from roadmap.actions.importing import (
    asked_in,
    bodies_of_draft,
    draft_of,
    is_doubtful,
    open_questions,
    past_choice,
    people_named,
    resolved,
)
from roadmap.drafts.adoption import adopt
from roadmap.drafts.edition import Changes
from roadmap.model import Draft
from roadmap.model.messages import Button, ButtonStyle
from roadmap.ports import StoredDraft


@dataclass(frozen=True, slots=True)
class Read:
    """A draft, and `known` with what was answered: how many questions are left, how many days it
    has, and how many of them are past. `changes` are those of a new edition, where they were looked
    for.
    """

    draft: Draft
    known: Draft
    left: int
    dated: int
    past: int
    changes: Changes | None = None


async def say_preview(
    voice: Voice, stored: StoredDraft, *, page: int = 0, edit: bool = False
) -> None:
    """What was read, one page of its items, and the buttons «Сохранить», «Вопросы (N)», «Отмена».

    A page that is not there any more gives way to the nearest.
    """
    read = await what_was_read(voice, stored)
    draft, known, left, past = read.draft, read.known, read.left, read.past
    title = voice.texts("preview-title", title=clip(draft.title, 300))
    text = Html("\n".join([title, *preview_lines(voice, stored, read)]))
    if draft.judgement is not None and not draft.judgement.sure:
        cancel = DraftButton(verb="cancel", draft_id=stored.id)
        rows = year_choices(voice.texts, stored, draft)
        rows.append([button(voice.texts("button-cancel"), cancel)])
        await voice.say(text, rows, edit=edit)
        return
    rows = _preview_buttons(voice, stored, left=left, past=past)
    if stored.replaces is not None:
        edition, choices = await _edition(voice, stored, read.changes)
        text = Html(f"{text}\n\n{edition}")
        rows[:1] = choices
    asked = {(question.item, question.about) for question in known.questions}
    items = await asyncio.to_thread(adopt, known, voice.today, past_choice(stored))
    pages = await asyncio.to_thread(item_pages, voice.texts, items, asked, voice.today, len(text))
    if pages:
        page = min(page, len(pages) - 1)
        text = Html(f"{text}\n\n{pages[page]}")
        turns = [
            button(words, DraftPageButton(draft_id=stored.id, page=to))
            for words, to in (("‹", page - 1), (f"{page + 1}/{len(pages)}", page), ("›", page + 1))
            if 0 <= to < len(pages)
        ]
        if len(pages) > 1:
            rows.append(turns)
    await voice.say(text, rows, edit=edit)


async def _edition(
    voice: Voice, stored: StoredDraft, found: Changes | None
) -> tuple[Html, list[list[Button]]]:
    """What a new edition changes, and the buttons to update or to save apart; of a roadmap in the
    archive, that it has to be returned before.
    """
    texts = voice.texts
    roadmap = await voice.tx.roadmaps.get(stored.replaces or 0)
    if roadmap.archived_at is None:
        changes, more, doubtful = await changes_said(voice, stored, found)
        return changes, _edition_buttons(voice, stored, more, doubtful=doubtful)
    unarchive = DraftButton(verb="unarchive", draft_id=stored.id)
    apart = DraftButton(verb="save", draft_id=stored.id)
    words = texts("edition-archived", title=within_quotes(clip(roadmap.title, 200)))
    rows = [
        [button(texts("button-return-archived"), unarchive)],
        [button(texts("button-save-apart"), apart)],
    ]
    return words, rows[::-1] if is_doubtful(stored) else rows


async def what_was_read(voice: Voice, stored: StoredDraft) -> Read:
    """The draft as it was read and as it is with the answers, counted."""
    draft = await draft_of(stored)
    known = await asyncio.to_thread(resolved, stored, draft, voice.office.calendar)
    days = [day for deadline in known.deadlines() for day in deadline.due_days()]
    past = sum(day < voice.today for day in days)
    changes = None
    if stored.replaces is not None and past:  # what was past before stays as it stands
        roadmap = await voice.tx.roadmaps.get(stored.replaces)
        changes = await changes_of(voice.tx, roadmap, stored, draft, rules(voice))
        past = changes.newly_past(voice.today)
    return Read(draft, known, len(open_questions(stored, draft)), len(days), past, changes)


def preview_lines(voice: Voice, stored: StoredDraft, read: Read) -> list[Html]:
    """The period, the counts and the cautions of a draft, a line each."""
    texts, draft, left = voice.texts, read.draft, read.left
    lines = [
        _period_line(texts, draft),
        texts(
            "preview-counts",
            items=len(draft.items),
            points=sum(len(item.control_points) for item in draft.items),
            deadlines=read.dated,
        ),
        texts("preview-questions", count=left),
    ]
    remembered = len(draft.questions) - len(asked_in(stored, draft))
    if stored.replaces is not None and remembered:
        lines.append(texts("preview-remembered", count=remembered))
    if read.past:
        lines.append(texts("preview-past", count=read.past, choice=past_choice(stored).value))
    named = people_named(draft)
    if named:
        lines.append(texts("preview-people", count=len(named)))
    bodies = len(bodies_of_draft(draft))
    if bodies:
        lines.append(texts("preview-bodies", count=bodies))
    if stored.file_id is not None and not any(item.origin for item in draft.items):
        lines.append(texts("preview-form"))
    lines += [texts("preview-warning", text=caution) for caution in cautions(texts.language, draft)]
    return lines


def _period_line(texts: Texts, draft: Draft) -> Html:
    if draft.judgement is None:  # a draft of an earlier version
        return texts("preview-period", period=texts.period(draft.period.label))
    return year_line(texts, draft.judgement)


def _preview_buttons(
    voice: Voice, stored: StoredDraft, *, left: int, past: int
) -> list[list[Button]]:
    texts, draft_id = voice.texts, stored.id
    save = DraftButton(verb="save", draft_id=draft_id)
    rows = [[button(texts("button-save"), save, ButtonStyle.SUCCESS)]]
    if left:
        rows.append(
            [
                button(
                    texts("button-questions", count=left),
                    DraftButton(verb="questions", draft_id=draft_id),
                )
            ]
        )
    if past:
        choice = texts("button-past", choice=past_choice(stored).value)
        rows.append([button(choice, DraftButton(verb="past", draft_id=draft_id))])
    last = [button(texts("button-cancel"), DraftButton(verb="cancel", draft_id=draft_id))]
    if stored.file_id is not None:
        last.insert(0, button(texts("button-year"), DraftButton(verb="year", draft_id=draft_id)))
    rows.append(last)
    return rows


def _edition_buttons(
    voice: Voice, stored: StoredDraft, more: int, *, doubtful: bool
) -> list[list[Button]]:
    """Update or save apart, first what is likelier meant; `more` changes are not named above."""
    texts = voice.texts

    def choice(words: str, verb: Literal["update", "save"], *, first: bool) -> list[Button]:
        style = ButtonStyle.SUCCESS if first else ButtonStyle.PLAIN
        return [button(words, DraftButton(verb=verb, draft_id=stored.id), style)]

    update = choice(texts("button-update"), "update", first=not doubtful)
    apart = choice(texts("button-save-apart"), "save", first=doubtful)
    rows = [apart, update] if doubtful else [update, apart]
    if more:
        data = EditionButton(draft_id=stored.id, page=0)
        rows.append([button(texts("button-show-changes"), data)])
    return rows
