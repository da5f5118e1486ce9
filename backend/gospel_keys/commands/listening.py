"""Taking an address to listen on, and saying where that is."""

from __future__ import annotations

import socket

from gospel_keys.commands.console import fail
from gospel_keys.commands.neighbours import speaks_our_tongue


def url_of(listener: socket.socket) -> str:
    """Where a browser on this machine finds the listener."""
    host, port = listener.getsockname()[:2]
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 - compared only
    return f"http://{f'[{name}]' if ':' in name and name[0] != '[' else name}:{port}"


def bind(host: str, port: int) -> socket.socket:
    """Take the address before anything else starts; says what to do when it is taken."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, proto)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except socket.gaierror as error:
        fail(f"--host {host}: {error.strerror}")
    except PermissionError:
        fail(f"port {port} needs more rights than we have; try: gospel-keys serve --port 8000")
    except OSError as error:
        fail(_taken(host, port, error))
    listener.set_inheritable(True)
    return listener


def _taken(host: str, port: int, error: OSError) -> str:
    if speaks_our_tongue(host, port):
        return f"Gospel Keys runs there already: open http://{host}:{port}"
    return (
        f"cannot listen on {host}:{port} ({error.strerror}). Stop the program that does, "
        f"or take another port: gospel-keys serve --port {port + 1 if port < 65535 else 8000}"
    )
