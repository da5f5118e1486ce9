"""The GPU beside the processor, on whatever device this machine has.

    python -m benchmarks.gpu [--font FONT.sf2] [--files N] [--rounds N]

Reverb is what a rendering takes longer for it. Where the device is software (Mesa's
lavapipe), the figures tell that the shaders run, not what a GPU is worth.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np

import rust_audio_engine as engine
from benchmarks.engine import FONTS
from benchmarks.engine_midi import pieces

DEVICES: tuple[engine.Device, ...] = ("cpu", "gpu")
RATE = 44_100


def timed(work: Callable[[], object]) -> float:
    """Seconds that ``work`` takes."""
    begin = perf_counter()
    work()
    return perf_counter() - begin


def noise(path: Path, seconds: float) -> Path:
    """A recorded response: noise that falls by 60 dB, two channels."""
    time = np.arange(round(seconds * RATE)) / RATE
    fall = 10 ** (-3 * time / seconds)
    samples = np.random.default_rng(1).normal(size=(len(time), 2)) * 0.2 * fall[:, None]
    engine.write_wav(path, samples.astype(np.float32), RATE, "float32")
    return path


class Bench:
    """One piece of thirty seconds, one font, both devices by turns."""

    def __init__(self, font: Path, files: int, rounds: int, folder: Path) -> None:
        self.midi, self.rounds = pieces()["p30"][0], rounds
        self.font = engine.SoundFont(font)
        self.files = files
        self.impulse = noise(folder / "impulse.wav", 10.0)

    def render(self, device: engine.Device, kind: str) -> np.ndarray:
        options: engine.RenderKeywords = {"device": device}
        if kind == "2 s hall":
            options["reverb"] = "hall"
        elif kind == "10 s impulse":
            options["impulse"] = self.impulse
        return engine.render(self.midi, self.font, **options)

    def kinds(self) -> dict[str, dict[str, float]]:
        """Seconds by kind and device: the dry piece, then what each reverb adds."""
        names = ("dry", "2 s hall", "10 s impulse")
        times: dict[str, dict[str, list[float]]] = {n: {d: [] for d in DEVICES} for n in names}
        for _ in range(self.rounds):
            for name in names:
                for device in DEVICES:
                    times[name][device].append(timed(lambda d=device, n=name: self.render(d, n)))
        made = {n: {d: statistics.median(times[n][d]) for d in DEVICES} for n in names}
        for name in names[1:]:
            made[name] = {d: made[name][d] - made["dry"][d] for d in DEVICES}
        return made

    def batch(self, device: engine.Device) -> float:
        """Files a second, written as WAV, on all threads."""
        files = [self.midi] * self.files
        work = lambda: engine.render_many(files, self.font, format="wav", device=device)  # noqa: E731
        return self.files / timed(work)

    def difference(self, kind: str) -> float:
        """Largest difference of the devices' samples, in decibels of full scale."""
        cpu, gpu = (self.render(device, kind) for device in DEVICES)
        frames = min(len(cpu), len(gpu))
        return float(20 * np.log10(np.abs(cpu[:frames] - gpu[:frames]).max() + 1e-12))


def main(words: Sequence[str] = ()) -> None:
    """Measures and prints; ``words`` are command-line arguments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--font", type=Path, default=next((f for f in FONTS if f.exists()), None))
    parser.add_argument("--files", type=int, help="files of a batch (40; software: 2)")
    parser.add_argument("--rounds", type=int, help="times each is measured (5; software: 1)")
    arguments = parser.parse_args(words)
    if arguments.font is None:
        parser.error("no FluidR3_GM.sf2 found; name a font with --font")
    try:
        adapter = engine.gpu()
    except engine.EngineError as error:
        print(f"not measured: {error}")
        return
    software = ", imitated by the processor" if adapter.is_software else ""
    print(f"{adapter.name} ({adapter.backend}, {adapter.driver}){software}\n")
    with tempfile.TemporaryDirectory() as folder:
        files = arguments.files or (2 if software else 40)
        rounds = arguments.rounds or (1 if software else 5)
        bench = Bench(arguments.font, files, rounds, Path(folder))
        first = timed(lambda: bench.render("gpu", "2 s hall"))
        kinds = bench.kinds()
        print("| a 30 s piece | processor, ms | GPU, ms | difference, dBFS |")
        print("| --- | --- | --- | --- |")
        for name, row in kinds.items():
            cells = " | ".join(f"{1000 * row[device]:.1f}" for device in DEVICES)
            print(f"| {name} | {cells} | {bench.difference(name):.0f} |")
        again = kinds["dry"]["gpu"] + kinds["2 s hall"]["gpu"]
        print(f"\n- opening the device and compiling its shaders: {first - again:.2f} s")
        for device in DEVICES:
            print(f"- {device}: {bench.batch(device):.2f} files a second of {bench.files}")


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
