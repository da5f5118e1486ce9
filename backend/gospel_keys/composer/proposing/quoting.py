"""Data for a prompt, written so that it can only be data.

Everything goes through JSON, and inside its strings every sign but letters, digits and the plainest
punctuation is written as an escape: no quote, bracket, tag or turn marker of any chat format can
come out of a user's words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from gospel_keys.composer.text import clean

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_PLAIN = frozenset(" .,;:'!?-+/()%#*=_")
_ESCAPED = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)|.", re.DOTALL)


def words_as_data(text: str, most: int) -> str:
    """A person's words on one line, without control characters, ``most`` characters at most."""
    return clean(text[: 4 * most])[:most]


def quoted_json(facts: Mapping[str, object]) -> str:
    """Facts as a JSON object in which strings have no sign that means anything to a model."""
    text = json.dumps(facts, ensure_ascii=False, separators=(", ", ": "))
    return _STRING.sub(lambda found: f'"{_plain(found.group()[1:-1])}"', text)


def _plain(inside: str) -> str:
    """The inside of a JSON string with every other sign escaped; it means the same."""
    return _ESCAPED.sub(lambda found: _escaped(found.group()), inside)


def _escaped(sign: str) -> str:
    if len(sign) > 1:
        return _escaped(json.loads(f'"{sign}"')) if sign[1] != "u" else sign
    if sign.isalnum() or sign in _PLAIN:
        return sign
    return "".join(f"\\u{ord(half):04x}" for half in _halves(sign))


def _halves(sign: str) -> str:
    """The UTF-16 halves of a sign, as JSON escapes have them."""
    data = sign.encode("utf-16-be", "surrogatepass")
    return "".join(chr(int.from_bytes(data[at : at + 2])) for at in range(0, len(data), 2))
