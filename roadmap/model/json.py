"""The type of what is kept as JSON: drafts, dialogs, jobs."""

from __future__ import annotations

Json = dict[str, object]
