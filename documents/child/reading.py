"""Reading a sent document in a child process, with one plain reason for any failure."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from typing import Any

from documents.child.process import ChildFailed, run_in_child
from documents.files.convert import to_docx
from documents.files.kinds import WEB, markup_of, wants_conversion
from documents.files.limits import MAX_FILE
from documents.tables.people_file import PersonRow
from roadmap.drafts.json_form import draft_as_json, draft_from_json
from roadmap.errors import UnreadableDocument, UnsureColumns
from roadmap.legible import legible_json
from roadmap.model import Draft, Period

_SECONDS = 10
_MEMORY_MB = 256
#: A child that ends without a word was stopped by the very file: a parser crashed on it.
_REASONS = {"timeout": "error-too-long", "memory": "error-too-large", "crash": "error-truncated"}


async def readable(content: bytes) -> bytes:
    """The file itself, or as .docx where only LibreOffice can read it: an origin then belongs to
    what came out, so that is to be kept. Raises UnreadableDocument where nothing came out.
    """
    if len(content) > MAX_FILE or not wants_conversion(content):
        return content
    if markup_of(content) in WEB:
        content = await _page_of(content)
    # LibreOffice is a process of its own, with its own limit of time; it does not fit under the
    # child's memory.
    return await asyncio.to_thread(to_docx, content)


async def _page_of(content: bytes) -> bytes:
    try:
        return await run_in_child(
            "documents.files.web_page:page_of", content, seconds=_SECONDS, memory_mb=_MEMORY_MB
        )
    except ChildFailed as failed:
        raise UnreadableDocument(_REASONS[failed.reason]) from None


async def read_in_child(
    content: bytes,
    name: str,
    year: Period | None,
    today: date,
    columns: Sequence[str] | None = None,
) -> Draft:
    """`documents.tables.reading.read_document` in a child under 10 s and 256 MB; the caller's loop
    goes on meanwhile.

    Raises UnsureColumns, and UnreadableDocument with a key for everything else that a file can do.
    """
    content = await readable(content)
    order = {
        "name": name,
        "today": today.isoformat(),
        "year": [year.label, year.start.isoformat(), year.end.isoformat()] if year else None,
        "columns": list(columns) if columns is not None else None,
    }
    payload = json.dumps(order).encode() + b"\n" + content
    try:
        answer = await run_in_child(
            "documents.child.reading:read_payload", payload, seconds=_SECONDS, memory_mb=_MEMORY_MB
        )
        # A large plan's draft takes a tenth of a second to build.
        return await asyncio.to_thread(_draft_in, answer)
    except ChildFailed as failed:
        raise UnreadableDocument(_REASONS[failed.reason]) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UnreadableDocument("error-truncated") from None


def _draft_in(answer: bytes) -> Draft:
    """What the child says it has read; raises UnsureColumns where it says so."""
    read: Any = legible_json(answer.decode())
    if "unsure" not in read:
        return draft_from_json(read["draft"])
    rows = tuple(tuple(str(text) for text in row) for row in read["unsure"]["rows"])
    raise UnsureColumns(rows, tuple(str(guess) for guess in read["unsure"]["guesses"]))


def read_payload(payload: bytes) -> bytes:
    """The child's side: a line of JSON (the order) and the file in, the draft as JSON out."""
    from documents.tables.reading import read_document

    head, _, content = payload.partition(b"\n")
    order = json.loads(head)
    year = order["year"] and Period(order["year"][0], *map(date.fromisoformat, order["year"][1:]))
    try:
        draft = read_document(
            content, order["name"], year, date.fromisoformat(order["today"]), order["columns"]
        )
    except UnsureColumns as unsure:
        return json.dumps({"unsure": {"rows": unsure.rows, "guesses": unsure.guesses}}).encode()
    return json.dumps({"draft": draft_as_json(draft)}).encode()


async def people_in_child(content: bytes, name: str) -> list[PersonRow]:
    """`read_people` in a child under the same limits; raises UnreadableDocument."""
    payload = json.dumps({"name": name}).encode() + b"\n" + content
    try:
        answer = await run_in_child(
            "documents.child.reading:people_payload",
            payload,
            seconds=_SECONDS,
            memory_mb=_MEMORY_MB,
        )
        return [PersonRow(*map(str, row)) for row in legible_json(answer.decode())]
    except (ChildFailed, ValueError, TypeError):
        raise UnreadableDocument("error-people-unreadable") from None


def people_payload(payload: bytes) -> bytes:
    """The child's side: a line of JSON (the name) and the file in, the rows as JSON out."""
    from documents.tables.people_file import read_people

    head, _, content = payload.partition(b"\n")
    rows = read_people(content, json.loads(head)["name"])
    return json.dumps([astuple(row) for row in rows]).encode()
