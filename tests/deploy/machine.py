"""A machine of its own with a real systemd: this one's programs, in namespaces, with a disk of which
nothing stays. Only root can have it, where the kernel lets overlays and control groups be mounted.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).parents[2]
SYSTEMD = Path("/lib/systemd/systemd")
#: Where the machine has the source, the packages that it needs and the interpreter.
SOURCE, PACKAGES, PYTHON = "/opt/source", "/opt/packages", "/opt/python"

#: What the boot needs of units is little: the rest of this machine's stay where they are.
UNITS = {
    "machine.target": "[Unit]\nDefaultDependencies=no\nWants=dbus.socket\n",
    "sysinit.target": "[Unit]\n",
    "basic.target": "[Unit]\n",
}
BOOT = """
set -e
folder=$1 source=$2 packages=$3 python=$4
root=$folder/root
mount --make-rprivate /
mkdir "$folder/groups"
mount -t cgroup2 none "$folder/groups"
group=$folder/groups/$(basename "$folder")
mkdir "$group"
echo $$ > "$group/cgroup.procs"
mount -t tmpfs none "$folder/disk"
mkdir "$folder/disk/upper" "$folder/disk/work"
mount -t overlay none -o lowerdir=/,upperdir="$folder/disk/upper",workdir="$folder/disk/work" "$root"
mkdir -p "$root/opt/source" "$root/opt/packages" "$root/opt/python"
mount --bind "$source" "$root/opt/source"
mount --bind "$packages" "$root/opt/packages"
mount --bind "$python" "$root/opt/python"
cp "$folder"/units/* "$root/etc/systemd/system/"
# An interpreter with a library of its own looks for it where it was.
mkdir -p "$root/etc/systemd/system.conf.d"
printf '[Manager]\\nDefaultEnvironment=LD_LIBRARY_PATH=/opt/python/lib\\n' \\
    > "$root/etc/systemd/system.conf.d/python.conf"
# The boot sets nothing of the kernel: it is this machine's, too.
rm -rf "$root"/etc/systemd/system/*.wants "$root"/usr/lib/systemd/system/*.wants
exec unshare --cgroup --mount bash -ec '
cd "$1"
mount -t proc proc proc
mount -t sysfs sys sys
mount -t cgroup2 none sys/fs/cgroup
mount -t tmpfs -o mode=755 none dev
for one in null zero full random urandom tty; do touch dev/$one; mount --bind /dev/$one dev/$one; done
ln -s /proc/self/fd dev/fd
ln -s pts/ptmx dev/ptmx
mkdir dev/shm dev/pts
mount -t devpts -o newinstance,ptmxmode=666 none dev/pts
mount -t tmpfs -o mode=1777 none dev/shm
mount -t tmpfs -o mode=755 none run
mount -t tmpfs -o mode=1777 none tmp
mkdir -p mnt
pivot_root . mnt
umount -l /mnt
mount --make-rshared /
exec env -i container=other PATH="$PATH" /lib/systemd/systemd --system systemd.unit=machine.target \\
    systemd.log_target=null
' bash "$root"
"""


SHELL = "HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin bash -eu -c"
NAMESPACES = "unshare --mount --pid --fork --ipc --uts --kill-child bash -c"


@dataclass(frozen=True)
class Booted:
    """The machine, by the process that is the first one in it."""

    first: int

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        """What a shell in it, as root, does with `command`."""
        return subprocess.run(
            [*f"nsenter --target={self.first} -m -p -C -u -i -- env -i {SHELL}".split(), command],
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def file(self, path: str) -> Path:
        """Where this machine sees a file of that one."""
        return Path(f"/proc/{self.first}/root{path}")

    def done(self, command: str) -> str:
        """What it prints; it must succeed."""
        run = self.run(command)
        assert run.returncode == 0, f"{run.stdout[-3000:]}\n{run.stderr[-3000:]}"
        return run.stdout


@contextmanager
def booted() -> Iterator[Booted]:
    """The machine, until the end of the block; skips with the reason where it cannot be had."""
    if os.getuid() != 0 or not SYSTEMD.exists() or not shutil.which("unshare"):
        pytest.skip("a machine with systemd takes root, systemd and unshare")
    packages = next(one for one in sys.path if (Path(one) / "sqlalchemy").is_dir())
    folder = Path(tempfile.mkdtemp(prefix="machine"))
    for name in ("root", "disk", "units"):
        (folder / name).mkdir()
    for name, text in UNITS.items():
        (folder / "units" / name).write_text(text)
    with (folder / "log").open("wb") as log:
        shell = subprocess.Popen(
            [*NAMESPACES.split(), BOOT, "bash", str(folder), str(ROOT), packages, sys.base_prefix],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        yield _when_up(shell, folder / "log")
    finally:
        shell.kill()
        shell.wait()
        _tidy(folder)


def _when_up(shell: subprocess.Popen[bytes], log: Path) -> Booted:
    end = time.monotonic() + 30
    while time.monotonic() < end and shell.poll() is None:
        with suppress(psutil.Error):
            for child in psutil.Process(shell.pid).children():
                machine = Booted(child.pid)
                if (
                    child.name() == "systemd"
                    and not machine.run("systemctl is-active machine.target").returncode
                ):
                    return machine
        time.sleep(0.05)
    pytest.skip(f"systemd does not start in namespaces here: {log.read_text()[-300:]}")


def _tidy(folder: Path) -> None:
    """The mounts went with the namespaces; the control groups stay, and are removed once the kernel
    has ended the last process in them.
    """
    script = """
        mount -t cgroup2 none "$1/groups" || exit 0
        for _ in $(seq 100); do
            find "$1/groups/$(basename "$1")" -depth -type d -exec rmdir {} + && exit
            sleep 0.1
        done
    """
    subprocess.run(
        ["unshare", "--mount", "bash", "-c", script, "bash", str(folder)],
        check=False,
        stderr=subprocess.DEVNULL,
    )
    shutil.rmtree(folder, ignore_errors=True)
