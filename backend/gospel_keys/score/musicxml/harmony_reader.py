"""Chord symbols out of <harmony> elements."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.pitch import PitchClass
from gospel_keys.score.musicxml.harmony import Degree, kinds, tones
from gospel_keys.score.musicxml.place import Place

ACTIONS = frozenset({"add", "alter", "subtract"})


def read_harmony(element: Element, place: Place, notices: list[str]) -> tuple[Chord | None, bool]:
    """The chord of a <harmony>, None for "no chord", and whether there is one to be shown.

    A symbol by function or numeral alone tells no root and is passed over, as is a kind that names
    no tones unless the text printed for it does.
    """
    kind = element.find("kind")
    root = element.find("root")
    if kind is None:
        raise place.error("it has no <kind>", element)
    name = (kind.text or "").strip()
    if name == "none":
        return None, True
    if root is None:
        if element.find("numeral") is None:
            notices.append("Chords named by function alone are left out.")
        return None, False
    bass = element.find("bass")
    low = _pitch_class(bass, "bass", place) if bass is not None else None
    named = _pitch_class(root, "root", place)
    if name not in kinds():
        return _by_text(named, kind.get("text", ""), low, notices, name)
    degrees = [_degree(degree, place) for degree in element.findall("degree")]
    try:
        return Chord(named, tones(name, degrees), low), True
    except TheoryError as error:
        raise place.error(str(error), element) from None


def _by_text(
    root: PitchClass, text: str, bass: PitchClass | None, notices: list[str], name: str
) -> tuple[Chord | None, bool]:
    chord = Chord.try_parse(f"{root}{text}") if text else None
    if chord is None:
        notices.append(f"Chords of the kind {name[:40]!r} are left out.")
        return None, False
    return (chord.with_bass(bass) if bass else chord), True


def _pitch_class(element: Element, what: str, place: Place) -> PitchClass:
    step = element.findtext(f"{what}-step", "").strip()
    alter = place.integer(element, f"{what}-alter", -3, 3, 0)
    try:
        return PitchClass(step, alter)
    except TheoryError as error:
        raise place.error(str(error), element) from None


def _degree(element: Element, place: Place) -> Degree:
    action = element.findtext("degree-type", "").strip()
    if action not in ACTIONS:
        raise place.error(f"{action[:20]!r} is not add, alter or subtract", element)
    return Degree(
        place.integer(element, "degree-value", 1, 13, None),
        place.integer(element, "degree-alter", -3, 3, 0),
        action,
    )
