"""Who is asking: start links, sessions and logins, all in memory, so that a restart ends every one of them."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from extractor.errors import WeakPassword

IDLE_S = 12 * 3600.0
"""A session nobody has used for half a day is over."""
MAX_SESSIONS = 200
MIN_PASSWORD_LETTERS = 12
TRIES_BEFORE_PAUSE = 5
FORGET_S = 3600.0
PAUSE_S = 30.0
"""After five wrong passwords a name waits: 10,000 guesses then take a day and a half."""


@dataclass(slots=True)
class Session:
    """One browser of one person. ``notice`` is shown once, on the next page."""

    who: str
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    blind: bool = False
    keys: bool = True
    zoom: int = 100
    notice: str = ""
    seen: float = 0.0

    def accepts(self, csrf: str) -> bool:
        """Whether a form carries this session's token."""
        return hmac.compare_digest(self.csrf.encode(), csrf.encode())

    def take_notice(self) -> str:
        """The notice, which is then gone."""
        notice, self.notice = self.notice, ""
        return notice


class Sessions:
    """Sessions by the secret in their cookie, and start links that work once."""

    def __init__(self, *, blind: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        self._blind = blind
        self._clock = clock
        self._lock = Lock()
        self._sessions: dict[str, Session] = {}
        self._links: dict[str, str] = {}

    def new_link(self, who: str) -> str:
        """A secret for one start link; opening it logs ``who`` in."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._links[token] = who
        return token

    def redeem(self, token: str) -> str | None:
        """The secret of a new session, or None where the link is unknown or was used before."""
        with self._lock:
            who = self._links.pop(token, None)
        return None if who is None else self.begin(who)

    def begin(self, who: str) -> str:
        """The secret of a new session for a person."""
        secret = secrets.token_urlsafe(32)
        with self._lock:
            self._forget_idle()
            self._sessions[secret] = Session(who, blind=self._blind, seen=self._clock())
        return secret

    def find(self, secret: str) -> Session | None:
        """The session of a cookie, or None where there is none or it was idle too long."""
        with self._lock:
            session = self._sessions.get(secret)
            now = self._clock()
            if session is None or now - session.seen > IDLE_S:
                self._sessions.pop(secret, None)
                return None
            session.seen = now
            return session

    def end(self, secret: str) -> None:
        """Log out."""
        with self._lock:
            self._sessions.pop(secret, None)

    def _forget_idle(self) -> None:
        now = self._clock()
        fresh = {key: value for key, value in self._sessions.items() if now - value.seen <= IDLE_S}
        newest = sorted(fresh.items(), key=lambda pair: pair[1].seen)[-MAX_SESSIONS + 1 :]
        self._sessions = dict(newest)


# ------------------------------------------------------------------------------------------ logins


def password_to_hash(password: str) -> str:
    """An argon2id hash with its own salt and parameters.

    Raises:
        WeakPassword: fewer than 12 letters.
    """
    if len(password) < MIN_PASSWORD_LETTERS:
        raise WeakPassword(f"The password has fewer than {MIN_PASSWORD_LETTERS} letters.")
    return PasswordHasher().hash(password)


class Logins:
    """Checks passwords and slows down guessing.

    Args:
        hash_of: the stored hash of a name, or None where there is no such user.
    """

    def __init__(self, hash_of: Callable[[str], str | None], clock: Callable[[], float] = time.monotonic) -> None:
        self._hash_of = hash_of
        self._clock = clock
        self._lock = Lock()
        self._failures: dict[str, list[float]] = {}

    def wait_s(self, name: str) -> float:
        """Seconds until the next try of a name counts; 0 where it counts now."""
        with self._lock:
            failures = self._failures.get(name, [])
            return max(0.0, failures[-1] + PAUSE_S - self._clock()) if len(failures) >= TRIES_BEFORE_PAUSE else 0.0

    def is_right(self, name: str, password: str) -> bool:
        """Whether the password is that of the name; an unknown name takes as long as a wrong password."""
        if self.wait_s(name):
            return False
        decoy, known = self._decoy, self._hash_of(name)
        right = _verifies(known or decoy, password) and known is not None
        with self._lock:
            if right:
                self._failures.pop(name, None)
            else:
                self._note_failure(name)
        return right

    @cached_property
    def _decoy(self) -> str:
        """A hash that no password fits, made at the first try, whoever tries."""
        return PasswordHasher().hash(secrets.token_urlsafe(16))

    def _note_failure(self, name: str) -> None:
        """Remember a failure, and forget those that no longer hold anybody up: made-up names must not fill memory."""
        now = self._clock()
        self._failures = {who: times for who, times in self._failures.items() if now - times[-1] < FORGET_S}
        self._failures[name] = [*self._failures.get(name, ()), now][-TRIES_BEFORE_PAUSE:]


def _verifies(password_hash: str, password: str) -> bool:
    try:
        return PasswordHasher().verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
