"""Changes of texts as edits of the protocol: only the lines that differ, so that the cursor and marks stay."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from postlint.diagnostic import Edit
    from postlint.server.positions import Positions
    from postlint.server.server import Server


def of_edits(edits: Iterable[Edit], positions: Positions) -> list[types.TextEdit]:
    """The edits of a fix, as edits of the protocol."""
    return [types.TextEdit(positions.range(edit.span), edit.text) for edit in sorted(edits)]


def between(positions: Positions, after: str) -> list[types.TextEdit]:
    """The edits that change one text to another, line by line."""
    before = positions.text
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    return [
        types.TextEdit(positions.range((starts[first], starts[last])), "".join(new[start:end]))
        for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]


def workspace_edit(server: Server, edits: dict[Path, list[types.TextEdit]]) -> types.WorkspaceEdit:
    """The edits of several files; with the versions of open documents, where the client supports them."""
    workspace = server.client_capabilities.workspace
    if not (workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes):
        return types.WorkspaceEdit(changes={file.as_uri(): changed for file, changed in edits.items()})
    return types.WorkspaceEdit(
        document_changes=[
            types.TextDocumentEdit(
                types.OptionalVersionedTextDocumentIdentifier(file.as_uri(), server.versions.get(file)), changed
            )
            for file, changed in edits.items()
        ]
    )
