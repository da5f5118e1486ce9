"""What asks a server to stop: Ctrl-C, SIGTERM, and a terminal that is closed."""

from __future__ import annotations

import signal


def stopping_signals() -> tuple[signal.Signals, ...]:
    """The signals that stop us. A hang-up that is ignored already (``nohup``) stays ignored."""
    usual = (signal.SIGINT, signal.SIGTERM)
    if not hasattr(signal, "SIGHUP") or signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        return usual
    return (*usual, signal.SIGHUP)
