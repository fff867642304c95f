"""Who sits at the keyboard."""

from __future__ import annotations

import getpass

UNKNOWN = "unknown"


def account_name() -> str:
    """The operating system's name for the person; ``unknown`` where it has none, as for a service account."""
    try:
        return getpass.getuser() or UNKNOWN
    except (OSError, KeyError, ImportError):  # no variable names them and there is no password database to ask
        return UNKNOWN
