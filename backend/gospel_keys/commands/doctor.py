"""What is installed, what is missing, what to do about it."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import psycopg

from gospel_keys.commands.configured import settings
from gospel_keys.commands.console import FAILURE, say
from gospel_keys.commands.neighbours import speaks_our_tongue
from gospel_keys.platform.file_cache import FileCache
from gospel_keys.platform.pages import WEB
from gospel_keys.platform.postgres import Cluster
from gospel_keys.platform.postgres.binaries import programs
from gospel_keys.platform.problems import Problem
from gospel_keys.platform.settings import Settings
from gospel_keys.platform.version import version
from gospel_keys.sound.fonts import FALLBACK_FILE, NoFontError, advice, best_font

State = Literal["ok", "could be better", "missing"]
MARKS: dict[State, str] = {"ok": "✓", "could be better": "!", "missing": "✗"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what was found, and what to do when it is not as it should be."""

    name: str
    state: State
    detail: str
    remedy: str = ""


def run() -> int:
    """Print every finding; the exit code is 1 when something that is needed is missing."""
    findings = list(examine(settings()))
    for finding in findings:
        say(f"{MARKS[finding.state]} {finding.name:12} {finding.detail}")
        if finding.remedy:
            say(f"  {'':12} -> {finding.remedy}")
    return FAILURE if any(f.state == "missing" for f in findings) else 0


def examine(chosen: Settings) -> Iterator[Finding]:
    """Look at everything the program stands on."""
    python = platform.python_version()
    yield Finding("program", "ok", f"gospel-keys {version()}, Python {python}")
    looks: dict[str, tuple[Callable[[Settings], Finding], str]] = {
        "engine": (_engine, "build it: make setup"),
        "gpu": (_gpu, ""),
        "genres": (_genres, "mend the file that is named"),
        "page": (_page, ""),
        "font": (_font, ""),
        "database": (_database, "see above, or set DATABASE_URL"),
        "data": (_data, "set GOSPEL_KEYS_DATA to a folder you may write to"),
        "cache": (_cache, "set GOSPEL_KEYS_CACHE to a folder you may write to, or free some space"),
        "port": (_port, ""),
    }
    for name, (look, remedy) in looks.items():
        try:
            yield look(chosen)
        except Problem as problem:
            yield Finding(name, "missing", problem.detail)
        except Exception as error:  # noqa: BLE001 - a doctor reports whatever hurts
            yield Finding(name, "missing", f"{type(error).__name__}: {error}", remedy)


def _engine(_: Settings) -> Finding:
    import rust_audio_engine  # noqa: PLC0415 - whether it loads is the question

    return Finding("engine", "ok", f"rust_audio_engine {rust_audio_engine.__version__}")


def _gpu(_: Settings) -> Finding:
    import rust_audio_engine as engine  # noqa: PLC0415 - loads the drivers, for this one look

    # Mesa's own chooser of devices complains where there is no desktop; the engine chooses itself
    os.environ.setdefault("NODEVICE_SELECT", "1")
    try:
        found = engine.gpu()
    except engine.EngineError as error:
        return Finding("gpu", "ok", f"none, the processor does all ({error})")
    use = "imitated by the processor: only --device gpu uses it" if found.is_software else "in use"
    return Finding("gpu", "ok", f"{found.name} ({found.backend}), {use}")


def _genres(_: Settings) -> Finding:
    from gospel_keys.genres.registry import genres  # noqa: PLC0415 - its data may be broken

    return Finding("genres", "ok", ", ".join(genres()))


def _page(_: Settings) -> Finding:
    if (WEB / "index.html").is_file():
        return Finding("page", "ok", str(WEB))
    return Finding("page", "could be better", "not built: the API works alone", "make run")


def _font(chosen: Settings) -> Finding:
    try:
        font = best_font(chosen.soundfont)
    except NoFontError as error:
        return Finding("font", "missing", str(error))
    if font.path.name == FALLBACK_FILE:
        return Finding("font", "could be better", f"only the small {font.name}", advice())
    return Finding("font", "ok", f"{font.name} ({font.path})")


def _database(chosen: Settings) -> Finding:
    if chosen.database_url:
        url = chosen.database_url.get_secret_value().replace("+psycopg", "")
        with psycopg.connect(url, connect_timeout=3) as connection:
            number = connection.info.server_version // 10000
        return Finding("database", "ok", f"PostgreSQL {number} at DATABASE_URL")
    cluster = Cluster(chosen.data / "postgres")
    server = programs(cluster.account) / "postgres"
    named = subprocess.run(  # noqa: S603 - our own program
        [server, "--version"], capture_output=True, text=True, check=True
    ).stdout.split()[-1]
    found = cluster.running()
    state = f"runs as process {found.pid}" if found else "does not run now"
    who = f", as {cluster.account.name}" if cluster.account else ""
    return Finding("database", "ok", f"PostgreSQL {named} of its own{who}, {state}")


def _data(chosen: Settings) -> Finding:
    folder = chosen.data
    existing = next(p for p in (folder, *folder.resolve().parents) if p.exists())
    if not os.access(existing, os.W_OK):
        raise PermissionError(f"{existing} may not be written to")
    cluster = Cluster(folder / "postgres").folder
    return Finding("data", "ok", f"{folder}; database in {cluster}")


def _cache(chosen: Settings) -> Finding:
    folder = chosen.cache_folder
    FileCache(folder, 0).check_room()
    return Finding("cache", "ok", str(folder))


def _port(chosen: Settings) -> Finding:
    import socket  # noqa: PLC0415 - for this one look

    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex((chosen.host, chosen.port)):
            return Finding("port", "ok", f"{chosen.port} is free")
    if speaks_our_tongue(chosen.host, chosen.port):
        return Finding("port", "ok", f"Gospel Keys answers at {chosen.host}:{chosen.port}")
    remedy = f"gospel-keys serve --port {chosen.port + 1}"
    return Finding("port", "could be better", f"{chosen.port} is taken", remedy)
