"""Import at the desk: a document is sent and read by a job, its draft stands beside what was read
of it, what is doubtful is settled there, and it is saved or updates the roadmap that stands.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from handlers.importing.columns import MEANINGS, read_with
from handlers.importing.edition_changes import Told, changes_found
from handlers.importing.files import outside_words, undo_and_say, update_and_say
from handlers.importing.item_pages import deadline_words, doubtful_first
from handlers.importing.previewing import Read, preview_lines, what_was_read
from handlers.importing.questions import (
    cell_lines,
    cell_points,
    choices,
    days_of,
    give,
    meanings,
    question_asked,
    settled_words,
    span_said,
    take_choice,
)
from handlers.importing.year import read_within, year_in
from handlers.pages.page import (
    COORDINATOR,
    Page,
    Redirect,
    Response,
    Route,
    Shown,
    number_in,
)
from handlers.people.plan_names import plan_names_offer
from handlers.people.without_responsible import nobody_offer
from handlers.reminding.postponing import say_proposed
from handlers.speaking.asking_day import speech_of
from handlers.speaking.buttons import CHOICE_SAME, CHOICE_SKIP
from handlers.speaking.current_roadmap import rules
from handlers.speaking.slow_work import ask_to_read
from handlers.speaking.texts import Html, clip, plain
from roadmap.actions.archiving import unarchive
from roadmap.actions.arriving import Arrival, arrival_of, remember_arrival
from roadmap.actions.editing import may_undo
from roadmap.actions.importing import (
    ask_again,
    asked_before,
    asked_last,
    days_outside,
    draft_of,
    followed,
    is_doubtful,
    is_resolved,
    open_questions,
    past_choice,
    resolution_of,
    save_new,
    span_as_resolution,
)
from roadmap.actions.tasks import ReadDocument, being_read
from roadmap.deadlines.spoken import read_spoken_day
from roadmap.drafts.adoption import ItemRows, Past, adopt
from roadmap.drafts.anchors import ANCHOR, settled_by
from roadmap.errors import NotFound, UserError
from roadmap.model import (
    CellKind,
    Deadline,
    Draft,
    DraftItem,
    Option,
    Roadmap,
    Span,
    WrittenCell,
)
from roadmap.model.address import any_dotted, label
from roadmap.ports import ListedDraft, StoredDraft
from roadmap.reading.beside import ReadPoint, Strip, beside
from roadmap.reading.cell import tidy
from roadmap.reading.doubts import PERIOD

#: Items of one page, and imports that are listed.
ITEMS, _LISTED = 50, 6
#: Lines of a cell and points beside them that a question shows; of what is said after an answer.
_LINES, _SAID = 40, 600


@dataclass(frozen=True, slots=True)
class Listed:
    """An import of this person's: its items, and how many questions are open."""

    id: int
    title: str
    items: int
    left: int
    at: datetime
    saved: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A column whose meaning is asked for: the first cells, and what it seems to hold."""

    place: int
    cells: Sequence[str]
    guess: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to choose, and what it means for the other lines of the cell."""

    value: str
    words: str
    meaning: Html


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is drawn; `before` is what stands answered, `given` that in words; `back`
    the question that was answered before it.
    """

    index: int
    words: Html
    points: Sequence[Html]
    lines: Sequence[Html]
    choices: Sequence[Choice]
    before: str
    given: str
    back: int | None


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point that was read: `question` is the index of its question, None where it has none, and
    `is_open` whether that waits.
    """

    address: str
    text: str
    days: Html
    question: int | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class StripRow:
    """Lines of the document that stand at one height, and the points that were read of them; of
    lines that are of no point, `taken_for` says what they were taken for.
    """

    work: Sequence[str]
    time: Sequence[str]
    points: Sequence[PointRow]
    taken_for: str
    is_open: bool


#: Lines of a cell, or of what was read of one, and how they are called.
Named = tuple[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item's cells as they stand in the document, beside what was read of them.

    `time` are the lines of its deadlines where it is not plain whose each is; `people` those of the
    cells of the responsible, `rest` the other cells. `read` is what was read beside the points.
    """

    number: str
    doubt: bool
    section: str
    strips: Sequence[StripRow]
    time: Sequence[str]
    people: Sequence[str]
    rest: Sequence[Named]
    read: Sequence[Named]


# ── sending a document ────────────────────────────────────────────────────────────────────────────


async def show(page: Page) -> Response:
    """Where a document is sent, whether it is still being read, and the imports of this person."""
    waiting = await being_read(page.tx, page.me.id)
    if waiting and page.part:  # it is asked every second: nothing else is looked up
        return Shown("importing.html", {"waiting": waiting, "after": _after(page, 0)}, "reading")
    mine = await page.tx.drafts.of_person(page.me.id, _LISTED)
    newest = max((one.id for one in mine), default=0)
    if "after" in page.query and not waiting:
        arrived = newest > number_in(page.query["after"])
        return Redirect(f"/import/{newest}" if arrived else "/import")
    arrival = await arrival_of(page.tx, page.me.id)
    columns = _columns(arrival) if arrival is not None else []
    known = dict.fromkeys([*MEANINGS.values(), *(one.guess for one in columns)])
    values = {
        "waiting": waiting,
        "after": _after(page, newest),
        "arrival": arrival,
        "columns": columns,
        "meanings": {one: page.texts(f"column-{one}") for one in known},
        "drafts": _listed(mine),
    }
    return Shown("importing.html", values, part="reading")


def _after(page: Page, newest: int) -> int:
    """The draft that was the newest before the document was sent."""
    return number_in(page.query.get("after", str(newest)))


def _columns(arrival: Arrival) -> list[Column]:
    return [
        Column(place, [row[place] for row in arrival.rows if place < len(row)], guess)
        for place, guess in enumerate(arrival.guesses)
    ]


def _listed(drafts: Sequence[ListedDraft]) -> list[Listed]:
    """Of a file that was read again (for another year, say) the last reading alone."""
    found, files = list[Listed](), set[int]()
    for one in drafts:
        if one.file_id in files and one.roadmap_id is None:
            continue
        files |= {one.file_id} if one.file_id is not None else set()
        left = sum(not is_resolved(one.answers, index) for index in range(one.questions))
        saved = one.roadmap_id is not None
        found.append(Listed(one.id, one.title, one.items, left, one.created_at, saved))
    return found


async def upload(page: Page) -> Response:
    """Have a document read by a job, in the child process: it may be anything."""
    if not page.uploads:
        raise UserError("desk-import-no-file")
    file = page.uploads[0]
    if len(file.content) > page.office.file_limit:
        raise UserError("desk-file-too-large", name=file.name)
    file_id = await page.tx.files.add(file.name, "", file.content)
    await ask_to_read(page, ReadDocument(file.name, stored_file=file_id))
    return await _being_read(page)


async def _being_read(page: Page) -> Redirect:
    """Where the person waits for what is read."""
    await remember_arrival(page.tx, page.me.id, None)
    mine = await page.tx.drafts.of_person(page.me.id, _LISTED)
    return Redirect(f"/import?after={max((one.id for one in mine), default=0)}")


async def name_columns(page: Page) -> Response:
    """What each column of the table holds; or the document is given up."""
    arrival = await arrival_of(page.tx, page.me.id)
    if page.form.get("do") == "forget":
        await remember_arrival(page.tx, page.me.id, None)
        return Redirect("/import")
    if arrival is None or not arrival.guesses or page.form.get("file") != str(arrival.file_id):
        raise UserError("stale-decided")
    places = range(len(arrival.guesses))
    columns = tuple(page.form.get(f"column{place}", "") for place in places)
    known = {*MEANINGS.values(), *arrival.guesses}
    if not {*columns} <= known or "measure" not in columns:
        raise UserError("desk-import-no-measure")
    await read_with(page, arrival.file_id, columns)
    return await _being_read(page)


# ── the draft ─────────────────────────────────────────────────────────────────────────────────────


async def draft(page: Page) -> Response:
    """The draft: counts and cautions, the question that is next, what a new edition changes, and
    each row beside what was read of it.
    """
    stored = await page.tx.drafts.get(page.ids["draft"])
    read = await what_was_read(page, stored)
    unsure = read.draft.judgement is not None and not read.draft.judgement.sure
    saved = await page.tx.roadmaps.get(stored.roadmap_id) if stored.roadmap_id else None
    edition, archived = (None, None) if saved or unsure else await _edition(page, stored, read)
    rows = await asyncio.to_thread(adopt, read.known, page.today, past_choice(stored))
    asked = {(one.item, one.about) for one in read.known.questions}
    ordered = await asyncio.to_thread(doubtful_first, rows, asked)
    first = min(number_in(page.query.get("from") or "0"), max(0, len(ordered) - 1))
    outside = Html("") if saved or unsure else await _outside(page, stored, read.draft)
    names = list[Html]()
    if saved is not None:
        names = [(await plan_names_offer(page, saved))[0], (await nobody_offer(page, saved.id))[1]]
    index = None if unsure else _next(page, stored, read.draft)
    lines = await asyncio.to_thread(preview_lines, page, stored, read)
    shown = await asyncio.to_thread(_rows, page, read, ordered[first : first + ITEMS], asked)
    values = {
        "stored": stored,
        "title": read.draft.title,
        "lines": lines[1:] if unsure else lines,
        "year": _years(page, read.draft),
        "unsure": unsure,
        "why": lines[0],
        "saved": saved,
        "names": [line for line in names if line],
        "may_undo": await may_undo(page.tx, stored, page.at),
        "updated": saved is not None and stored.replaces == saved.id,
        "left": read.left,
        "asked": None if index is None else _asked(page, stored, read, index),
        "skipped": open_questions(stored, read.draft)[0][0] if read.left and not unsure else None,
        "last": asked_last(stored),
        "edition": edition,
        "archived": archived,
        "doubtful": is_doubtful(stored) or (edition is not None and edition.doubtful),
        "outside": outside,
        "past": read.past,
        "past_choice": past_choice(stored).value,
        "pasts": _pasts(page),
        "state": _state(stored),
        "rows": shown,
        "named_people": any(row.people for row in shown),
        "first": first,
        "total": len(ordered),
        "doubts": sum(doubt for _, doubt in ordered),
        "per_page": ITEMS,
    }
    return Shown("draft.html", values)


def _years(page: Page, read: Draft) -> list[str]:
    found = read.judgement.choices if read.judgement is not None else ()
    return [str(page.texts.period(one.label)) for one in found]


def _pasts(page: Page) -> Mapping[str, str]:
    return {
        Past.QUIET.value: page.texts("desk-past-quiet"),
        Past.ASK.value: page.texts("desk-past-ask"),
        Past.DONE.value: page.texts("desk-past-done"),
    }


async def _edition(
    page: Page, stored: StoredDraft, read: Read
) -> tuple[Told | None, Roadmap | None]:
    """What a new edition changes; of a roadmap in the archive only which it is."""
    if stored.replaces is None:
        return None, None
    roadmap = await page.tx.roadmaps.get(stored.replaces)
    if roadmap.archived_at is not None:
        return None, roadmap
    return await changes_found(page, stored, read.changes), None


async def _outside(page: Page, stored: StoredDraft, read: Draft) -> Html:
    found = await days_outside(stored, read, page.office.calendar)
    return outside_words(page.texts, read, found) if found else Html("")


def _next(page: Page, stored: StoredDraft, read: Draft) -> int | None:
    """The question that the address names, else the first that is neither answered nor skipped."""
    named = page.query.get("q", "")
    if named:
        index = number_in(named)
        if index >= len(read.questions):
            raise NotFound("desk-no-page")
        return index
    waiting = (i for i, _ in open_questions(stored, read) if str(i) not in stored.answers)
    return next(waiting, None)


def _asked(page: Page, stored: StoredDraft, read: Read, index: int) -> Asked | None:
    """The question as it is drawn; None for that of the year, which stands above all others."""
    question = read.draft.questions[index]
    if question.about == PERIOD and read.draft.judgement is not None:
        return None
    means = meanings(page.texts, stored, read.draft, index)
    said = resolution_of(stored, index)
    return Asked(
        index,
        question_asked(page, stored, read.draft, index),
        cell_points(page, read.known, question, _LINES),
        cell_lines(page.texts, question, _LINES),
        [
            Choice(
                "same" if number == CHOICE_SAME else str(number),
                words,
                means.get(number, Html("")),
            )
            for number, words in choices(page.texts, stored, read.draft, index)
        ],
        _before(stored, index),
        "" if said is None else days_of(page.texts, Option(said.span)),
        asked_before(stored, index),
    )


def _before(stored: StoredDraft, index: int) -> str:
    return json.dumps(stored.answers.get(str(index)), sort_keys=True)


def _state(stored: StoredDraft) -> str:
    """Tells whether anything of the draft was changed."""
    told = json.dumps([stored.answers, stored.roadmap_id, stored.replaces], sort_keys=True)
    return sha256(told.encode()).hexdigest()[:16]


def _rows(
    page: Page,
    read: Read,
    shown: Sequence[tuple[ItemRows, bool]],
    asked: set[tuple[str, str]],
) -> list[ItemRow]:
    questions = {(one.item, one.about): n for n, one in enumerate(read.draft.questions)}
    dotted = any_dotted(item.number for item in read.draft.items)
    # Where an answer depends on how the lines of a cell are shared out, whose each is is open.
    shared = {
        one.item for one in read.known.questions if any(option.ways for option in one.options)
    }
    asked_lines = {one.item: one.lines for one in read.draft.questions if one.lines}
    found, above = [], tuple[str, ...]()
    for rows, doubt in shown:
        item, points = read.draft.items[rows.item.position], list[PointRow]()
        for row in rows.points:
            name = (rows.item.number, row.point.about)
            words = deadline_words(page.texts, row, page.today, asked=name in asked)
            address = label(rows.item, row.point, dotted=dotted)
            text = row.point.text
            points.append(PointRow(address, text, words, questions.get(name), name in asked))
        cells = item.rows or _kept_cells(item, asked_lines.get(item.number, ()))
        laid = beside(cells, _read_points(rows), item.number in shared)
        strips = [_strip(page, item, strip, points) for strip in laid.strips]
        shown_already = {strip.taken_for for strip in strips}
        told = [(str(page.texts(key)), lines) for key, lines in _read_beside(item).items()]
        section = " · ".join(item.section) if item.section != above else ""
        above = item.section
        found.append(
            ItemRow(
                item.number_written,
                doubt,
                section,
                strips,
                laid.time,
                [line for cell in _cells_of(cells, CellKind.RESPONSIBLE) for line in cell.lines],
                [
                    (cell.title or str(page.texts("desk-import-untitled")), cell.lines)
                    for cell in _cells_of(cells, CellKind.OTHER)
                ],
                [(name, lines) for name, lines in told if lines and name not in shown_already],
            )
        )
    return found


def _strip(page: Page, item: DraftItem, strip: Strip, points: Sequence[PointRow]) -> StripRow:
    own = [points[place] for place in strip.points]
    words, taken_for = " ".join(strip.work), "desk-import-no-point"
    if own:
        taken_for = ""
    elif tidy(item.recommendation) == words:
        taken_for = "desk-import-title"
    elif item.criterion and words.endswith(tidy(item.criterion)):
        taken_for = "desk-import-criterion"
    said = str(page.texts(taken_for)) if taken_for else ""
    return StripRow(strip.work, strip.time, own, said, any(one.is_open for one in own))


def _read_points(rows: ItemRows) -> list[ReadPoint]:
    return [
        ReadPoint(one.text, one.deadline.text if one.deadline else "")
        for one in (row.point for row in rows.points)
    ]


def _cells_of(rows: Sequence[Sequence[WrittenCell]], kind: CellKind) -> list[WrittenCell]:
    return [cell for row in rows for cell in row if cell.kind is kind]


def _read_beside(item: DraftItem) -> Mapping[str, Sequence[str]]:
    """What was read of an item beside its points, by the key of its name."""
    return {
        "desk-import-responsible": item.responsible,
        "desk-import-co-executors": item.co_executors,
        "desk-import-criterion": [item.criterion] if item.criterion else [],
        "desk-import-progress": item.progress.splitlines(),
    }


def _kept_cells(item: DraftItem, lines: Sequence[str]) -> Sequence[Sequence[WrittenCell]]:
    """What a draft of an earlier version keeps of an item's cells: the work and the phrases of its
    deadlines, in the order in which they were read. `lines` are the deadlines of its cell where a
    question has them as they stand.
    """
    work = item.recommendation.splitlines()
    phrases = list[str]()
    for measure in item.measures:
        number = f"{measure.number}. " if measure.number else ""
        work += f"{number}{measure.text}".splitlines()
        phrases += _phrase(measure.deadline)
        for part in measure.parts:
            work += f"– {part.text}".splitlines()
            phrases += _phrase(part.deadline)
    for point in item.control_points:
        work += point.text.splitlines()
        phrases += _phrase(point.deadline)
    if lines:
        phrases = [*lines, *(phrase for phrase in phrases if phrase not in lines)]
    cells = [(CellKind.WORK, work), (CellKind.TIME, phrases)]
    return [[WrittenCell(kind, "", tuple(lines)) for kind, lines in cells]]


def _phrase(deadline: Deadline | None) -> list[str]:
    return deadline.text.splitlines() if deadline else []


# ── answering and saving ──────────────────────────────────────────────────────────────────────────


async def answer(page: Page) -> Response:
    """One question: a choice, a day that was typed, the same for all like it, or not now."""
    stored = await page.tx.drafts.get(page.ids["draft"])
    read = await draft_of(stored)
    index, choice = number_in(page.form.get("index", "")), page.form.get("choice", "")
    if index >= len(read.questions):
        raise NotFound("desk-no-page")
    said = resolution_of(stored, index)
    if page.form.get("before") != _before(stored, index):
        given = days_of(page.texts, Option(said.span)) if said else page.texts("desk-import-open")
        raise UserError("desk-changed-meanwhile", now=str(given))
    told = Html("")
    if choice == "day":
        span = _typed(page, read, index)
        stored = await give(page, stored, read, index, span_as_resolution(span))
        told = _taken(page, read, index, span)
    else:
        number = {"skip": CHOICE_SKIP, "same": CHOICE_SAME}.get(choice)
        number = number_in(choice) if number is None else number
        stored = await take_choice(page, stored, read, index, number)
    settled = settled_words(page, stored, read, followed(stored, index))
    words = " ".join(part for part in (told, settled.strip()) if part)
    if not any(str(i) not in stored.answers for i, _ in open_questions(stored, read)):
        words = f"{words} {page.texts('desk-import-all-asked')}".strip()
    return Redirect(f"/import/{stored.id}", clip(plain(Html(words)), _SAID))


def _typed(page: Page, read: Draft, index: int) -> Span:
    words = page.form.get("day", "").strip()
    span = span_said(read, index, words)
    if span is not None:
        return span
    spoken = read_spoken_day(words, speech_of(page))
    if spoken is None or spoken.day is None:
        raise UserError("error-date-unread")
    return Span(spoken.day, spoken.day)


def _taken(page: Page, read: Draft, index: int, span: Span) -> Html:
    question = read.questions[index]
    if question.about == ANCHOR:
        return page.texts("anchor-taken", day=span.end, count=len(settled_by(read, question)))
    return page.texts("question-taken", day=span.end)


async def choose_year(page: Page) -> Response:
    """Read the document again within another year: one of the likely ones, or as typed."""
    stored = await page.tx.drafts.get(page.ids["draft"])
    if stored.roadmap_id is not None:
        raise UserError("import-saved-already")
    read, choice = await draft_of(stored), page.form.get("choice", "")
    likely = read.judgement.choices if read.judgement is not None else ()
    if choice:
        if number_in(choice) >= len(likely):
            raise UserError("stale-decided")
        period = likely[number_in(choice)]
    else:
        period = year_in(page.form.get("year", ""))
    await read_within(page, stored, period)
    return await _being_read(page)


async def change(page: Page) -> Response:
    """Save, update, cancel, take back; ask about days outside; what becomes of days past."""
    stored = await page.tx.drafts.get(page.ids["draft"])
    do, here = page.form.get("do"), f"/import/{stored.id}"
    if do == "undo":
        return Redirect(here, await undo_and_say(page, stored))
    if stored.roadmap_id is not None:
        raise UserError("import-saved-already")
    if do == "cancel":
        await page.tx.drafts.remove(stored.id)
        return Redirect("/import", page.texts("import-cancelled"))
    if page.form.get("state") != _state(stored):
        raise UserError("desk-import-changed")
    match do:
        case "past":
            chosen = next((one for one in Past if one == page.form.get("past")), Past.QUIET)
            await page.tx.drafts.update(
                replace(stored, answers={**stored.answers, "past": chosen.value})
            )
            return Redirect(here)
        case "correct":
            found = await days_outside(stored, await draft_of(stored), page.office.calendar)
            if not found:
                return Redirect(here)
            _, index = await ask_again(page.tx, stored, found)
            return Redirect(f"{here}?q={index}")
        case "unarchive":
            await unarchive(page.tx, page.me, await _replaced(page, stored), rules(page))
            return Redirect(here, page.texts("returned-toast"))
        case "save" | "update":
            return await _save(page, stored, update=do == "update")
        case _:
            raise NotFound("desk-no-page")


async def _replaced(page: Page, stored: StoredDraft) -> Roadmap:
    if stored.replaces is None:
        raise UserError("stale-decided")
    return await page.tx.roadmaps.get(stored.replaces)


async def _save(page: Page, stored: StoredDraft, *, update: bool) -> Redirect:
    """As a roadmap of its own or as a new edition; days outside are named before."""
    read, here = await draft_of(stored), f"/import/{stored.id}"
    outside = await days_outside(stored, read, page.office.calendar)
    if outside and not page.form.get("sure"):
        return Redirect(here, clip(plain(outside_words(page.texts, read, outside)), _SAID))
    if update:
        roadmap = await _replaced(page, stored)
        said = Html(" ".join(await update_and_say(page, roadmap, stored, read)))
    else:
        roadmap = await save_new(page.tx, page.me, stored, read, rules(page))
        await say_proposed(page.to(page.me), roadmap.id)
        said = page.texts("import-saved", title=clip(roadmap.title, 200))
    return Redirect(here, clip(plain(said), _SAID))


ROUTES = (
    Route("GET", "/import", COORDINATOR, show),
    Route("POST", "/import", COORDINATOR, upload),
    Route("POST", "/import/columns", COORDINATOR, name_columns),
    Route("GET", "/import/{draft}", COORDINATOR, draft),
    Route("POST", "/import/{draft}", COORDINATOR, change),
    Route("POST", "/import/{draft}/answer", COORDINATOR, answer),
    Route("POST", "/import/{draft}/year", COORDINATOR, choose_year),
)
