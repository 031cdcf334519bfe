"""Flat records as JSON and back: what a chat awaits, a job's task."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, ClassVar, Protocol, TypeVar, get_type_hints

from roadmap.model.json import Json
from roadmap.model.period import Period


class Record(Protocol):
    """A dataclass of fields of these types: int, str, bool, an Enum; date, Period, tuple[str, ...],
    which may also be None.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


R = TypeVar("R", bound=Record)

#: Fields that the version before named otherwise than by leaving out «_id».
_BEFORE = {"form": "format", "half": "period"}


def to_json(record: Record) -> Json:
    """Every field of `record` by its name."""
    return {field.name: _plain(getattr(record, field.name)) for field in fields(record)}


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Period):
        return [value.label, value.start.isoformat(), value.end.isoformat()]
    if isinstance(value, date):
        return value.toordinal()
    return list(value) if isinstance(value, tuple) else value


def from_json(kind: type[R], form: Mapping[str, object]) -> R:
    """The record of this kind that `to_json` wrote, here or in the version before; other keys of
    `form` are ignored. Raises ValueError where a field is missing or of another type.
    """
    found: dict[str, object] = {}
    for field in fields(kind):
        names = (field.name, field.name.removesuffix("_id"), _BEFORE.get(field.name, ""))
        name = next((name for name in names if name in form), None)
        if name is not None:
            found[field.name] = _reader(kind, field.name)(form[name])
        elif field.default is MISSING:
            raise ValueError(f"{kind.__name__} has no {field.name}")
    return kind(**found)


@cache
def _reader(kind: type[Record], name: str) -> Callable[[object], object]:
    hint = get_type_hints(kind)[name]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return _READERS[hint]


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("not a number")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, int):
        raise ValueError("neither yes nor no")
    return bool(value)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("not a list of texts")
    return tuple(_text(one) for one in value)


def _year(value: object) -> Period:
    label, start, end = _texts(value)
    return Period(label, date.fromisoformat(start), date.fromisoformat(end))


def _day(value: object) -> date:
    try:
        return date.fromordinal(_number(value))
    except OverflowError as error:
        raise ValueError("not a day") from error


_READERS: dict[object, Callable[[object], object]] = {
    int: _number,
    str: _text,
    bool: _truth,
    date: _day,
    date | None: lambda value: None if value is None else _day(value),
    Period: _year,
    Period | None: lambda value: None if value is None else _year(value),
    tuple[str, ...]: _texts,
    tuple[str, ...] | None: lambda value: None if value is None else _texts(value),
}
