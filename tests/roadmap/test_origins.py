"""Where the items of a document stood, and in which words, goes with its draft; older drafts do
without.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from roadmap.drafts.adoption import adopt
from roadmap.drafts.json_form import draft_as_json, draft_from_json, parsed_as_json
from roadmap.model import (
    CellKind,
    Draft,
    DraftItem,
    InTable,
    InText,
    Period,
    TableHead,
    WrittenCell,
)

ROWS = (
    (
        WrittenCell(CellKind.NUMBER, "№", ("1",)),
        WrittenCell(CellKind.WORK, "Мероприятие", ("Ремонт:", "– крыши")),
    ),
    (WrittenCell(CellKind.OTHER, "", ("25,5",)),),
)
DRAFT = Draft(
    "План работы",
    Period.calendar(2026),
    (
        DraftItem("1", (), "Ремонт", origin=InTable(0, 2, 4, 1, None), rows=ROWS),
        DraftItem("2", (), "Покраска", origin=InTable(0, 5, 5, 1, 3)),
        DraftItem("3", (), "Субботник", origin=InText(7, 8)),
    ),
    heads=(TableHead(0, ((0, 1), (9,)), (2,)),),
)


def test_a_draft_keeps_where_its_items_stood_through_a_pipe() -> None:
    assert draft_from_json(json.loads(json.dumps(draft_as_json(DRAFT)))) == DRAFT


def test_a_draft_of_an_earlier_version_has_no_origins() -> None:
    form: dict[str, Any] = json.loads(json.dumps(draft_as_json(DRAFT)))
    del form["heads"]
    for item in form["items"]:
        del item["origin"]
        item.pop("rows", None)
    assert draft_from_json(form) == DRAFT.without_origins()


def test_the_shell_says_what_a_document_means_and_not_where_it_says_so() -> None:
    form: dict[str, Any] = parsed_as_json(DRAFT, str)
    assert "heads" not in form
    assert not any("origin" in item or "rows" in item for item in form["items"])


@pytest.mark.parametrize("rows", [[-1, 2], [0, True], [0, "2"], [0], [0.5, 2]])
def test_an_origin_that_no_document_has_is_refused(rows: list[object]) -> None:
    form: dict[str, Any] = json.loads(json.dumps(draft_as_json(DRAFT)))
    form["items"][0]["origin"]["rows"] = rows
    with pytest.raises((ValueError, TypeError)):
        draft_from_json(form)


@pytest.mark.parametrize("lines", [[1], [None], 5])
def test_a_cell_that_is_no_text_is_refused(lines: object) -> None:
    form: dict[str, Any] = json.loads(json.dumps(draft_as_json(DRAFT)))
    form["items"][0]["rows"][0][0]["lines"] = lines
    with pytest.raises((ValueError, TypeError)):
        draft_from_json(form)


def test_the_stored_item_stands_where_the_drafts_item_stood() -> None:
    rows = adopt(DRAFT, date(2026, 1, 12))
    assert [row.item.origin for row in rows] == [item.origin for item in DRAFT.items]


def test_a_draft_without_origins_says_the_same() -> None:
    bare = DRAFT.without_origins()
    assert [replace(item, origin=None, rows=()) for item in DRAFT.items] == list(bare.items)
    assert bare.heads == ()
