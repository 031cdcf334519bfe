"""Statements of SQLAlchemy's as SQLite's driver takes them: SQL, and how values go in and rows come
out.

SQLAlchemy is the compiler here, and no more: to execute a statement takes its engine five times as
long as SQLite needs for a row by its key, even if it has compiled the statement before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, Executable
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.selectable import ReturnsRows

from storage.pace import Pace
from storage.running import Fields, Given

Process = Callable[[Any], Any]


class Compiled:
    """One statement for values of these names, and for lists among them of about these lengths."""

    def __init__(self, statement: Executable, given: Given, dialect: Dialect) -> None:
        self.pace = Pace()
        compiled = cast(ClauseElement, statement).compile(dialect=dialect, column_keys=list(given))
        assert isinstance(compiled, SQLCompiler)
        binds = compiled.binds
        lists = {name for name in given if name in binds and binds[name].expanding}
        state = compiled.construct_expanded_state(
            {name: _filled(value) if name in lists else value for name, value in given.items()}
        )
        self.sql = state.statement
        processes: dict[str, Process | None] = {
            name: bind.type.dialect_impl(dialect).bind_processor(dialect)
            for name, bind in binds.items()
        }
        for name, parts in state.parameter_expansion.items():
            processes |= dict.fromkeys(parts, processes[name])
        self._slots = [(name, processes[name]) for name in state.positiontup or ()]
        self._lists = {name: state.parameter_expansion[name] for name in lists}
        varying = {*given, *(part for parts in self._lists.values() for part in parts)}
        self._constant = {
            name: value for name, value in state.parameters.items() if name not in varying
        }
        columns = statement.exported_columns if isinstance(statement, ReturnsRows) else ()
        decoders = [
            column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns
        ]
        self._decoders = [(place, decode) for place, decode in enumerate(decoders) if decode]

    def values(self, given: Given) -> list[Any]:
        """What the driver is given, in the order in which the SQL asks. Raises ValueError for a
        naive instant.
        """
        named = {**self._constant, **given}
        for name, parts in self._lists.items():
            named.update(zip(parts, _filled(given[name]), strict=True))
        return [
            named[name] if process is None else process(named[name])
            for name, process in self._slots
        ]

    def rows(self, fetched: Sequence[Fields]) -> Sequence[Fields]:
        """The driver's rows as the domain's values."""
        if not self._decoders or not fetched:
            return fetched
        found = []
        for row in fetched:
            fields = list(row)
            for place, decode in self._decoders:
                fields[place] = decode(fields[place])
            found.append(tuple(fields))
        return found


class CompiledStatements:
    """The statements of one database, each kept as long as SQLAlchemy's is."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._kept: WeakKeyDictionary[Executable, dict[Fields, Compiled]] = WeakKeyDictionary()

    def of(self, statement: Executable, given: Given) -> Compiled:
        """`statement` as it is executed with `given`."""
        shapes = self._kept.get(statement)
        if shapes is None:
            shapes = self._kept[statement] = {}
        shape = (*given, *[_room(value) for value in given.values() if isinstance(value, list)])
        compiled = shapes.get(shape)
        if compiled is None:
            compiled = shapes[shape] = Compiled(statement, given, self._dialect)
        return compiled


def _room(values: list[Any]) -> int:
    """Lists are given in lengths of powers of two, so that a statement has a dozen of forms rather
    than thousands.
    """
    return 1 << (len(values) - 1).bit_length() if values else 0


def _filled(values: list[Any]) -> list[Any]:
    """To `IN (…)` it is all the same how often the last value stands there."""
    return values + values[-1:] * (_room(values) - len(values))
