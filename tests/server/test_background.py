"""Background tasks of the server: their results, and that none of it goes on without the server."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import ROOT

pytest.importorskip("pygls", reason="the language server needs pygls: pip install postlint[lsp]")

LONG_WORK = """
import asyncio, os, pathlib, time
from postlint.server.background import Task

def work():
    pathlib.Path("pid").write_text(str(os.getpid()))
    time.sleep(60)

async def main():
    kept = Task(work, print)
    await asyncio.sleep(60)

asyncio.run(main())
"""


def runs(process: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="the work is done in a process of its own on Linux only")
def test_it_ends_with_the_server(tmp_path: Path) -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", LONG_WORK], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    end = time.monotonic() + 120
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        assert time.monotonic() < end and server.poll() is None
        time.sleep(0.05)
    worker = int((tmp_path / "pid").read_text())
    assert runs(worker)
    server.kill()
    server.wait()
    end = time.monotonic() + 120
    while runs(worker) and time.monotonic() < end:
        time.sleep(0.1)
    assert not runs(worker)
