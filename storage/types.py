"""How values of the domain are kept in columns. Each type turns its column into the domain's own
value and back, so that a row in the order of its table is a record: `Person(*row)`.
"""

# ruff: noqa: ARG002 - SQLAlchemy passes a dialect that most types need not look at

from __future__ import annotations

from dataclasses import astuple
from datetime import UTC, datetime, timedelta
from enum import Enum, IntEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

from roadmap.drafts.json_form import (
    caution_as_json,
    caution_from_json,
    deadline_from_json,
    heads_as_json,
    heads_from_json,
    kept_as_json,
)
from roadmap.model import (
    Caution,
    Deadline,
    InTable,
    InText,
    Origin,
    TableHead,
    check_aware,
)
from roadmap.model.messages import About, Button, ButtonStyle

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

#: SQLite numbers rows only in a column that is declared INTEGER.
Id = BigInteger().with_variant(Integer(), "sqlite")


class Instant(TypeDecorator[datetime]):
    """An aware datetime; comes back in UTC. SQLite has no type for it: microseconds since 1970,
    which sort and compare exactly. Raises ValueError for a naive one.
    """

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(BigInteger())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        moment = check_aware(value).astimezone(UTC)
        return moment if dialect.name == "postgresql" else (moment - EPOCH) // MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.astimezone(UTC)
        return EPOCH + timedelta(microseconds=value)


class Word(TypeDecorator[Any]):
    """A member of an enumeration, by its value."""

    impl = Text
    cache_ok = True

    def __init__(self, members: type[Enum]) -> None:
        super().__init__()
        self.members = members

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else self.members(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else self.members(value)


class Number(TypeDecorator[Any]):
    """A member of an enumeration of numbers."""

    impl = Integer
    cache_ok = True

    def __init__(self, members: type[IntEnum]) -> None:
        super().__init__()
        self.members = members

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else self.members(value)


class Strings(TypeDecorator[tuple[str, ...]]):
    """A tuple of strings."""

    impl = JSON
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...]:
        return tuple(value or ())


class Cautions(TypeDecorator[tuple[Caution, ...]]):
    """What the reading of a document warned of."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return [caution_as_json(caution) for caution in value or ()]

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Caution, ...]:
        return tuple(caution_from_json(kept) for kept in value or ())


class DeadlineJson(TypeDecorator[Deadline]):
    """A deadline: the phrase as written and what was read into it."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Deadline | None, dialect: Dialect) -> Any:
        return kept_as_json(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Deadline | None:
        return deadline_from_json(value)


class OriginJson(TypeDecorator[Origin]):
    """Where an item stood in its document, as bare numbers: it is read with every item. NULL where
    that was not kept.
    """

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Origin | None, dialect: Dialect) -> Any:
        return None if value is None else list(astuple(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> Origin | None:
        if value is None:
            return None
        return InText(*value) if len(value) == 2 else InTable(*value)


class HeadsJson(TypeDecorator[tuple[TableHead, ...]]):
    """The heading rows of a document's tables; NULL where these were not kept."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return heads_as_json(value) or None

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[TableHead, ...]:
        return heads_from_json(value or ())


class ButtonsJson(TypeDecorator[tuple[tuple[Button, ...], ...]]):
    """A keyboard, row by row."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return [[_button_fields(one) for one in row] for row in value or ()]

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[tuple[Button, ...], ...]:
        return tuple(
            tuple(
                Button(text, data, url, ButtonStyle(style), bool(inside))
                for text, data, url, style, *inside in row
            )
            for row in value
        )


def _button_fields(button: Button) -> list[object]:
    fields: list[object] = [button.text, button.data, button.url, button.style.value]
    return [*fields, True] if button.inside else fields


class AboutJson(TypeDecorator[tuple[About, ...]]):
    """What a message showed."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return [[about.item_id, about.point_id, about.due_id] for about in value or ()]

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[About, ...]:
        return tuple(About(*ids) for ids in value)
