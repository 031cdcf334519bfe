"""Statements of SQLAlchemy's made ready once: their SQL, and how values go in and rows come out.

SQLAlchemy spends five times as long on executing a statement that it has compiled before as SQLite
does on a row by its key. On the spot, where nothing waits, what it does each time need be done only
once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, Executable
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import BindParameter
from sqlalchemy.sql.selectable import ReturnsRows

#: A row: one value for each selected column, in their order.
Fields = tuple[Any, ...]
Given = Mapping[str, Any]
Process = Callable[[Any], Any]

#: Shapes of one statement; lists of ever other lengths are not worth one each.
_MOST = 16


class Prepared:
    """How one statement is executed with values of these names, and lists among them of these
    lengths.
    """

    def __init__(self, statement: Executable, given: Given, dialect: Dialect) -> None:
        compiled = cast(ClauseElement, statement).compile(dialect=dialect, column_keys=list(given))
        assert isinstance(compiled, SQLCompiler)
        state = compiled.construct_expanded_state(dict(given))
        self.sql = state.statement
        processes = {name: _process_of(bind, dialect) for name, bind in compiled.binds.items()}
        processes |= {
            part: processes[name]
            for name, parts in state.parameter_expansion.items()
            for part in parts
        }
        self._slots = [(name, processes[name]) for name in state.positiontup or ()]
        self._lists = {
            name: parts for name, parts in state.parameter_expansion.items() if name in given
        }
        varying = {*given, *(part for parts in self._lists.values() for part in parts)}
        self._constant = {
            name: value for name, value in state.parameters.items() if name not in varying
        }
        columns = statement.exported_columns if isinstance(statement, ReturnsRows) else ()
        found = [
            column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns
        ]
        self._decoded = [
            (index, process) for index, process in enumerate(found) if process is not None
        ]

    def values(self, given: Given) -> list[Any]:
        """What the driver is given, in the order in which the SQL asks. Raises ValueError for a
        naive instant.
        """
        named = {**self._constant, **given}
        for name, parts in self._lists.items():
            named.update(zip(parts, given[name], strict=True))
        return [
            named[name] if process is None else process(named[name])
            for name, process in self._slots
        ]

    def rows(self, fetched: Sequence[Fields]) -> Sequence[Fields]:
        """The driver's rows as the domain's values."""
        if not self._decoded or not fetched:
            return fetched
        found = []
        for row in fetched:
            fields = list(row)
            for index, process in self._decoded:
                fields[index] = process(fields[index])
            found.append(tuple(fields))
        return found


def _process_of(bind: BindParameter[Any], dialect: Dialect) -> Process | None:
    return bind.type.dialect_impl(dialect).bind_processor(dialect)


class PreparedStatements:
    """The statements of one database made ready, each kept as long as its statement."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._prepared: WeakKeyDictionary[Executable, dict[Fields, Prepared]] = WeakKeyDictionary()

    def of(self, statement: Executable, given: Given) -> Prepared | None:
        """How to execute `statement` with `given`; None where there are too many already."""
        shapes = self._prepared.get(statement)
        if shapes is None:
            shapes = self._prepared[statement] = {}
        shape = (*given, *[len(value) for value in given.values() if isinstance(value, list)])
        prepared = shapes.get(shape)
        if prepared is None and len(shapes) < _MOST:
            prepared = shapes[shape] = Prepared(statement, given, self._dialect)
        return prepared
