"""Which small changes of a repository's statements its contract notices: `python -m
bench.mutation_sql [--show] [repository …]`.

mutmut changes what stands in functions (`python -m bench.mutation`); the statements of `storage/`
stand outside of them. Here a condition, an order, a limit, a value is left out, a comparison is
turned round, one at a time, and the contract of the port (`tests/storage/test_contract_….py`, and
what else `TESTS` names) is run on SQLite against each, in a process forked off one that has its
libraries loaded. Left alone is what SQLite does by itself: it has no row locks, returns ids in the
order of the rows given, and of equals the older first.
"""

from __future__ import annotations

import importlib.abc
import importlib.util
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import libcst as cst
import pytest

from tests.empty import empty_database

ROOT = Path(__file__).parents[1]
#: Repositories, by the names of their modules.
ALL = ("answers", "drafts", "facts", "inbox", "jobs", "leases", "log", "messages", "people",
       "reminders", "roadmaps", "unplaced", "views")  # fmt: skip
#: The tests that answer for a module, where they are not those of the port that bears its name.
TESTS = {
    "reminders": ("contract_reminders", "sent_reminders"),
    "unplaced": ("contract_answers",),
    "views": ("contract_roadmaps", "contract_reminders"),
}
#: Links of a chain that may be left out.
LINKS = {"where", "order_by", "limit", "offset", "distinct", "desc", "group_by", "join"}
OPPOSITES = {"or_": "and_", "and_": "or_", "in_": "not_in", "not_in": "in_", "is_": "is_not",
             "is_not": "is_", "min": "max", "max": "min"}  # fmt: skip
COMPARISONS: dict[type[cst.BaseCompOp], type[cst.BaseCompOp]] = {
    cst.LessThan: cst.LessThanEqual,
    cst.LessThanEqual: cst.LessThan,
    cst.GreaterThan: cst.GreaterThanEqual,
    cst.GreaterThanEqual: cst.GreaterThan,
    cst.Equal: cst.NotEqual,
    cst.NotEqual: cst.Equal,
}
#: What stays loaded from one run to the next; the repositories, and all that knows them, are not.
KEPT = {"compiled", "engine", "migrate", "migrations", "pace", "postgres", "repository", "running",
        "sqlite", "tables", "types", "version"}  # fmt: skip
#: A run that takes longer has noticed something.
SECONDS = 60


def changes_of(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """What `node` may be replaced by."""
    match node:
        case cst.Call(func=cst.Attribute(value=before, attr=cst.Name(value=link)), args=args):
            if link in LINKS:
                yield before
            # What a join is on stands in the foreign key, too.
            if link not in ("join", "outerjoin") and (len(args) > 1 or link == "values"):
                yield from _one_left_out(node)
        case cst.Call(func=cst.Name(value="and_" | "or_")):
            yield from _one_left_out(node)
        case cst.Name(value=word) | cst.Attribute(attr=cst.Name(value=word)) if word in OPPOSITES:
            other = cst.Name(OPPOSITES[word])
            yield other if isinstance(node, cst.Name) else node.with_changes(attr=other)
        case cst.ComparisonTarget(operator=operator) if type(operator) in COMPARISONS:
            yield node.with_changes(operator=COMPARISONS[type(operator)]())
        case cst.UnaryOperation(operator=cst.BitInvert(), expression=inner):
            yield inner


def _one_left_out(call: cst.Call) -> Iterator[cst.Call]:
    for place, left_out in enumerate(call.args):
        if _by_itself(call, left_out):
            continue
        kept = [one for n, one in enumerate(call.args) if n != place]
        yield call.with_changes(args=kept)


def _by_itself(call: cst.Call, argument: cst.Arg) -> bool:
    """Whether SQLite does what this argument asks for anyway."""
    if argument.keyword is not None:
        return argument.keyword.value == "sort_by_parameter_order"
    tie = isinstance(call.func, cst.Attribute) and call.func.attr.value == "order_by"
    last = argument is call.args[-1] and isinstance(argument.value, cst.Attribute)
    return tie and last and cst.ensure_type(argument.value, cst.Attribute).attr.value == "id"


class _Places(cst.CSTVisitor):
    """Every node outside of functions and imports that may be changed, with its changes."""

    def __init__(self) -> None:
        self.found: list[tuple[cst.CSTNode, cst.CSTNode]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef | cst.Import | cst.ImportFrom | cst.Attribute):
            # Of «a.b.c» only the last name is a word of SQLAlchemy's.
            if isinstance(node, cst.Attribute):
                self.found += [(node, new) for new in changes_of(node)]
                return not isinstance(node.value, cst.Name)
            return False
        self.found += [(node, new) for new in changes_of(node)]
        return True


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """Each changed source, with a line that says what was changed."""
    tree = cst.parse_module(source)
    places = _Places()
    tree.visit(places)
    for old, new in places.found:
        changed = tree.deep_replace(old, new)
        if isinstance(changed, cst.Module) and changed.code != source:
            before, after = (" ".join(tree.code_for_node(one).split()) for one in (old, new))
            yield changed.code, f"{before}  →  {after}"


class _Loader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives the changed source for one module."""

    def __init__(self, name: str, code: str) -> None:
        self._name, self._code = name, code

    def find_spec(self, name: str, *_: Any) -> Any:
        return importlib.util.spec_from_loader(name, self) if name == self._name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._code, f"{self._name} changed", "exec"), module.__dict__)


def noticed(name: str, code: str) -> bool:
    """Whether the contract of the repository fails with this source."""
    child = os.fork()
    if not child:
        signal.alarm(SECONDS)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        for known in [one for one in sys.modules if one.startswith(("storage.", "tests.storage"))]:
            if known.split(".")[1] not in KEPT:
                del sys.modules[known]
        sys.meta_path.insert(0, _Loader(f"storage.{name}", code))
        files = [f"tests/storage/test_{one}.py" for one in TESTS.get(name, (f"contract_{name}",))]
        options = ["-x", "-q", "-k", "sqlite", "-p", "no:cacheprovider", "-p", "no:randomly"]
        os._exit(int(pytest.main([*options, *files])))
    return os.waitpid(child, 0)[1] != 0


def main(arguments: Sequence[str]) -> None:
    """Try what the command line names."""
    os.chdir(ROOT)
    empty_database()
    # What pytest and the tests load, they load once.
    pytest.main(["--collect-only", "-qqq", "-p", "no:cacheprovider", "tests/storage"])
    show, named = "--show" in arguments, [one for one in arguments if one != "--show"]
    total = seen = 0
    for name in named or ALL:
        source = (ROOT / "storage" / f"{name}.py").read_text()
        if noticed(name, source):
            raise SystemExit(f"{name}: its contract fails by itself")
        tried = [(said, noticed(name, code)) for code, said in mutants(source)]
        found = sum(1 for _, one in tried if one)
        share = 100 * found / len(tried) if tried else 100
        print(f"storage/{name:14} {len(tried):4} changes, {found:4} noticed: {share:5.1f} %")
        for said in [said for said, one in tried if show and not one]:
            print(f"    {said}")
        sys.stdout.flush()
        total, seen = total + len(tried), seen + found
    print(f"{'all':22} {total:4} changes, {seen:4} noticed: {100 * seen / (total or 1):5.1f} %")


if __name__ == "__main__":
    main(sys.argv[1:])
