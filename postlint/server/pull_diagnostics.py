"""Findings for clients that request them (pull diagnostics)."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from postlint.diagnostic import Diagnostic
    from postlint.server.server import Server

_numbers = count(1)


def add(server: Server) -> None:
    """Add pull diagnostics to a server."""

    options = types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=True, identifier="postlint")

    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)
    def of_document(params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        article = server.find(params.text_document.uri)
        if article is None:
            return types.RelatedFullDocumentDiagnosticReport([])
        project, site, path = article
        number = _id(server, site.root / path, site.findings[path])
        if number == params.previous_result_id:
            return types.RelatedUnchangedDocumentDiagnosticReport(result_id=number)
        return types.RelatedFullDocumentDiagnosticReport(server.diagnostics(project, site, path), result_id=number)

    @server.feature(types.WORKSPACE_DIAGNOSTIC)
    def of_workspace(params: types.WorkspaceDiagnosticParams) -> types.WorkspaceDiagnosticReport:
        server.flush()
        before = {previous.uri: previous.value for previous in params.previous_result_ids}
        reports: list[types.WorkspaceDocumentDiagnosticReport] = []
        for project, site, path in server.articles():
            file = site.root / path
            known = before.pop(file.as_uri(), None)
            if not site.findings[path] and known is None:
                continue
            number, version = _id(server, file, site.findings[path]), server.versions.get(file)
            if number == known:
                reports.append(
                    types.WorkspaceUnchangedDocumentDiagnosticReport(file.as_uri(), result_id=number, version=version)
                )
            else:
                diagnostics = server.diagnostics(project, site, path)
                reports.append(
                    types.WorkspaceFullDocumentDiagnosticReport(
                        file.as_uri(), diagnostics, version=version, result_id=number
                    )
                )
        reports += [types.WorkspaceFullDocumentDiagnosticReport(uri, []) for uri in before]
        return types.WorkspaceDiagnosticReport(reports)


def _id(server: Server, file: Path, findings: Sequence[Diagnostic]) -> str:
    """The result id of the findings in an article: the same as long as the findings are the same."""
    known = server.ids.get(file)
    if known is None or known[0] is not findings:
        server.ids[file] = known = findings, str(next(_numbers))
    return known[1]
