"""Where the configuration of a run is, and what it says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlint.config.configuration import Config, ConfigError
from postlint.facts.files import MEGABYTE, read_bytes, read_text

if TYPE_CHECKING:
    from postlint.config.reader import Reader

FILES = ("postlint.toml", ".postlint.toml")
_LARGEST = 4 * MEGABYTE


def find(start: Path) -> tuple[Path | None, Path]:
    """The nearest configuration file from `start` upward, never past the root of the repository, and that root.

    Without a repository or a file, the root is `start` itself.
    """
    for folder in (start, *start.parents):
        for name in FILES:
            if (folder / name).is_file():
                return folder / name, folder
        if _in_pyproject(folder / "pyproject.toml"):
            return folder / "pyproject.toml", folder
        if (folder / ".git").exists():
            return None, folder
    return None, start


def _in_pyproject(file: Path) -> bool:
    """Whether a pyproject.toml has a part for postlint; where it cannot be read as TOML, whether it looks like it."""
    try:
        text = read_text(file, _LARGEST)
    except OSError:
        return False
    import tomllib

    try:
        tools = tomllib.loads(text).get("tool")
    except (ValueError, RecursionError):
        return "[tool.postlint" in text
    return isinstance(tools, dict) and "postlint" in tools


def load(start: Path, path: Path | None = None, *, isolated: bool = False, trusted: bool = True) -> Config:
    """The configuration for a run in the folder `start`; with `path`, that file; isolated, none at all.

    Where it is not trusted, without the rules in folders of the site and without what it extends. Raises ConfigError.
    """
    file, root = (None, find(start)[1]) if isolated else (path, path.parent) if path else find(start)
    return Config(root) if file is None else _read(file, (), trusted=trusted)


def others(file: Path) -> list[Path]:
    """The configuration files beside the one that counts, which are therefore not read."""
    beside = [file.parent / name for name in FILES if (file.parent / name).is_file()]
    if _in_pyproject(file.parent / "pyproject.toml"):
        beside.append(file.parent / "pyproject.toml")
    return beside[beside.index(file) + 1 :] if file in beside else []


def _read(file: Path, extended_by: tuple[Path, ...], *, trusted: bool = True) -> Config:
    """The configuration in a file, with what it extends."""
    reader, data = _parsed(file, text_of(file))
    base: Config | None = None
    if "extend" in data:
        reader.typed(data["extend"], str, "extend")
    if not trusted:
        return reader.untrusted(data)
    if "extend" in data:
        base = _read(reader.inside(data["extend"], (*extended_by, file)), (*extended_by, file))
    return reader.config(data, base or Config(file.parent))


def parse(file: Path, text: str) -> Config:
    """The configuration that a text is, as if it stood in a file. Raises ConfigError."""
    reader, data = _parsed(file, text)
    return reader.config(data, Config(file.parent))


def text_of(file: Path) -> str:
    """The text of a file of the configuration. Raises ConfigError."""
    try:
        return read_bytes(file, _LARGEST).decode("utf-8")
    except OSError as error:
        raise ConfigError(f"{file}: the configuration cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{file}:{line}: the configuration is not UTF-8") from error


def _parsed(file: Path, text: str) -> tuple[Reader, Mapping[str, Any]]:
    """The data of a file, and what makes a configuration of it. Raises ConfigError."""
    # Imported when there is a file: many sites have none.
    import tomllib

    from postlint.config.reader import Reader
    from postlint.config.values import line_of, name_of

    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        place = re.search(r"at line (\d+)", str(error))
        line = int(place[1]) if place else line_of(text, len(text.rstrip()))
        raise ConfigError(f"{file}:{line}: the configuration is not valid TOML: {error}") from error
    if file.name != "pyproject.toml":
        return Reader(file, text, ()), data
    reader = Reader(file, text, ("tool", "postlint"))
    own = data.get("tool", {}).get("postlint", {})
    if not isinstance(own, dict):
        raise reader.error((), f"'tool.postlint' must be a table; found {name_of(own)}")
    return reader, own
