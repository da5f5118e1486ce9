from __future__ import annotations

import pickle

from gospel_keys.music.errors import TheoryError, too_long, unreadable


def test_message_shows_text_place_and_expectation() -> None:
    error = unreadable("C7x", 2, "an alteration")
    assert str(error) == "cannot read 'C7x': expected an alteration at character 3, found 'x'"
    assert (error.text, error.position) == ("C7x", 2)
    assert "found the end" in str(unreadable("C", 1, "more"))


def test_long_texts_are_cut() -> None:
    assert len(str(unreadable("C" * 5000, 3, "less"))) < 150
    error = too_long("C" * 5000, 48, "a chord symbol")
    assert (len(error.text), error.position) == (48, 48)
    assert "5000" in str(error)


def test_it_travels_between_processes() -> None:
    error = pickle.loads(pickle.dumps(unreadable("C7x", 2, "an alteration")))
    assert isinstance(error, TheoryError)
    assert (error.text, error.position) == ("C7x", 2)


def test_it_is_a_value_error() -> None:
    assert issubclass(TheoryError, ValueError)
