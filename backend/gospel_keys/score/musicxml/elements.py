"""A small vocabulary for building XML trees."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

__all__ = ["Element", "add"]

_NOT_XML = re.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def add(parent: Element, tag: str, text: str | None = None, /, **attributes: str) -> Element:
    """A new child of ``parent``. An underscore in an attribute's name stands for a hyphen."""
    child = SubElement(parent, tag, {k.replace("_", "-"): v for k, v in attributes.items()})
    if text is not None:
        child.text = _NOT_XML.sub("", text)
    return child
