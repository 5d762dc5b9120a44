"""What `make quick` leaves out: POSTLINT_QUICK=1 asks for the tests that one waits for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

_Case = TypeVar("_Case")

QUICK = os.environ.get("POSTLINT_QUICK") == "1"
SLOW = (
    "external/*",
    "front_matter/test_fm_corpora.py",
    "hostile/*",
    "pull_request/*",
    "report/test_browser.py",
    "server/*",
    "site_map/test_against_hugo.py",
    "site_map/test_library_keys.py",
    "site_map/test_positions.py",
    "site_map/test_truth.py",
    "test_cluster.py",
    "test_documented_commands.py",
    "test_fix_proof.py",
    "test_hooks.py",
    "test_hostile.py",
    "test_linear.py",
    "test_package.py",
    "test_rendered.py",
    "test_spans.py",
    "test_stored_library.py",
    "test_stored_rows.py",
    "test_work.py",
)
"""Modules that need Hugo, the network of this machine, other processes, real sites or much time."""


def examples(number: int) -> int:
    """How many random examples a test takes: `number` of them, or a few."""
    return min(number, 5) if QUICK else number


def unless_quick(cases: Sequence[_Case]) -> Sequence[_Case]:
    """The cases of a test that `make quick` leaves out: to skip each of thousands takes it a third of its time."""
    return [] if QUICK else cases
