"""Our grammars as llama.cpp and vLLM read them: GBNF.

Only the part of Lark that our grammars use: rules of literals, names, groups, "|", "?", "*", "+".
"""

from __future__ import annotations

import re

_PIECES = re.compile(r'"(?:[^"\\]|\\.)*"|[A-Za-z_][A-Za-z0-9_]*|[|?*+()]|\s+')


def gbnf(lark: str) -> str:
    """``lark`` as GBNF. ValueError for what goes beyond the part that is read."""
    return "\n".join(_rule(line) for line in lark.splitlines() if line.strip())


def _rule(line: str) -> str:
    name, colon, body = line.partition(":")
    if not colon or not name.strip().isidentifier():
        raise ValueError(f"no rule: {line[:60]!r}")
    pieces = _PIECES.findall(body)
    if "".join(pieces) != body:
        raise ValueError(f"more than literals, names and groups: {line[:60]!r}")
    return f"{_name(name.strip())} ::= {''.join(map(_piece, pieces)).strip()}"


def _piece(piece: str) -> str:
    return _name(piece) if piece[0].isalpha() or piece[0] == "_" else piece


def _name(name: str) -> str:
    """GBNF begins at ``root`` and has no underscores; what Lark has in capitals stays apart."""
    if name == "start":
        return "root"
    return ("T-" if name.isupper() else "r-") + name.replace("_", "-")
