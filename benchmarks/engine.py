"""The engine against its peers, on this machine, in one run.

    python -m benchmarks.engine [--font FONT.sf2] [--quick] [--json FILE]

Every figure is the median of interleaved runs. Peers: FluidSynth through its
library (samples loaded as needed, 4096-frame blocks, one and two threads) and
rustysynth (one thread, at most 256 voices); whichever is missing is left out.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from time import perf_counter, sleep

import rust_audio_engine as engine
from benchmarks.engine_conformance import conformance
from benchmarks.engine_fluidsynth import FluidSynth, library
from benchmarks.engine_midi import pieces

ROOT = Path(__file__).resolve().parent.parent
WORKSPACE = ROOT / "rust-audio-engine"
FONTS = (
    Path("/usr/share/sounds/sf2/FluidR3_GM.sf2"),
    Path("/usr/share/soundfonts/FluidR3_GM.sf2"),
)
THREADS = 2


def timed(work: Callable[[], object]) -> float:
    """Seconds that ``work`` takes."""
    begin = perf_counter()
    work()
    return perf_counter() - begin


class Bench:
    """One run: a font, the pieces, the binaries."""

    def __init__(self, font: Path, folder: Path, rounds: int) -> None:
        self.path, self.folder, self.rounds = font, folder, rounds
        self.font = engine.SoundFont(font)
        self.pieces = pieces()
        for name, (midi, _) in self.pieces.items():
            (folder / f"{name}.mid").write_bytes(midi)
        build = ["cargo", "build", "--release", "-q", "-p", "gospel-engine", "-p", "engine-rivals"]
        subprocess.run(build, cwd=WORKSPACE, check=True)
        self.binary = WORKSPACE / "target/release/gk-render"
        self.rusty = WORKSPACE / "target/release/rustysynth-render"

    def ours(self, name: str, threads: int, space: engine.Space | None = None) -> float:
        midi = self.pieces[name][0]
        return timed(lambda: engine.render(midi, self.font, threads=threads, reverb=space))

    def fluidsynth(self, name: str, cores: int, *, reverb: bool = False) -> float:
        midi, seconds = self.pieces[name]
        synth = FluidSynth(self.path, cores=cores, reverb=reverb)
        elapsed, _ = synth.play(midi, seconds)
        synth.close()
        return elapsed

    def rustysynth(self, name: str, reverb: bool) -> float:
        words = [self.rusty, self.path, self.folder / f"{name}.mid", self.pieces[name][1], 1]
        made = subprocess.run(
            [str(w) for w in words] + ["reverb"] * reverb,
            capture_output=True,
            text=True,
            check=True,
        )
        return float(made.stdout)

    def rivals(self, name: str, *, reverb: bool) -> dict[str, Callable[[], float]]:
        space: engine.Space | None = "hall" if reverb else None
        out: dict[str, Callable[[], float]] = {
            "ours, 1 thread": lambda: self.ours(name, 1, space),
            f"ours, {THREADS} threads": lambda: self.ours(name, THREADS, space),
            "rustysynth": lambda: self.rustysynth(name, reverb),
        }
        if library():
            for cores in (1, THREADS):
                label = f"FluidSynth, {cores} thread" + "s" * (cores > 1)
                out[label] = lambda c=cores: self.fluidsynth(name, c, reverb=reverb)
        return out

    def speeds(self) -> dict[str, dict[str, float]]:
        """Multiples of real time, by piece and engine."""
        table: dict[str, dict[str, float]] = {}
        for name, reverb in (("p30", False), ("p180", False), ("p180", True), ("stress30", False)):
            rivals = self.rivals(name, reverb=reverb)
            times: dict[str, list[float]] = {label: [] for label in rivals}
            for _ in range(self.rounds):
                for label, run in rivals.items():
                    times[label].append(run())
            seconds = self.pieces[name][1]
            column = f"{name} + reverb" if reverb else name
            table[column] = {k: seconds / statistics.median(v) for k, v in times.items()}
        return table

    def single_figures(self) -> dict[str, float]:
        """Cold process, reverb, files a second, memory."""
        command = [self.binary, self.folder / "p30.mid", self.folder / "o.wav", "-s", self.path]
        cold = lambda *more: timed(lambda: subprocess.run([*command, *more], check=True))  # noqa: E731
        median = lambda work: statistics.median(work() for _ in range(2 * self.rounds + 1))  # noqa: E731
        dry = median(lambda: self.ours("p30", THREADS))
        return {
            "30 s file, cold process, ms": 1000 * median(cold),
            "30 s file, cold Python, ms": 1000 * median(self.cold_python),
            "30 s file with hall, cold, ms": 1000 * median(lambda: cold("--reverb", "hall")),
            "hall on 30 s, warm, ms": 1000
            * (median(lambda: self.ours("p30", THREADS, "hall")) - dry),
            "30 s files a second, warm": self.files_a_second(),
            "peak private memory, 30 s + hall, MB": self.peak_memory(
                [*command, "--reverb", "hall"]
            ),
        }

    def cold_python(self) -> float:
        code = "import sys, rust_audio_engine as e; e.synthesize_midi(*sys.argv[1:], reverb=False)"
        words = [self.folder / "p30.mid", self.folder / "o.wav", self.path]
        python = [str(ROOT / ".venv/bin/python"), "-c", code, *map(str, words)]
        return timed(lambda: subprocess.run(python, check=True))

    def files_a_second(self) -> float:
        midi, count = self.pieces["p30"][0], 40
        one = lambda _: engine.render_wav(midi, self.font, threads=1)  # noqa: E731
        with ThreadPoolExecutor(THREADS) as pool:
            return count / timed(lambda: list(pool.map(one, range(count))))

    def peak_memory(self, command: list[object]) -> float:
        """Megabytes of anonymous memory at the worst moment, of several runs."""
        worst = 0
        for _ in range(5):
            process = subprocess.Popen([str(word) for word in command])
            while process.poll() is None:
                worst = max(worst, anonymous_kilobytes(process.pid))
                sleep(0.0003)
        return worst / 1024


def anonymous_kilobytes(pid: int) -> int:
    """What a process holds that no file backs, now."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("RssAnon")), 0)


def show(report: dict[str, object], seconds: dict[str, dict[str, float]]) -> None:
    """Prints the report as Markdown."""
    columns = list(seconds)
    labels = sorted({label for column in seconds.values() for label in column})
    print("\nMultiples of real time (dry unless said):\n")
    print("| engine |", " | ".join(columns), "|")
    print("| --- |", " | ".join("---" for _ in columns), "|")
    for label in labels:
        cells = [f"{seconds[c][label]:.1f}" if label in seconds[c] else "" for c in columns]
        print(f"| {label} |", " | ".join(cells), "|")
    print()
    for name, value in report.items():
        if isinstance(value, list):
            print(f"- {name}: `python -m benchmarks.engine_conformance FONT` lists them")
        else:
            print(f"- {name}: {value:.1f}" if isinstance(value, float) else f"- {name}: {value}")


def main(words: Sequence[str] = ()) -> None:
    """Measures, prints, and writes JSON where asked; ``words`` are command-line arguments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--font", type=Path, default=next((f for f in FONTS if f.exists()), None))
    parser.add_argument("--quick", action="store_true", help="one round instead of three")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args(words)
    if arguments.font is None:
        parser.error("no FluidR3_GM.sf2 found; name a font with --font")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(arguments.font, Path(folder), 1 if arguments.quick else 3)
        speeds = bench.speeds()
        report: dict[str, object] = dict(bench.single_figures())
    if library():
        made = conformance(arguments.font)
        for reading, name in (("fluidsynth", "as FluidSynth reads"), ("sf2", "as SF2.04 has it")):
            report[f"frames within 0.5 dB of FluidSynth, {name}, %"] = 100 * made.shares[reading]
        report["frames that part"] = [asdict(departure) for departure in made.departures]
    report["vector instructions"] = engine.instruction_set()
    show(report, speeds)
    if arguments.json:
        arguments.json.write_text(json.dumps({"speeds": speeds, **report}, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
