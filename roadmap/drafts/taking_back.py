"""What a new edition did to a roadmap's rows, and how it is taken back without touching what people
did meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from roadmap.ports import Json
from roadmap.ports.roadmaps import Image, Rows


@dataclass(frozen=True, slots=True)
class Restoring:
    """Rows to remove by their ids, to change and to insert, by table."""

    removed: Mapping[str, list[int]]
    changed: Image
    inserted: Image


def difference(before: Image, after: Image) -> Json:
    """What made `after` of `before`, as JSON: rows that are gone whole, changed fields with both
    values, the ids of new rows.
    """
    found: Json = {}
    for table in before:
        old, new = before[table], after[table]
        gone = {key: row for key, row in old.items() if key not in new}
        changed = {
            key: {name: [row[name], new[key][name]] for name in row if row[name] != new[key][name]}
            for key, row in old.items()
            if key in new and row != new[key]
        }
        added = [key for key in new if key not in old]
        if gone or changed or added:
            found[table] = {"gone": gone, "changed": changed, "added": added}
    return found


def taken_back(done: Json, now: Image, kept: Mapping[str, Collection[int]]) -> Restoring:
    """How the rows of `now` become what they were before `done` (from `difference`).

    What somebody has changed since stays as it is now, and so do the new rows that `kept` names, by
    table.
    """
    removed: dict[str, list[int]] = {}
    changed: dict[str, Rows] = {}
    inserted: dict[str, Rows] = {}
    for table, told in done.items():
        assert isinstance(told, dict)
        rows = now[table]
        changed[table] = {
            key: {**rows[key], **_as_before(fields, rows[key])}
            for key, fields in told["changed"].items()
            if key in rows
        }
        removed[table] = sorted({int(key) for key in told["added"]} - set(kept.get(table, ())))
        inserted[table] = told["gone"]
    return Restoring(removed, changed, inserted)


def _as_before(fields: Mapping[str, list[object]], row: Mapping[str, object]) -> Json:
    return {name: was for name, (was, became) in fields.items() if row[name] == became}
