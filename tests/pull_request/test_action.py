"""The Action: its description against GitHub's schema, and its steps as the shell of a runner runs them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml
from corpora import ROOT
from pull_request.repository import ENVIRONMENT, SITE, Repository

ACTION = ROOT / "action.yml"
DATA: dict[str, Any] = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
STEPS: dict[str, dict[str, Any]] = {each.get("name", each.get("uses", "")): each for each in DATA["runs"]["steps"]}

bash = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")


def test_schema() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", str(ACTION)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_it_uses_is_pinned() -> None:
    used = [each["uses"] for each in DATA["runs"]["steps"] if "uses" in each]
    assert used and all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", used_one) for used_one in used)


def test_inputs_reach_the_shell_as_variables_only() -> None:
    """An expression within a script would let whoever names a branch run what they like."""
    assert not any("${{" in each.get("run", "") for each in DATA["runs"]["steps"])
    assert set(DATA["inputs"]) == {"version", "args", "paths", "since", "format", "configuration", "fail-on"}


class Runner:
    """Runs steps as GitHub's runner does, with `${{ }}` of inputs and contexts put in place."""

    def __init__(self, folder: Path, work: Path, base: str = "", **inputs: str) -> None:
        self.work = work
        self.temporary = folder / "runner temp"
        self.temporary.mkdir(parents=True)
        self.files = {name: folder / name.lower() for name in ("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in self.files.values():
            file.touch()
        self.values = {
            "steps.python.outputs.python-path": sys.executable,
            "steps.install.outputs.python": sys.executable,
            "github.action_path": str(ROOT),
            "github.base_ref": base,
            "runner.temp": str(self.temporary),
            **{f"inputs.{name}": str(each.get("default", "")) for name, each in DATA["inputs"].items()},
            **{f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()},
        }

    def run(self, name: str, **more: str) -> subprocess.CompletedProcess[str]:
        step = STEPS[name]
        assert step["shell"] == "bash"
        given = {key: re.sub(r"\$\{\{ (.*?) \}\}", self._value, value) for key, value in step["env"].items()}
        set_before = dict(line.split("=", 1) for line in self.files["GITHUB_ENV"].read_text().splitlines())
        files = {key: str(file) for key, file in self.files.items()}
        place = re.sub(r"\$\{\{ (.*?) \}\}", self._value, step.get("working-directory", str(self.work)))
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        environment = {**ENVIRONMENT, **files, **set_before, **given, **more}
        return subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)

    def _value(self, match: re.Match[str]) -> str:
        return self.values[match[1]]

    def check(self) -> subprocess.CompletedProcess[str]:
        return self.run("Check the articles")

    @property
    def output(self) -> str:
        return self.files["GITHUB_OUTPUT"].read_text()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A clone, as actions/checkout makes it with `fetch-depth: 0`, with a change that breaks a link."""
    origin = Repository(tmp_path / "origin", SITE)
    origin.git("clone", "-q", str(origin.folder), str(tmp_path / "a clone"))
    clone = Repository.__new__(Repository)
    clone.folder = tmp_path / "a clone"
    clone.git("switch", "-q", "-c", "work")
    clone.edit("content/posts/tea.md", "slug: tea", "slug: green-tea")
    clone.commit()
    return clone


@bash
def test_in_a_pull_request(repository: Repository, tmp_path: Path) -> None:
    runner = Runner(tmp_path, repository.folder, base="main")
    done = runner.check()
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("::error ") == 3 and "old.md" not in done.stdout
    assert "::error file=content/posts/coffee.md,line=5,col=16," in done.stdout
    assert runner.files["GITHUB_OUTPUT"].read_text() == "exit-code=1\n"
    assert "| `content/posts/coffee.md:5:16` |" in runner.files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")


@bash
def test_outside_of_a_pull_request_everything_is_reported(repository: Repository, tmp_path: Path) -> None:
    assert "old.md" in Runner(tmp_path, repository.folder).check().stdout


@bash
def test_inputs(repository: Repository, tmp_path: Path) -> None:
    inputs = {
        "since": "none",
        "format": 'concise "json=out file.json"',
        "paths": "content/posts/old.md\n'content/posts/milk.md'",
        "args": "--select emphasis --ignore 'link/broken'",
        "fail_on": "error",
    }
    done = Runner(tmp_path, repository.folder, base="main", **inputs).check()
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("content/posts/old.md:7:") and done.stdout.count("\n") == 1
    assert (repository.folder / "out file.json").exists()


@bash
@pytest.mark.parametrize("name", ["args", "paths", "since", "format", "fail_on", "configuration"])
def test_nothing_in_an_input_is_run(repository: Repository, tmp_path: Path, name: str) -> None:
    hostile = '$(touch ran) `touch ran`; touch ran "$(touch ran)" *'
    Runner(tmp_path, repository.folder, base="main", **{name: hostile}).check()
    assert not (repository.folder / "ran").exists()


MODULES = [
    "venv",
    "pip",
    "postlint",
    "json",
    "shlex",
    "click",
    "sitecustomize",
    "usercustomize",
    "ensurepip",
    "encodings",
]


@pytest.fixture
def hostile(repository: Repository, tmp_path: Path) -> Repository:
    """A workspace with modules of the names that Python would load, and programs of those that a shell would run."""
    code = f"from pathlib import Path\nPath({str(tmp_path / 'ran')!r}).touch()\n"
    for name in MODULES:
        repository.write({f"{name}.py": code, f"{name}/__init__.py": code, f"{name}/__main__.py": code})
    for name in ("python", "python3", "xargs", "git", "sed", "sh"):
        repository.write({name: f"#!/bin/sh\ntouch '{tmp_path}/ran'\n"})
        (repository.folder / name).chmod(0o755)
    repository.write(
        {"pyproject.toml": "[build-system]\nbuild-backend = 'venv'\nbackend-path = ['.']\nrequires = []\n"}
    )
    repository.write({"pip.conf": "[install]\nindex-url = http://127.0.0.1:9/\n", "setup.cfg": "[install]\nuser = 1\n"})
    return repository


@bash
def test_a_workspace_with_modules_of_a_stranger(hostile: Repository, tmp_path: Path) -> None:
    """Neither the installation nor the check takes modules or programs from there."""
    runner = Runner(tmp_path, hostile.folder, base="main", version="99.99")
    installed = runner.run("Install postlint", PIP_NO_INDEX="1")
    assert "No matching distribution found for postlint==99.99" in installed.stderr, "it is the real pip"
    checked = runner.check()
    assert checked.returncode == 1, checked.stderr
    assert "::error file=content/posts/coffee.md" in checked.stdout
    assert not (tmp_path / "ran").exists()


@bash
def test_no_arguments_are_no_path(repository: Repository, tmp_path: Path) -> None:
    """Without `args` only what `paths` names is looked at."""
    repository.write({"content/posts/milk.md": "---\ntitle: Milk\n---\n\n[a ](/posts/old/)\n"})
    done = Runner(tmp_path, repository.folder, paths="content/posts/milk.md", format="jsonl").check()
    assert {json.loads(line)["path"] for line in done.stdout.splitlines()} == {"content/posts/milk.md"}, done.stderr


@bash
@pytest.mark.parametrize("name", ["args", "paths", "format"])
@pytest.mark.parametrize("value", ["content/posts/old.md 'content/posts/mi", 'a "b', "a 'b\nc'"])
def test_an_input_that_cannot_be_split_fails_the_step(
    repository: Repository, tmp_path: Path, name: str, value: str
) -> None:
    runner = Runner(tmp_path, repository.folder, **{name: value})
    done = runner.check()
    assert done.returncode == 2
    assert "::error::" in done.stderr and f"the input {name} " in done.stderr
    assert runner.output == "exit-code=2\n"


@bash
def test_odd_paths(repository: Repository, tmp_path: Path) -> None:
    names = ["content/a b.md", "content/-x.md", "content/it's.md", "content/$(touch ran).md", 'content/ü"q.md', "-y.md"]
    repository.write(dict.fromkeys(names, "---\ntitle: A\n---\n\n[a ](/b)\n"))
    quoted = " ".join("'" + name.replace("'", "'\\''") + "'" for name in names)
    done = Runner(tmp_path, repository.folder, paths=quoted, format="jsonl", args="--select link/padded-text").check()
    assert done.returncode == 1, done.stderr
    assert sorted(json.loads(line)["path"] for line in done.stdout.splitlines()) == sorted(names)


@bash
def test_a_pull_request_does_not_configure_its_own_check(repository: Repository, tmp_path: Path) -> None:
    """It may bring a configuration, a baseline and rules of its own: they count once they are merged."""
    code = f'"""x"""\nfrom pathlib import Path\nPath({str(tmp_path / "ran")!r}).touch()\n'
    repository.write(
        {
            "postlint.toml": 'ignore = ["ALL"]\nexclude = ["*"]\nrule-folders = ["own"]\n',
            "own/a/b.py": code,
            ".postlint-baseline.json": "no baseline",
            "content/posts/.gitignore": "",
        }
    )
    repository.commit()
    done = Runner(tmp_path / "base", repository.folder, base="main").check()
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("::error ") == 3
    assert not (tmp_path / "ran").exists()
    Runner(tmp_path / "head", repository.folder, base="main", configuration="head").check()
    assert (tmp_path / "ran").exists()


@bash
def test_the_configuration_of_the_base_counts(tmp_path: Path) -> None:
    """Its rules, its baseline and its exclusions, also where the pull request took them away."""
    rule = """\"""No tea.\"""
from collections.abc import Iterator
from postlint import Diagnostic, Document, Rule, Severity, Span

class NoTea(Rule):
    severity = Severity.ERROR
    good = []
    bad = []

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if "green" in doc.text:
            yield self.at(doc, Span(0, 1), "no green tea")
"""
    files = {
        **SITE,
        "postlint.toml": 'ignore = ["site/url-changed-without-alias"]\nexclude = ["milk.md"]\nrule-folders = ["own"]\n',
        "own/house/no_tea.py": rule,
    }
    origin = Repository(tmp_path / "origin", files)
    origin.git("clone", "-q", str(origin.folder), str(tmp_path / "clone"))
    clone = Repository.__new__(Repository)
    clone.folder = tmp_path / "clone"
    clone.git("switch", "-q", "-c", "work")
    clone.edit("content/posts/tea.md", "slug: tea", "slug: green-tea")
    clone.edit("content/posts/milk.md", "/posts/coffee/", "/posts/gone/")
    clone.git("rm", "-qr", "own", "postlint.toml")
    clone.commit()
    done = Runner(tmp_path / "runner", clone.folder, base="main", format="concise").check()
    assert done.returncode == 1, done.stderr
    assert sorted(re.findall(r"^(\S+?):.* error (\S+) ", done.stdout, re.M)) == [
        ("content/posts/coffee.md", "link/broken"),
        ("content/posts/coffee.md", "link/broken"),
        ("content/posts/tea.md", "house/no-tea"),
    ]


@bash
def test_a_missing_base_fails_the_step(repository: Repository, tmp_path: Path) -> None:
    runner = Runner(tmp_path, repository.folder, base="elsewhere")
    done = runner.check()
    assert done.returncode == 2
    assert "git fetch origin elsewhere" in done.stderr
    assert runner.files["GITHUB_OUTPUT"].read_text() == "exit-code=2\n"


@bash
@pytest.mark.skipif(os.name == "nt", reason="the folders of a virtual environment have other names")
def test_installation(tmp_path: Path) -> None:
    """The step that installs, with what this environment has instead of the network."""
    pytest.importorskip("hatchling", reason="hatchling, which builds the package, is not here")
    runner = Runner(tmp_path, tmp_path)
    # pip takes what is here for the build and for what postlint depends on.
    here = {"PYTHONPATH": sysconfig.get_paths()["purelib"], "PIP_NO_BUILD_ISOLATION": "0", "PIP_NO_DEPS": "1"}
    done = runner.run("Install postlint", PIP_NO_INDEX="1", **here)
    assert done.returncode == 0, done.stdout + done.stderr
    (line,) = runner.output.splitlines()
    command = line.removeprefix("python=")
    assert Path(command).is_relative_to(runner.temporary)
    assert list(runner.temporary.glob("postlint/**/postlint/cli/__init__.py"))


@bash
def test_a_version_is_asked_for(tmp_path: Path) -> None:
    python = tmp_path / "python"
    # Makes a virtual environment whose Python says what it is asked to do.
    said = '#!/bin/sh\\necho "$@"\\n'
    python.write_text(f"""#!/bin/sh
[ "$1 $2 $3" = "-I -m venv" ] && mkdir -p "$4/bin" && printf '{said}' >"$4/bin/python" && chmod +x "$4/bin/python"
""")
    python.chmod(0o755)
    runner = Runner(tmp_path, tmp_path, version="99.99")
    runner.values["steps.python.outputs.python-path"] = str(python)
    done = runner.run("Install postlint")
    assert done.stdout == "-I -m pip install --quiet --disable-pip-version-check postlint==99.99\n"
