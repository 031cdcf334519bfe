"""Text that a spreadsheet program would take for a formula, kept from being one."""

from __future__ import annotations


def quoted(value: str) -> str:
    """`value` with a quote before what a spreadsheet would take for a formula."""
    first = value.lstrip()[:1]
    return f"'{value}" if first in {*"=+-@"} or value[:1] in {*"\t\r"} else value
