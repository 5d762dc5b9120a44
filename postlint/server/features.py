"""Registers the handlers of the server for the methods of the protocol."""

from __future__ import annotations

from lsprotocol import types

from postlint.server import actions, completion, hover, navigation, pull_diagnostics, renames, symbols
from postlint.server.background import WarmProcess
from postlint.server.server import Server


def make(warm: WarmProcess | None = None) -> Server:
    """A server with all its features; the first folder is opened by the `warm` process, if there is one."""
    server = Server(warm)

    @server.feature(types.INITIALIZE)
    def begin(params: types.InitializeParams) -> None:
        server.begin(params)
        if server.pulls:
            pull_diagnostics.add(server)

    @server.feature(types.INITIALIZED)
    def opened(params: types.InitializedParams) -> None:
        server.opened()

    @server.feature(types.SHUTDOWN)
    def end(params: None) -> None:
        server.end()

    _add_texts(server)
    _add_files(server)
    for part in (actions, completion, hover, navigation, renames, symbols):
        part.add(server)
    return server


def _add_texts(server: Server) -> None:
    """Register the handlers of open documents."""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        server.put(document.uri, document.text, document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        for change in params.content_changes[-1:]:
            server.put(params.text_document.uri, change.text, params.text_document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.put(params.text_document.uri, None)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        server.files_changed()


def _add_files(server: Server) -> None:
    """Register the handlers of files, folders and the configuration."""

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        server.files_changed([change.uri for change in params.changes])

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def configuration_changed(params: types.DidChangeConfigurationParams) -> None:
        server.reload()

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders_changed(params: types.DidChangeWorkspaceFoldersParams) -> None:
        server.change_folders(params.event.added, params.event.removed)
