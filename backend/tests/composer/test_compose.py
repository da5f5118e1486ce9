"""The library: one function, no server, no database."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import mido
import pytest

import gospel_keys
from gospel_keys import compose
from gospel_keys.compose import Composition, from_brief
from gospel_keys.composer.errors import BriefError

BACKEND = Path(gospel_keys.__file__).parents[1]
WORDS = "Uplifting gospel song in C major, 12 bars at 76 bpm"


def test_words_to_midi() -> None:
    piece = compose("gospel", WORDS)
    assert isinstance(piece, Composition)
    assert (str(piece.brief.key), piece.brief.bars, piece.brief.tempo) == ("C major", 12, 76)
    assert piece.arrangement.brief is piece.brief
    assert len(piece.performance.notes) == len(piece.arrangement.notes)
    file = mido.MidiFile(file=io.BytesIO(piece.midi()))
    assert file.type == 1
    tempos = [m.tempo for track in file.tracks for m in track if m.type == "set_tempo"]
    assert mido.tempo2bpm(tempos[0]) == pytest.approx(76, abs=0.01)


def test_every_field_can_be_given() -> None:
    piece = compose(
        "gospel", "a song", key="Bb minor", tempo=66, time_signature="12/8", num_bars=5,
        application="CONCERT", complexity=7, ai_percentage=0.25, seed=3, hand_size="small",
    )  # fmt: skip
    brief = piece.brief
    assert (str(brief.key), brief.tempo, str(brief.meter), brief.bars) == (
        "Bb minor",
        66,
        "12/8",
        5,
    )
    assert (brief.application, brief.complexity, brief.ai_percentage) == ("CONCERT", 7, 0.25)
    assert (brief.seed, brief.hand_size) == (3, "small")
    assert from_brief(brief) == piece


def test_equal_calls_make_equal_pieces() -> None:
    assert compose("gospel", WORDS).midi() == compose("gospel", WORDS).midi()
    assert compose("gospel", WORDS, seed=1).midi() != compose("gospel", WORDS, seed=2).midi()


def test_what_cannot_be_done_is_refused() -> None:
    with pytest.raises(BriefError) as caught:
        compose("gospel", "a song", num_bars=129)
    assert caught.value.field == "num_bars"
    with pytest.raises(BriefError) as caught:
        compose("polka", "a song")
    assert caught.value.field == "genre"


def run(code: str) -> str:
    """What a fresh interpreter prints."""
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=BACKEND, capture_output=True, text=True, check=True
    )
    return answer.stdout


CALL = "print(len(compose('gospel', 'a song', num_bars=1).midi()) > 100)"


@pytest.mark.parametrize(
    "imports",
    [
        "from gospel_keys import compose",
        "import gospel_keys.compose\nfrom gospel_keys import compose",
        "from gospel_keys.compose import from_brief\nfrom gospel_keys import compose",
        "from gospel_keys import compose\nfrom gospel_keys.compose import from_brief",
        "import gospel_keys\ncompose = gospel_keys.compose",
        "import gospel_keys\nfrom gospel_keys.compose import compose",
    ],
)
def test_compose_is_the_function_whatever_came_first(imports: str) -> None:
    assert run(f"{imports}\n{CALL}") == "True\n"


def test_the_library_needs_no_server_and_no_database() -> None:
    loaded = (
        "import sys; print([m for m in ('fastapi', 'sqlalchemy', 'uvicorn') if m in sys.modules])"
    )
    assert run(f"from gospel_keys import compose\n{CALL}\n{loaded}") == "True\n[]\n"
    assert run("import gospel_keys, sys; print('pydantic' in sys.modules)") == "False\n"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'decompose'"):
        gospel_keys.decompose  # noqa: B018
