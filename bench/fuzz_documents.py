"""Mutated documents: whatever is sent, the reader gives a draft or a plain refusal, quickly.

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
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.reading import plain_plan
from documents.reading import read_document
from roadmap.errors import UnreadableDocument
from roadmap.model import Draft

TODAY = date(2025, 9, 1)
SAMPLES = Path(__file__).parents[2] / "shared" / "roadmaps"
_TEXT = re.compile(rb">[^<>]+<")


def bases() -> list[tuple[str, bytes]]:
    """Whole documents to mutate: a plan of our own making, and the samples where they lie beside the repository."""
    own = [
        ("plan.docx", plain_plan(12)),
        ("plan.txt", "План\n\t№\n\tМероприятие\n\tСрок\n\n\t1.\n\tСбор\n\tмай\n\n".encode()),
    ]
    return own + [(path.name, path.read_bytes()) for path in sorted(SAMPLES.glob("*")) if path.is_file()]


def mutations(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """`count` damaged files with their names: bytes changed, cut, and the markup inside shuffled, doubled, dropped."""
    chance = random.Random(seed)
    known = bases()
    for _ in range(count):
        name, content = chance.choice(known)
        inside = name.endswith("docx") and chance.random() < 0.7
        yield name, _repacked(content, chance) if inside else _damaged(content, chance)


def _damaged(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    if chance.random() < 0.2:
        del changed[chance.randrange(len(changed)) :]
    return bytes(changed)


def _repacked(content: bytes, chance: random.Random) -> bytes:
    """The document with its markup damaged and whole again as an archive, so that the damage reaches the reader."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = archive.read("word/document.xml")
    for _ in range(chance.randint(1, 6)):
        document = chance.choice((_damaged, _drop_tag, _double_piece, _swap_texts))(document, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
    return out.getvalue()


def _drop_tag(document: bytes, chance: random.Random) -> bytes:
    """Drop a tag that has no content, so that the rest stays well formed."""
    empty = list(re.finditer(rb"<w:(\w+)[^<>]*/>", document))
    if not empty:
        return document
    gone = chance.choice(empty)
    return document[: gone.start()] + document[gone.end() :]


def _double_piece(document: bytes, chance: random.Random) -> bytes:
    """Repeat a whole cell, row or paragraph somewhere else."""
    name = chance.choice((b"tc", b"tr", b"p", b"r", b"tbl"))
    pieces = list(re.finditer(rb"<w:%s[ >].*?</w:%s>" % (name, name), document, re.DOTALL))
    if not pieces:
        return document
    piece, place = chance.choice(pieces), chance.choice(pieces)
    return document[: place.start()] + piece[0] + document[place.start() :]


def _swap_texts(document: bytes, chance: random.Random) -> bytes:
    """Put the text of one place into another."""
    texts = list(_TEXT.finditer(document))
    if not texts:
        return document
    one, other = chance.choice(texts), chance.choice(texts)
    return document[: one.start()] + other[0] + document[one.end() :]


def outcome(name: str, content: bytes) -> str:
    """«draft» or the key of the refusal; anything else that is raised is a defect and comes out."""
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
        outcomes[outcome(name, content)] += 1
        longest = max(longest, time.perf_counter() - began)
    for found, times in outcomes.most_common():
        print(f"{times:>6} {found}")
    print(f"{count} mutated files, no other outcome; the longest took {longest * 1000:.0f} ms")


if __name__ == "__main__":
    main()
