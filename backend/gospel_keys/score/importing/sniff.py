"""What kind of file it is, told from its content; a name is never believed."""

from __future__ import annotations

import re

from gospel_keys.score.importing.errors import UnreadableError
from gospel_keys.score.importing.imported import Format

MAX_BYTES = 10 * 1024 * 1024
READ = "MIDI, MusicXML (plain or .mxl), ChordPro and irealbook:// links are read"
_HEAD = 64 * 1024
_OTHERS = (
    (b"%PDF", "a PDF is a picture of music; export MusicXML from the program it was made with"),
    (b"\x89PNG", "a picture cannot be read; export MusicXML from the program it was made with"),
    (b"\xff\xd8\xff", "a picture cannot be read; export MusicXML where you can"),
    (b"ID3", "this is sound, not notes; export MIDI or MusicXML"),
    (b"OggS", "this is sound, not notes; export MIDI or MusicXML"),
    (b"fLaC", "this is sound, not notes; export MIDI or MusicXML"),
    (b"\x1f\x8b", "this is packed with gzip; unpack it first"),
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHORDPRO = re.compile(
    r"^[ \t]{0,80}\{[ \t]*[A-Za-z][\w-]{0,40}[^}\n]{0,400}\}|\[[A-G][^\]\n]{0,24}\]", re.MULTILINE
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def sniff(data: bytes) -> Format:
    """The format of ``data``. Raises ``UnreadableError`` for what is none of those read."""
    if not data.strip():
        raise UnreadableError("the file is empty")
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"the file is too long; at most {MAX_BYTES} bytes are read")
    for start, reason in _OTHERS:
        if data.startswith(start):
            raise UnreadableError(f"{reason}. {READ}.")
    if data.startswith(b"MThd") or _is_riff(data, b"RMID"):
        return "midi"
    if _is_riff(data, b"WAVE"):
        raise UnreadableError(f"this is sound, not notes; export MIDI or MusicXML. {READ}.")
    if data.startswith(b"PK"):
        return "musicxml"
    return _sniff_text(data)


def _is_riff(data: bytes, kind: bytes) -> bool:
    return data.startswith(b"RIFF") and data[8:12] == kind


def _sniff_text(data: bytes) -> Format:
    head = data[:_HEAD]
    if b"irealb" in data.lower() and b"<score-" not in head:
        return "ireal"
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")
    if start.startswith((b"<?xml", b"<score-", b"<!DOCTYPE score", b"<\x00?\x00", b"\x00<\x00?")):
        return "musicxml"
    text = text_of(data)
    if _CHORDPRO.search(text):
        return "chordpro"
    if start.startswith(b"<"):
        raise UnreadableError(f"this page holds no irealbook:// link. {READ}.")
    raise UnreadableError(f"it is not understood what this is. {READ}{_aside(text)}.")


def _aside(text: str) -> str:
    """Where a plain chart belongs, if it looks like one."""
    return "; chords between bar lines can be given as they are" if "|" in text else ""


def text_of(data: bytes) -> str:
    """The text of a file: by its mark, else UTF-8, else Latin-1; UnreadableError for no text."""
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    if _CONTROL.search(text):
        raise UnreadableError(f"it is not understood what this is. {READ}.")
    return text
