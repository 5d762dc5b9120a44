"""A Hugo configuration as Hugo reads it: which files, in which order, merged into one table."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, cast

from postlint.document.front_matter.model import Unusable, line_of
from postlint.document.front_matter.values import lowered
from postlint.facts.encoding import Damaged, as_it_was, from_json, storable, to_json
from postlint.facts.files import read_bytes, read_text
from postlint.lazy_regex import pattern
from postlint.site.generator import ConfigError, Recalled
from postlint.text import Span

FORMATS = ("toml", "yaml", "yml", "json")
_MAIN_FILES = [f"{stem}.{suffix}" for stem in ("hugo", "config") for suffix in FORMATS]
_MARKS = frozenset((*_MAIN_FILES, "config"))
_MAX_SIZE = 4 << 20
_MAX_FILES = 2000
_DOCUMENT = pattern(r"(?:(?:%[^\n]*|[ \t]*(?:#[^\n]*)?)\n)*---[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_DOCUMENT_END = pattern(r"^(?:---|\.\.\.)[ \t]*(?:#[^\n]*)?$", re.M)
# Keys that Hugo knows and other generators with a config.toml or config.yaml do not use.
_HUGO_KEYS = frozenset(
    """baseurl languagecode defaultcontentlanguage defaultcontentlanguageinsubdir permalinks uglyurls disablekinds
    disablepathtolower enablegitinfo enablerobotstxt builddrafts buildfuture publishdir contentdir module markup
    outputs outputformats languages frontmatter enableemoji canonifyurls relativeurls params paginate pagination
    hascjklanguage summarylength""".split()
)


def main_file(root: Path) -> Path | None:
    """The configuration file in the root of a site: `hugo.*`, or else `config.*`."""
    # Asked of every folder above an article: its list of names is read once, and paths are made of few of them.
    names = _names(root)
    return next((root / name for name in _MAIN_FILES if name in names and (root / name).is_file()), None)


def _names(folder: Path | str) -> set[str]:
    try:
        with os.scandir(folder) as entries:
            return {entry.name for entry in entries}
    except OSError:
        return set()


def may_be_hugo(folder: Path | str) -> bool:
    """Whether anything in a folder has the name of a configuration."""
    return is_marked(_names(folder))


def is_marked(names: set[str]) -> bool:
    """Whether any of the names of what stands in a folder is that of a configuration."""
    return not _MARKS.isdisjoint(names)


def is_hugo(root: Path) -> bool:
    """Whether a folder is the root of a Hugo site."""
    if not may_be_hugo(root):
        return False
    file = main_file(root)
    if file is None or file.stem == "config":
        if (root / "config" / "_default").is_dir():
            return True
        if file is None:
            return False
        try:
            data = read(file)
        except ConfigError:
            return (root / "content").is_dir() and (root / "layouts").is_dir()
        return bool(_HUGO_KEYS & data.keys()) and "base_url" not in data
    return True


def load(root: Path, environment: str = "production") -> dict[str, Any]:
    """The merged configuration of the site at `root`, keys in lower case. Raises ConfigError."""
    merged: dict[str, Any] = {}
    file = main_file(root)
    if file:
        merge(merged, read(file))
    for folder in ("_default", environment):
        for path in _folder_files(root / "config" / folder):
            merge(merged, _rooted(path, read(path)))
    return merged


def may_set(root: Path, beginnings: Iterable[str]) -> bool:
    """Whether the configuration of a site may have a key that begins with one of these, in lower case.

    A quick look at its files, which reads no data. Raises ConfigError.
    """
    file = main_file(root)
    folders = (root / "config" / name for name in ("_default", "production"))
    for path in (*([file] if file else ()), *chain.from_iterable(map(_folder_files, folders))):
        try:
            text = f"{path.name} {read_text(path, _MAX_SIZE)}".lower()
        except OSError:
            return True
        if any(beginning in text for beginning in beginnings):
            return True
    return False


def _folder_files(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    count = 0
    for path in sorted(folder.rglob("*")):
        if path.suffix[1:].lower() in FORMATS and path.is_file():
            count += 1
            if count > _MAX_FILES:
                raise ConfigError(folder, 1, f"there are more than {_MAX_FILES} configuration files")
            yield path


def _rooted(path: Path, data: dict[str, Any]) -> dict[str, Any]:
    """What a file of a configuration folder says, below the key that its name stands for."""
    name, _, language = path.stem.lower().partition(".")
    if name in ("hugo", "config"):
        return data
    name = "menus" if name == "menu" else name
    if list(data) == [name] and isinstance(data[name], dict):
        data = data[name]
    if not language:
        return {name: data}
    # Of other files than these, Hugo takes what they say for the settings of the language.
    return {"languages": {language: {name: data} if name in ("menus", "params") else data}}


def merge(into: dict[str, Any], data: dict[str, Any]) -> None:
    """Lay a table over another: tables are merged, any other value replaces what was there."""
    for key, value in data.items():
        there = into.get(key)
        if isinstance(value, dict) and isinstance(there, dict):
            merge(there, value)
        else:
            into[key] = _copy(value)


def _copy(value: Any) -> Any:
    return {key: _copy(inner) for key, inner in value.items()} if isinstance(value, dict) else value


def read(path: Path) -> dict[str, Any]:
    """The data of a configuration file, keys in lower case. Raises ConfigError."""
    try:
        text = read_bytes(path, _MAX_SIZE).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ConfigError(path, 1, "the file is not UTF-8") from None
    except OSError as error:
        raise ConfigError(path, 1, error.strerror or str(error)) from None
    if not text.strip():
        return {}
    try:
        return _data(text, path.suffix[1:].lower())
    except Unusable as error:
        raise ConfigError(path, line_of(text, error.problem.span.start), error.problem.message) from None


_memory: Callable[[str], Recalled] | None = None


def remember(memory: Callable[[str], Recalled] | None) -> None:
    """Have remembered what the texts of configurations say; `memory` gives where, by the text."""
    global _memory
    _memory = memory


@lru_cache(maxsize=16)
def _data(text: str, suffix: str) -> dict[str, Any]:
    """What a text says, not to be changed: a run asks several times. Raises Unusable."""
    memory = _memory(f"{suffix}\0{text}") if _memory else None
    known = memory.read() if memory else None
    if isinstance(known, dict):
        with suppress(Damaged, RecursionError):
            return cast("dict[str, Any]", as_it_was(known))
    data = _parsed(text, suffix)
    plain = storable(data)
    # What JSON has no word for, such as an infinite number, is not remembered.
    with suppress(UnicodeEncodeError, Damaged, RecursionError):
        if memory and as_it_was(from_json(to_json(plain))) == data:
            memory.write(plain)
    return data


def _parsed(text: str, suffix: str) -> dict[str, Any]:
    content = _first_document(text) if suffix in ("yaml", "yml") else Span(0, len(text))
    data = _reader(suffix)(text, content)[0]
    return lowered(data) if isinstance(data, dict) else {}


def _first_document(text: str) -> Span:
    """The YAML of a file without the lines that begin and end a document: of several, Hugo reads the first."""
    opening = _DOCUMENT.match(text)
    start = opening.end() if opening else 0
    closing = _DOCUMENT_END.search(text, start)
    return Span(start, closing.start() if closing else len(text))


def _reader(suffix: str) -> Any:
    # The parser of YAML takes long to import.
    return import_module(f"postlint.document.front_matter.{suffix if suffix in ('toml', 'json') else 'yaml'}").read
