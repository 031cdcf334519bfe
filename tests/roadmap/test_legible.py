"""Text from outside that no database takes."""

from __future__ import annotations

import json

from roadmap.legible import legible_json


def test_what_is_no_text_is_replaced_wherever_it_stands() -> None:
    update = {"text": "а\0б", "entities": [{"name": "\ud83d"}], "id": 7}
    expected = {"text": "а\ufffdб", "entities": [{"name": "\ufffd"}], "id": 7}
    assert legible_json(json.dumps(update)) == expected
    assert legible_json(json.dumps(update).replace("ud83d", "uD83D")) == expected


def test_smileys_and_backslashes_stay_as_written() -> None:
    update = {"text": "🙂 C:\\u0000"}
    assert legible_json(json.dumps(update)) == update
    assert legible_json(json.dumps(update, ensure_ascii=False)) == update
