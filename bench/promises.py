"""Promises of time, each measured by its test: the program ends within ten seconds, another takes
over within fifteen, and an answer beside a bomb comes within two.

`python -m bench.promises [pytest's arguments]`, on an idle machine; the suite runs the same tests
without their limits.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bench.processes import conditions

ROOT = Path(__file__).parents[1]


def main(arguments: list[str]) -> int:
    """pytest's exit code."""
    measured = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if "from tests.measuring import" in path.read_text(encoding="utf8")
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *measured, *arguments],
        cwd=ROOT, env={**os.environ, "MEASURE_PROMISES": "1"}, check=False,
    )  # fmt: skip
    print(conditions())
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
