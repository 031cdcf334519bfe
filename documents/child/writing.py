"""The writers' door for a child process: a format's name and its arguments in, the finished files
out.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

from documents.child.process import run_in_child

#: Matplotlib maps much memory and a report of 2,000 items takes its time.
_SECONDS, _MEMORY_MB = 120, 2048
#: An archive of a half-year's photos, written for the shell: a chat takes less.
_LARGEST = 1024 * 1024 * 1024


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
    return _unpack(answer)


def write(order: bytes) -> bytes:
    """The child's side. The order was made up by ourselves, so it may be a pickle; the answer is
    bytes only.
    """
    form, arguments = pickle.loads(order)  # noqa: S301
    return _pack(_WRITERS[form](*arguments))


def _pack(files: list[bytes]) -> bytes:
    return b"".join(len(content).to_bytes(8, "big") + content for content in files)


def _unpack(answer: bytes) -> list[bytes]:
    files = []
    while answer:
        length = int.from_bytes(answer[:8], "big")
        files.append(answer[8 : 8 + length])
        answer = answer[8 + length :]
    return files


# Each writer is imported where it is used: a child makes one file and pays for one library.


def _report(*arguments: Any) -> list[bytes]:
    from documents.writing.report import write_report

    return [write_report(*arguments)]


def _template_report(*arguments: Any) -> list[bytes]:
    from documents.writing.template_report import write_template_report

    return [write_template_report(*arguments)]


def _workbook(*arguments: Any) -> list[bytes]:
    from documents.writing.workbook import write_workbook

    return [write_workbook(*arguments)]


def _calendar(*arguments: Any) -> list[bytes]:
    from documents.writing.calendar_file import write_calendar

    return [write_calendar(*arguments)]


def _pictures(*arguments: Any) -> list[bytes]:
    from documents.writing.timeline import draw_timeline

    return draw_timeline(*arguments)


def _print(*arguments: Any) -> list[bytes]:
    from documents.writing.timeline import print_timeline

    return [print_timeline(*arguments)]


def _archive(*arguments: Any) -> list[bytes]:
    from documents.writing.archive import write_archive

    return [write_archive(*arguments)]


_WRITERS: dict[str, Callable[..., list[bytes]]] = {
    "docx": _report,
    "docx_from_template": _template_report,
    "xlsx": _workbook,
    "ics": _calendar,
    "png": _pictures,
    "pdf": _print,
    "zip": _archive,
}
