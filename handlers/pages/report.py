"""The report: a half-year's draft, item by item beside its answers, worded in place; what changed
between its versions; and its files, which are made as in chat and fetched from here.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import urlencode

from handlers.looking.collecting import ask_all, question_to_all
from handlers.pages.board import words_finder
from handlers.pages.page import (
    COORDINATOR,
    READERS,
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
from handlers.reporting.calendars import has_days
from handlers.reporting.draft_walk import ask_item_again, reword_item
from handlers.reporting.reports import have_written
from handlers.speaking.answerers import known_names
from handlers.speaking.missing_files import missing_files
from handlers.speaking.texts import Html, clip, plain
from roadmap.actions.drafting import Change, changes_since, last_version
from roadmap.actions.handing import check_handed_to, handed_to, note_asked
from roadmap.actions.looking import subjects
from roadmap.actions.reporting import Drafted, chosen_half, drafted_item, load_drafted
from roadmap.actions.tasks import WriteFile
from roadmap.errors import NotFound, UserError
from roadmap.model import Item, ProgressEntry, ReportingPeriod, Roadmap, Role
from roadmap.model.address import label
from roadmap.model.forms import Form

#: Items of one page.
ITEMS = 50
#: Characters of an item's cell: a cell of a workbook holds 32,767.
LONGEST = 30_000
#: Of an item's own text.
_SUBJECT = 400
#: What is left: everything, what has no text, what a coordinator worded.
KEPT = ("all", "empty", "own")
#: Files that are one file each: a picture of many pages is looked at in chat.
FORMS = (Form.DOCX, Form.PDF, Form.XLSX, Form.ZIP, Form.ICS, Form.TIMELINE)
#: Lines of the field for a text, at least and at most; signs of one.
_LINES, _LINE = (4, 16), 70

#: A word with the space after it.
_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """Which half-year of which roadmap a page is about."""

    roadmap: Roadmap
    half: ReportingPeriod

    def address(self, path: str = "/report", **more: object) -> str:
        """A page about the same half-year."""
        return f"{path}?{urlencode({'roadmap': self.roadmap.id, 'half': self.half.number, **more})}"


@dataclass(frozen=True, slots=True)
class Cell:
    """An item with its text in the report; `own`: a coordinator worded it."""

    item: Item
    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A cell as it is drawn: what its item is about, what the answers make of it, and these."""

    cell: Cell
    about: str
    collected: str
    entries: Sequence[ProgressEntry]
    lines: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a text; `changed`: the other version does not have them there."""

    words: str
    changed: bool


async def show(page: Page) -> Response:
    """The draft: all of it, or what is left by the filter and the words, a page at a time."""
    place = await _place(page)
    drafted = await load_drafted(page.tx, place.roadmap, place.half)
    kept, words = page.query.get("show", ""), page.query.get("q", "").strip()[:200]
    first = number_in(page.query.get("from") or "0")
    cells = await asyncio.to_thread(cells_of, drafted)
    found = await asyncio.to_thread(matching, cells, kept, words)
    shown = found[first : first + ITEMS]
    values = {
        **await _beside(page, place, [one.item for one in shown]),
        "to": page.here(),
        "rows": await _rows(page, drafted, shown),
        "found": len(found),
        "all": len(cells),
        "filled": sum(bool(one.text) for one in cells),
        "halves": place.roadmap.period.halves(),
        "kept": kept if kept in KEPT else KEPT[0],
        "choices": KEPT,
        "words": words,
        "first": first,
        "last": first + len(shown),
        "back": max(0, first - ITEMS) if first else None,
        "following": first + ITEMS if first + ITEMS < len(found) else None,
        "missing": await missing_files(page, place.roadmap, place.half),
        **await _files_values(page, place),
    }
    return Shown("report.html", values, part="count" if page.query.get("only") else "found")


async def _place(page: Page) -> Place:
    roadmap = await page.roadmap()
    asked = page.query.get("half") or page.form.get("half")
    half = chosen_half(roadmap, number_in(asked) if asked else None, page.today)
    return Place(roadmap, half)


def cells_of(drafted: Drafted) -> list[Cell]:
    """Every item's text, in the document's order."""
    return [Cell(item, drafted.text(item), item.id in drafted.chosen) for item in drafted.items]


def matching(cells: Sequence[Cell], kept: str, words: str) -> list[Cell]:
    """Those that are left, by the words of the item and of the report."""
    has = words_finder(words)
    return [
        one
        for one in cells
        if (kept != "empty" or not one.text)
        and (kept != "own" or one.own)
        and has(one.item, (one.text,))
    ]


async def _rows(page: Page, drafted: Drafted, shown: Sequence[Cell]) -> list[Row]:
    about = await subjects(page.tx, [one.item for one in shown])
    rows = []
    for one in shown:
        entries = drafted.stories[one.item.id].entries
        standing = [entry for entry in entries if entry.withdrawn_at is None]
        collected = drafted.collected(one.item) if one.own else one.text
        subject = clip(about[one.item.id], _SUBJECT)
        rows.append(Row(one, subject, collected, standing, _lines(one.text)))
    return rows


def _lines(text: str) -> int:
    needed = sum(1 + len(line) // _LINE for line in text.splitlines())
    return min(max(needed + 1, _LINES[0]), _LINES[1])


async def _beside(page: Page, place: Place, items: Sequence[Item]) -> dict[str, object]:
    """What every row needs beside itself."""
    points = await page.tx.roadmaps.points([item.id for item in items])
    by_id, dotted = (
        {item.id: item for item in items},
        await page.tx.roadmaps.dotted(place.roadmap.id),
    )
    return {
        "place": place,
        "names": (await known_names(page.tx)).shown,
        "addresses": {one.id: label(by_id[one.item_id], one, dotted=dotted) for one in points},
        "may_word": page.me.role is Role.COORDINATOR and place.roadmap.archived_at is None,
        "may_ask_all": page.me.role is Role.COORDINATOR
        and place.roadmap.archived_at is None
        and _is_now(page, place),
        "longest": LONGEST,
        "saved": "",
    }


async def word(page: Page) -> Response:
    """Other words for an item, or those of the answers again; nothing where somebody else has
    worded it meanwhile, or it was answered.
    """
    item = await page.tx.roadmaps.item(page.ids["item"])
    await check_active(page, item.roadmap_id)
    roadmap = await page.tx.roadmaps.get(item.roadmap_id)
    half = chosen_half(roadmap, number_in(page.form.get("half", "")), page.today)
    place, drafted = Place(roadmap, half), await drafted_item(page.tx, roadmap, item, half)
    now = drafted.text(item)
    require_unchanged(page, page.form.get("before", ""), now)
    said = page.form.get("text", "").strip()
    if len(said) > LONGEST:
        raise UserError("desk-too-long", most=LONGEST)
    back = bool(page.form.get("reset"))
    if back or said != now.strip():
        # Words that are the answers' own are left to the answers: more may come.
        text = None if back or said == drafted.collected(item).strip() else said
        await reword_item(page, roadmap, half, item, text)
    sentence = page.texts("draft-words-reset" if back else "desk-report-saved", number=item.number)
    return await _row_or_page(page, place, item, sentence)


async def _row_or_page(page: Page, place: Place, item: Item, said: Html) -> Response:
    """What was done with an item, `said` beside it where the row alone is swapped."""
    to = page.form.get("to", "")
    to = to if to.startswith("/report?") else place.address()
    if not page.part:
        return Redirect(f"{to}#item-{item.id}", said)
    drafted = await drafted_item(page.tx, place.roadmap, item, place.half)
    (row,) = await _rows(page, drafted, cells_of(drafted))
    values = {**await _beside(page, place, [item]), "row": row, "to": to, "saved": said}
    return Shown("report.html", values, part="row")


async def ask(page: Page) -> Response:
    """Ask those who answer for an item once more, as in the walk through a draft."""
    item = await page.tx.roadmaps.item(page.ids["item"])
    await check_active(page, item.roadmap_id)
    roadmap = await page.tx.roadmaps.get(item.roadmap_id)
    half = chosen_half(roadmap, number_in(page.form.get("half", "")), page.today)
    said, _ = await ask_item_again(page, item)
    return await _row_or_page(page, Place(roadmap, half), item, said)


async def ask_everybody(page: Page) -> Response:
    """Ask all from whom something is missing in the current half-year: how many that are is shown
    before anybody is written to.
    """
    place = await _place(page)
    await check_active(page, place.roadmap.id)
    if not _is_now(page, place):
        raise NotFound("desk-no-page")
    seen = page.form.get("seen", "")
    if seen:
        said, now = await ask_all(page, place.roadmap, number_in(seen))
        if now is None:
            return Redirect(place.address(), plain(said))
        return _surely(page, place, [said], now)
    question = await question_to_all(page, place.roadmap)
    if not question.reaches:
        return Redirect(place.address(), plain(Html("\n".join(question.lines))))
    return _surely(page, place, question.lines, question.asked)


def _surely(page: Page, place: Place, lines: Sequence[Html], asked: int) -> Shown:
    sent = {"roadmap": place.roadmap.id, "half": place.half.number, "seen": asked}
    return sure(lines, "/report/ask", place.address(), page.texts("button-write"), sent)


def _is_now(page: Page, place: Place) -> bool:
    return place.half == place.roadmap.period.half_at(page.today)


# ── files ─────────────────────────────────────────────────────────────────────────────────────────


async def _files_values(page: Page, place: Place) -> dict[str, object]:
    handed = await handed_to(page.tx, page.me.id, place.roadmap, place.half)
    return {
        "place": place,
        "forms": FORMS,
        "handed": {form: one for form, one in handed.items() if form in FORMS},
        "waits": [form.value for form, one in handed.items() if one.being_made],
        # What was waited for and is there comes by itself.
        "arrived": page.query.get("waits", "").split(",") if page.part else [],
        "version": await last_version(page.tx, place.roadmap, place.half),
    }


async def files(page: Page) -> Response:
    """Which files are made, which are there: what the page asks for while it waits."""
    place = await _place(page)
    if not page.part:
        return Redirect(place.address())
    return Shown("report.html", await _files_values(page, place), part="files")


async def order(page: Page) -> Response:
    """Have a file made, as in chat; it is fetched from here once it is there."""
    place, name = await _place(page), page.form.get("form", "")
    if name not in FORMS:
        raise NotFound("desk-no-page")
    form = Form(name)
    if form is Form.ICS and not await has_days(page, place.roadmap, None):
        raise UserError("calendar-empty", own="no")
    with_state = form is Form.DOCX
    await have_written(page, place.roadmap, place.half, form, with_state=with_state)
    task = WriteFile(place.roadmap.id, place.half.number, form, with_state=with_state)
    await note_asked(page.tx, page.me.id, task)
    if page.part:
        return Shown("report.html", await _files_values(page, place), part="files")
    return Redirect(place.address(), page.texts("file-coming"))


async def file(page: Page) -> Response:
    """A file that was made for whoever asks."""
    await check_handed_to(page.tx, page.me.id, page.ids["file"])
    stored = await page.tx.files.get(page.ids["file"])
    return Download(stored.name, stored.mime, stored.content)


# ── what changed ──────────────────────────────────────────────────────────────────────────────────


async def changes(page: Page) -> Response:
    """What a version of the report says otherwise than the one before it, a page at a time."""
    place = await _place(page)
    newest = await last_version(page.tx, place.roadmap, place.half)
    version = number_in(page.query.get("version") or str(newest))
    found = await changes_since(page.tx, place.roadmap, place.half, version - 1)
    first = number_in(page.query.get("from") or "0")
    shown = found[first : first + ITEMS]
    values = {
        "place": place,
        "version": version,
        "versions": range(newest, 1, -1),
        "count": len(found),
        "changes": await asyncio.to_thread(_compared, shown),
        "following": first + ITEMS if first + ITEMS < len(found) else None,
    }
    return Shown("report_changes.html", values)


def _compared(shown: Sequence[Change]) -> list[tuple[str, list[Piece], list[Piece]]]:
    return [(one.number, *pieces_of(one.before, one.after)) for one in shown]


def pieces_of(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, word by word: what they share, and what only one of them has."""
    was, now = _WORD.findall(before), _WORD.findall(after)
    old, new = list[Piece](), list[Piece]()
    bare = [[word.rstrip() for word in words] for words in (was, now)]
    matcher = SequenceMatcher(None, bare[0], bare[1], autojunk=False)
    for tag, was_from, was_to, now_from, now_to in matcher.get_opcodes():
        if was_to > was_from:
            old.append(Piece("".join(was[was_from:was_to]), tag != "equal"))
        if now_to > now_from:
            new.append(Piece("".join(now[now_from:now_to]), tag != "equal"))
    return old, new


ROUTES = (
    Route("GET", "/report", READERS, show),
    Route("POST", "/report/items/{item}", COORDINATOR, word),
    Route("POST", "/report/items/{item}/ask", COORDINATOR, ask),
    Route("POST", "/report/ask", COORDINATOR, ask_everybody),
    Route("GET", "/report/files", READERS, files),
    Route("POST", "/report/files", READERS, order),
    Route("GET", "/report/files/{file}", READERS, file),
    Route("GET", "/report/changes", READERS, changes),
)
