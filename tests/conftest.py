"""What several modules of tests need."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from quick import QUICK, SLOW

# How long an example takes says more of the machine than of the code. The same examples at each run, so that what fails
# is what was changed; POSTLINT_RANDOM=1 looks for others.
settings.register_profile(
    "postlint",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=os.environ.get("POSTLINT_RANDOM") != "1",
)
settings.load_profile("postlint")

# Nobody's own cache is read or written. Set before modules of tests take the environment over.
os.environ["XDG_CACHE_HOME"] = os.environ["LOCALAPPDATA"] = tempfile.mkdtemp(prefix="postlint-tests-")
os.environ.pop("POSTLINT_CACHE_DIR", None)
atexit.register(shutil.rmtree, os.environ["XDG_CACHE_HOME"], ignore_errors=True)

# Runs over much text: what they call is called by others too, and to measure it doubles their time.
UNMEASURED = frozenset(
    "test_baseline_of_real_sites.py test_fix_proof.py test_fm_corpora.py test_fm_properties.py "
    "test_formats_of_real_sites.py test_hostile.py test_judge.py test_linear.py test_scale.py test_spans.py "
    "test_truth.py".split()
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave those out of the coverage."""
    for item in items:
        if item.path.name in UNMEASURED:
            item.add_marker(pytest.mark.no_cover)


collect_ignore_glob = list(SLOW) if QUICK else []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository of its own: no configuration above it counts."""
    (tmp_path / ".git").mkdir()
    return tmp_path
