"""A phrase as a row of tokens and atoms, and the questions that every rule asks of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TypeAlias

from roadmap.deadlines.atoms import Atom
from roadmap.deadlines.names import Name
from roadmap.deadlines.tokens import Token

Node: TypeAlias = Token | Atom

_NONE = Name.NONE
_NOTHING = Token(_NONE)
_ATOMS = frozenset({Name.ATOM})
_CLAUSE_ENDS = frozenset({Name.COMMA, Name.OPEN, Name.CLOSE, Name.DASH, Name.COLON, Name.SLASH})


class Phrase(tuple[Node, ...]):
    """The nodes in the order written. A place outside of them has the name NONE, an atom's ATOM;
    neither has a text.
    """

    __slots__ = ()

    def name(self, index: int) -> Name:
        """The name of what stands at `index`."""
        return self[index].name if 0 <= index < len(self) else _NONE

    def text(self, index: int) -> str:
        """The word or sign at `index`."""
        return self[index].text if 0 <= index < len(self) else ""

    def token(self, index: int) -> Token:
        """The token at `index`; one without a name where there is none."""
        node = self[index] if 0 <= index < len(self) else _NOTHING
        return node if isinstance(node, Token) else _NOTHING

    def atom(self, index: int) -> Atom | None:
        """The atom at `index`, None where there is none."""
        node = self[index] if 0 <= index < len(self) else None
        return node if isinstance(node, Atom) else None

    @property
    def atoms(self) -> Iterator[Atom]:
        """Every atom, in order."""
        return (node for node in self if isinstance(node, Atom))

    @property
    def names(self) -> set[Name]:
        """The names of the tokens."""
        return {node.name for node in self} - _ATOMS

    @property
    def units(self) -> set[Name]:
        """The units of the atoms."""
        return {node.unit for node in self if isinstance(node, Atom)}

    def find(self, *names: Name) -> int | None:
        """Where the first token with one of `names` stands."""
        return next((index for index, node in enumerate(self) if node.name in names), None)

    def has_pair(self, left: Name, right: Name) -> bool:
        """Whether a `right` follows a `left` at once."""
        return any(a.name is left and b.name is right for a, b in pairwise(self))

    def cut(self, start: int, stop: int | None = None) -> Phrase:
        """The nodes from `start` up to `stop`."""
        return Phrase(self[start:stop])

    def clauses(self) -> list[Phrase]:
        """The tokens between commas, brackets, dashes and colons."""
        clauses: list[list[Node]] = [[]]
        for node in self:
            if node.name in _CLAUSE_ENDS:
                clauses.append([])
            elif node.name is not Name.ATOM:
                clauses[-1].append(node)
        return [Phrase(clause) for clause in clauses]
