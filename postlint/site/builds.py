"""How a site is built: whether that gives it another address than its configuration does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_NAMES = ("Makefile", "netlify.toml", "package.json", ".gitlab-ci.yml", ".travis.yml", "vercel.json", "amplify.yml")
_WORKFLOWS = ".github/workflows"
_ABOUT = re.compile(r"base-?_?url|\s-b\b", re.I)
_MAX_SIZE = 1 << 20


def build_files(root: Path) -> Iterator[Path]:
    """The files of a site, and of the repository around it, that say how it is built."""
    for folder in (root, *root.parents):
        yield from (folder / name for name in _NAMES if (folder / name).is_file())
        workflows = folder / _WORKFLOWS
        if workflows.is_dir():
            yield from (file for file in sorted(workflows.iterdir()) if file.suffix in (".yml", ".yaml"))
        if (folder / ".git").exists() or not _in_repository(folder):
            return


def _in_repository(folder: Path) -> bool:
    return any((each / ".git").exists() for each in folder.parents)


def is_moved(root: Path, host: str, base: str) -> bool:
    """Whether a build puts the site below another path of its host than `base`, as far as it says so in one line."""
    address = re.compile(rf"https?://{re.escape(host)}(?::\d+)?(?![\w.-])([^\s\"'`,;|#<>)]*)", re.I)
    for file in build_files(root):
        try:
            text = file.read_text("utf-8", "replace") if file.stat().st_size <= _MAX_SIZE else ""
        except OSError:
            continue
        for line in text.splitlines() if host in text else ():
            if _ABOUT.search(line) and any(path.strip("/\\") != base.strip("/") for path in address.findall(line)):
                return True
    return False
