"""What several modules of tests need."""

from __future__ import annotations

from pathlib import Path

import pytest
from quick import QUICK, SLOW

collect_ignore_glob = list(SLOW) if QUICK else []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository of its own: no configuration above it counts."""
    (tmp_path / ".git").mkdir()
    return tmp_path
