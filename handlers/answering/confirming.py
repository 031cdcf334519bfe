"""Saying to which item an answer went: nobody should have to wonder whether it arrived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.answering.parts import SECOND_THOUGHT
from handlers.answering.proposing import done_due, open_due, open_several, proposal_buttons
from handlers.speaking.buttons import EntryButton, button
from handlers.speaking.cards import target_name
from handlers.speaking.dues import address, words_of
from handlers.speaking.own_roadmaps import names_of_roadmaps_in, of_roadmap
from handlers.speaking.texts import Html, below, clip, in_ranges
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.archiving import is_archived
from roadmap.actions.living import of_answer, of_message
from roadmap.actions.looking import subject
from roadmap.actions.tasks import FetchAttachments, put_to_work
from roadmap.answers.parts import message_of
from roadmap.model import DueState, Item, Point, ProgressEntry
from roadmap.model.address import label
from roadmap.model.messages import About, Button, ButtonStyle
from roadmap.ports import DueView
from roadmap.report.closing_line import is_closing_line

#: Lines of a confirmation that name each answer with its words; of more only the numbers are said.
_LINES = 10

#: Items of one message of which a deadline to close is chosen by button.
_CHOSEN = 5


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry and where it went."""

    entry: ProgressEntry
    item: Item
    point: Point | None

    @property
    def about(self) -> About:
        """The place, without a due day."""
        return About(self.item.id, self.point.id if self.point else None)


async def fetch_attachments(turn: Turn, entry: ProgressEntry) -> None:
    """Have the files fetched: Telegram may not keep its copy until the half-year's end."""
    if entry.attachments:
        await put_to_work(turn.tx, FetchAttachments(entry.id), turn.at)


async def confirm(
    turn: Turn,
    entry: ProgressEntry,
    item: Item,
    point: Point | None,
    *,
    sure: bool,
    earlier: ProgressEntry | None = None,
    edit: bool = False,
) -> None:
    """Say where an answer went; offer what its words suggest, adding it to the `earlier` one, and
    the way elsewhere.

    With `edit` in place of the question that was answered by a button.
    """
    one = Recorded(entry, item, point)
    view = await open_due(turn, item, point)
    words = await said_of(turn, one, view, sure=sure)
    rows = await buttons_of(turn, one, view, earlier)
    about = [replace(one.about, due_id=view.due.id if view else None)]
    source = (
        entry.source.message_id
        if entry.source and entry.source.message_id > 0 and not edit
        else None
    )
    follows = of_answer(entry.source) if entry.source else None
    await turn.say(words, rows, about=about, reply_to=source, edit=edit, follows=follows)


async def said_of(
    voice: Voice, one: Recorded, view: DueView | None = None, *, sure: bool = True
) -> Html:
    """Where an answer went, not `sure` where it was only guessed; and that its due day `view` is
    still open: «✅ Записано» alone looks like the end. Or that the roadmap is in the archive.
    """
    entry, item, point = one.entry, one.item, one.point
    words = voice.texts(
        "answer-taken" if sure else "answer-guessed",
        target=target_name(voice, item, point),
        text=words_of(item, point, 80) if point else clip(await subject(voice.tx, item), 80),
        files=len(entry.attachments),
        album="yes"
        if entry.source is not None and entry.source.media_group and len(entry.attachments) == 1
        else "no",
    )
    words = below(words, await of_roadmap(voice, item))
    if await is_archived(voice.tx, item):
        return Html(f"{words}\n{voice.texts('answer-archived')}")
    is_open = view is not None and view.due.state is DueState.OPEN and view.due.day is not None
    return Html(f"{words}\n{voice.texts('answer-open')}") if is_open else words


async def buttons_of(
    voice: Voice,
    one: Recorded,
    view: DueView | None,
    earlier: ProgressEntry | None = None,
) -> list[list[Button]]:
    """What can be done with an answer: what its words suggest of the due day `view` (None: of
    none), adding it to the `earlier` one, putting it elsewhere, taking it back.
    """
    entry, texts = one.entry, voice.texts
    rows = await proposal_buttons(voice, entry, one.item, view)
    if earlier is not None and is_second_thought(earlier, entry):
        data = EntryButton(verb="join", entry_id=entry.id, arg=earlier.id)
        rows.append([button(texts("button-join"), data)])
    rows.append(
        [
            button(texts("button-misplaced"), EntryButton(verb="misplaced", entry_id=entry.id)),
            button(texts("button-withdraw"), EntryButton(verb="withdraw", entry_id=entry.id)),
        ]
    )
    return rows


async def confirm_all(turn: Turn, recorded: Sequence[Recorded], *, edit: bool = False) -> None:
    """One message for the several answers of one message: where each went, and few buttons."""
    done = await all_done(turn, recorded)
    closing = {one.entry.id: view.due.id for one, view in done}
    about = [replace(one.about, due_id=closing.get(one.entry.id)) for one in recorded]
    first = recorded[0].entry
    source = message_of(first.source.message_id) if first.source else 0
    await turn.say(
        await said_of_all(turn, recorded),
        buttons_of_all(
            turn, first, [view for _, view in done], await all_to_choose(turn, recorded)
        ),
        about=about,
        reply_to=source if source and not edit else None,
        edit=edit,
        follows=of_message(first.source) if first.source else None,
    )


async def all_done(voice: Voice, recorded: Sequence[Recorded]) -> list[tuple[Recorded, DueView]]:
    """Those of the answers that say of an open due day that it is done, with it."""
    return [
        (one, view)
        for one in recorded
        if (view := await done_due(voice, one.entry, one.item, one.point)) is not None
    ]


async def all_to_choose(
    voice: Voice, recorded: Sequence[Recorded]
) -> list[tuple[Recorded, list[DueView]]]:
    """Those of the answers that say of an item with several open due days that it is done."""
    found = [(one, await open_several(voice, one.entry, one.item)) for one in recorded]
    return [(one, views) for one, views in found if views][:_CHOSEN]


async def said_of_all(voice: Voice, recorded: Sequence[Recorded]) -> Html:
    """Where the several answers of one message went, of several roadmaps each below its name."""
    texts, by_roadmap = voice.texts, dict[int, list[Recorded]]()
    for one in recorded:
        by_roadmap.setdefault(one.item.roadmap_id, []).append(one)
    names = await names_of_roadmaps_in(voice, [some[0].item for some in by_roadmap.values()])
    files = sum(len(one.entry.attachments) for one in recorded)
    lines = [texts("answers-taken", count=len(recorded), files=files)]
    for roadmap_id, some in by_roadmap.items():
        lines += [texts("of-roadmap", name=names[roadmap_id])] if roadmap_id in names else []
        lines += await _lines_of(voice, some, short=len(recorded) > _LINES)
        if await is_archived(voice.tx, some[0].item):
            lines.append(texts("answer-archived"))
    return Html("\n".join(lines))


async def _lines_of(voice: Voice, recorded: Sequence[Recorded], *, short: bool) -> list[Html]:
    """Where the answers of one roadmap went, each with its words unless `short`."""
    dotted = await voice.tx.roadmaps.dotted(recorded[0].item.roadmap_id)
    addresses = [label(one.item, one.point, dotted=dotted) for one in recorded]
    alike = len({one.entry.text for one in recorded}) == 1
    if not short and not alike:
        return [
            voice.texts("answers-line", address=address, text=clip(one.entry.text, 60))
            for address, one in zip(addresses, recorded, strict=True)
        ]
    words = voice.texts(
        "answers-same" if alike else "answers-many",
        addresses=clip(in_ranges(addresses), 300),
        text=clip(recorded[0].entry.text, 80),
    )
    return [words]


def buttons_of_all(
    voice: Voice,
    first: ProgressEntry,
    done: Sequence[DueView],
    to_choose: Sequence[tuple[Recorded, Sequence[DueView]]],
) -> list[list[Button]]:
    """Closing what the answers of a message say is done, and correcting them; `first` of them. Of
    items with several open due days (`to_choose`) each has a button of its own.
    """
    texts, rows = voice.texts, list[list[Button]]()
    if done:
        data = EntryButton(verb="close_all", entry_id=first.id)
        addresses = clip(in_ranges([address(view) for view in done]), 40)
        words = texts("button-close-all", count=len(done), addresses=addresses)
        rows.append([button(words, data, ButtonStyle.SUCCESS)])
    for one, views in to_choose:
        words = texts("button-close-which", address=one.item.number, count=len(views))
        rows.append([button(words, EntryButton(verb="close", entry_id=one.entry.id))])
    rows.append([button(texts("button-correct"), EntryButton(verb="correct", entry_id=first.id))])
    return rows


def is_second_thought(earlier: ProgressEntry, entry: ProgressEntry) -> bool:
    """Whether both are one author's, about the same, within the hour, and neither withdrawn."""
    return (
        earlier.id != entry.id
        and earlier.person_id is not None
        and not is_closing_line(earlier)
        and (earlier.person_id, earlier.item_id, earlier.point_id)
        == (entry.person_id, entry.item_id, entry.point_id)
        and earlier.withdrawn_at is None
        and entry.withdrawn_at is None
        and entry.at - earlier.at <= SECOND_THOUGHT
    )
