"""Edits of a front matter, in its own format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postlint.diagnostic import Edit
from postlint.text import Span, newline_of

if TYPE_CHECKING:
    from postlint.document.document import Document
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


def add_alias(doc: Document, front: FrontMatter, alias: str) -> Edit:
    """One more alias, in the form of those that are there."""
    field = front.field("aliases")
    if field is None:
        return editor_for(front).add("aliases", [alias])
    items = front.children(field.path)
    if not items:
        return editor_for(front).set(field, [address for address in (field.value, alias) if address])
    end = items[-1].span.end
    line = doc.lines.span(doc.lines.number(items[-1].span.start))
    dash = re.match(r"[ \t]*-[ \t]+", doc.source(line))
    if dash:
        return Edit(Span(line.end, line.end), newline_of(doc.text) + dash[0] + editor_for(front).literal(alias))
    import json

    return Edit(Span(end, end), ", " + json.dumps(alias, ensure_ascii=False))
