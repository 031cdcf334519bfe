"""Mutated documents: the reader must quickly give a draft or a plain refusal of each.

Run from the repository's root: `python -m bench.fuzz_documents [how many]` (5,000 by default).
"""

from __future__ import annotations

import io
import random
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from bench.reading import plain_plan
from documents.tables.reading import read_document
from roadmap.errors import UnreadableDocument
from roadmap.model import Draft
from tests.documents.sets.excel import RIGHT, workbook
from tests.documents.sets.traps import marks_and_day_numbers

TODAY = date(2025, 9, 1)
SAMPLES = Path(__file__).parents[2] / "shared" / "roadmaps"
_TEXT = re.compile(rb">[^<>]+<")
_VALUE = re.compile(rb'(?<==)"[^"<>]*"')
_EMPTY_TAG = re.compile(rb"<[a-zA-Z:]+[^<>]*/>")
_PIECES = tuple(
    re.compile(
        rb"<(?:w:)?%s(?: [^<>]*[^/])?>.*?</(?:w:)?%s>|<%s [^<>]*/>" % (name, name, name), re.DOTALL
    )
    for name in (
        b"tc",
        b"tr",
        b"p",
        b"r",
        b"tbl",
        b"c",
        b"row",
        b"si",
        b"mergeCell",
        b"sheet",
        b"xf",
        b"Relationship",
    )
)
#: The parts that hold what is read; the rest are looks and settings.
_CONTENT = re.compile(
    r"document\.xml|numbering\.xml|footnotes\.xml|sheet\d+\.xml|workbook\.xml|[sS]trings\.xml|styles\.xml"
)


def bases() -> list[tuple[str, bytes]]:
    """Documents to mutate: one of our own, and the samples where they lie beside the repository."""
    own = [
        ("plan.docx", plain_plan(12)),
        ("plan.txt", "План\n\t№\n\tМероприятие\n\tСрок\n\n\t1.\n\tСбор\n\tмай\n\n".encode()),
    ]
    own += [("plan.xlsx", _workbook()), ("marks.xlsx", marks_and_day_numbers())]
    return own + [
        (path.name, path.read_bytes()) for path in sorted(SAMPLES.glob("*")) if path.is_file()
    ]


def _workbook() -> bytes:
    """A plan with a merged title and heading, dates, numbers and a section."""
    return workbook(
        ("План мероприятий города Клетина на 2026 год", RIGHT, RIGHT, RIGHT),
        ("№", "Мероприятие", "Срок", "Ответственный"),
        ("Раздел 1. Дороги", RIGHT, RIGHT, RIGHT),
        *(
            (n, f"Обследовать дорогу {n}", date(2026, n, 15), "Отдел благоустройства")
            for n in range(1, 7)
        ),
        (7, "Отчёт", "IV квартал", "Смирнов П.П."),
    )


def mutations(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """`count` damaged files with their names: bytes changed or cut, markup moved or dropped."""
    chance = random.Random(seed)
    known = bases()
    for _ in range(count):
        name, content = chance.choice(known)
        inside = name.endswith(("docx", "xlsx")) and chance.random() < 0.7
        yield name, _repacked(content, chance) if inside else _damaged(content, chance)


def _damaged(content: bytes, chance: random.Random) -> bytes:
    if not content:
        return content
    changed = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    if chance.random() < 0.2:
        del changed[chance.randrange(len(changed)) :]
    return bytes(changed)


def _repacked(content: bytes, chance: random.Random) -> bytes:
    """The document as a whole archive with damaged parts, so that the damage reaches the reader."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.randint(1, 6)):
        if chance.random() < 0.1:
            chance.choice((_drop_entry, _empty_entry, _swap_entries))(parts, chance)
        else:
            name = chance.choice(
                [name for name in parts if _CONTENT.search(name)] or list(parts) or ["empty"]
            )
            damage = chance.choice(
                (_damaged, *2 * (_drop_tag, _double_piece, _swap_texts, _swap_values))
            )
            parts[name] = damage(parts.get(name, b""), chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _drop_entry(parts: dict[str, bytes], chance: random.Random) -> None:
    if parts:
        del parts[chance.choice(list(parts))]


def _empty_entry(parts: dict[str, bytes], chance: random.Random) -> None:
    if parts:
        parts[chance.choice(list(parts))] = b""


def _swap_entries(parts: dict[str, bytes], chance: random.Random) -> None:
    """One part in another's place: a sheet of styles, a document of numbers."""
    if parts:
        parts[chance.choice(list(parts))] = parts[chance.choice(list(parts))]


def _drop_tag(part: bytes, chance: random.Random) -> bytes:
    """Drop a tag that has no content, so that the rest stays well formed."""
    return _instead(_EMPTY_TAG, part, chance, lambda _: b"")


def _double_piece(part: bytes, chance: random.Random) -> bytes:
    """Repeat a whole cell, row, paragraph or merged range somewhere else."""
    pieces = list(chance.choice(_PIECES).finditer(part))
    if not pieces:
        return part
    piece, place = chance.choice(pieces), chance.choice(pieces)
    return part[: place.start()] + piece[0] + part[place.start() :]


def _swap_texts(part: bytes, chance: random.Random) -> bytes:
    """Put the text of one place into another."""
    return _instead(_TEXT, part, chance, lambda texts: chance.choice(texts)[0])


def _swap_values(part: bytes, chance: random.Random) -> bytes:
    """Replace an attribute's value by another or an odd one: cell references, spans, styles."""
    odd = (b'"0"', b'"-1"', b'"99999999999"', b'"A1:XFD1048576"', b'"\xd1\x8f"', b'""')
    return _instead(
        _VALUE, part, chance, lambda values: chance.choice((*odd, chance.choice(values)[0]))
    )


def _instead(
    pattern: re.Pattern[bytes],
    part: bytes,
    chance: random.Random,
    other: Callable[[list[re.Match[bytes]]], bytes],
) -> bytes:
    """The part with one match replaced."""
    places = list(pattern.finditer(part))
    if not places:
        return part
    gone = chance.choice(places)
    return part[: gone.start()] + other(places) + part[gone.end() :]


def outcome(name: str, content: bytes) -> str:
    """«draft» or the key of the refusal; any other exception is a defect and is raised."""
    try:
        draft = read_document(content, name, None, TODAY)
    except UnreadableDocument as refused:
        return refused.key
    assert isinstance(draft, Draft)
    return "draft"


def main() -> None:
    """Print what came of each file, and the longest time any took."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    outcomes: Counter[str] = Counter()
    longest = 0.0
    for name, content in mutations(count, seed=2020):
        began = time.perf_counter()
        outcomes[f"{name.rsplit('.')[-1]} {outcome(name, content)}"] += 1
        longest = max(longest, time.perf_counter() - began)
    for found, times in outcomes.most_common():
        print(f"{times:>6} {found}")
    print(f"{count} mutated files, no other outcome; the longest took {longest * 1000:.0f} ms")


if __name__ == "__main__":
    main()
