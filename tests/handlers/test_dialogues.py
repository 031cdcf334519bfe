"""Dialogues written before the code that they try: what officials write, and what must follow."""

from __future__ import annotations

from pathlib import Path

from bench.dialogues import lines_of, met, read, silent

OWN = Path(__file__).parent / "dialogues" / "own.jsonl"


async def test_every_line_finds_its_place_or_is_asked_about_with_the_right_choice_first() -> None:
    lines = lines_of(OWN)
    assert len(lines) >= 100
    wrong = [
        (line["message"]["text"], out.placed, out.first, out.said)
        for line, out in await read(lines)
        if not met(line["expect"], out) or silent(line["expect"], out)
    ]
    assert wrong == []
