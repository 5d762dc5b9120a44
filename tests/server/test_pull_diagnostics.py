"""A client that asks for findings, and is not sent them."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from command import write

pytest.importorskip("pygls", reason="the language server needs pygls: pip install postlint[lsp]")
pytest_lsp = pytest.importorskip("pytest_lsp", reason="the client of these tests is pytest-lsp")

from lsprotocol import types  # noqa: E402
from pytest_lsp import ClientServerConfig, LanguageClient  # noqa: E402

pytestmark = pytest.mark.asyncio(loop_scope="module")
SERVER = ClientServerConfig(server_command=[sys.executable, "-m", "postlint", "server"])
FILES = {"hugo.toml": "", "content/a.md": "---\ntitle: A\n---\n\n[b ](/b/)\n", "content/b.md": "---\ntitle: B\n---\n"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("pulled") / "site", FILES)


@pytest_lsp.fixture(config=SERVER, scope="module")
async def client(lsp_client: LanguageClient, site: Path) -> AsyncIterator[None]:
    await lsp_client.initialize_session(
        types.InitializeParams(
            types.ClientCapabilities(
                text_document=types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities())
            ),
            workspace_folders=[types.WorkspaceFolder(site.as_uri(), "site")],
            initialization_options={"diagnostics": "pull"},
        )
    )
    yield
    await lsp_client.shutdown_session()


async def test_findings_that_are_asked_for(client: LanguageClient, site: Path) -> None:
    """Of all articles, and of one; what is known already is not sent again."""
    for _ in range(3000):
        every = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([]))
        if every.items:
            break
        await asyncio.sleep(0.05)
    (report,) = every.items
    assert isinstance(report, types.WorkspaceFullDocumentDiagnosticReport)
    assert [item.code for item in report.items] == ["link/padded-text"]
    known = [types.PreviousResultId(report.uri, report.result_id or "")]
    (report,) = (await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(known))).items
    assert isinstance(report, types.WorkspaceUnchangedDocumentDiagnosticReport)
    text = types.TextDocumentItem((site / "content/b.md").as_uri(), "markdown", 1, "---\ntitle: B\n---\n\n[a ](/a/)\n")
    client.text_document_did_open(types.DidOpenTextDocumentParams(text))
    asked = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(text.uri))
    found = await client.text_document_diagnostic_async(asked)
    assert isinstance(found, types.RelatedFullDocumentDiagnosticReport)
    assert [item.code for item in found.items] == ["link/padded-text"]
    asked.previous_result_id = found.result_id
    again = await client.text_document_diagnostic_async(asked)
    assert isinstance(again, types.RelatedUnchangedDocumentDiagnosticReport)
    assert client.diagnostics == {}
