"""What several modules of tests need."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from quick import QUICK, SLOW

# How long an example takes says more of the machine than of the code.
settings.register_profile("postlint", deadline=None)
settings.load_profile("postlint")

collect_ignore_glob = list(SLOW) if QUICK else []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository of its own: no configuration above it counts."""
    (tmp_path / ".git").mkdir()
    return tmp_path
