"""What is kept as JSON: drafts, dialogs, orders of slow work."""

from __future__ import annotations

Json = dict[str, object]
