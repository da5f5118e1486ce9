"""What every genre in the registry must do, over requests that try everything.

The requests are a covering array: every key, meter, application and complexity, and every pair of
them, occurs. Thirty keys at ten levels make three hundred the fewest that can; there are no more.
A sixth genre is under this suite the moment its folder exists.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations, product
from statistics import mean

import mido
import pytest

from critic import Piece, corpus, dynamics, many, rhythm
from critic.draws import Row
from critic.table import load, review
from gospel_keys import compose
from gospel_keys.arranger import arrange, perform
from gospel_keys.composer.planner import plan
from gospel_keys.genres.registry import genres
from gospel_keys.music.key import all_keys
from gospel_keys.score import codec, smf_view
from gospel_keys.score.midi import read
from gospel_keys.score.model import Arrangement, ChordEvent, Note, Performance

GENRES = sorted(genres())
SEEDS = int(os.environ.get("CRITIC_SEEDS", "24"))
REQUESTS = [(genre, row) for genre in GENRES for row in corpus.requests(genre)]
FIELDS = ("key", "complexity", "time_signature", "application")
TWICE = 4
"""Every fourth piece is composed again and goes through JSON."""


def name(value: object) -> str:
    if not isinstance(value, dict):
        return str(value)
    fields = ("key", "time_signature", "application", "complexity", "num_bars")
    return "-".join(str(value[field]).replace(" ", "_").replace("/", ":") for field in fields)


@pytest.mark.parametrize(("genre", "row"), REQUESTS, ids=name)
def test_a_request_gives_a_piece_a_teacher_accepts(genre: str, row: Row) -> None:
    composition = corpus.composed(genre, row)
    findings = review(corpus.piece_of(composition), load(genre))
    assert [str(finding) for finding in findings] == []

    brief = composition.brief
    asked = (row["key"], row["time_signature"], row["num_bars"], row["application"])
    assert (str(brief.key), str(brief.meter), brief.bars, brief.application) == asked
    assert (brief.complexity, brief.seed) == (row["complexity"], row["seed"])

    data = composition.midi()
    _opens_elsewhere(data, row)
    if int(row["seed"]) % TWICE == 0:
        assert corpus.composed(genre, row).midi() == data
        for value in (composition.arrangement, composition.performance):
            _survives_json(value)


def _opens_elsewhere(data: bytes, row: Row) -> None:
    """An independent reader finds the tracks, both hands, and exactly the bars."""
    file = mido.MidiFile(file=io.BytesIO(data))
    assert file.type == 1
    tracks = {track.name: track for track in file.tracks}
    assert list(tracks)[1:] == ["Right Hand", "Left Hand", "Chords"]
    for hand in ("Right Hand", "Left Hand"):
        assert any(m.type == "note_on" for m in tracks[hand])
    top, bottom = map(int, str(row["time_signature"]).split("/"))
    ticks = {sum(message.time for message in track) for track in file.tracks}
    assert ticks == {row["num_bars"] * top * 4 * file.ticks_per_beat // bottom}
    assert smf_view.bars(read(data)) == row["num_bars"]


def _survives_json(value: Arrangement | Performance) -> None:
    assert codec.decode(type(value), json.loads(json.dumps(codec.encode(value)))) == value


@pytest.mark.parametrize("genre", GENRES)
def test_the_requests_try_everything(genre: str) -> None:
    rows = corpus.requests(genre)
    style = genres()[genre].style
    values = (
        [str(key) for key in all_keys()],
        list(range(1, 11)),
        list(style.meters),
        [row.id for row in style.applications],
    )
    pairs = {(f, row[f], g, row[g]) for row in rows for f, g in combinations(FIELDS, 2)}
    for (one, xs), (other, ys) in combinations(zip(FIELDS, values, strict=True), 2):
        assert {(one, x, other, y) for x, y in product(xs, ys)} <= pairs
    assert len(rows) == max(len(xs) * len(ys) for xs, ys in combinations(values, 2))
    assert {1, 2, 3, 4, 5, 7, 8, 12, 13, 16, 24, 32, 64, 128} == {row["num_bars"] for row in rows}


@pytest.mark.parametrize("genre", GENRES)
def test_seeds_differ_and_repeat(genre: str) -> None:
    rows = corpus.requests(genre)[:6]
    for row in rows:
        files = {corpus.composed(genre, row | {"seed": seed}).midi() for seed in (1, 2, 3)}
        assert len(files) == 3


DIGEST = """
import hashlib
from critic import corpus
rows = corpus.requests({genre!r})[:12]
files = b"".join(corpus.composed({genre!r}, row).midi() for row in rows)
print(hashlib.sha256(files).hexdigest())
"""


@pytest.mark.parametrize("genre", GENRES)
def test_another_process_composes_the_same_bytes(genre: str) -> None:
    """Whatever order that process gives its sets and hashes."""
    path = os.pathsep.join(sys.path)
    found = {
        subprocess.run(
            [sys.executable, "-c", DIGEST.format(genre=genre)],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


@pytest.mark.parametrize("genre", GENRES)
def test_drawing_a_phrase_anew_leaves_the_others_alone(genre: str) -> None:
    """Other phrases keep every chord; and every note, but for the phrase that leads into it."""
    known = genres()[genre]
    for seed in range(4):
        brief = compose(genre, "A song", num_bars=32, seed=seed).brief
        versions = [plan(brief, known, redrawn) for redrawn in ({}, {"p2": 1})]
        chords = [{_sound(event) for event in version.chords} for version in versions]
        assert {id_.split(".")[0] for id_, *_ in chords[0] ^ chords[1]} == {"p2"}
        written = [arrange(brief, version, known.style, known.hooks) for version in versions]
        assert _changed([w.notes for w in written]) <= {"p1", "p2"}
        played = [perform(w, known.style).notes for w in written]
        assert _changed([[(note.note_id, note) for note in notes] for notes in played]) <= {
            "p1",
            "p2",
        }


def _sound(event: ChordEvent) -> tuple[str, Fraction, Fraction, str]:
    return event.id, event.onset, event.duration, str(event.chord)


def _changed(versions: Sequence[Iterable[object]]) -> set[str]:
    """The phrases whose notes are not the same in both versions."""
    one, other = (set(version) for version in versions)
    return {(n.id if isinstance(n, Note) else n[0]).split(".")[0] for n in one ^ other}


@pytest.mark.parametrize("genre", GENRES)
def test_complexity_is_a_ladder(genre: str) -> None:
    levels = corpus.by_level(genre, count=SEEDS, bars=8)
    assert [str(finding) for finding in many.ladder(levels)] == []


@pytest.mark.parametrize("genre", GENRES)
def test_velocities_spread_like_peoples(genre: str) -> None:
    """The mean over many pieces lies closer to the target than any one piece must."""
    for row in genres()[genre].style.applications:
        made = _made(genre, application=row.id)
        typical = load(genre).get("velocity_spread", {}).get("typical", 12.4)
        target = dynamics.velocity_target(made[0], typical)
        assert mean(map(dynamics.velocity_sd, made)) == pytest.approx(target, rel=0.2)


@pytest.mark.parametrize("genre", GENRES)
def test_applications_improvise_as_much_as_they_say(genre: str) -> None:
    """The share of phrases with a fill follows the style's improvisation."""
    style = genres()[genre].style
    for row in style.applications:
        filled = mean(map(rhythm.fill_share, _made(genre, application=row.id)))
        wished = row.improvisation if style.licks else 0.0
        assert filled == pytest.approx(wished, abs=0.2)


@pytest.mark.parametrize("genre", GENRES)
def test_the_key_is_heard(genre: str) -> None:
    made = [piece for _, piece in corpus.pieces(genre, seed=1, most=60)]
    assert [str(finding) for finding in many.keys_heard(made)] == []


def _made(genre: str, **fields: str | int) -> Sequence[Piece]:
    rows = ({"num_bars": 16, "seed": seed, "complexity": 6} | fields for seed in range(SEEDS // 2))
    return [corpus.piece_of(corpus.composed(genre, row)) for row in rows]
