"""Code actions for findings: repairs, comments that silence, entries of the baseline, allowed words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from postlint.config.loading import FILES
from postlint.diagnostic import FAILED, Safety
from postlint.facts.files import read_text
from postlint.messages import quoted
from postlint.run.fixer import repair
from postlint.run.suppress import with_suppressions
from postlint.scope.baseline import BaselineError, entry_of, read, text_of, with_entry
from postlint.server import text_edits
from postlint.server.allowed_words import allows_words, with_word
from postlint.server.diagnostics import to_protocol

if TYPE_CHECKING:
    from postlint.diagnostic import Diagnostic
    from postlint.document.document import Document
    from postlint.server.live_site import LiveSite
    from postlint.server.positions import Positions
    from postlint.server.project import Project
    from postlint.server.server import Server

FIX_ALL = "source.fixAll.postlint"
BASELINE = "postlint.addToBaseline"
REASON = "reason"
"""The placeholder for the reason in a comment."""


def add(server: Server) -> None:
    """Add code actions to a server."""
    kinds = [types.CodeActionKind.QuickFix, FIX_ALL]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(kinds))
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        article = server.find(params.text_document.uri)
        return [*Actions(server, *article).of(params)] if article else []

    @server.command(BASELINE)
    def add_to_baseline(uri: str, rule: str, start: int, end: int) -> None:
        article = server.find(uri)
        if not article:
            return
        project, site, path = article
        findings = [finding for finding in project.findings(site, path) if finding.span == (start, end)]
        for finding in [finding for finding in findings if finding.rule == rule][:1]:
            if problem := _set_aside(project, site, finding):
                server.window_show_message(types.ShowMessageParams(types.MessageType.Error, problem))
            else:
                server.files_changed()


def _set_aside(project: Project, site: LiveSite, finding: Diagnostic) -> str:
    """Write a finding into the baseline; returns the error message, "" for none."""
    file = project.baseline_file
    assert file
    try:
        if file.is_symlink():
            return f"{file} is a link and is left as it is"
        entries = read(file) if file.exists() else []
        file.write_text(text_of(with_entry(entries, entry_of(site.files, finding, file.parent))), encoding="utf-8")
    except BaselineError as error:
        return str(error)
    except OSError as error:
        return f"{file} cannot be written: {error.strerror}"
    return ""


class Actions:
    """The code actions in one article."""

    def __init__(self, server: Server, project: Project, site: LiveSite, path: str) -> None:
        self._server = server
        self._project = project
        self._site = site
        self._path = path
        self._file = site.root / path
        data = site.files.read(path).data
        self._positions: Positions = server.positions(data)

    def of(self, params: types.CodeActionParams) -> Iterator[types.CodeAction]:
        """The actions for the findings in a range, of the kinds that the client requests."""
        only = params.context.only
        findings = self._project.findings(self._site, self._path)
        if _is_wanted(FIX_ALL, only) and any(_is_safe(finding) for finding in findings):
            yield from self._fix_all()
        if not _is_wanted(types.CodeActionKind.QuickFix, only):
            return
        start, end = self._positions.offset(params.range.start), self._positions.offset(params.range.end)
        in_range = [finding for finding in findings if finding.place.start <= end and start <= finding.place.end]
        in_range = [finding for finding in in_range if finding.rule != FAILED]
        doc = self._site.linter.document(self._path, self._positions.text) if in_range else None
        for finding in in_range:
            assert doc
            yield from self._fix(doc, finding)
            yield from self._suppress(doc, finding)
            yield from self._allow_word(finding)
            yield self._baseline(finding)

    def _action(
        self, title: str, finding: Diagnostic, edits: dict[Path, list[types.TextEdit]] | None, **more: Any
    ) -> types.CodeAction:
        shown = to_protocol(self._site.root, [finding], self._positions_of, "")
        edit = text_edits.workspace_edit(self._server, edits) if edits else None
        return types.CodeAction(title, types.CodeActionKind.QuickFix, shown, edit=edit, **more)

    def _positions_of(self, path: str) -> Positions:
        if path == self._path:
            return self._positions
        return self._server.positions(self._site.files.read(path).data)

    def _fix(self, doc: Document, finding: Diagnostic) -> Iterator[types.CodeAction]:
        """The repair, if it is proven to change only what it declares."""
        fix = finding.fix
        if fix is None or not repair(doc, [finding], unsafe=True).applied:
            return
        safe = fix.safety is Safety.SAFE
        title = fix.title or f"Repair {finding.rule}"
        edits = {self._file: text_edits.of_edits(fix.edits, self._positions)}
        yield self._action(title if safe else f"{title} (unsafe: look at it)", finding, edits, is_preferred=safe)

    def _fix_all(self) -> Iterator[types.CodeAction]:
        text = self._project.repaired(self._site, self._path)
        if edits := text_edits.between(self._positions, text):
            edit = text_edits.workspace_edit(self._server, {self._file: edits})
            yield types.CodeAction("Repair all that is certain in this article", FIX_ALL, edit=edit)

    def _suppress(self, doc: Document, finding: Diagnostic) -> Iterator[types.CodeAction]:
        """A comment that silences the finding."""
        parse = partial(self._site.linter.document, self._path)
        text, unsilenced = with_suppressions(doc, [finding], parse, REASON)
        if not unsilenced:
            edits = {self._file: text_edits.between(self._positions, text)}
            yield self._action(f"Silence {finding.rule} here, with a reason", finding, edits)

    def _allow_word(self, finding: Diagnostic) -> Iterator[types.CodeAction]:
        """An entry of the configuration that allows a word."""
        config = self._project.config
        word = " ".join(self._positions.text[finding.place.start : finding.place.end].split())
        if config is None or not word or not allows_words(finding.rule, config):
            return
        file = config.path or config.root / FILES[0]
        before = read_text(file) if file.exists() else ""
        after = with_word(before, file, finding.rule, word)
        if after is not None and (config.path or self._creates_files()):
            edit = self._configured(file, before, after)
            title = f"Allow {quoted(word)} on this site"
            yield types.CodeAction(title, types.CodeActionKind.QuickFix, edit=edit)

    def _configured(self, file: Path, before: str, after: str) -> types.WorkspaceEdit:
        edits = text_edits.between(self._server.positions(before.encode()), after)
        edit = text_edits.workspace_edit(self._server, {file: edits})
        if not file.exists() and edit.document_changes:
            created = types.CreateFile(file.as_uri(), options=types.CreateFileOptions(ignore_if_exists=True))
            edit.document_changes = [created, *edit.document_changes]
        return edit

    def _creates_files(self) -> bool:
        """Whether the client can create files."""
        workspace = self._server.client_capabilities.workspace
        capability = workspace.workspace_edit if workspace else None
        operations = (capability.resource_operations or ()) if capability and capability.document_changes else ()
        return types.ResourceOperationKind.Create in operations

    def _baseline(self, finding: Diagnostic) -> types.CodeAction:
        arguments = [self._file.as_uri(), finding.rule, *finding.span]
        command = types.Command("Add to the baseline", BASELINE, arguments=arguments)
        title = f"Add {finding.rule} to the baseline, not to be reported again"
        return self._action(title, finding, None, command=command)


def _is_wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether a client requests a kind of action, or a kind above it."""
    return only is None or any(kind == wanted or kind.startswith(f"{wanted}.") for wanted in only)


def _is_safe(finding: Diagnostic) -> bool:
    return finding.fix is not None and finding.fix.safety is Safety.SAFE
