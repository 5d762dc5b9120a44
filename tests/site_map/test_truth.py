"""Stored answers of the real Hugo for real sites, where they are at hand."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
from datetime import date
from pathlib import Path

import pytest

from postlint.site.describe import describe
from tests.site_map.sites import load

SHARED = Path(__file__).parents[3] / "shared"
COMPARE = SHARED / "oracle" / "compare.py"

pytestmark = pytest.mark.skipif(not COMPARE.exists(), reason="the stored answers of Hugo are not beside the project")

# What the sources tell; the rest is the work of templates that are not there: see docs/hugo-differences.md.
LEAST = {
    "gohugoio+hugoDocs": {"page URLs": 100.0, "heading ids": 88.5, "links and images": 91.0},
    "grpc+grpc.io": {"page URLs": 100.0, "heading ids": 92.9, "links and images": 99.1},
    "letsencrypt+website": {"page URLs": 100.0, "heading ids": 94.9, "links and images": 100.0},
}


@pytest.mark.parametrize("name", sorted(LEAST))
def test_against_stored_answers(name: str, tmp_path: Path) -> None:
    with tarfile.open(SHARED / "corpora" / f"{name}.tar.gz") as archive:
        archive.extractall(tmp_path / name, filter="data")
    root = tmp_path / name
    inner = [path for path in root.iterdir() if path.is_dir()]
    root = inner[0] if len(list(root.iterdir())) == 1 and inner else root
    data = tmp_path / "site.json"
    data.write_text(json.dumps(describe(load(root, today=date(2026, 11, 23)))), "utf-8")
    truth = SHARED / "oracle" / "truth" / f"{name}.json.gz"
    done = subprocess.run(
        [sys.executable, str(COMPARE), str(data), str(truth)], capture_output=True, text=True, check=True
    )
    found = {line[:18].strip(): float(line.rpartition("=")[2].strip(" %")) for line in done.stdout.splitlines()[:3]}
    for what, least in LEAST[name].items():
        assert found[what] >= least, done.stdout
    recall, precision = re.findall(r"(\d+)/(\d+)", done.stdout.splitlines()[3])
    assert int(recall[0]) >= 0.99 * int(recall[1]), done.stdout
    assert int(precision[0]) >= 0.94 * int(precision[1]), done.stdout
