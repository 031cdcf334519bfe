"""One item: its points and what can be done with each, who answers, the answers with their files,
postponements, what was corrected; and the same done from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from secrets import randbits

from handlers.looking.finding import named
from handlers.looking.items import check_may_see
from handlers.pages.page import (
    COORDINATOR,
    EVERYBODY,
    Download,
    Page,
    Redirect,
    Response,
    Route,
    Shown,
    check_active,
    number_in,
    require_unchanged,
)
from handlers.pages.sure import sure
from handlers.people.assigning import change_wanted
from handlers.people.changing import carry_out_and_tell, change_lines, holds_at_once
from handlers.reminding.due_buttons import (
    accept_and_tell,
    close_and_say,
    overtaken,
    reopen_and_say,
    return_with_word,
)
from handlers.reminding.postponing import ask_and_tell, decided, grant_and_tell, refuse_and_tell
from handlers.reporting.rewriting_misread import deadline_in
from handlers.speaking.answerers import known_names
from handlers.speaking.asking_day import speech_of
from handlers.speaking.awaited import ReturnWord
from handlers.speaking.cards import target_name
from handlers.speaking.current_roadmap import rules, views_of_item
from handlers.speaking.dues import address, until
from handlers.speaking.texts import Html, plain
from roadmap.actions.answering import Answer, from_form, record, revise, withdraw
from roadmap.actions.archiving import is_archived
from roadmap.actions.assigning import How, Target
from roadmap.actions.correcting import Corrected, check_day, correct_due, correct_item, text_of
from roadmap.actions.rights import check_may_answer, check_own, may_answer
from roadmap.deadlines.spoken import read_spoken_day
from roadmap.errors import NotFound, UserError
from roadmap.model import (
    Attachment,
    DueState,
    Item,
    Postponement,
    PostponementState,
    ProgressEntry,
    Role,
)
from roadmap.ports import DueView
from roadmap.reading.assigning_words import read_names
from roadmap.standing.status import due_status

_ANSWERING = (Role.COORDINATOR, Role.OFFICIAL)
#: Of an answer: as much as a message of Telegram has.
LONGEST = 4096
#: A picture is shown in its place; whatever else a stranger's file is, it is only saved.
_PICTURES = ("image/jpeg", "image/png", "image/webp")


@dataclass(frozen=True, slots=True)
class PointShown:
    """A due day, its state and what may be done with it; `asked`: the day of a request that waits
    for its decision.
    """

    view: DueView
    address: str
    phrase: str
    until: Html
    state: str
    is_open: bool
    claimed: bool
    asked: date | None = None


async def show(page: Page) -> Response:
    """The item as a whole."""
    item = await page.tx.roadmaps.item(page.ids["item"])
    return await shown(page, item)


async def shown(page: Page, item: Item) -> Shown:
    """The page of an item, which is only read where its roadmap is in the archive; raises
    NotAllowed for who may not see it.
    """
    await check_may_see(page, item)
    views = await views_of_item(page, item)
    names = await known_names(page.tx)
    entries = await page.tx.answers.of_item(item.id)
    asked = await page.tx.answers.postponements_of_item(item.id)
    text, _ = await text_of(page.tx, item)
    neighbours = await page.tx.roadmaps.items(item.roadmap_id)
    place = next(n for n, one in enumerate(neighbours) if one.id == item.id)
    archived = await is_archived(page.tx, item)
    values = {
        "item": item,
        "text": text,
        "points": [point_shown(page, view) for view in views],
        "entries": [one for one in reversed(entries) if one.withdrawn_at is None],
        "withdrawn": sum(one.withdrawn_at is not None for one in entries),
        "names": names.people,
        "addresses": {view.point.id: address(view) for view in views},
        "answering": await page.tx.people.assignments_of_item(item.id),
        "bodies": await page.tx.bodies.assignments_of_items([item.id]),
        "body_names": names.bodies,
        "postponements": asked,
        "waiting": [one for one in asked if one.state is PostponementState.ASKED],
        "archived": archived,
        "may_answer": not archived and await may_answer(page.tx, page.me, item, page.today),
        "number": randbits(52),
        "before": neighbours[place - 1] if place else None,
        "after": neighbours[place + 1] if place + 1 < len(neighbours) else None,
        "may_decide": not archived and page.me.role is Role.COORDINATOR,
        "pictures": _PICTURES,
    }
    return Shown("item.html", values)


def point_shown(page: Page, view: DueView) -> PointShown:
    """A due day as its reader sees it."""
    state = view.due.state
    return PointShown(
        view,
        address(view),
        view.point.deadline.text if view.point.deadline else "",
        until(page.texts, view, page.today),
        due_status(view, page.today).value,
        state in (DueState.OPEN, DueState.QUIET),
        state is DueState.CLAIMED_DONE,
    )


async def answer(page: Page) -> Response:
    """An answer with its files, about the item or a point of it; it may close a due day."""
    item = await page.tx.roadmaps.item(page.ids["item"])
    await check_may_answer(page.tx, page.me, item, page.today)
    await check_active(page, item.roadmap_id)
    text, about = page.form.get("text", "").strip(), page.form.get("about", "")
    _check_length(text)
    if not text and not page.uploads:
        raise UserError("desk-empty-answer")
    views = await views_of_item(page, item)
    view = next((one for one in views if about and one.due.id == number_in(about)), None)
    if about and view is None:
        raise NotFound("desk-no-page")
    files = [await _stored(page, n) for n in range(len(page.uploads))]
    said = Answer(text, from_form(number_in(page.form.get("number", ""))), tuple(files))
    point = view.point if view else None
    entry = await record(page.tx, page.me, item, point, said, page.at, page.today)
    if entry is not None and view is not None and page.form.get("done"):
        await close_and_say(page, view, page.today)
    return Redirect(_back(page, item), page.texts("desk-answered"))


def _check_length(text: str) -> None:
    """Raises UserError for more than an answer has: the page gives the words back."""
    if len(text) > LONGEST:
        raise UserError("desk-too-long", most=LONGEST)


def _back(page: Page, item: Item) -> str:
    """To the page where the form stood."""
    return "/mine" if page.form.get("from") == "mine" else f"/items/{item.id}"


async def _stored(page: Page, n: int) -> Attachment:
    one = page.uploads[n]
    if len(one.content) > page.office.file_limit:
        raise UserError("desk-file-too-large", name=one.name)
    stored = await page.tx.files.add(one.name, one.mime, one.content)
    kind = "photo" if one.mime in _PICTURES else "document"
    return Attachment(
        "", f"desk-{stored}", kind, one.name, one.mime, len(one.content), stored_id=stored
    )


async def change_entry(page: Page) -> Response:
    """Another wording of an answer, or its withdrawal; what stood before is kept."""
    entry = await page.tx.answers.get(page.ids["entry"])
    check_own(page.me, entry.person_id)
    await check_active(page, (await page.tx.roadmaps.item(entry.item_id)).roadmap_id)
    if entry.withdrawn_at is not None:
        raise UserError("stale-withdrawn")
    require_unchanged(page, page.form.get("before", ""), entry.text)
    if page.form.get("withdraw"):
        await withdraw(page.tx, page.me, entry, page.at)
        said = page.texts("desk-withdrawn")
    else:
        text = page.form.get("text", "").strip()
        _check_length(text)
        if not text and not entry.attachments:
            raise UserError("desk-empty-answer")
        await revise(page.tx, entry, text, page.at)
        said = page.texts("desk-changed")
    return Redirect(f"/items/{entry.item_id}", said)


async def change_due(page: Page) -> Response:
    """Close, open again, accept, return with a word, postpone: one due day."""
    view = await page.tx.roadmaps.view(page.ids["due"])
    await check_may_answer(page.tx, page.me, view.item, page.today)
    await check_active(page, view.item.roadmap_id)
    if page.form.get("state") != view.due.state.value:
        raise await overtaken(page, view)
    match page.form.get("do"):
        case "done":
            await close_and_say(page, view, page.today)
        case "open":
            await reopen_and_say(page, view)
        case "accept":
            await accept_and_tell(page, view)
        case "return":
            word = page.form.get("word", "").strip()
            if not word:
                raise UserError("desk-word-needed")
            await return_with_word(page, word[:500], ReturnWord(view.due.id))
        case "postpone":
            return Redirect(_back(page, view.item), await _postpone(page, view))
        case _:
            raise NotFound("desk-no-page")
    return Redirect(_back(page, view.item), page.texts("desk-done"))


async def _postpone(page: Page, view: DueView) -> Html:
    """Ask for another day, or set it as a coordinator; what came of it."""
    if view.due.state not in (DueState.OPEN, DueState.QUIET):
        raise await overtaken(page, view)
    said = read_spoken_day(page.form.get("day", ""), speech_of(page, view.due.day))
    if said is None or said.day is None:
        raise UserError("error-date-unread")
    await ask_and_tell(page, view, said.day, page.form.get("reason", "").strip()[:500])
    key = "postponed" if page.me.role is Role.COORDINATOR else "postpone-asked"
    return page.texts(key, target=target_name(page, view.item, view.point), day=said.day)


async def decide(page: Page) -> Response:
    """Grant a postponement as asked or to another day, or refuse it."""
    asked: Postponement = await page.tx.answers.postponement(page.ids["postponement"])
    view = await page.tx.roadmaps.view(asked.due_id)
    await check_active(page, view.item.roadmap_id)
    if asked.state is not PostponementState.ASKED:
        raise await decided(page, asked)
    if page.form.get("do") == "refuse":
        await refuse_and_tell(page, asked)
    else:
        words = page.form.get("day", "").strip()
        said = read_spoken_day(words, speech_of(page, view.due.day)) if words else None
        if words and (said is None or said.day is None):
            raise UserError("error-date-unread")
        await grant_and_tell(page, asked, said.day if said else None)
    return Redirect(f"/items/{view.item.id}", page.texts("desk-done"))


async def correct(page: Page) -> Response:
    """What was misread: the item's text or number, or a deadline either way."""
    item = await page.tx.roadmaps.item(page.ids["item"])
    await check_active(page, item.roadmap_id)
    what, said = page.form.get("what", ""), page.form.get("said", "").strip()
    before = page.form.get("before", "")
    if what == Corrected.DUE:
        view = await page.tx.roadmaps.view(number_in(page.form.get("due", "")))
        if view.item.id != item.id:
            raise NotFound("desk-no-page")
        day = view.due.day.isoformat() if view.due.day else ""
        require_unchanged(page, before, day)
        roadmap = await page.tx.roadmaps.get(item.roadmap_id)
        deadline = deadline_in(page, said, roadmap.period)
        await check_day(page.tx, view, deadline)
        await correct_due(page.tx, page.me, view, deadline, rules(page))
    elif what in (Corrected.TEXT, Corrected.NUMBER):
        now = item.number if what == Corrected.NUMBER else (await text_of(page.tx, item))[0]
        require_unchanged(page, before, now)
        if not said:
            raise UserError("desk-empty-answer")
        await correct_item(page.tx, page.me, item, Corrected(what), said, rules(page))
    else:
        raise NotFound("desk-no-page")
    return Redirect(f"/items/{item.id}", page.texts("desk-changed"))


async def change_people(page: Page) -> Response:
    """Who answers for the item, or a point of it, by names as in /assign; what takes it from
    somebody, or concerns several, is shown before it holds.
    """
    item = await page.tx.roadmaps.item(page.ids["item"])
    await check_active(page, item.roadmap_id)
    back, about = f"/items/{item.id}", page.form.get("point", "")
    point = await page.tx.roadmaps.point(number_in(about)) if about else None
    how = next((one for one in How if one.value == page.form.get("how")), None)
    if how is None or (point is not None and point.item_id != item.id):
        raise NotFound("desk-no-page")
    words = page.form.get("names", "").strip()[:1000]
    people = [one for name in read_names(words) for one in await named(page, name)]
    if not people:
        raise UserError("desk-names-needed")
    target = Target(item, point)
    change = await change_wanted(page, how, [one.answers_for(target) for one in people])
    if not change:
        return Redirect(back, page.texts("assign-no-change"))
    seen = page.form.get("change", "")
    if seen != str(change.fingerprint) and not holds_at_once(change):
        lines = [page.texts("assign-changed-meanwhile")] if seen else []
        lines += await change_lines(page, change, await known_names(page.tx))
        yes = page.texts("button-hold" if change.come else "button-hold-taking")
        sent = {"names": words, "how": how.value, "point": about, "change": change.fingerprint}
        return sure(lines, f"{back}/people", back, yes, sent)
    await carry_out_and_tell(page, change)
    return Redirect(back, plain(page.texts("assigned-several")))


async def file(page: Page) -> Response:
    """A file of an answer, as it came."""
    entry = await page.tx.answers.get(page.ids["entry"])
    await check_may_see(page, await page.tx.roadmaps.item(entry.item_id))
    found = _attachment(entry, page.ids["file"])
    if found.stored_id is None:
        raise NotFound("desk-file-not-here")
    stored = await page.tx.files.get(found.stored_id)
    picture = found.mime in _PICTURES
    mime = found.mime if picture else "application/octet-stream"
    return Download(found.name or stored.name, mime, stored.content, inline=picture)


def _attachment(entry: ProgressEntry, attachment_id: int) -> Attachment:
    files: Sequence[Attachment] = entry.attachments
    found = next((one for one in files if one.id == attachment_id), None)
    if found is None or entry.withdrawn_at is not None:
        raise NotFound("desk-no-page")
    return found


ROUTES = (
    Route("GET", "/items/{item}", EVERYBODY, show),
    Route("POST", "/items/{item}/answer", _ANSWERING, answer),
    Route("POST", "/items/{item}/correct", COORDINATOR, correct),
    Route("POST", "/items/{item}/people", COORDINATOR, change_people),
    Route("POST", "/entries/{entry}", _ANSWERING, change_entry),
    Route("GET", "/entries/{entry}/files/{file}", EVERYBODY, file),
    Route("POST", "/dues/{due}", _ANSWERING, change_due),
    Route("POST", "/postponements/{postponement}", COORDINATOR, decide),
)
