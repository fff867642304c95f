"""Whether a folder lies on another computer.

SQLite's write-ahead log keeps its index in memory shared between processes, which two computers cannot share: on a
network share the file is damaged sooner or later. So the store asks before it opens.

References: SQLite, "Write-Ahead Logging", section 1; "How To Corrupt An SQLite Database File", section 2.1.
"""

from __future__ import annotations

import ctypes
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath, PureWindowsPath

NETWORK_FILE_SYSTEMS = frozenset(
    {"afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "davfs2", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs"}
    | {"nfs4", "orangefs", "smb2", "smb3", "smbfs", "sshfs", "webdav"}
    | {f"fuse.{name}" for name in ("ceph", "davfs2", "glusterfs", "rclone", "smbnetfs", "sshfs")}
)
"""Types as they stand in the tables of mounts of Linux and macOS."""
DriveType = Callable[[str], int]
DRIVE_REMOTE = 4
"""What ``GetDriveTypeW`` answers for a mapped drive."""


def is_network_folder(folder: Path) -> bool:
    """Whether the folder (or, where it is not there yet, the nearest one above it) lies on a network share."""
    folder = folder.resolve()
    if sys.platform == "win32":
        return is_network_drive(str(folder), _drive_type)
    mounts = _macos_mounts() if sys.platform == "darwin" else _linux_mounts()
    return is_network_mount(folder.as_posix(), mounts)


def is_network_drive(path: str, drive_type: DriveType) -> bool:
    r"""Whether a Windows path names a share, or a drive letter that stands for one.

    >>> is_network_drive(r"\\server\plans", lambda root: 3), is_network_drive(r"\\?\UNC\server\plans", lambda root: 3)
    (True, True)
    >>> is_network_drive(r"C:\plans", lambda root: 3), is_network_drive(r"H:\plans", lambda root: 4)
    (False, True)
    """
    drive = PureWindowsPath(path).drive
    if drive.upper().startswith("\\\\?\\UNC"):
        return True
    drive = drive.removeprefix("\\\\?\\").removeprefix("\\\\.\\")
    if drive.startswith("\\\\"):
        return True
    return drive_type(drive + "\\") == DRIVE_REMOTE


def is_network_mount(path: str, mounts: Iterable[tuple[str, str]]) -> bool:
    """Whether the innermost mount that holds an absolute POSIX path is of a network file system.

    Args:
        mounts: (mount point, file-system type) in the order of mounting; a later one hides an earlier one.

    >>> is_network_mount("/home/a/plans", [("/", "ext4"), ("/home", "nfs4")])
    True
    >>> is_network_mount("/homes/a", [("/", "ext4"), ("/home", "nfs4")])
    False
    """
    here = PurePosixPath(path)
    holding = [(len(PurePosixPath(point).parts), kind) for point, kind in mounts if here.is_relative_to(point)]
    if not holding:
        return False
    depth = max(parts for parts, _ in holding)
    innermost = [kind for parts, kind in holding if parts == depth][-1]
    return innermost.lower() in NETWORK_FILE_SYSTEMS


def mounts_of_linux(table: str) -> list[tuple[str, str]]:
    r"""Mount points and types of the text of ``/proc/self/mounts``, where a blank is written ``\040``.

    >>> mounts_of_linux("//nas/plans /mnt/the\\040plans cifs rw 0 0")
    [('/mnt/the plans', 'cifs')]
    """
    rows = [line.split(" ") for line in table.splitlines()]
    return [(re.sub(r"\\(\d{3})", _of_octal, row[1]), row[2]) for row in rows if len(row) > 2]


def _of_octal(match: re.Match[str]) -> str:
    return chr(int(match[1], 8))


def mounts_of_macos(listing: str) -> list[tuple[str, str]]:
    """Mount points and types of what ``mount`` prints on macOS.

    >>> mounts_of_macos("//a@nas/plans on /Volumes/plans (smbfs, nodev, nosuid)")
    [('/Volumes/plans', 'smbfs')]
    """
    found = re.findall(r"^.+? on (.+) \((\w+)[,)]", listing, flags=re.MULTILINE)
    return [(point, kind) for point, kind in found]


def _linux_mounts() -> list[tuple[str, str]]:
    table = Path("/proc/self/mounts")
    return mounts_of_linux(table.read_text(encoding="utf-8", errors="replace")) if table.exists() else []


def _macos_mounts() -> list[tuple[str, str]]:
    listing = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False, timeout=10)
    return mounts_of_macos(listing.stdout)


if sys.platform == "win32":

    def _drive_type(root: str) -> int:
        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
