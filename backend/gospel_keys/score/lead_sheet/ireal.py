"""The open iReal form: ``irealbook://Title=Composer=Style=Key=n=Progression``, URL-encoded.

A bar is a row of equal cells, one for each chord and each space; bars stand between ``|``, ``[``
``]``, ``{`` ``}`` and ``Z``. The scrambled form of the same charts (``irealb://``) is not read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from urllib.parse import quote, unquote

from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import Interval
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import PitchClass
from gospel_keys.score.lead_sheet.ireal_reader import read_bars
from gospel_keys.score.lead_sheet.sheet import LeadBar, LeadSheet, LeadSheetError, cells

SCHEME = "irealbook://"
MAX_TEXT = 1_000_000
FIELDS = 6
BARS_A_LINE = 4

METERS = {
    str(meter): code
    for meter, code in (
        *((Meter(n, 4), f"T{n}4") for n in range(2, 8)),
        *((Meter(n, 8), f"T{n}8") for n in (3, 5, 6, 7, 9)),
        *((Meter(n, 2), f"T{n}2") for n in (2, 3)),
        (Meter(12, 8), "T12"),
    )
}
"""Time signatures that the form can say."""

MAJORS = frozenset({"C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"})
MINORS = frozenset({"C", "C#", "D", "Eb", "E", "F", "F#", "G", "G#", "A", "Bb", "B"})
SECTIONS = {"intro": "*i", "verse": "*V"}

_LINK = re.compile(re.escape(SCHEME) + r"[^\s\"'<>]+", re.IGNORECASE)
_OWN_NAME = re.compile(r"\*(?P<name>[^*]*)\*(?:/(?P<bass>[A-G](?:#|b|)))?")
_SCRAMBLED = re.compile(r"irealb://", re.IGNORECASE)


@lru_cache(maxsize=1)
def _rows() -> Mapping[str, tuple[Interval, ...]]:
    file = resources.files("gospel_keys.score.lead_sheet").joinpath("ireal.toml")
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["qualities"]
    return MappingProxyType({q: Chord.parse(f"C{s}").intervals for q, s in rows.items()})


@lru_cache(maxsize=1)
def _by_tones() -> Mapping[tuple[Interval, ...], str]:
    found: dict[tuple[Interval, ...], str] = {}
    for quality, tones in _rows().items():
        found.setdefault(tones, quality)
    return found


def to_ireal(chord: Chord | None) -> str:
    """A chord in the dialect: ``C-7``, ``F#h7``, ``Bb^7/D``; a quality that it does not have is
    written between asterisks, as programs do with names of one's own. No chord is ``n``."""
    if chord is None:
        return "n"
    chord = chord.simplified()
    quality = _by_tones().get(chord.intervals)
    symbol = f"*{chord.symbol}*" if quality is None else quality
    bass = f"/{chord.bass.simplified()}" if chord.bass else ""
    return f"{chord.root}{symbol}{bass}"


def from_ireal(text: str) -> Chord:
    """What ``to_ireal`` undoes; LeadSheetError for what is no chord."""
    root = re.match("[A-G](?:#|b|)", text)
    if root is None:
        raise LeadSheetError(f"{text[:20]!r} is not a chord")
    rest = text[root.end() :]
    own = _OWN_NAME.fullmatch(rest)
    quality, _, bass = rest.partition("/")
    tones = _rows().get(quality)
    if own is not None:
        quality, bass, tones = own["name"], own["bass"] or "", None
    elif "*" in rest:
        raise LeadSheetError(f"{text[:20]!r} has a name without its second asterisk")
    try:
        low = PitchClass.parse(bass) if bass else None
        if tones is None:
            return Chord.parse(root.group() + quality).with_bass(low)
        return Chord(PitchClass.parse(root.group()), tones, low)
    except TheoryError as error:
        raise LeadSheetError(str(error)) from None


def write_ireal(sheet: LeadSheet) -> str:
    """The chart as a link. Keys and roots that the form does not have are respelled.

    LeadSheetError for a meter it cannot say.
    """
    fields = (
        sheet.title.replace("=", "-"),
        sheet.composer.replace("=", "-"),
        sheet.style.replace("=", "-"),
        _key(sheet.key),
        "n",
        "".join(_bar(sheet, index) for index in range(len(sheet.bars))),
    )
    return SCHEME + quote("=".join(field or " " for field in fields), safe="=")


def _key(key: Key) -> str:
    known = MINORS if key.is_minor else MAJORS
    name = str(key.tonic)
    if name not in known:
        chroma = key.tonic.chroma
        name = next(one for one in sorted(known) if PitchClass.parse(one).chroma == chroma)
    return f"{name}-" if key.is_minor else name


def _bar(sheet: LeadSheet, index: int) -> str:
    """A bar with what stands before it and after it."""
    bar = sheet.bars[index]
    before = sheet.bars[index - 1] if index else None
    after = sheet.bars[index + 1] if index + 1 < len(sheet.bars) else None
    head = "[" if before is None or bar.section else ""
    if bar.section:
        head = _section(bar.section) + head
    if before is None or bar.meter != before.meter:
        if str(bar.meter) not in METERS:
            raise LeadSheetError(f"the form has no meter {bar.meter}", bar=index + 1)
        head += METERS[str(bar.meter)]
    same = before is not None and not bar.section and _same(bar, before)
    body = "x" + " " * (bar.meter.beats - 1) if same else _cells(bar)
    tail = "Z" if after is None else "]" if after.section else "|"
    return head + body + tail


def _same(bar: LeadBar, before: LeadBar) -> bool:
    return bar.chords == before.chords and bar.meter == before.meter


def _section(label: str) -> str:
    """A rehearsal mark: a letter where the label is one, else a mark or a text the form has."""
    if re.fullmatch("[A-D]", label):
        return f"*{label}"
    plain = label.lower()
    return SECTIONS.get(plain) or f"<{re.sub('[<>=]', '', label)}>"


def _cells(bar: LeadBar) -> str:
    """Chords and spaces, a cell each; neighbouring chords are parted by a comma."""
    text = ""
    for cell in cells(bar):
        if isinstance(cell, str):
            text += " "
        else:
            text += ("," if text and text[-1] != " " else "") + to_ireal(cell)
    return text


def read_ireal(text: str) -> tuple[LeadSheet, ...]:
    """The charts of a link, or of a page that holds links, with their repeats played out."""
    if len(text) > MAX_TEXT:
        raise LeadSheetError(f"the text has more than {MAX_TEXT} characters")
    links = [match.group() for match in _LINK.finditer(text)]
    if not links:
        if _SCRAMBLED.search(text):
            raise LeadSheetError("this link is scrambled; only the open irealbook:// form is read")
        raise LeadSheetError("there is no irealbook:// link")
    return tuple(sheet for link in links for sheet in _songs(link))


def _songs(link: str) -> list[LeadSheet]:
    try:
        fields = unquote(link[len(SCHEME) :], errors="strict").split("=")
    except UnicodeDecodeError:
        raise LeadSheetError("the link is not encoded as UTF-8") from None
    if len(fields) < FIELDS:
        raise LeadSheetError(f"the link has {len(fields)} fields, a chart has {FIELDS}")
    return [
        _song(fields[start : start + FIELDS])
        for start in range(0, len(fields) - FIELDS + 1, FIELDS)
    ]


def _song(fields: list[str]) -> LeadSheet:
    title, composer, style, key, _, progression = (field.strip(" ") for field in fields)
    notices: list[str] = []
    name = key[:-1] + " minor" if key.endswith("-") else key
    tonic = Key.try_parse(name) if name else None
    if tonic is None:
        notices.append(f"The key {key[:12]!r} is read as C major.")
    bars = read_bars(fields[5] if progression else "", from_ireal, notices)
    return LeadSheet(
        title,
        composer,
        style,
        tonic or Key(PitchClass("C")),
        bars,
        None,
        tuple(dict.fromkeys(notices)),
    )
