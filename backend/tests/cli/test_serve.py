"""The server as a process: ready line, signals, a taken port, what is left behind."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from gospel_keys.commands.listening import url_of
from gospel_keys.commands.stopping import stopping_signals
from gospel_keys.platform.postgres import Cluster

pytestmark = pytest.mark.xdist_group("serve")

BACKEND = str(Path(__file__).parents[2])


@pytest.fixture(scope="module")
def data(run_folder: Path, worker_id: str) -> Iterator[Path]:
    folder = run_folder / f"serve-{worker_id}"
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def cluster_of(data: Path) -> Cluster:
    return Cluster(data / "postgres")


def command(port: str = "0") -> list[str]:
    return [sys.executable, "-m", "gospel_keys", "serve", "--port", port]


def environment(data: Path, **settings: str) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": BACKEND,
        "GOSPEL_KEYS_DATA": str(data),
        "GOSPEL_KEYS_COMPOSERS": "1",
        **settings,
    }


def refused(data: Path, port: str = "0", **settings: str) -> str:
    """What a server says that does not come up."""
    run = subprocess.run(
        command(port),
        env=environment(data, **settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 1, run.stdout
    assert "Traceback" not in run.stderr
    return run.stderr


@contextlib.contextmanager
def served(data: Path, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server that is ready, and its URL."""
    process = subprocess.Popen(
        command(),
        env=environment(data, **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        line = process.stdout.readline()
        assert "ready: http://127.0.0.1:" in line, process.communicate()
        yield process, line.split("ready: ")[1].split()[0]
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything(data: Path, number: signal.Signals) -> None:
    with served(data) as (process, url):
        assert httpx.get(url + "/ready").json()["status"] == "ready"
        assert httpx.get(url + "/genres").status_code == 200
        assert cluster_of(data).running()
        if number == signal.SIGINT:
            told = refused(data, url.rsplit(":", 1)[1])
            assert f"runs there already: open {url}" in told
        process.send_signal(number)
        _, told = process.communicate(timeout=60)
        assert process.returncode == 0
        assert "stopped" in told
        assert "Traceback" not in told
    assert cluster_of(data).running() is None


def test_a_client_cannot_name_itself_anew_to_escape_its_limit(data: Path) -> None:
    words = {"description": "Uplifting song in C major", "num_bars": 1}
    with served(data, GOSPEL_KEYS_GENERATE_LIMIT="1/hour") as (_, url):
        answers = [
            httpx.post(url + "/gospel/generate", json=words, headers={"x-forwarded-for": name})
            for name in ("203.0.113.1", "203.0.113.2")
        ]
    assert [answer.status_code for answer in answers] == [200, 429]


def test_a_killed_server_leaves_nothing_the_next_cannot_clean_up(data: Path) -> None:
    with served(data) as (process, url):
        made = httpx.post(url + "/gospel/generate", json={"description": "song", "num_bars": 2})
        piece = made.json()
        process.kill()
    with served(data) as (process, url):
        kept = httpx.get(url + piece["download_url"])
        assert kept.status_code == 200
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert cluster_of(data).running() is None


def test_a_taken_port_is_told_before_anything_starts(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"--port {port + 1}" in refused(data, str(port))


def test_a_database_that_does_not_answer_is_told(data: Path) -> None:
    told = refused(data, DATABASE_URL="postgresql://u:p@127.0.0.1:1/none")
    assert "DATABASE_URL" in told


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [("DATABASE_URL", "mysql://u:swordfish@h/d", "DATABASE_URL: a PostgreSQL URL starts with"),
     ("GOSPEL_KEYS_GENERATE_LIMIT", "foo", "GOSPEL_KEYS_GENERATE_LIMIT: a limit is such as"),
     ("GOSPEL_KEYS_DATA", "/proc/none/data", "set GOSPEL_KEYS_DATA")],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_a_sentence(
    data: Path, name: str, value: str, words: str
) -> None:
    told = refused(data, **{name: value})
    assert words in told
    assert "swordfish" not in told
    assert "unexpected" not in told


def test_a_hang_up_that_is_ignored_stays_ignored() -> None:
    before = signal.getsignal(signal.SIGHUP)
    try:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        assert signal.SIGHUP not in stopping_signals()
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        assert set(stopping_signals()) == {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize(
    ("family", "host", "url"),
    [(socket.AF_INET, "0.0.0.0", "http://127.0.0.1:"), (socket.AF_INET, "127.0.0.1", "http://127"),
     (socket.AF_INET6, "::1", "http://[::1]:"), (socket.AF_INET6, "::", "http://[::1]:")],
)  # fmt: skip
def test_the_ready_line_has_an_address_a_browser_can_open(family, host: str, url: str) -> None:
    with socket.socket(family) as listener:
        listener.bind((host, 0))
        assert url_of(listener).startswith(url)
