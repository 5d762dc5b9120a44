"""The half of the VS Code extension that needs no VS Code, driven by the protocol's own client in node."""

from __future__ import annotations

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
    "content/posts/notes.md": "---\ntitle: Notes\n---\n\n[more ](/nowhere/).\n",
}
FOLDER = ROOT / "editors" / "vscode"


def test_the_extension_finds_and_asks_the_server(tmp_path: Path) -> None:
    if not (FOLDER / "node_modules").is_dir() or not shutil.which("npm"):
        pytest.skip("the extension is not set up here: npm ci in editors/vscode")
    command = tmp_path / "postlint"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m postlint "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    site = write(tmp_path / "site", SITE)
    env = {**os.environ, "POSTLINT_PATH": str(command), "POSTLINT_SITE": str(site), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["npm", "test", "--silent"], cwd=FOLDER, env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
