"""All formats of the findings in real sites, with every rule on, against their schemas.

The smallest site is always looked at; `POSTLINT_ALL_SITES=1 pytest tests/pull_request` looks at all of them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import jsonschema
import pytest
import xmlschema
from corpora import ARCHIVES, SHARED
from pull_request.formats import CHECKSTYLE, GITLAB, JSON, commands
from pull_request.repository import ENVIRONMENT

SCHEMAS = SHARED / "schemas"
SITES = sorted(ARCHIVES, key=lambda archive: archive.stat().st_size)
CHOSEN = SITES if os.environ.get("POSTLINT_ALL_SITES") else SITES[:1]
WRITTEN = ("json", "jsonl", "sarif", "gitlab", "junit", "checkstyle", "rdjson", "markdown", "github")

pytestmark = pytest.mark.skipif(
    not SITES or not SCHEMAS.is_dir(), reason="the real sites or the schemas are not here (../shared)"
)


@pytest.mark.parametrize("archive", CHOSEN, ids=lambda archive: archive.name.partition(".")[0])
def test_all_formats(archive: Path, tmp_path: Path) -> None:
    site, out = tmp_path / "site", tmp_path / "out"
    out.mkdir()
    with tarfile.open(archive) as tar:
        tar.extractall(site, filter="data")
    formats = [part for name in WRITTEN for part in ("--output-format", f"{name}={out / name}")]
    command = [sys.executable, "-m", "postlint", "check", "--select", "ALL", *formats]
    done = subprocess.run(command, cwd=site, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    texts = {name: (out / name).read_text(encoding="utf-8") for name in WRITTEN}

    data = json.loads(texts["json"])
    validator = jsonschema.Draft202012Validator(JSON)
    assert not list(validator.iter_errors(data))
    count = len(data["diagnostics"])
    assert count > 100
    assert [json.loads(line) for line in texts["jsonl"].split("\n")[:-1]] == data["diagnostics"]
    for name, schema in (("sarif", "sarif-schema-2.1.0.json"), ("rdjson", "rdjson-DiagnosticResult.json")):
        jsonschema.validate(json.loads(texts[name]), json.loads((SCHEMAS / schema).read_text(encoding="utf-8")))
    (run,) = json.loads(texts["sarif"])["runs"]
    assert len(run["results"]) == min(count, 5000)
    assert len(json.loads(texts["rdjson"])["diagnostics"]) == count
    gitlab = json.loads(texts["gitlab"])
    jsonschema.validate(gitlab, GITLAB)
    assert len({each["fingerprint"] for each in gitlab}) == count
    xmlschema.XMLSchema(SCHEMAS / "junit.xsd").validate(out.joinpath("junit").as_posix())
    xmlschema.XMLSchema(CHECKSTYLE).validate(out.joinpath("checkstyle").as_posix())
    assert texts["checkstyle"].count("<error ") == texts["junit"].count("<failure ") == count
    shown = commands(texts["github"])
    assert texts["github"].count("\n") == count + 1 and len(shown) <= 30
    assert texts["markdown"].count("\n| ") == min(count, 200) + 1
