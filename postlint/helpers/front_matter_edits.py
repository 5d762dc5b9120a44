"""Edits of a front matter, in its own format."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postlint.document.front_matter.editing import Editor
    from postlint.document.front_matter.model import FrontMatter


def editor_for(front: FrontMatter) -> Editor:
    """The editor of a front matter's format: `set`, `rename`, `add`, `remove` give an Edit, `literal` a text."""
    # Loaded only here: a run that repairs nothing needs no editing.
    from postlint.document.front_matter.json_edit import JsonEditor
    from postlint.document.front_matter.toml_edit import TomlEditor
    from postlint.document.front_matter.yaml_edit import YamlEditor

    if front.format == "toml":
        return TomlEditor(front)
    return YamlEditor(front) if front.format == "yaml" else JsonEditor(front)
