"""Becomes another program, under limits that this one sets for itself first: `python limited.py
MEGABYTES SECONDS PROGRAM …`. It is started by its path and imports nothing of ours.

A function called between fork and exec could deadlock in a process with threads, and limits set
from outside come after the program has begun.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from typing import Never

#: What is written to the disk is a sound in another form, at most.
_LARGEST_FILE = 1024 * 1024 * 1024
#: prctl(2): the signal that comes when the parent ends.
_PDEATHSIG = 1
#: What a shell says of a program that it cannot start.
NOT_STARTED = 127


def main() -> Never:
    """Set the limits and become the program; ends with NOT_STARTED where that cannot be."""
    megabytes, seconds, *program = sys.argv[1:]
    _end_with_the_parent()
    os.nice(10)  # answers in chat go before it
    memory, cores = int(megabytes) * 1024 * 1024, os.cpu_count() or 1
    # One that outlives the wall clock's limit all the same ends here.
    processor = int(float(seconds) * cores) + 1
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        # Without a shell is what is wanted: a file's name is never a command.
        os.execvp(program[0], program)  # noqa: S606
    except OSError:
        sys.exit(NOT_STARTED)


def _end_with_the_parent() -> None:
    """A bot that is killed leaves no program behind; only Linux can promise it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    main()
