"""Where a store may lie, how it is opened, and what is said when it cannot be."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from extractor.config import Settings
from extractor.errors import BadConfig, DamagedStore, NoStore, StoreBusy, StoreUnreachable, UnsafeStore
from extractor.store import database, network
from extractor.store.database import FILE_NAME, url_of_settings
from extractor.store.repository import Store, open_store
from extractor.store.revisions import NEWEST
from tests.store.samples import arrival, numbered, pdf


def test_the_store_lies_beside_the_settings(tmp_path: Path) -> None:
    with open_store(Settings(path=tmp_path / "extractor.toml")):
        assert (tmp_path / FILE_NAME).is_file()


def test_a_relative_path_counts_from_the_settings(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with open_store(Settings(path=tmp_path / "extractor.toml", store_url="sqlite:///data/plan.db")):
        assert (tmp_path / "data" / "plan.db").is_file()


def test_sqlite_runs_as_promised(tmp_path: Path) -> None:
    with open_store(Settings(path=tmp_path / "extractor.toml")) as store, store.database.reading() as connection:
        asked = ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        told = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in asked]
        assert told == ["wal", 1, 2, 10_000]


def test_closing_folds_the_journal_into_the_file(tmp_path: Path) -> None:
    open_store(Settings(path=tmp_path / "extractor.toml")).close()
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


# ------------------------------------------------------------------------------------ cannot be used


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nonsense", "not a database address"),
        ("mysql://host/db", "knows sqlite and postgresql"),
        ("sqlite://", "must name a file"),
        ("sqlite:///:memory:", "must name a file"),
    ],
)
def test_an_address_that_cannot_be_a_store_is_a_fault_of_the_settings(url: str, words: str) -> None:
    with pytest.raises(BadConfig, match=words):
        url_of_settings(Settings(store_url=url))


def test_plain_postgresql_means_the_driver_that_is_installed() -> None:
    assert url_of_settings(Settings(store_url="postgresql://host/db")).drivername == "postgresql+psycopg"


def test_a_store_that_is_not_there_is_not_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(NoStore):
        open_store(Settings(path=tmp_path / "extractor.toml"), create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachable, match="folder"):
        open_store(Settings(path=tmp_path / "gone" / "extractor.toml"))


def test_a_server_that_does_not_answer_is_said() -> None:
    with pytest.raises(StoreUnreachable):
        open_store(Settings(store_url="postgresql://nobody@127.0.0.1:1/nothing"))


def test_another_file_is_not_taken_for_a_store(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"This is no database at all. " * 100)
    with pytest.raises(DamagedStore):
        open_store(Settings(path=tmp_path / "extractor.toml"))
    assert (tmp_path / FILE_NAME).read_bytes().startswith(b"This is no database")


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as other:
        other.execute("CREATE TABLE recipes (name)")
    with pytest.raises(DamagedStore, match="other tables"):
        open_store(Settings(path=tmp_path / "extractor.toml"))


def test_a_torn_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    settings = Settings(path=tmp_path / "extractor.toml")
    with open_store(settings) as store:
        store.reports.save(arrival("first", numbered()), pdf("first"), "jo")
    content = bytearray((tmp_path / FILE_NAME).read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(DamagedStore, match="restore"), open_store(settings) as store:
        store.everything()


def test_a_store_of_a_newer_program_is_not_touched(settings: Settings) -> None:
    mark = text("UPDATE alembic_version SET version_num = :revision")
    with open_store(settings) as store:
        with store.database.writing() as connection:
            connection.execute(mark, {"revision": "9999"})
        with pytest.raises(DamagedStore, match="newer"):
            open_store(settings)
        with store.database.writing() as connection:
            connection.execute(mark, {"revision": NEWEST})


def test_a_writer_waits_and_then_says_that_the_store_is_busy(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_S", 1.0)
    with open_store(settings) as first, open_store(settings) as second, first.database.writing():
        assert second.totals().reports == 0
        with pytest.raises(StoreBusy):
            second.users.add("al", "hash", "jo")


# ------------------------------------------------------------------------------------- transactions


def test_an_error_leaves_nothing_of_what_came_before_it(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.database.writing() as connection:
        connection.execute(text("INSERT INTO users VALUES ('al', 'hash', '2027-01-01 00:00:00.000000')"))
        _ = 1 / 0
    assert store.users.all() == ()


def test_a_reader_sees_one_state_throughout(store: Store) -> None:
    with store.database.reading() as connection:
        before = connection.execute(text("SELECT count(*) FROM users")).scalar()
        store.users.add("al", "hash", "jo")
        assert connection.execute(text("SELECT count(*) FROM users")).scalar() == before
    assert len(store.users.all()) == 1


def test_one_store_serves_several_threads(store: Store) -> None:
    faults: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for step in range(5):
                store.users.add(f"user {number} {step}", "hash", "jo")
                store.users.all()
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(store.users.all()) == 20
    assert len(store.audit()) == 20


# -------------------------------------------------------------------------------------- network share


def test_a_network_share_is_refused_and_postgresql_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "is_network_folder", lambda folder: True)
    with pytest.raises(UnsafeStore, match="PostgreSQL"):
        open_store(Settings(path=tmp_path / "extractor.toml"))
    assert list(tmp_path.iterdir()) == []


def test_this_computers_own_folder_is_not_a_share(tmp_path: Path) -> None:
    assert not network.is_network_folder(tmp_path)


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "smbfs", "afpfs", "davfs"])
def test_every_kind_of_share_is_known(kind: str) -> None:
    assert network.is_network_mount("/mnt/plans/force", [("/", "ext4"), ("/mnt/plans", kind)])
    assert not network.is_network_mount("/mnt/plans2", [("/", "ext4"), ("/mnt/plans", kind)])


def test_the_last_mount_at_a_point_hides_the_ones_before() -> None:
    mounts = [("/", "ext4"), ("/plans", "nfs"), ("/plans", "ext4")]
    assert not network.is_network_mount("/plans", mounts)
    assert network.is_network_mount("/plans", [mounts[0], mounts[2], mounts[1]])
    assert not network.is_network_mount("/plans", [])


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (r"C:\Users\jo", False),
        (r"H:\Users\jo", True),
        (r"\\server\share\jo", True),
        ("//server/share/jo", True),
        (r"\\?\C:\Users\jo", False),
        (r"\\?\H:\Users\jo", True),
        (r"\\?\UNC\server\share\jo", True),
    ],
)
def test_windows_shares_and_mapped_drives_are_known(path: str, expected: bool) -> None:
    assert network.is_network_drive(path, lambda root: network.DRIVE_REMOTE if root == "H:\\" else 3) is expected


def test_several_who_open_a_store_that_is_not_there_yet_all_get_one(tmp_path: Path) -> None:
    place = Settings(path=tmp_path / "extractor.toml")

    def open_and_count(number: int) -> int:
        with open_store(place) as store:
            store.users.add(f"user {number}", "hash", "jo")
            return store.totals().reports

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(open_and_count, range(6))) == [0] * 6
    with open_store(place) as store:
        assert len(store.users.all()) == 6
