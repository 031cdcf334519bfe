"""The attachments of a roadmap as one .zip: folders by item, and a list of what is inside."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count
from pathlib import PurePosixPath

from documents.files.formulas import quoted

LIST_NAME = "перечень.csv"
_RESERVED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
#: Names that Windows keeps to itself.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
#: With its folder well below the 255 bytes that file systems allow a name of Russian letters.
_NAME_LENGTH = 100
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_HEADINGS = ("Файл", "Пункт", "Дата", "Автор", "Отметка")


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """One attachment: its item's number, its name («» for a photo) and the entry it came with;
    `content` is None where it has not been received, and `why` says then why.
    """

    item: str
    name: str
    day: date
    author: str
    text: str
    content: bytes | None = field(repr=False)
    why: str = ""


def write_archive(files: Sequence[ArchivedFile]) -> bytes:
    """A .zip of `files` as «6/фото.jpg» with the list «перечень.csv» (UTF-8 with a mark, «;», as
    Excel opens it).

    Names are made safe for every system; equal ones are told apart by a number. Times inside are
    fixed, so that the same files give the same archive.
    """
    out = io.BytesIO()
    taken: set[str] = {LIST_NAME}
    names: list[str] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            if file.content is None:
                missing = f"не получен: {safe_name(file.name, 'файл')}"
                names.append(f"{missing} ({file.why})" if file.why else missing)
                continue
            folder = safe_name(file.item.strip().rstrip("."), "без пункта")
            path = _free(f"{folder}/{safe_name(file.name, 'файл')}", taken)
            names.append(path)
            archive.writestr(_entry(path), file.content)
        archive.writestr(_entry(LIST_NAME), _list(zip(names, files, strict=True)))
    return out.getvalue()


def safe_name(name: str, otherwise: str) -> str:
    """`name` without folders, reserved characters, device names; `otherwise` if nothing is left."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = " ".join(_RESERVED.sub("_", last).split()).strip(". ")
    if not clean.strip("_"):
        return otherwise
    if _DEVICES.fullmatch(clean):
        clean = f"_{clean}"
    path = PurePosixPath(clean)
    ending = path.suffix[:12]
    return (
        clean
        if len(clean) <= _NAME_LENGTH
        else f"{path.stem[: _NAME_LENGTH - len(ending)].rstrip()}{ending}"
    )


def _free(path: str, taken: set[str]) -> str:
    """`path`, numbered « (2)» before its ending if taken; Windows does not tell letters by case."""
    pure = PurePosixPath(path)
    numbered = (str(pure.with_name(f"{pure.stem} ({n}){pure.suffix}")) for n in count(2))
    found = next(name for name in chain([path], numbered) if name.lower() not in taken)
    taken.add(found.lower())
    return found


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _FIXED_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _list(rows: Iterable[tuple[str, ArchivedFile]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    for path, file in rows:
        text = " ".join(file.text.split())
        row = (path, file.item, f"{file.day:%d.%m.%Y}", file.author, text)
        writer.writerow(map(quoted, row))
    return out.getvalue().encode("utf-8-sig")
