"""A half-year's files, on the bot's side of the border: one process gathers what they say, another
writes them, and here they get their names. Nothing of the database is read here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from bot.files.border import Gathered, Wanted, pack_wanted, unpack_gathered
from documents.child.process import run_in_child
from documents.child.writing import write_ordered
from documents.files.convert import can_convert, to_pdf
from roadmap.actions.drafting import ReportState
from roadmap.errors import UnreadableDocument
from roadmap.model.forms import MIME, Form
from storage.engine import from_anywhere

#: Twenty thousand answers take two seconds; many large attachments take their memory twice.
_SECONDS, _MEMORY_MB, _LARGEST = 60, 2048, 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A finished file."""

    name: str
    mime: str
    content: bytes


async def make_files(
    wanted: Wanted, gathering: Callable[[Wanted], Awaitable[Gathered]]
) -> tuple[list[MadeFile], ReportState | None]:
    """The files: one, or several pages of a picture; with the report's state where it was asked
    for.

    Raises UserError where there is nothing to put into it, ChildFailed where no answer came.
    """
    if wanted.form == Form.PDF and (printed := await _as_word_prints_it(wanted, gathering)):
        return [printed], None
    order = await gathering(wanted)
    try:
        made = await write_ordered(order.order)
    except UnreadableDocument:
        if wanted.form != "docx" or wanted.by_template:
            raise
        # Its table has no place for a report that can be found: the template has.
        order = await gathering(replace(wanted, by_template=True))
        made = await write_ordered(order.order)
    return list(_named(order.stem, wanted.form, made)), order.state


async def _as_word_prints_it(
    wanted: Wanted, gathering: Callable[[Wanted], Awaitable[Gathered]]
) -> MadeFile | None:
    """The Word report as .pdf, in its document's own form; None where LibreOffice is not there, or
    does not print it: the report's table is then drawn.
    """
    if not can_convert():
        return None
    (word,), _ = await make_files(replace(wanted, form=Form.DOCX, with_state=False), gathering)
    try:
        # A process of its own, with its own limit of time; it does not fit under a child's memory.
        content = await asyncio.to_thread(to_pdf, word.content)
    except UnreadableDocument:
        return None
    return MadeFile(f"{PurePath(word.name).stem}.pdf", MIME[Form.PDF], content)


def _named(stem: str, form: str, made: Sequence[bytes]) -> Iterable[MadeFile]:
    """The pages numbered where there are several; beside limited pictures stands the .pdf of
    all.
    """
    for page, content in enumerate(made, 1):
        if form == "png" and content.startswith(b"%PDF"):
            yield MadeFile(f"{stem}.pdf", MIME["pdf"], content)
        else:
            name = f"{stem}-{page}" if len(made) > 1 else stem
            yield MadeFile(f"{name}.{Form(form).suffix}", MIME[form], content)


async def gather_in_process(url: str, wanted: Wanted) -> Gathered:
    """What `gathering_process.gather` finds in one consistent state of the database at `url`; the
    caller's loop goes on meanwhile.

    Raises UserError, StorageError, and ChildFailed where the process gives no answer.
    """
    answer = await run_in_child(
        "bot.files.gathering_process:gather_payload",
        pack_wanted(from_anywhere(url), wanted),
        seconds=_SECONDS,
        memory_mb=_MEMORY_MB,
        offline=False,
        largest=_LARGEST,
    )
    return unpack_gathered(answer)
