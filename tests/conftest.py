"""What several modules of tests need."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository of its own: no configuration above it counts."""
    (tmp_path / ".git").mkdir()
    return tmp_path
