"""Promises of time, which hold on an idle machine only: measured by `python -m bench.promises`, which
runs the tests that import this. In the suite they are not, so that a busy machine fails nothing.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from documents.child import process

#: Set by bench/promises.py.
MEASURED = "MEASURE_PROMISES"


def be_patient() -> None:
    """Let the children of this process and of its forks wait for a processor, where nothing is
    measured.
    """
    if MEASURED not in os.environ:
        process.WALL_SECONDS = 30.0


def in_time(took: float, promised: float) -> bool:
    """Whether `took` seconds are less than was promised, or nothing is measured."""
    return took < promised or MEASURED not in os.environ


@contextmanager
def within(promised: float) -> Iterator[None]:
    """What is done in the block takes less than so many seconds."""
    begun = time.monotonic()
    yield
    took = time.monotonic() - begun
    assert in_time(took, promised), f"took {took:.1f} s instead of {promised:g}"
