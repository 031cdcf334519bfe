from __future__ import annotations

import pytest

from roadmap.reading.entries import entries


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Директор\nшколы", ["Директор школы"]),
        ("кл.\nруководители\n9, 11 классов", ["кл. руководители 9, 11 классов"]),
        ("К.О.\nБелкина", ["К.О. Белкина"]),
        ("Центр «Рост и\nразвитие»\nОтдел кадров", ["Центр «Рост и развитие»", "Отдел кадров"]),
        ("Отдел кадров;\nотдел культуры", ["Отдел кадров;", "отдел культуры"]),
        ("Глава\nАдминистрации посёлка", ["Глава Администрации посёлка"]),
        ("Директор\nУчителя", ["Директор", "Учителя"]),
        ("", []),
    ],
)
def test_what_a_narrow_column_wrapped_is_one_entry(text: str, lines: list[str]) -> None:
    assert entries(text) == lines
