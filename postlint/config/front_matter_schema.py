"""What the configuration asks of the front matter of an article, by its folder and whether it is an `_index.md`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

ROOT = "."
"""The name, among sections, of the articles that are in none; `*/.` of those in the folder of a language itself."""
_OUTER = ("sections", "index")


def schema_of(front_matter: Mapping[str, Any], path: str) -> Mapping[str, Any]:
    """What `[front-matter]` asks of the article at `path`: its general part, then those of its folders, outer first.

    What has a table `index` asks that of an `_index.md` instead; what has none requires no fields there.
    """
    is_index = path.rpartition("/")[2].startswith("_index.")
    merged: dict[str, Any] = {"fields": {}}
    for part in _parts(front_matter, path):
        own = _of_index(part) if is_index else {key: value for key, value in part.items() if key not in _OUTER}
        required = [*merged.get("required", ()), *own.get("required", ())]
        fields = {name: {**merged["fields"].get(name, {}), **asked} for name, asked in own.get("fields", {}).items()}
        merged = {**merged, **own, "fields": {**merged["fields"], **fields}}
        if "required" in merged:
            merged["required"] = list(dict.fromkeys(required))
    return merged


def folder_of(path: str) -> list[str]:
    """The folders of an article below the content of its site."""
    folders = path.split("/")[:-1]
    return folders[1:] if folders[:1] == ["content"] else folders


def matches(section: str, folders: list[str]) -> bool:
    """Whether the name of a section, in which `*` is any folder, is that of the outermost of some folders.

    With `.` at its end it is only for what stands in that folder itself.
    """
    names = section.strip("/").split("/")
    if names[-1] == ROOT:
        names.pop()
        if len(folders) > len(names):
            return False
    return len(names) <= len(folders) and all(
        name in ("*", folder) for name, folder in zip(names, folders, strict=False)
    )


def _parts(front_matter: Mapping[str, Any], path: str) -> Iterator[Mapping[str, Any]]:
    """The general part, and those of the sections that an article is in: the more exact a name, the later."""
    yield front_matter
    folders = folder_of(path)
    sections: Mapping[str, Any] = front_matter.get("sections", {})
    fitting = [section for section in sections if matches(section, folders)]
    for section in sorted(fitting, key=lambda name: (name.count("/"), -name.split("/").count("*"), name)):
        yield sections[section]


def _of_index(part: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a part asks of an `_index.md`."""
    if "index" in part:
        own: Mapping[str, Any] = part["index"]
        return own
    fields = {
        name: {key: value for key, value in asked.items() if key != "required"}
        for name, asked in part.get("fields", {}).items()
    }
    rest = {key: value for key, value in part.items() if key not in (*_OUTER, "required")}
    return {**rest, "fields": fields}
