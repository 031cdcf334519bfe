"""The writers behind a child process: a format's name and arguments in, finished files out."""

from __future__ import annotations

import importlib
import pickle
from typing import Any

from documents.child.process import run_in_child

#: Matplotlib maps much memory and a report of 2,000 items takes its time.
_SECONDS, _MEMORY_MB = 120, 2048
#: An archive of a half-year's photos, written for the shell: a chat takes less.
_LARGEST = 1024 * 1024 * 1024

#: Where the writer of each format stands: a child makes one file and loads the libraries for it.
_WRITERS = {
    "docx": ("report", "write_report"),
    "docx_from_template": ("template_report", "write_template_report"),
    "xlsx": ("workbook", "write_workbook"),
    "ics": ("calendar_file", "write_calendar"),
    "png": ("timeline", "draw_timeline"),
    "timeline": ("timeline", "print_timeline"),
    "pdf": ("printed_report", "print_report"),
    "zip": ("archive", "write_archive"),
}


def order_of(form: str, *arguments: Any) -> bytes:
    """An order for files of format `form` (see `_WRITERS`), which `write_ordered` carries out.

    The same arguments give the same bytes within one run of Python.
    """
    return pickle.dumps((form, arguments))


async def write_ordered(order: bytes) -> list[bytes]:
    """The files of an order, perhaps of another process of ours, made in a child process while the
    loop goes on.

    Raises UnreadableDocument where the source cannot be written into, ChildFailed where the child
    gives no answer.
    """
    answer = await run_in_child(
        "documents.child.writing:write",
        order,
        seconds=_SECONDS,
        memory_mb=_MEMORY_MB,
        largest=_LARGEST,
    )
    files = []
    while answer:
        length = int.from_bytes(answer[:8], "big")
        files.append(answer[8 : 8 + length])
        answer = answer[8 + length :]
    return files


def write(order: bytes) -> bytes:
    """The child's side: each file after its length in eight bytes."""
    form, arguments = pickle.loads(order)  # noqa: S301 -- the order is our own parent's
    module, name = _WRITERS[form]
    made = getattr(importlib.import_module(f"documents.writing.{module}"), name)(*arguments)
    files = made if isinstance(made, list) else [made]
    return b"".join(len(content).to_bytes(8, "big") + content for content in files)
