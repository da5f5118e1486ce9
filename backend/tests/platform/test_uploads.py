"""Files are known by what they are."""

from __future__ import annotations

import pytest

from gospel_keys.platform.problems import Problem
from gospel_keys.platform.uploads import check_upload, kind_of


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"MThd\0\0\0\6", "midi"), (b"RIFF....RMIDdata", "midi"), (b"RIFF....WAVEfmt ", "wav"),
     (b"RF64....WAVE", "wav"), (b"fLaC", "flac"), (b"OggS", "ogg"), (b"ID3\4", "mp3"),
     (b"\xff\xfb\x90", "mp3"), (b"\xff\xf1", None), (b"RIFF....AVI ", None), (b"", None),
     (b"<html>", None), (b"MTh", None)],
)  # fmt: skip
def test_the_first_bytes_tell(data: bytes, kind: str | None) -> None:
    assert kind_of(data) == kind


def test_what_is_too_long_or_of_another_kind_is_refused() -> None:
    assert check_upload(b"MThd", ("midi",), 4) == "midi"
    with pytest.raises(Problem) as long:
        check_upload(b"MThd1", ("midi",), 4)
    assert long.value.status == 413
    with pytest.raises(Problem) as other:
        check_upload(b"fLaC", ("midi", "wav"), 4)
    assert other.value.status == 415
    assert "midi or wav" in other.value.detail
