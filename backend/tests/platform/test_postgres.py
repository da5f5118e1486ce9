"""The embedded server: shared by processes, stopped by the last, found again after a crash."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from gospel_keys.platform.postgres import Cluster, PostgresError, account, binaries, cluster, server
from gospel_keys.platform.postgres.account import Account
from gospel_keys.platform.postgres.cluster import reachable, socket_folder
from gospel_keys.platform.postgres.locks import FileLock

pytestmark = pytest.mark.xdist_group("launcher")

HASTE = {"fsync": "off"}
ATTACHED = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from gospel_keys.platform.postgres import Cluster
    cluster = Cluster(Path(sys.argv[1]), {"fsync": "off"})
    cluster.attach()
    print(cluster.running().pid, flush=True)
    sys.stdin.readline()
    cluster.detach()
    """
)


class Neighbour:
    """Another process of ours on the same cluster."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", ATTACHED, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
        assert self.process.stdout
        self.server = int(self.process.stdout.readline())

    def leave(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        assert self.process.wait(30) == 0

    def die(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def folder(run_folder: Path, worker_id: str) -> Path:
    """A cluster that was made and stopped."""
    place = run_folder / f"launcher-{worker_id}"
    own = Cluster(place, HASTE)
    own.attach()
    own.detach()
    return place


@pytest.fixture
def own(folder: Path) -> Iterator[Cluster]:
    """A cluster of this process that is detached in the end, whatever happened."""
    made = Cluster(folder, HASTE)
    yield made
    made.detach()
    assert made.running() is None


def alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists() if Path("/proc/self").exists() else _signalled(pid)


def _signalled(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_serves_as_postgresql_18_to_the_application(own: Cluster) -> None:
    with psycopg.connect(own.attach().app_url) as connection:
        assert connection.info.server_version // 10000 == 18
        row = connection.execute("SELECT current_user, current_database()").fetchone()
    assert row == ("app_user", "gospel_keys")


def test_the_application_may_not_make_tables_and_passwords_count(own: Cluster) -> None:
    reached = own.attach()
    with (
        psycopg.connect(reached.app_url) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("CREATE TABLE mine ()")
    tcp = {"host": "127.0.0.1", "port": reached.port, "dbname": "gospel_keys", "user": "app_user"}
    with psycopg.connect(**tcp, password=reached.passwords.app) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(**tcp, password="wrong")


def test_attaching_and_detaching_twice_changes_nothing(own: Cluster) -> None:
    first, second = own.attach(), own.attach()
    assert first == second
    own.detach()
    own.detach()
    assert own.running() is None


def test_the_last_process_stops_the_server(own: Cluster, folder: Path) -> None:
    own.attach()
    found = own.running()
    assert found
    neighbour = Neighbour(folder)
    assert neighbour.server == found.pid
    own.detach()
    assert alive(found.pid)
    neighbour.leave()
    assert own.running() is None


def test_a_server_whose_process_was_killed_is_used_and_stopped(own: Cluster, folder: Path) -> None:
    neighbour = Neighbour(folder)
    neighbour.die()
    assert alive(neighbour.server)
    own.attach()
    found = own.running()
    assert found
    assert found.pid == neighbour.server
    own.detach()
    assert own.running() is None


def test_data_survives_the_death_of_the_server(own: Cluster, folder: Path) -> None:
    with psycopg.connect(own.attach().owner_url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    found = own.running()
    assert found
    os.kill(found.pid, signal.SIGKILL)
    own.detach()
    again = Cluster(folder, HASTE)
    with psycopg.connect(again.attach().owner_url) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
        connection.execute("DROP TABLE kept")
    sockets = again.attach().sockets
    again.detach()
    assert not sockets.exists()


def test_a_server_started_again_keeps_its_address(own: Cluster) -> None:
    before = own.attach()
    found = own.running()
    assert found
    os.kill(found.pid, signal.SIGKILL)
    while own.is_up():
        pass
    assert own.attach() == before
    own.detach()


def test_a_stale_pid_file_that_names_a_living_stranger_is_no_obstacle(own: Cluster) -> None:
    stranger = str(os.getpid())
    lines = [stranger, str(own.data), "0", "5432", "/tmp", "localhost", "0 0", "ready"]
    (own.data / "postmaster.pid").write_text("\n".join(lines) + "\n")
    assert own.running() is None
    own.attach()
    assert own.running()


def test_an_initdb_that_was_cut_short_is_started_over(run_folder: Path, worker_id: str) -> None:
    half = Cluster(run_folder / f"half-{worker_id}", HASTE)
    (half.folder / "data.new" / "base").mkdir(parents=True)
    (half.folder / "password.new").write_text("old")
    half.attach()
    half.detach()
    assert not (half.folder / "data.new").exists()
    assert not (half.folder / "password.new").exists()


def test_passwords_are_for_their_owner_alone(folder: Path) -> None:
    path = Cluster(folder).folder / "passwords.json"
    assert path.stat().st_mode & 0o777 == 0o600


def test_data_of_another_version_is_left_alone(own: Cluster) -> None:
    version = own.data / "PG_VERSION"
    kept = version.read_text()
    version.write_text("17\n")
    try:
        with pytest.raises(PostgresError, match="made by PostgreSQL 17"):
            own.attach()
    finally:
        version.write_text(kept)


def test_lost_passwords_are_told(own: Cluster) -> None:
    path = own.folder / "passwords.json"
    moved = path.rename(path.with_suffix(".away"))
    try:
        with pytest.raises(PostgresError, match="is lost"):
            own.attach()
    finally:
        moved.rename(path)


def test_a_server_that_cannot_start_says_where_its_words_are(folder: Path) -> None:
    broken = Cluster(folder, {"no_such_setting": "1"})
    with pytest.raises(PostgresError, match=r"server\.log"):
        broken.attach()
    assert "no_such_setting" in broken.log.read_text()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another account")
class TestAsRoot:
    def test_the_server_is_not_root(self, own: Cluster) -> None:
        own.attach()
        found = own.running()
        assert found
        assert Path(f"/proc/{found.pid}").stat().st_uid == own.data.stat().st_uid != 0

    def test_a_folder_it_cannot_walk_to_gets_a_stand_in(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cluster, "shared_folder", lambda: Path("/var/lib/elsewhere"))
        locked = tmp_path / "home"
        locked.mkdir(mode=0o700)
        nobody = account.server_account(locked)
        assert nobody
        stand_in = reachable(locked, nobody)
        assert stand_in.is_relative_to("/var/lib/elsewhere")
        assert stand_in == reachable(locked, nobody) != reachable(tmp_path, nobody)

    def test_programs_are_copied_whole_where_it_can_run_them(
        self, run_folder: Path, worker_id: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(binaries, "can_reach", lambda *_: False)
        nobody = account.server_account(run_folder / "none")
        assert nobody
        copies = run_folder / f"copies-{worker_id}"
        where = binaries.programs(nobody, copies)
        assert where.is_relative_to(copies)
        said = subprocess.run(
            [where / "initdb", "--version"],
            capture_output=True,
            text=True,
            check=True,
            **nobody.popen(),
        )
        assert "18." in said.stdout
        assert binaries.programs(nobody, copies) == where
        assert not list(copies.glob("*/.copy-*"))


def test_folders_are_made_private_or_open_whatever_the_umask(tmp_path: Path) -> None:
    mask = os.umask(0o077)
    try:
        account.make_folder(tmp_path / "a" / "b", Account("nobody", 65534, 65534))
        account.make_folder(tmp_path / "c" / "d", None)
    finally:
        os.umask(mask)
    assert [(tmp_path / p).stat().st_mode & 0o777 for p in ("a", "a/b")] == [0o755, 0o755]
    assert [(tmp_path / p).stat().st_mode & 0o777 for p in ("c", "c/d")] == [0o700, 0o700]


def test_a_socket_folder_is_private_and_short_however_long_the_data_path(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 120)
    made = socket_folder(deep, None)
    try:
        assert made.stat().st_mode & 0o777 == 0o700
        assert len(str(made / ".s.PGSQL.65535.lock")) <= 107
        assert socket_folder(deep, None) == made
    finally:
        made.rmdir()


def test_a_socket_folder_somebody_else_put_there_is_not_used(tmp_path: Path) -> None:
    made = socket_folder(tmp_path, None)
    made.rmdir()
    made.symlink_to(tmp_path)
    try:
        other = socket_folder(tmp_path, None)
        assert other != made
        other.rmdir()
    finally:
        made.unlink()


def test_a_lock_is_shared_until_one_wants_it_alone(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "l"), FileLock(tmp_path / "l")
    first.share()
    second.share()
    assert not first.try_alone()
    second.release()
    assert first.try_alone()
    first.release()


def test_a_pid_file_of_rubbish_is_no_server(tmp_path: Path) -> None:
    (tmp_path / "postmaster.pid").write_text("not a number\n")
    assert server.running(tmp_path) is None
    server.clear_stale(tmp_path)
    assert not (tmp_path / "postmaster.pid").exists()


def test_leaving_waits_for_an_arrival_under_way_and_undoes_it(own: Cluster) -> None:
    begun = threading.Event()
    arriving = threading.Thread(target=own.attach, args=(lambda _: begun.set(),))
    arriving.start()
    assert begun.wait(30)
    own.detach()
    arriving.join()
    assert own.running() is None
