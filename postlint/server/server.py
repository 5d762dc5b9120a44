"""The server: what the client says of texts, files and folders goes to the projects; what they find goes to it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, PyglsError
from pygls.lsp.server import LanguageServer

from postlint import __version__
from postlint.diagnostic import Diagnostic
from postlint.run.discovery import SUFFIXES
from postlint.server.background import Failed, Ready, Work
from postlint.server.diagnostics import of_configuration, to_protocol
from postlint.server.positions import Positions
from postlint.server.project import Project
from postlint.server.protocol import Protocol, as_in_file, path_of
from postlint.site.generators import find_root

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postlint.server.live_site import LiveSite

_QUICK, _SETTLE, _FILES = 0.05, 1.0, 0.2
"""So many seconds after the last change of a text it is looked at, all else is brought up to date, and files are."""
_NO_SITES = (Path(Path.cwd().anchor), Path("~").expanduser())
"""Folders whose files belong to no site, whatever lies in them."""
_IGNORED = frozenset(("node_modules", "public", "resources", "__pycache__"))


class Server(LanguageServer):
    """The server of one editor."""

    def __init__(self, ready: Ready | None = None) -> None:
        """Where a process is `ready` to open a folder, it opens the first."""
        kind = types.TextDocumentSyncKind.Full
        super().__init__("postlint", __version__, text_document_sync_kind=kind, protocol_cls=Protocol)
        self.projects: list[Project] = []
        self.trusted = False
        self.pulls = False
        """Whether the client asks for findings, and is not sent them."""
        self.versions: dict[Path, int] = {}
        """Of the articles that are open."""
        self._waiting: dict[Path, bytes] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._working: dict[str, Work] = {}
        self._ready = ready
        self._shown: dict[Path, Sequence[Diagnostic]] = {}
        self.ids: dict[Path, tuple[Sequence[Diagnostic], str]] = {}

    def report_server_error(self, error: Exception, source: type[PyglsError] | type[JsonRpcException]) -> None:
        """Write what failed into the log of the editor: nobody who writes can do anything about it."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, f"postlint: {error}"))

    # --- beginning

    def begin(self, params: types.InitializeParams) -> None:
        """Take over what the client says of itself."""
        options = params.initialization_options
        given = options if isinstance(options, dict) else {}
        self.trusted = given.get("trusted") is True
        self.pulls = given.get("diagnostics") == "pull"
        folders = [folder.uri for folder in params.workspace_folders or ()] or [params.root_uri or ""]
        self.projects = [Project(path, trusted=self.trusted) for uri in folders if (path := path_of(uri))]

    def opened(self) -> None:
        """Look at all folders."""
        capabilities = self.client_capabilities.workspace
        watched = capabilities and capabilities.did_change_watched_files
        if watched and watched.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher("**/*")])
            registration = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            self.client_register_capability(types.RegistrationParams([registration]))
        for project in self.projects:
            self.open(project)

    def change_folders(self, added: Sequence[types.WorkspaceFolder], removed: Sequence[types.WorkspaceFolder]) -> None:
        """Folders are opened, and closed."""
        gone = {path_of(folder.uri) for folder in removed}
        self.projects = [project for project in self.projects if project.folder not in gone]
        known = {project.folder for project in self.projects}
        for path in dict.fromkeys(path_of(folder.uri) for folder in added):
            if path and path not in known:
                self.projects.append(Project(path, trusted=self.trusted))
                self.open(self.projects[-1])
        self.show()

    # --- in the background

    def later(self, name: str, seconds: float, work: Callable[[], None]) -> None:
        """Do something once nothing of this name has been asked for so long."""
        if name in self._timers:
            self._timers[name].cancel()
        self._timers[name] = asyncio.get_running_loop().call_later(seconds, work)

    def _away(
        self, name: str, work: Callable[[], Any], done: Callable[[Any], None], ready: Ready | None = None
    ) -> None:
        """Do something elsewhere, and then take what it gives; what was begun under this name is given up."""
        if name in self._working:
            self._working.pop(name).cancel()

        def take(result: Any) -> None:
            self._working.pop(name, None)
            if isinstance(result, Failed):
                self.window_log_message(types.LogMessageParams(types.MessageType.Error, f"postlint: {result}"))
            else:
                done(result)

        self._working[name] = Work(work, take, ready)

    def open(self, project: Project) -> None:
        """Look at a folder as it is on disk."""

        def take(opened: Any) -> None:
            if project not in self.projects:
                return
            project.take(opened)
            self._say(project)
            self.show()
            self.later("settle", _QUICK, self._settle)

        ready, self._ready = self._ready, None
        self._away(f"open {project.folder}", project.opening(), take, ready)

    def _settle_later(self) -> None:
        self.later("settle", _SETTLE, self._settle)

    def _settle(self) -> None:
        """Bring up to date what was not at once."""
        for project in self.projects:
            for site in project.sites.values():
                if not (site.is_settled and site.is_warm):
                    self._away(f"settle {site.root}", site.settling(), partial(self._settled, site, site.version))

    def _settled(self, site: LiveSite, version: int, settled: Any) -> None:
        if version != site.version:
            self._settle_later()
            return
        site.settle(settled)
        self.show()

    def end(self) -> None:
        """Give up what is under way."""
        for work in self._working.values():
            work.cancel()
        self._working.clear()
        if self._ready:
            self._ready.end()
            self._ready = None

    # --- texts and files

    def project_of(self, file: Path) -> Project | None:
        """The innermost opened folder that a file is in."""
        holding = [project for project in self.projects if file.is_relative_to(project.folder)]
        return max(holding, key=lambda project: len(project.folder.parts), default=None)

    def put(self, uri: str, text: str | None, version: int = 0) -> None:
        """Take a text as the editor has it; None where it has it no more."""
        file = path_of(uri)
        if file is None:
            return
        if text is None:
            self._waiting.pop(file, None)
            self.versions.pop(file, None)
            if (project := self.project_of(file)) and project.put(file, None):
                self.open(project)
            self.show()
            self._settle_later()
            return
        self.versions[file] = version
        self._waiting[file] = as_in_file(file, text)
        if self.project_of(file) is None:
            root = find_root(file)
            if root is None and (file.suffix.lower() not in SUFFIXES or file.parent in _NO_SITES):
                # What is beside it is no site: an editor opens other files too, and articles anywhere.
                return
            self.projects.append(Project(root or file.parent, trusted=self.trusted, single=root is None))
            self.open(self.projects[-1])
        self.later("quick", _QUICK, self.flush)

    def flush(self) -> None:
        """Look at all texts as they are now."""
        waiting, self._waiting = self._waiting, {}
        for file, data in waiting.items():
            project = self.project_of(file)
            if project and project.put(file, data):
                self.open(project)
        if waiting:
            self.show()
            self._settle_later()

    def files_changed(self, uris: Sequence[str] = ()) -> None:
        """Files may have changed on disk."""
        files = [path_of(uri) for uri in uris]
        if not uris or any(file and self._counts(file) for file in files):
            self.later("files", _FILES, self._refresh)

    def _counts(self, file: Path) -> bool:
        project = self.project_of(file)
        parts = file.relative_to(project.folder).parts if project else ()
        hidden = any(part.startswith(".") for part in parts[:-1])
        return bool(parts) and not hidden and _IGNORED.isdisjoint(parts)

    def _refresh(self) -> None:
        for project in self.projects:
            if project.is_outdated():
                self.open(project)
        self.show()
        self._settle_later()

    def reload(self) -> None:
        """Look at everything again."""
        for project in self.projects:
            self.open(project)

    # --- what is found

    def positions(self, data: bytes) -> Positions:
        """The places in a text as the client counts them."""
        return Positions(data.decode("utf-8", "replace"), self.workspace.position_encoding or "utf-16")

    def articles(self) -> Iterator[tuple[Project, LiveSite, str]]:
        """All articles of all sites."""
        for project in self.projects:
            for site in project.sites.values():
                yield from ((project, site, path) for path in site.findings)

    def find(self, uri: str) -> tuple[Project, LiveSite, str] | None:
        """The article of an address: as it is now, with its site."""
        self.flush()
        file = path_of(uri)
        project = self.project_of(file) if file else None
        article = project.site_of(file) if project and file else None
        return (project, *article) if project and article else None

    def diagnostics(self, project: Project, site: LiveSite, path: str) -> list[types.Diagnostic]:
        """What is found in an article, as the protocol has it."""
        known: dict[str, Positions] = {}

        def positions(name: str) -> Positions:
            if name not in known:
                known[name] = self.positions(site.files.read(name).data)
            return known[name]

        pages = project.config.rule_pages if project.config else ""
        return to_protocol(site.root, project.findings(site, path), positions, pages)

    def show(self) -> None:
        """Send what the client does not know yet of what is found."""
        if self.pulls:
            workspace = self.client_capabilities.workspace
            if workspace and workspace.diagnostics and workspace.diagnostics.refresh_support:
                self.workspace_diagnostic_refresh(None)
            return
        shown: dict[Path, Sequence[Diagnostic]] = {}
        for project, site, path in self.articles():
            found = site.findings[path]
            file = site.root / path
            if found or file in self._shown:
                shown[file] = found
            if found is not self._shown.get(file, ()) and (found or self._shown.get(file)):
                self._send(file, self.diagnostics(project, site, path))
        for file in self._shown.keys() - shown.keys():
            self._send(file, [])
        self._shown = {file: found for file, found in shown.items() if found}

    def _send(self, file: Path, diagnostics: list[types.Diagnostic]) -> None:
        params = types.PublishDiagnosticsParams(file.as_uri(), diagnostics, self.versions.get(file))
        self.text_document_publish_diagnostics(params)

    def _say(self, project: Project) -> None:
        """Say why nothing can be checked, or what is left out, where the client shows it."""
        problem = project.problem
        before, project.shown_problem = project.shown_problem, problem
        if before and before.file and before != problem:
            self._send(before.file, [])
        if problem and problem != before:
            if problem.file:
                self._send(problem.file, [of_configuration(problem.message, problem.line)])
            text = f"postlint cannot check {project.folder.name}: {problem.message}"
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, text))
        if project.config and project.config.is_partial:
            text = "This folder is not trusted: the rule-folders and extend of its configuration are left out."
            self.window_log_message(types.LogMessageParams(types.MessageType.Warning, f"postlint: {text}"))
