"""Names under which this server may be asked for: the defence against names that are rebound to this computer."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach a server that listens at ``host``.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def host_names(host: str) -> frozenset[str]:
    """The names under which a server that listens at ``host`` may be asked for."""
    if is_loopback(host):
        return frozenset({"127.0.0.1", "localhost", "::1", host})
    return frozenset({host, "localhost", socket.gethostname().lower(), socket.getfqdn().lower()})


def is_known_host(asked: str, names: frozenset[str], *, digits: bool = False) -> bool:
    """Whether a Host header names this server.

    Args:
        digits: whether an address of digits passes as well, as it may beyond loopback, where a machine has several:
            only a name can be rebound to another address.

    >>> is_known_host("127.0.0.1:8000", host_names("127.0.0.1")), is_known_host("evil.test", host_names("127.0.0.1"))
    (True, False)
    """
    try:
        name = urlsplit(f"//{asked}").hostname or ""
    except ValueError:
        return False
    return name in names or (digits and _is_address(name))


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
