"""What the server can do, by the name that the protocol has for it."""

from __future__ import annotations

from lsprotocol import types

from postlint.server import pulled
from postlint.server.server import Server


def make() -> Server:
    """A server with all that it can do."""
    server = Server()
    feature = server.feature

    @feature(types.INITIALIZE)
    def begin(params: types.InitializeParams) -> None:
        server.begin(params)
        if server.pulls:
            pulled.add(server)

    @feature(types.INITIALIZED)
    def opened(params: types.InitializedParams) -> None:
        server.opened()

    @feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        server.put(document.uri, document.text, document.version)

    @feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        for change in params.content_changes[-1:]:
            server.put(params.text_document.uri, change.text, params.text_document.version)

    @feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.put(params.text_document.uri, None)

    @feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        server.files_changed()

    @feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        server.files_changed([change.uri for change in params.changes])

    @feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def configuration_changed(params: types.DidChangeConfigurationParams) -> None:
        server.reload()

    @feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders_changed(params: types.DidChangeWorkspaceFoldersParams) -> None:
        server.change_folders(params.event.added, params.event.removed)

    return server
