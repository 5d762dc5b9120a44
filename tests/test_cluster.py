"""The per-file pass on a Dask cluster: a real scheduler and two real workers on loopback, one of them killed."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")

BIN = Path(sys.executable).parent
ARTICLES = 120


def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
        return number


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with articles large enough for several portions, each with a defect."""
    for number in range(ARTICLES):
        text = f"# Article {number}\n\n" + "And perhaps *that *is [what ](/b/) we need.\n\n" + "More of it. " * 1500
        (tmp_path / f"a{number:03}.md").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    address = f"tcp://127.0.0.1:{port()}"
    log = (tmp_path_factory.mktemp("cluster") / "log").open("wb")

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([str(BIN / "dask"), *arguments], stdout=log, stderr=log)

    scheduler = start("scheduler", "--host", "127.0.0.1", "--port", address.rpartition(":")[2], "--no-dashboard")
    options = ["--nworkers", "1", "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    workers = [start("worker", address, *options) for _ in range(2)]
    try:
        with distributed.Client(address, timeout=180) as client:
            client.wait_for_workers(2, timeout=180)
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()
        log.close()


def command(site: Path, *more: str) -> list[str]:
    base = [sys.executable, "-m", "postlint", "check", "--isolated", "--no-cache", "--output-format", "json", *more]
    return [*base, str(site)]


def test_a_cluster_finds_the_same_also_when_it_loses_a_worker(
    site: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    local = subprocess.run(command(site, "--jobs", "1"), capture_output=True, check=False)
    assert local.returncode == 1 and local.stdout.count(b"emphasis/stray-space") == ARTICLES

    remote = command(site, "--executor", "dask", "--scheduler", address)
    whole = subprocess.run(remote, capture_output=True, check=False)
    assert whole.stdout == local.stdout, whole.stderr.decode()

    run = subprocess.Popen(remote, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(1.0)
    workers[0].kill()
    output, errors = run.communicate(timeout=300)
    assert run.returncode == 1, errors.decode()
    assert output == local.stdout


def test_no_scheduler_is_an_error_of_use(site: Path) -> None:
    missing = subprocess.run(command(site, "--executor", "dask"), capture_output=True, text=True, check=False)
    assert missing.returncode == 2 and "--scheduler" in missing.stderr
