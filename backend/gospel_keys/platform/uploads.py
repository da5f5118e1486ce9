"""What a file that was sent really is: told by its content, never by its name."""

from __future__ import annotations

from typing import Literal

from gospel_keys.platform.problems import Problem

Kind = Literal["midi", "wav", "flac", "ogg", "mp3"]


def kind_of(data: bytes) -> Kind | None:
    """The kind of file ``data`` begins, or None when it is none we take."""
    if data[:4] == b"MThd" or (data[:4] == b"RIFF" and data[8:12] == b"RMID"):
        return "midi"
    if data[:4] in (b"RIFF", b"RF64") and data[8:12] == b"WAVE":
        return "wav"
    if data[:4] == b"fLaC":
        return "flac"
    if data[:4] == b"OggS":
        return "ogg"
    if data[:3] == b"ID3" or (len(data) > 1 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2):
        return "mp3"
    return None


def check_upload(data: bytes, kinds: tuple[Kind, ...], limit: int) -> Kind:
    """The kind of ``data``; Problem 413 over ``limit`` bytes, 415 when it is none of ``kinds``."""
    if len(data) > limit:
        raise Problem(413, f"The file has {len(data)} bytes; {limit} are allowed.")
    kind = kind_of(data)
    if kind not in kinds:
        raise Problem(415, f"This is not a file of the kind {' or '.join(kinds)}.")
    return kind
