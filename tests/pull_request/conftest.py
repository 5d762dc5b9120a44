"""What the tests of pull requests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from pull_request.repository import SITE, Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The small site, committed on `main`, with the branch `work` checked out."""
    made = Repository(tmp_path / "site", SITE)
    made.branch()
    return made
