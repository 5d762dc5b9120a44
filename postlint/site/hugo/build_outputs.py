"""How a site is built: whether that gives it another address than its configuration does, and what it makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_NAMES = ("Makefile", "netlify.toml", "package.json", ".gitlab-ci.yml", ".travis.yml", "vercel.json", "amplify.yml")
_WORKFLOWS = ".github/workflows"
_ABOUT = re.compile(r"base-?_?url|\s-b\b", re.I)
_MAX_SIZE = 1 << 20
_SCRIPT_FOLDERS = ("", "scripts", "hack")
# A path that goes on in a variable or a pattern names no file.
_PATH = re.compile(r"(?<![\w.$}/-])(?:\./)?([\w-][\w.-]*(?:/[\w.-]+)+)(?![\w.-]|/?[$*{])/?", re.A)


def repository_folders(root: Path) -> list[Path]:
    """The folders from this one up to the root of its repository; this one alone where it is in none."""
    folders = [root, *root.parents]
    top = next((at for at, each in enumerate(folders) if (each / ".git").exists()), 0)
    return folders[: top + 1]


def build_files(root: Path) -> Iterator[Path]:
    """The files of a site, and of the repository around it, that say how it is built."""
    for folder in repository_folders(root):
        for name in _SCRIPT_FOLDERS:
            yield from sorted((folder / name).glob("*.sh"))
        yield from (folder / name for name in _NAMES if (folder / name).is_file())
        workflows = folder / _WORKFLOWS
        if workflows.is_dir():
            yield from (file for file in sorted(workflows.iterdir()) if file.suffix in (".yml", ".yaml"))


def named_below(root: Path, folders: Iterable[Path]) -> dict[str, str]:
    """The paths below some folders that the build of a site names and that are not there.

    In lower case, with the name of the file that does.
    """
    found: dict[str, str] = {}
    tops = [f"{folder}/" for folder in folders]
    for file in build_files(root):
        for path in _PATH.findall(_text(file)):
            # It may be seen from the site or from the root of the repository.
            for place in (folder / path for folder in repository_folders(root)):
                if any(f"{place}".startswith(top) for top in tops) and not place.exists():
                    found.setdefault(str(place).lower(), file.name)
    return found


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace") if file.stat().st_size <= _MAX_SIZE else ""
    except OSError:
        return ""


def is_moved(root: Path, host: str, base: str) -> bool:
    """Whether a build puts the site below another path of its host than `base`, as far as it says so in one line."""
    address = re.compile(rf"https?://{re.escape(host)}(?::\d+)?(?![\w.-])([^\s\"'`,;|#<>)]*)", re.I)
    for file in build_files(root):
        text = _text(file)
        for line in text.splitlines() if host in text else ():
            if _ABOUT.search(line) and any(path.strip("/\\") != base.strip("/") for path in address.findall(line)):
                return True
    return False
