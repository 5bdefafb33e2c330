"""Whether a path lies on a network file system."""

from pathlib import Path

import pytest

from tracker.store import database
from tracker.store.database import open_database
from tracker.store.filesystem import network

MOUNTS = r"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:41 / /home rw,relatime shared:20 - nfs4 server:/home rw,vers=4.2
41 40 8:2 / /home/anna/local rw - xfs /dev/sdb1 rw
42 22 0:42 / /mnt/with\040space rw - fuse.sshfs host:/ rw
43 22 0:43 / /srv rw - cifs //a/b rw
44 22 8:9 / /srv rw - ext4 /dev/sdc rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/tracker.db", None),
        ("/home/bob/tracker.db", "nfs4"),
        ("/home/anna/local/tracker.db", None),
        ("/mnt/with space/tracker.db", "fuse.sshfs"),
        ("/srv/tracker.db", None),  # the later mount hides the network below it
    ],
)
def test_the_nearest_mount_decides(path: str, kind: str | None) -> None:
    assert network(Path(path), MOUNTS) == kind


def test_a_machine_without_a_list_of_mounts_is_taken_for_local() -> None:
    assert network(Path("/anything"), "") is None


def test_on_a_network_no_write_ahead_log_is_used_and_it_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_database(path).close()
    monkeypatch.setattr(database, "network", lambda _: "nfs4")
    with open_database(path) as db:
        assert db.read.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
        assert db.read.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert "network file system (nfs4)" in db.notes[0]
