"""Text as it is searched: plain words, so that marks, case and signs do not stand in the way."""

from __future__ import annotations

import re
import unicodedata

SIGNS = str.maketrans({"♭": "b", "♯": "#"})
WORD = re.compile(r"[^\W_]+(?:[#/][^\W_]*)*")
"""Letters and digits; ``#`` and ``/`` belong to what they follow: ``c#``, ``12/8``."""


def search_words(text: str) -> list[str]:
    """The words without case and marks: ``Café in F♯`` gives ``cafe``, ``in``, ``f#``."""
    apart = unicodedata.normalize("NFKD", text.translate(SIGNS))
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    return WORD.findall(unicodedata.normalize("NFC", plain.casefold()))


def searchable(*texts: str) -> str:
    """The words of all texts, each with a space before it: a query finds where one begins."""
    return "".join(f" {word}" for text in texts for word in search_words(text))
