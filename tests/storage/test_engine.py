"""Addresses of databases, and what is said of one that cannot be used."""

from __future__ import annotations

import pytest

from roadmap.errors import StorageError
from storage import engine


def test_postgresql_without_its_driver_is_one_sentence_that_names_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "find_spec", lambda name: None)
    with pytest.raises(StorageError, match=r"asyncpg: pip install 'vekha\[postgres\]'"):
        engine.parse("postgresql+asyncpg://vekha:secret@db.example/vekha")
