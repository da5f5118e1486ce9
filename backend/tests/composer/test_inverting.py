"""Basses with a line of their own."""

from __future__ import annotations

import pytest

from gospel_keys.composer.planning.inverting import inverted
from gospel_keys.composer.planning.setting import Setting
from gospel_keys.composer.planning.slots import Slotted
from gospel_keys.genres.numeral import Numeral
from gospel_keys.genres.registry import genres
from gospel_keys.music.meter import Meter

SETTING = Setting(genres()["classical"].harmony, "major", 6, Meter.parse("4/4"), 90.0, "BAROQUE")


def phrase(text: str) -> list[Slotted]:
    return [Slotted(n, 1, Numeral.parse(name)) for n, name in enumerate(text.split())]


def basses(text: str, application: str = "BAROQUE") -> list[str]:
    setting = Setting(SETTING.harmony, "major", 6, SETTING.meter, SETTING.tempo, application)
    return [str(chord.numeral.bass or "") for chord in inverted(phrase(text), setting)]


def test_a_phrase_of_roots_gets_a_bass_that_steps() -> None:
    assert basses("I V I IV I ii V I").count("") == 6


@pytest.mark.parametrize("application", ["CLASSICAL", "ROMANTIC"])
def test_others_keep_their_roots(application: str) -> None:
    assert set(basses("I V I IV I ii V I", application)) == {""}


def test_the_ends_stand_on_their_roots() -> None:
    found = basses("I IV I V I")
    assert found[0] == found[-1] == found[-2] == ""


def test_what_is_inverted_enough_stays() -> None:
    text = "I V/7 I IV/6 I/3 ii V I"
    assert basses(text) == [str(chord.numeral.bass or "") for chord in phrase(text)]


def test_a_leading_tone_in_the_bass_goes_home() -> None:
    text = "I V7 IV V7 I IV V I"
    names = text.split()
    found = basses(text)
    assert "7" in found
    assert all(names[at + 1] == "I" for at, name in enumerate(found) if name == "7")
