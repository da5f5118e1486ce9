"""Who else is at an address of ours."""

from __future__ import annotations

import http.client
import json


def speaks_our_tongue(host: str, port: int, patience: float = 1.0) -> bool:
    """Whether what listens there answers as Gospel Keys does."""
    connection = http.client.HTTPConnection(host, port, timeout=patience)
    try:
        connection.request("GET", "/health")
        answer = json.loads(connection.getresponse().read(1000))
    except (OSError, ValueError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return isinstance(answer, dict) and answer.get("status") == "ok" and "version" in answer
