"""A process killed while it writes leaves the old state or the new, never half; the bench kills 200 times."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from extractor.config import Settings
from extractor.store.database import url_of_settings
from tests.store.killing import KINDS, kill_while, prepare


@pytest.mark.parametrize("kind", KINDS)
def test_kill_at_any_moment_leaves_the_old_state_or_the_new(settings: Settings, kind: str) -> None:
    url = url_of_settings(settings).render_as_string(hide_password=False)
    named = replace(settings, store_url=url)
    prepare(named)
    moment = random.Random(7)
    assert sum(kill_while(kind, named, moment, writes) for writes in (0, 1, 2)) >= 3
