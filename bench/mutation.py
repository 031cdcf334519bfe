"""Which changes of the program its tests notice: `python -m bench.mutation [--show] [module …]`.

Each module is changed in hundreds of ways, one at a time, and only the tests of its own room are
run against each. mutmut changes comparisons, arguments, texts, numbers; here it learns two kinds
more: a statement that is passed over, and a branch that is never taken.

A module is a path without «.py» (`roadmap/actions/closing`) or a directory. Without any, those of
`CORE` are tried. `--show` prints each change that no test noticed.

mutmut works on a copy of the program, `mutants/`, which is made anew for each directory.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import libcst
from mutmut import __main__ as mutmut
from mutmut import configuration
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.mutation.mutators import mutation_operators
from mutmut.stats import status_by_exit_code

from tests.ending import end_with_me

ROOT = Path(__file__).parents[1]
COPY = ROOT / "mutants"
#: Directories and modules with the tests that cover them; a module's longest prefix counts.
TESTS = {
    "roadmap": ("tests/roadmap",),
    "roadmap/report": ("tests/roadmap/test_report.py",),
    "roadmap/standing": ("tests/roadmap/test_status.py", "tests/roadmap/test_half_year.py"),
    "roadmap/actions": ("tests/roadmap/actions",),
    # Properties take seconds, and what they find has examples beside them.
    "roadmap/schedule": (
        "tests/roadmap/schedule",
        "--ignore=tests/roadmap/schedule/test_plan_properties.py",
    ),
    "storage": ("tests/storage",),
    "bot": ("tests/bot",),
    "bot/database": ("tests/bot/database",),
    "bot/delivery": ("tests/bot/delivery",),
    "bot/intake": ("tests/bot/intake",),
    "bot/schedule": ("tests/bot/schedule",),
}
#: What must not break: the verbs, the schedule, incoming updates and outgoing messages.
CORE = (
    "roadmap/actions",
    "roadmap/schedule",
    "storage/inbox",
    "storage/messages",
    "bot/database/single_instance",
    "bot/delivery/outcomes",
    "bot/delivery/outdated_messages",
    "bot/delivery/send_queue",
    "bot/delivery/sender",
    "bot/intake/worker",
    "bot/schedule/ticker",
)
#: The change made a test fail or run for ever, or ended the process.
NOTICED = {"killed", "timeout", "segfault"}
#: Asks this program to do the work of one directory, in a process that has imported none of it.
_ONE = "--one"


def passed_over(node: libcst.Expr | libcst.Raise) -> Iterator[libcst.Pass]:
    """The statement is left out, unless it is a docstring."""
    text = libcst.SimpleString | libcst.ConcatenatedString
    if isinstance(node, libcst.Raise) or not isinstance(node.value, text):
        yield libcst.Pass()


def never_taken(node: libcst.If) -> Iterator[libcst.If]:
    """The branch is never taken."""
    yield node.with_changes(test=libcst.Name("False"))


def try_changes(modules: Sequence[str], tests: Sequence[str]) -> None:
    """Try every change of these modules; the results are in the copy."""
    configuration._config = replace(
        configuration.config(),
        only_mutate=[f"{module}.py" for module in modules],
        pytest_add_cli_args_test_selection=list(tests),
    )
    assert isinstance(mutation_operators, list)
    mutation_operators[:] = [
        *mutation_operators,
        (libcst.Expr, passed_over),
        (libcst.Raise, passed_over),
        (libcst.If, never_taken),
    ]
    mutmut._run([], None)


def tests_of(module: str) -> str:
    """The key in `TESTS` of the tests for `module`. Raises SystemExit where there is none."""
    fitting = [key for key in TESTS if module == key or module.startswith(f"{key}/")]
    if not fitting:
        raise SystemExit(f"{module}: bench/mutation.py does not say which tests answer for it")
    return max(fitting, key=len)


def modules_in(path: str) -> list[str]:
    """The modules of a directory, or the one module."""
    if not (ROOT / path).is_dir():
        return [path.removesuffix(".py")]
    found = sorted((ROOT / path).rglob("*.py"))
    return [
        str(one.relative_to(ROOT).with_suffix("")) for one in found if one.name != "__init__.py"
    ]


def run(key: str, modules: Sequence[str], show: bool) -> Counter[bool]:
    """Mutate the modules that the tests at `key` cover and print a line for each; the numbers of
    noticed and unnoticed changes. Raises SystemExit where the tests fail without any change.
    """
    shutil.rmtree(COPY, ignore_errors=True)
    one = subprocess.run(
        [sys.executable, "-m", "bench.mutation", _ONE, key, *modules],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if one.returncode:
        raise SystemExit(f"{one.stdout[-4000:]}\n{one.stderr[-4000:]}")
    total: Counter[bool] = Counter()
    for module in modules:
        meta = COPY / f"{module}.py.meta"
        codes = json.loads(meta.read_text())["exit_code_by_key"] if meta.exists() else {}
        noticed = {name: status_by_exit_code[code] in NOTICED for name, code in codes.items()}
        count = Counter(noticed.values())
        total += count
        print(_line(module, count), flush=True)
        for name in [name for name, seen in noticed.items() if show and not seen]:
            diff = get_diff_for_mutant(name, path=Path(f"{module}.py")).splitlines()[2:]
            print(f"  {name}: {status_by_exit_code[codes[name]]}", *diff, sep="\n    ")
    return total


def _line(name: str, count: Counter[bool]) -> str:
    share = 100 * count[True] / count.total() if count else 100
    return f"{name:34} {count.total():5} changes, {count[True]:5} noticed: {share:5.1f} %"


def main(arguments: Sequence[str]) -> None:
    """Try what the command line names."""
    os.chdir(ROOT)
    if arguments[:1] == [_ONE]:
        _, key, *modules = arguments
        try_changes(modules, TESTS[key])
        return
    show = "--show" in arguments
    named = [one for one in arguments if one != "--show"] or CORE
    rooms: dict[str, list[str]] = {}
    for module in dict.fromkeys(module for path in named for module in modules_in(path)):
        rooms.setdefault(tests_of(module), []).append(module)
    watching = end_with_me()  # while it is held: what changed tests start may not end by itself
    total: Counter[bool] = Counter()
    for key, modules in rooms.items():
        total += run(key, modules, show)
    print(_line("all", total))
    watching.communicate()


if __name__ == "__main__":
    main(sys.argv[1:])
