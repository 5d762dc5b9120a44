"""What a person does in an editor: opens an article, writes, repairs, renames; and what is then to be seen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SITE = {
    "hugo.toml": "baseURL = 'https://example.org/'\n",
    "content/posts/plan.md": "---\ntitle: The plan\n---\n\n## Set up\n",
    "content/posts/notes.md": "---\ntitle: Notes\n---\n\n[the plan](/posts/plan/#set-up) and [more ](/nowhere/).\n",
}


def told_by(out: Path, stderr: str) -> dict[str, Any]:
    """What the script of an editor has told, where it is what it is to be in any."""
    assert out.exists(), stderr
    told: dict[str, Any] = json.loads(out.read_text("utf-8"))
    assert told["opened"] == ["link/broken", "link/padded-text"], stderr
    assert told["typed"] == ["link/broken", "link/padded-text", "link/padded-text"]
    assert told["repaired"].count("[more](/nowhere/)") == 1 and "[this](/posts/plan/)" in told["repaired"]
    assert "## How to begin" in told["renamed"] and "(/posts/plan/#how-to-begin)" in told["renamed"]
    return told
