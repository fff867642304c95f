"""Persons who may log in, and the record of who let them."""

from __future__ import annotations

import pytest

from extractor.errors import NotInStore, StoreExists
from extractor.store.repository import Store


def test_users_come_and_go_on_the_record(store: Store) -> None:
    added = store.users.add("al", "hash", "jo")
    assert store.users.all() == (added,)
    with pytest.raises(StoreExists):
        store.users.add("al", "other hash", "jo")
    store.users.remove("al", "jo")
    with pytest.raises(NotInStore):
        store.users.remove("al", "jo")
    assert store.users.all() == ()
    assert [(entry.who, entry.event, entry.subject) for entry in store.audit()] == [
        ("jo", "add_user", "al"),
        ("jo", "remove_user", "al"),
    ]
