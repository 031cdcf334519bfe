from __future__ import annotations

from datetime import date

import pytest

from documents.tables.reading import read_document
from tests.documents.sets.documents import CASES, Case
from tests.documents.sets.going_on import GOING_ON
from tests.documents.sets.groups import GROUPS
from tests.documents.sets.levels import LEVELS
from tests.documents.sets.merged import MERGED
from tests.documents.sets.odd_headers import ODD_HEADERS
from tests.documents.sets.offices import OFFICES
from tests.documents.sets.times import TIMES
from tests.documents.sets.told import asked, told
from tests.documents.sets.traps import TRAPS

TODAY = date(2025, 9, 1)
ALL = CASES + TRAPS + MERGED + TIMES + LEVELS + OFFICES + GOING_ON + GROUPS + ODD_HEADERS


@pytest.mark.parametrize("case", ALL, ids=[case.name for case in ALL])
def test_a_plan_of_every_shape_is_read_as_it_stands_on_the_page(case: Case) -> None:
    draft = read_document(case.make(), f"plan.{case.suffix}", None, TODAY)
    assert told(draft) == list(case.items)
    assert asked(draft) == list(case.questions)
    if case.title:
        assert draft.title == case.title


def test_the_set_has_a_dozen_documents_and_every_shape() -> None:
    assert len(CASES) >= 12
    assert {case.name[0] for case in CASES} == set("ABCDEFG")
