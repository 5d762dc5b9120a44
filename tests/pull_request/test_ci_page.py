"""The page on continuous integration: its files are valid, and its commands work as they stand there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from corpora import ROOT
from pull_request.repository import ENVIRONMENT, SITE, Repository

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
FILES = {match[1]: match[0] for match in re.finditer(r"(?<=```yaml\n)# (\S+)\n.*?(?=```)", PAGE, re.DOTALL)}
ZIZMOR = Path(sys.executable).with_name("zizmor")
SHELL = re.findall(r"(?<=```sh\n).*?(?=```)", PAGE, re.DOTALL)
KINDS = {
    ".github/workflows/articles.yml": "vendor.github-workflows",
    ".github/workflows/code-scanning.yml": "vendor.github-workflows",
    ".github/workflows/report.yml": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
}


def test_all_of_it_is_looked_at() -> None:
    assert FILES.keys() == {*KINDS, ".pre-commit-config.yaml"}
    assert len(SHELL) == 3


@pytest.mark.parametrize("name", KINDS)
def test_files_are_valid(tmp_path: Path, name: str) -> None:
    file = tmp_path / Path(name).name
    file.write_text(FILES[name], encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", KINDS[name]]
    options = ["--data-transform", "gitlab-ci"] if "gitlab" in name else []
    done = subprocess.run([*command, *options, str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(not ZIZMOR.exists(), reason="zizmor, of the extra dev, is not installed")
def test_the_audit_of_the_action_and_the_workflows(tmp_path: Path) -> None:
    """Without exceptions, but for the version of the Action itself, which the page names by its tag."""
    workflows = tmp_path / ".github" / "workflows"
    workflows.mkdir(parents=True)
    for name in (name for name, kind in KINDS.items() if kind == "vendor.github-workflows"):
        (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    (tmp_path / "action.yml").write_text((ROOT / "action.yml").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "zizmor.yml").write_text(
        "rules:\n  unpinned-uses:\n    config:\n      policies:\n"
        "        postlint/*: ref-pin\n        github/*: ref-pin\n"
        '        "*": hash-pin\n'
    )
    command = [str(ZIZMOR), "--offline", "--no-progress", "--collect=all", "--strict-collection", "--color=never", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr.count("completed") == 4, "each of them was looked at"


def test_inputs_of_the_action_are_those_that_there_are() -> None:
    action: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    table = re.findall(r"^\| `([a-z-]+)` \|", PAGE.partition("## GitLab")[0], re.MULTILINE)
    assert table == list(action["inputs"])
    for name in KINDS:
        for job in yaml.safe_load(FILES[name]).get("jobs", {}).values():
            given = [step.get("with", {}) for step in job["steps"] if step.get("uses", "").startswith("postlint/")]
            assert all(each.keys() <= action["inputs"].keys() for each in given)


def test_hooks_are_those_that_there_are() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (repo,) = yaml.safe_load(FILES[".pre-commit-config.yaml"])["repos"]
    assert {each["id"] for each in repo["hooks"]} <= {hook["id"] for hook in hooks}


def clone(tmp_path: Path) -> Repository:
    origin = Repository(tmp_path / "origin", SITE)
    origin.git("clone", "-q", str(origin.folder), str(tmp_path / "clone"))
    made = Repository.__new__(Repository)
    made.folder = tmp_path / "clone"
    made.git("switch", "-q", "-c", "work")
    made.edit("content/posts/tea.md", "slug: tea", "slug: green-tea")
    made.commit()
    return made


def run(script: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}:{ENVIRONMENT['PATH']}"
    environment = {**ENVIRONMENT, "PATH": path, **more}
    command = ["sh", "-c", script]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


shell = pytest.mark.skipif(shutil.which("sh") is None, reason="there is no shell")


@shell
def test_the_script_of_gitlab(tmp_path: Path) -> None:
    site = clone(tmp_path)
    (script,) = yaml.safe_load(FILES[".gitlab-ci.yml"])["postlint"]["script"]
    base = site.git("rev-parse", "origin/main").strip()
    done = run(script, site.folder, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("\n") == 3
    assert '"fingerprint"' in site.read("postlint.json")
    assert run(script, site.folder, CI_MERGE_REQUEST_DIFF_BASE_SHA="").returncode == 2


@shell
def test_the_commands_of_a_plain_shell(tmp_path: Path) -> None:
    site = clone(tmp_path)
    check, reports, baseline = SHELL
    done = run(check, site.folder)
    assert done.returncode == 1 and done.stdout.count("\n") == 3, done.stderr
    assert run(reports, site.folder).returncode == 1
    assert "<testsuites>" in site.read("postlint.xml")
    assert run("set -e\n" + baseline, site.folder).returncode == 0
    assert run("postlint check", site.folder).returncode == 0
