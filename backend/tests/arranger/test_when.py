"""``when`` compares circumstances, and leaves open what it does not name."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from gospel_keys.arranger.when import Circumstance, When

HERE = Circumstance(
    complexity=5, application="A", section="verse", feel="swing", meter_class="triple",
    compound=True, position="cadence", function="dominant", quality="minor", motion="fourth-up",
    beats=2,
)  # fmt: skip


def test_an_empty_when_fits_everywhere() -> None:
    assert When().fits(HERE)
    assert When().fits(Circumstance())


@pytest.mark.parametrize(
    ("key", "yes", "no"),
    [
        ("complexity", (5, 6), (6, 9)),
        ("application", ("A", "B"), ("B",)),
        ("section", ("verse",), ("chorus",)),
        ("feel", ("swing",), ("straight",)),
        ("meter_class", ("triple",), ("duple",)),
        ("compound", True, False),
        ("position", ("cadence",), ("opening", "ending")),
        ("function", ("dominant",), ("tonic",)),
        ("quality", ("minor",), ("major",)),
        ("motion", ("fourth-up",), ("same",)),
        ("beats", (1, 2), (3, 4)),
    ],
)
def test_each_key_decides(key: str, yes: object, no: object) -> None:
    assert When(**{key: yes}).fits(HERE)  # type: ignore[arg-type]
    assert not When(**{key: no}).fits(HERE)  # type: ignore[arg-type]


def test_the_keys_are_a_closed_set() -> None:
    with pytest.raises(ValidationError):
        When(moon="full")  # type: ignore[call-arg]
    with pytest.raises(ValidationError):
        When(quality=("sad",))  # type: ignore[arg-type]
