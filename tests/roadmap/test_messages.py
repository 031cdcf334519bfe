"""Messages as officials write them, by somebody who had not seen the code: which items they name.

`messages.tsv` holds for each the addresses that a careful colleague would see in it, alternatives
between « / », «-» where it names none, «*» where nobody could tell; `first` whether it was read so
at first sight.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap.answers.lines import read_answer
from roadmap.model import PointKind
from roadmap.model.address import Address

NUMBERS = [str(number) for number in range(1, 17)]
ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "messages.tsv").read_text("utf-8").splitlines()[1:]
]
#: «8 семьдесят пять процентов»: numbers in words are read where «пункт» stands beside them, not as
#: quantities.
UNREAD = {"8 семьдесят пять процентов"}


def spelt(address: Address) -> str:
    measure = "М" if address.kind is PointKind.MEASURE else ""
    return address.item if address.number is None else f"{address.item}.{measure}{address.number}"


def named(message: str) -> set[str]:
    """The addresses read in a message, and «-» where none is sure: then the person is asked."""
    parts = [part for part in read_answer(message, NUMBERS) if part.address is not None]
    readings = {";".join(dict.fromkeys(spelt(part.address) for part in parts if part.address))} - {
        ""
    }
    return readings | ({"-"} if not all(part.sure for part in parts) or not parts else set())


@pytest.mark.parametrize(
    ("message", "expected"), [row[:2] for row in ROWS if row[1] != "*" and row[0] not in UNREAD]
)
def test_a_message_names_what_a_colleague_would_see_in_it(message: str, expected: str) -> None:
    assert named(message.replace("\\n", "\n")) & set(expected.split(" / "))


def test_of_160_messages_one_is_known_to_be_misread() -> None:
    assert len(ROWS) == 160
    assert {row[0] for row in ROWS} >= UNREAD
