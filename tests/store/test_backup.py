"""Backup and restore: whole, checked, and never over what is there without being told."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import IO

import pytest

from extractor.config import Settings
from extractor.errors import BadBackup, IsDirectory, MissingFile, StoreExists, StoreUnreachable
from extractor.store.backup import backup_store, check_backup, restore_store
from extractor.store.changes import Accept, MarkUnsure
from extractor.store.database import FILE_NAME, Database, open_database, url_of_settings
from extractor.store.records import Everything
from extractor.store.repository import Store, open_store
from extractor.store.revisions import upgrade
from tests.store.samples import arrival, linked, numbered, pdf, plan


@pytest.fixture
def full(store: Store) -> Store:
    """A store with a bit of everything, a deleted report included."""
    store.plan.save(plan("X1"), "jo")
    for name in ("first", "gone"):
        found = linked(arrival(name, numbered([f"{name} should be done.", f"{name} should be kept."])), "X1")
        store.reports.save(replace(found, report=replace(found.report, title=name)), pdf(name), "jo")
    store.decisions.decide("R2-1", Accept(), "jo")
    store.decisions.decide("R1-1", Accept(), "jo")
    store.decisions.decide("R1-1", MarkUnsure(), "jo")
    store.decisions.undo("jo")
    store.reports.delete(2, "jo")
    store.users.add("al", "hash", "jo")
    return store


def elsewhere(folder: Path) -> Settings:
    """Settings of another, empty place."""
    folder.mkdir()
    return Settings(path=folder / "extractor.toml")


def everything(settings: Settings) -> Everything:
    with open_store(settings) as store:
        return store.everything()


def test_a_backup_holds_everything_and_restores_it_elsewhere(full: Store, tmp_path: Path) -> None:
    before = full.everything()
    backup = backup_store(full.database, tmp_path / "b.db")
    assert backup.rows["decisions"] == 4
    assert (tmp_path / "b.db").stat().st_size == backup.size_bytes
    other = elsewhere(tmp_path / "other")
    restored = restore_store(other, tmp_path / "b.db", "jo")
    assert restored.kept is None
    with open_store(other) as store:
        assert store.everything() == before
        assert store.reports.pdf(1) == pdf("first")
        assert [entry.event for entry in store.audit()] == ["delete_report", "add_user", "restore"]
        assert [user.password_hash for user in store.users.all()] == ["hash"]
        store.decisions.decide("R1-2", Accept(), "jo")
        assert store.decisions.undo("jo").decision.item_id == "R1-2"
        assert store.decisions.undo("jo").decision.item_id == "R1-1"


def test_a_restored_store_gives_no_id_twice(full: Store, tmp_path: Path, settings: Settings) -> None:
    backup_store(full.database, tmp_path / "b.db")
    full.close()
    for place, name in ((elsewhere(tmp_path / "other"), "a"), (settings, "b")):
        restore_store(place, tmp_path / "b.db", "jo", force=True)
        with open_store(place) as store:
            found = arrival(name, numbered(["A new one."]), metadata={"title": "new"})
            assert store.reports.save(found, pdf(name), "jo").report_id == 3


def test_backing_up_leaves_one_file_and_the_store_open(full: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    backup_store(full.database, folder / "b.db")
    assert [path.name for path in folder.iterdir()] == ["b.db"]
    full.decisions.decide("R1-2", Accept(), "jo")


def test_a_backup_that_cannot_be_finished_leaves_the_old_one(
    full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup_store(full.database, tmp_path / "b.db")
    before = (tmp_path / "b.db").read_bytes()

    def stop(source: object, sink: IO[bytes]) -> None:
        sink.write(b"half of it")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", stop)
    with pytest.raises(StoreUnreachable, match="No space"):
        backup_store(full.database, tmp_path / "b.db", force=True)
    assert (tmp_path / "b.db").read_bytes() == before
    assert not any(path.name.endswith(".part") for path in tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_said(full: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreUnreachable, match="cannot be written"):
        backup_store(full.database, tmp_path / "file" / "b.db")


def test_a_backup_is_not_overwritten_without_being_told(full: Store, tmp_path: Path) -> None:
    (tmp_path / "b.db").write_text("dear diary", encoding="utf-8")
    with pytest.raises(StoreExists):
        backup_store(full.database, tmp_path / "b.db")
    assert (tmp_path / "b.db").read_text(encoding="utf-8") == "dear diary"
    backup_store(full.database, tmp_path / "b.db", force=True)
    assert check_backup(tmp_path / "b.db")["reports"] == 1


def test_a_store_is_not_replaced_without_being_told(full: Store, tmp_path: Path, settings: Settings) -> None:
    backup_store(full.database, tmp_path / "b.db")
    full.decisions.decide("R1-2", Accept(), "al")
    after = full.everything()
    with pytest.raises(StoreExists, match="--force"):
        restore_store(settings, tmp_path / "b.db", "jo")
    assert full.everything() == after
    full.close()
    restored = restore_store(settings, tmp_path / "b.db", "jo", force=True)
    assert len(everything(settings).decisions) == 4
    assert check_backup(restored.kept)["decisions"] == 5


def test_an_open_store_sees_what_was_restored_under_it(full: Store, tmp_path: Path, settings: Settings) -> None:
    backup_store(full.database, tmp_path / "b.db")
    before = full.everything()
    full.decisions.decide("R1-2", Accept(), "al")
    restore_store(settings, tmp_path / "b.db", "jo", force=True)
    assert full.everything() == before
    full.decisions.decide("R1-2", Accept(), "al")


def test_an_older_backup_is_brought_up_to_date(tmp_path: Path) -> None:
    old = Database(open_database(url_of_settings(Settings(store_url=f"sqlite:///{tmp_path / 'old.db'}"))).url)
    with old.writing() as connection:
        upgrade(connection, "0001")
    old.close()
    other = elsewhere(tmp_path / "other")
    restore_store(other, tmp_path / "old.db", "jo")
    assert everything(other).reports == ()


# ---------------------------------------------------------------------------------- not a good backup


def spoil_pdf(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("UPDATE documents SET content = x'00'")


def spoil_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    path.write_bytes(content)


def spoil_references(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("DELETE FROM versions")


def spoil_revision(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("UPDATE alembic_version SET version_num = '9999'")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def make_text(path: Path) -> None:
    path.write_text("not a database", encoding="utf-8")


def make_other_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE recipes (name)")


@pytest.mark.parametrize(
    "spoil",
    [spoil_pdf, spoil_pages, spoil_references, spoil_revision, cut_short, make_text, make_other_database],
    ids=lambda spoil: spoil.__name__,
)
def test_a_bad_backup_is_refused_and_changes_nothing(full: Store, tmp_path: Path, settings: Settings, spoil) -> None:
    backup_store(full.database, tmp_path / "b.db")
    spoil(tmp_path / "b.db")
    before = full.everything()
    with pytest.raises(BadBackup):
        restore_store(settings, tmp_path / "b.db", "jo", force=True)
    assert full.everything() == before
    assert sorted(path.name for path in tmp_path.iterdir() if "before-restore" in path.name) == []


def test_a_backup_that_is_not_there_is_said(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        restore_store(settings, tmp_path / "none.db", "jo")
    with pytest.raises(IsDirectory):
        restore_store(settings, tmp_path, "jo")


def test_the_store_file_itself_is_a_backup_too(full: Store, tmp_path: Path) -> None:
    if full.database.file is None:
        pytest.skip("only SQLite has a file")
    full.close()
    other = elsewhere(tmp_path / "other")
    restore_store(other, tmp_path / FILE_NAME, "jo")
    assert len(everything(other).decisions) == 4
