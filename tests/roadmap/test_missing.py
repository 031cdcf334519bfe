"""What the report's note says of files that have not been received."""

from __future__ import annotations

from datetime import date

import pytest

from roadmap.model import Attachment
from roadmap.report.missing import MissingFile, Why, missing_line

MEGABYTE = 2**20


@pytest.mark.parametrize(
    ("kind", "name", "author", "why", "limit", "said"),
    [
        ("document", "акт.pdf", "Ветрова О. П.", Why.TOO_LARGE, 20,
         "Пункт 6, Ветрова О. П., 02.12.2026: файл «акт.pdf» не получен (больше 20 МБ)."),
        ("video", "зал.mp4", "", Why.TOO_LARGE, 200,
         "Пункт 6, 02.12.2026: видеозапись «зал.mp4» не получена (больше 200 МБ)."),
        ("photo", "photo.jpg", "Ким А.", Why.ASKED_AGAIN, 20,
         "Пункт 6, Ким А., 02.12.2026: фото не получено (Telegram пока не передал, запрос повторяется)."),
        ("voice", "voice", "Ким А.", Why.GIVEN_UP, 20,
         "Пункт 6, Ким А., 02.12.2026: голосовое сообщение не получено (Telegram не передал, нужно"
         " прислать ещё раз)."),
        ("video", "video", "Ким А.", Why.ON_ITS_WAY, 20,
         "Пункт 6, Ким А., 02.12.2026: видеозапись не получена (передаётся)."),
    ],
)  # fmt: skip
def test_a_missing_file_is_named_with_its_item_author_and_reason(
    kind: str, name: str, author: str, why: Why, limit: int, said: str
) -> None:
    file = Attachment("f", "u", kind, name)
    one = MissingFile("6", author, date(2026, 12, 2), file, why, limit * MEGABYTE)
    assert missing_line(one) == said
