"""The catalogues and their use in the source, read for the tests that hold one against the
other.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, NumberLiteral, SelectExpression, VariableReference
from fluent.syntax.visitor import Visitor

from handlers.speaking.texts import LOCALES

ROOT = Path(__file__).parents[2]
ROOMS = ("handlers", "roadmap", "documents", "storage", "bot")
#: What raises with a catalogue's id in its first argument, or says one.
SAYING = re.compile(
    r"(?:^|\.)(?:texts|theirs|UserError|UnreadableDocument|NotFound|NotAllowed|LogLine|texts_in\(.*\))$"
)


def messages(language: str) -> dict[str, Message]:
    """Every message by its id; fails where one stands twice or a file cannot be parsed."""
    found: dict[str, Message] = {}
    for path in sorted((LOCALES / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf8")).body:
            assert type(entry).__name__ != "Junk", (path.name, entry)
            if isinstance(entry, Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice"
                found[entry.id.name] = entry
    return found


class _Reading(Visitor):
    """Collects the variables of a message, with the selectors' words for each."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.selects: dict[str, set[str]] = {}

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_SelectExpression(self, node: SelectExpression) -> None:  # noqa: N802
        assert isinstance(node.selector, VariableReference), (
            "a message may choose by a variable only"
        )
        words = self.selects.setdefault(node.selector.id.name, set())
        words |= {
            v.key.value if isinstance(v.key, NumberLiteral) else v.key.name for v in node.variants
        }
        self.generic_visit(node)


_PLURAL = re.compile(r"zero|one|two|few|many|other|\d+")


def variables(message: Message) -> set[str]:
    """Names of the variables that a message takes."""
    reading = _Reading()
    reading.visit(message)
    return reading.variables


def chosen_words(message: Message) -> dict[str, set[str]]:
    """The words that each variable may be, of those that choose among words and not by number."""
    reading = _Reading()
    reading.visit(message)
    return {
        name: words
        for name, words in reading.selects.items()
        if not all(map(_PLURAL.fullmatch, words))
    }


def counted(message: Message) -> set[str]:
    """Variables whose number chooses the form."""
    reading = _Reading()
    reading.visit(message)
    return {name for name, words in reading.selects.items() if all(map(_PLURAL.fullmatch, words))}


def source_strings() -> Iterator[str]:
    """Every string of the source, docstrings left out; «{}» stands for what an f-string puts in."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf8"))
            inside = {
                id(v) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for v in n.values
            }
            for node in ast.walk(tree):
                if isinstance(node, ast.JoinedStr):
                    yield "".join(
                        str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values
                    )
                elif (
                    isinstance(node, ast.Constant)
                    and isinstance(node.value, str)
                    and id(node) not in inside
                ):
                    yield node.value


def said_in_templates() -> Iterator[str]:
    """The ids that the templates of pages say; «desk-state-{}» where a value ends one."""
    for path in sorted((ROOT / "handlers" / "pages" / "templates").glob("*.html")):
        for key, joined in re.findall(r'\bt\("([a-z-]+)"( ~)?', path.read_text(encoding="utf8")):
            yield f"{key}{{}}" if joined else key


def said_keys() -> set[str]:
    """The ids that stand literally (or as a family «help-{}») where something is said or raised."""
    found: set[str] = set()
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
                if isinstance(node, ast.Call) and SAYING.search(ast.unparse(node.func)):
                    found |= {key for argument in node.args for key in _literals(argument)}
    found |= set(said_in_templates())
    return {key for key in found if re.fullmatch(r"[a-z]+(?:-[a-z{}]+)+", key)}


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
