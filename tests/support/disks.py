"""Disks and users with less than they would like to have."""

from __future__ import annotations

import os
import resource
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NOBODY = 65534


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A disk of a few pages is mounted there, where this user may mount one."""
    folder.mkdir(parents=True, exist_ok=True)
    mounted = (
        os.geteuid() == 0
        and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=16k", "none", str(folder)],
            capture_output=True,
            check=False,
        ).returncode
        == 0
    )
    try:
        yield
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def full_disk(folder: Path) -> Iterator[None]:
    """What is free in the folder is taken; and no file of this process may grow, whatever disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    filler = folder / "filler"
    taken = os.statvfs(folder).f_blocks * os.statvfs(folder).f_frsize < 1 << 20
    if taken:
        with filler.open("wb", buffering=0) as file:
            try:
                while file.write(b"x" * 512):
                    pass
            except OSError:
                pass
    else:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        filler.unlink(missing_ok=True)


@contextmanager
def without_privileges() -> Iterator[None]:
    """Permissions count for the superuser, too."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)


def endless(path: Path) -> None:
    """A link to a device that never ends: one of its own, where this user may make one."""
    device = path.with_name("zeros")
    try:
        os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, 5))
    except PermissionError:
        device = Path("/dev/zero")
    path.symlink_to(device)
