"""Calls of the command `postlint`: within the process of the tests, or as a process of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from postlint.cli import run

ROOT = Path(__file__).parents[1]
SITE = ROOT / "fixtures" / "example-site"

# What an environment may say that changes the output, or what a run looks at; and what would make a process slow, of
# which nothing is measured that these tests do not call in their own.
_SAYS_SOMETHING = ("NO_COLOR", "FORCE_COLOR", "TERM", "POSTLINT_", "GITHUB_", "COLUMNS", "COVERAGE_")


class Result(NamedTuple):
    """What a call gave back."""

    code: int
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        return self.raw.decode("utf-8")

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def data(self) -> dict[str, Any]:
        """The output of the format `json`."""
        return dict(json.loads(self.out))


class _Stream(io.TextIOWrapper):
    def __init__(self, terminal: bool, errors: str = "strict") -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors=errors, newline="\n")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def value(self) -> bytes:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue()


def environment(changes: Mapping[str, str]) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(_SAYS_SOMETHING)}
    return {**kept, "TERM": "xterm", **changes}


@contextmanager
def _folder(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def postlint(
    *arguments: str | Path, cwd: Path, stdin: bytes = b"", terminal: bool = False, env: Mapping[str, str] | None = None
) -> Result:
    """Call `postlint` with these arguments in this folder, as fast as can be: in this process."""
    out, err = _Stream(terminal), _Stream(False, "backslashreplace")
    with (
        _folder(cwd),
        patch.dict(os.environ, environment(env or {}), clear=True),
        patch.multiple(sys, argv=["postlint", *map(str, arguments)], stdout=out, stderr=err),
        patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")),
    ):
        try:
            run()
        except SystemExit as done:
            code = done.code
        finally:
            _forget_cache()
    assert isinstance(code, int)
    result = Result(code, out.value(), err.value().decode("utf-8"))
    assert "Traceback" not in result.err
    assert "internal error" not in result.err, result.err
    return result


def _forget_cache() -> None:
    """Have this process look into the cache of that call no more: another test may see other words and settings."""
    for module, function in (("helpers.prepared_tables", "store_tables"), ("site.generators", "remember_settings")):
        if loaded := sys.modules.get(f"postlint.{module}"):
            getattr(loaded, function)(None)


def process(
    *arguments: str | Path | bytes, cwd: Path, stdin: bytes = b"", env: Mapping[str, str] | None = None
) -> Result:
    """Call `python -m postlint` as a process of its own."""
    command = [sys.executable, "-m", "postlint", *arguments]
    changed = environment({"PYTHONPATH": str(ROOT), **(env or {})})
    done = subprocess.run(command, cwd=cwd, input=stdin, env=changed, capture_output=True, timeout=300, check=False)
    return Result(done.returncode, done.stdout, done.stderr.decode("utf-8", "backslashreplace"))


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder, by their path in it."""
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder


def found(result: Result) -> list[tuple[int, str]]:
    """Line and rule of each finding in the output of the format `concise`, without infos."""
    places = []
    for line in result.lines:
        where, severity, rule, *_ = line.split(" ")
        if severity != "info":
            places.append((int(where.split(":")[-3]), rule))
    return places
