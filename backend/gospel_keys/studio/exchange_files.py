"""A piece in the forms other programs read. Runs in a worker process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import Literal

from gospel_keys.compose import Composition
from gospel_keys.studio.composing import unpack_document

Form = Literal["musicxml", "chordpro", "ireal"]


@dataclass(frozen=True, slots=True)
class FileForm:
    """A form to take a piece along in: its media type, its file's ending, and its writer."""

    media_type: str
    ending: str
    write: Callable[[Composition], bytes]


def ireal_page(composition: Composition) -> bytes:
    """A page with the chart's link: where it is tapped, programs that know the form open it."""
    title = escape(composition.brief.description)
    link = escape(composition.ireal())
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<p><a href="{link}">{title}</a></p>\n</html>\n'
    ).encode()


FORMS: Mapping[Form, FileForm] = MappingProxyType(
    {
        "musicxml": FileForm(
            "application/vnd.recordare.musicxml+xml", "musicxml", lambda made: made.musicxml()
        ),
        "chordpro": FileForm(
            "text/plain; charset=utf-8", "cho", lambda made: made.chordpro().encode()
        ),
        "ireal": FileForm("text/html; charset=utf-8", "html", ireal_page),
    }
)


def written(document: bytes, form: Form) -> bytes:
    """The kept piece as a file of ``form``."""
    arrangement, performance = unpack_document(document)
    return FORMS[form].write(Composition(arrangement.brief, arrangement, performance))
