"""What kind of file system a path lies on: SQLite's write-ahead log needs shared memory, which a network lacks."""

import subprocess
import sys
from pathlib import Path

_NETWORK = frozenset(
    [
        "nfs",
        "nfs3",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "afs",
        "ceph",
        "glusterfs",
        "lustre",
        "gpfs",
        "beegfs",
        "9p",
        "v9fs",
        "ncpfs",
        "coda",
        "davfs",
        "webdav",
        "afpfs",
        "orangefs",
        "pvfs2",
        "ocfs2",
        "fuse.sshfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.gcsfuse",
        "fuse.ceph",
        "fuse.cephfs",
        "macfuse",
        "osxfuse",
        "sshfs",
        "prl_fs",
        "vboxsf",
        "fuse.vmhgfs-fuse",
        "vmhgfs",
    ]
)


def network(path: Path, mounts: str | None = None) -> str | None:
    """The type of the network file system that `path` lies on ("nfs4"), or None for a local or unknown one.

    Args:
        path: a file or folder; it need not exist.
        mounts: the text of /proc/self/mountinfo, for tests.
    """
    if mounts is None:
        if sys.platform == "darwin":
            return _network_darwin(path)
        try:
            mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return None
    kind = _deepest(path.resolve(), _linux_mounts(mounts))
    return kind if kind in _NETWORK else None


def _linux_mounts(text: str) -> list[tuple[Path, str]]:
    found = []
    for line in text.splitlines():
        left, _, right = line.partition(" - ")
        fields, kinds = left.split(" "), right.split(" ")
        if len(fields) > 4 and kinds[0]:
            point = fields[4].encode().decode("unicode_escape", errors="replace") if "\\" in fields[4] else fields[4]
            found.append((Path(point), kinds[0]))
    return found


def _network_darwin(path: Path) -> str | None:
    try:
        done = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    found = []
    for line in done.stdout.splitlines():
        point, _, options = line.partition(" on ")[2].rpartition(" (")
        found.append((Path(point), options.split(",")[0].rstrip(")")))
    kind = _deepest(path.resolve(), found)
    return kind if kind in _NETWORK else None


def _deepest(path: Path, mounts: list[tuple[Path, str]]) -> str | None:
    """The type of the mount nearest to `path`; of two at one place the later one hides the earlier."""
    holding = [
        (len(point.parts), order, kind) for order, (point, kind) in enumerate(mounts) if path.is_relative_to(point)
    ]
    return max(holding)[2] if holding else None
