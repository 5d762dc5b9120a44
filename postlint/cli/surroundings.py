"""What a repository can have beside the configuration: the hook of pre-commit, and the file of its CI service."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from postlint import __version__
from postlint.facts.files import read_text, real

_HOOK = f"""\
- repo: https://github.com/postlint/postlint
  rev: v{__version__}
  hooks:
    - id: postlint
"""
_WORKFLOW = f"""\
name: Articles
on:
  pull_request:
permissions:
  contents: read
jobs:
  postlint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          fetch-depth: 0
          persist-credentials: false
          submodules: true # where the theme is one
      - uses: postlint/postlint@v{__version__}
"""
_JOB = f"""\
postlint:
  image: python:3.13-slim
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  variables:
    GIT_DEPTH: 0
    GIT_SUBMODULE_STRATEGY: normal
  before_script:
    - apt-get update -qq && apt-get install -qq --no-install-recommends git
    - pip install --quiet postlint=={__version__}
  script:
    - postlint check --since "$CI_MERGE_REQUEST_DIFF_BASE_SHA" --config-revision "$CI_MERGE_REQUEST_DIFF_BASE_SHA"
      --output-format concise --output-format gitlab=postlint.json
  artifacts:
    when: always
    reports:
      codequality: postlint.json
"""
_FIRST_ITEM = re.compile(r"^repos:[ \t]*(?:#.*)?\n(?:[ \t]*(?:#.*)?\n)*([ \t]*)- ", re.M)


class NewText(Struct, frozen=True):
    """A file that is to be written."""

    file: Path
    before: str
    after: str


def offers(top: Path) -> Iterator[NewText]:
    """What fits a repository, and is not there: a hook where it has hooks, a job where it has a CI service."""
    for make in (_hook, _workflow, _job):
        try:
            offer = make(top)
        except OSError:
            continue
        if offer and real(offer.file).is_relative_to(real(top)):
            yield offer


def _hook(top: Path) -> NewText | None:
    """The hook, after the last one of a file that holds nothing after its hooks."""
    file = top / ".pre-commit-config.yaml"
    text = read_text(file) if file.exists() else ""
    first = _FIRST_ITEM.search(text)
    if "postlint" in text or first is None:
        return None
    entry = "".join(f"{first[1]}{line}\n" for line in _HOOK.splitlines())
    after = _with_end(text) + entry
    return NewText(file, text, after) if _adds_to(text, after, lambda data: data["repos"][:-1], "repos") else None


def _workflow(top: Path) -> NewText | None:
    folder = top / ".github" / "workflows"
    if not folder.is_dir():
        return None
    files = [file for file in folder.iterdir() if file.suffix in (".yml", ".yaml")]
    file = folder / "articles.yml"
    if file in files or any("postlint" in read_text(other) for other in files):
        return None
    return NewText(file, "", _WORKFLOW)


def _job(top: Path) -> NewText | None:
    file = top / ".gitlab-ci.yml"
    text = read_text(file) if file.exists() else ""
    after = f"{_with_end(text)}\n{_JOB}"
    return NewText(file, text, after) if text and "postlint" not in text and _adds_to(text, after) else None


def _with_end(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def _adds_to(before: str, after: str, old: Callable[[Any], Any] | None = None, key: str = "") -> bool:
    """Whether all that a YAML file holds is left as it was, and something is added."""
    from postlint.config.profile.imports import yaml_data

    try:
        was, now = yaml_data(before), yaml_data(after)
        if old:
            return bool({**was, key: None} == {**now, key: None} and was[key] == old(now))
        return bool({name: now[name] for name in was} == was and len(now) == len(was) + 1)
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
