"""A real Emacs with eglot, driven without a screen: open, write, repair, rename."""

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


def emacs() -> str:
    """The command of an Emacs that has eglot."""
    command = shutil.which("emacs")
    if not command:
        pytest.skip("there is no Emacs here")
    has_eglot = [command, "--batch", "--eval", "(progn (package-initialize) (require 'eglot))"]
    if subprocess.run(has_eglot, capture_output=True, timeout=120, check=False).returncode:
        pytest.skip("this Emacs has no eglot")
    return command


def test_open_write_repair_rename(tmp_path: Path) -> None:
    site, out = write(tmp_path / "site", SITE), tmp_path / "out.json"
    env = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    env |= {"POSTLINT_PYTHON": sys.executable, "POSTLINT_SITE": str(site), "POSTLINT_OUT": str(out)}
    command = [emacs(), "--batch", "-l", str(Path(__file__).with_name("emacs.el"))]
    done = subprocess.run(command, env=env, cwd=site, capture_output=True, text=True, timeout=600, check=False)
    told_by(out, done.stderr)
