"""The server: passes changes of texts, files and folders from the client to the projects, and findings back to it."""

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
from postlint.server.background import Failed, Task, WarmProcess
from postlint.server.diagnostics import of_configuration, to_protocol
from postlint.server.positions import Positions
from postlint.server.project import Project
from postlint.server.protocol import Protocol, as_in_file, path_of
from postlint.site.generators import find_root

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postlint.server.live_site import LiveSite

_QUICK, _SETTLE, _FILES = 0.05, 1.0, 0.2
"""The seconds after the last change until a text is checked, a site is settled, and files are checked."""
_NO_SITES = (Path(Path.cwd().anchor), Path("~").expanduser())
"""Folders whose files belong to no site, whatever lies in them."""
_IGNORED = frozenset(("node_modules", "public", "resources", "__pycache__"))


class Server(LanguageServer):
    """The server of one editor."""

    def __init__(self, warm: WarmProcess | None = None) -> None:
        """The first folder is opened by the `warm` process, if there is one."""
        kind = types.TextDocumentSyncKind.Full
        super().__init__("postlint", __version__, text_document_sync_kind=kind, protocol_cls=Protocol)
        self.projects: list[Project] = []
        self.trusted = False
        self.pulls = False
        """Whether the client requests findings (pull diagnostics), so that none are published."""
        self.versions: dict[Path, int] = {}
        """The versions of the open articles."""
        self._waiting: dict[Path, bytes] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._tasks: dict[str, Task] = {}
        self._warm = warm
        self._shown: dict[Path, Sequence[Diagnostic]] = {}
        self.ids: dict[Path, tuple[Sequence[Diagnostic], str]] = {}

    def report_server_error(self, error: Exception, source: type[PyglsError] | type[JsonRpcException]) -> None:
        """Write an error into the log of the editor: a user cannot do anything about it."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, f"postlint: {error}"))

    # --- initialization

    def begin(self, params: types.InitializeParams) -> None:
        """Apply the options and folders of the client."""
        given = params.initialization_options
        options = given if isinstance(given, dict) else {}
        self.trusted = options.get("trusted") is True
        self.pulls = options.get("diagnostics") == "pull"
        folders = [folder.uri for folder in params.workspace_folders or ()] or [params.root_uri or ""]
        self.projects = [Project(path, trusted=self.trusted) for uri in folders if (path := path_of(uri))]

    def opened(self) -> None:
        """Check all folders, and watch files where the client can."""
        capabilities = self.client_capabilities.workspace
        watched = capabilities and capabilities.did_change_watched_files
        if watched and watched.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher("**/*")])
            registration = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            self.client_register_capability(types.RegistrationParams([registration]))
        for project in self.projects:
            self.open(project)

    def change_folders(self, added: Sequence[types.WorkspaceFolder], removed: Sequence[types.WorkspaceFolder]) -> None:
        """Open and close folders."""
        closed = {path_of(folder.uri) for folder in removed}
        self.projects = [project for project in self.projects if project.folder not in closed]
        known = {project.folder for project in self.projects}
        for path in dict.fromkeys(path_of(folder.uri) for folder in added):
            if path and path not in known:
                self.projects.append(Project(path, trusted=self.trusted))
                self.open(self.projects[-1])
        self.show()

    # --- in the background

    def later(self, name: str, seconds: float, work: Callable[[], None]) -> None:
        """Call `work` after this many seconds, counted again with each call of the same name."""
        if name in self._timers:
            self._timers[name].cancel()
        self._timers[name] = asyncio.get_running_loop().call_later(seconds, work)

    def _in_background(
        self, name: str, work: Callable[[], Any], done: Callable[[Any], None], warm: WarmProcess | None = None
    ) -> None:
        """Run `work` in the background, and call `done` with its result; cancels a running task of the same name."""
        if name in self._tasks:
            self._tasks.pop(name).cancel()

        def receive(result: Any) -> None:
            self._tasks.pop(name, None)
            if isinstance(result, Failed):
                self.window_log_message(types.LogMessageParams(types.MessageType.Error, f"postlint: {result}"))
            else:
                done(result)

        self._tasks[name] = Task(work, receive, warm)

    def open(self, project: Project) -> None:
        """Check a folder as it is on disk."""

        def load(opened: Any) -> None:
            if project not in self.projects:
                return
            project.load(opened)
            self._show_problem(project)
            self.show()
            self.later("settle", _QUICK, self._settle)

        warm, self._warm = self._warm, None
        self._in_background(f"open {project.folder}", project.opening(), load, warm)

    def _settle_later(self) -> None:
        self.later("settle", _SETTLE, self._settle)

    def _settle(self) -> None:
        """Start the exact update of each site that needs one."""
        for project in self.projects:
            for site in project.sites.values():
                if not (site.is_settled and site.is_warm):
                    done = partial(self._settled, site, site.version)
                    self._in_background(f"settle {site.root}", site.settling(), done)

    def _settled(self, site: LiveSite, version: int, settled: Any) -> None:
        if version != site.version:
            self._settle_later()
            return
        site.settle(settled)
        self.show()

    def end(self) -> None:
        """Cancel all tasks."""
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()
        if self._warm:
            self._warm.end()
            self._warm = None

    # --- texts and files

    def project_of(self, file: Path) -> Project | None:
        """The innermost opened folder that a file is in."""
        containing = [project for project in self.projects if file.is_relative_to(project.folder)]
        return max(containing, key=lambda project: len(project.folder.parts), default=None)

    def put(self, uri: str, text: str | None, version: int = 0) -> None:
        """Set the text of a document in the editor; None where the editor has closed it."""
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
                # Its folder is no site: an editor opens other files too, and articles anywhere.
                return
            self.projects.append(Project(root or file.parent, trusted=self.trusted, single=root is None))
            self.open(self.projects[-1])
        self.later("quick", _QUICK, self.flush)

    def flush(self) -> None:
        """Check all texts that have changed."""
        waiting, self._waiting = self._waiting, {}
        for file, data in waiting.items():
            project = self.project_of(file)
            if project and project.put(file, data):
                self.open(project)
        if waiting:
            self.show()
            self._settle_later()

    def files_changed(self, uris: Sequence[str] = ()) -> None:
        """Check files again, some of which may have changed on disk; without `uris`, any of them."""
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
        """Check all folders again."""
        for project in self.projects:
            self.open(project)

    # --- findings

    def positions(self, data: bytes) -> Positions:
        """The positions in a text as the client counts them."""
        return Positions(data.decode("utf-8", "replace"), self.workspace.position_encoding or "utf-16")

    def articles(self) -> Iterator[tuple[Project, LiveSite, str]]:
        """All articles of all sites."""
        for project in self.projects:
            for site in project.sites.values():
                yield from ((project, site, path) for path in site.findings)

    def find(self, uri: str) -> tuple[Project, LiveSite, str] | None:
        """The article of a URI, as it is now: its project, its site, and its path; None for any other file."""
        self.flush()
        file = path_of(uri)
        project = self.project_of(file) if file else None
        article = project.site_of(file) if project and file else None
        return (project, *article) if project and article else None

    def diagnostics(self, project: Project, site: LiveSite, path: str) -> list[types.Diagnostic]:
        """The findings in an article as diagnostics of the protocol."""
        by_path: dict[str, Positions] = {}

        def positions(name: str) -> Positions:
            if name not in by_path:
                by_path[name] = self.positions(site.files.read(name).data)
            return by_path[name]

        pages = project.config.rule_pages if project.config else ""
        return to_protocol(site.root, project.findings(site, path), positions, pages)

    def show(self) -> None:
        """Publish the findings that have changed, or let the client request them."""
        if self.pulls:
            workspace = self.client_capabilities.workspace
            if workspace and workspace.diagnostics and workspace.diagnostics.refresh_support:
                self.workspace_diagnostic_refresh(None)
            return
        shown: dict[Path, Sequence[Diagnostic]] = {}
        for project, site, path in self.articles():
            findings = site.findings[path]
            file = site.root / path
            if findings or file in self._shown:
                shown[file] = findings
            if findings is not self._shown.get(file, ()) and (findings or self._shown.get(file)):
                self._send(file, self.diagnostics(project, site, path))
        for file in self._shown.keys() - shown.keys():
            self._send(file, [])
        self._shown = {file: findings for file, findings in shown.items() if findings}

    def _send(self, file: Path, diagnostics: list[types.Diagnostic]) -> None:
        params = types.PublishDiagnosticsParams(file.as_uri(), diagnostics, self.versions.get(file))
        self.text_document_publish_diagnostics(params)

    def _show_problem(self, project: Project) -> None:
        """Show why a folder cannot be checked, and log what of its configuration is left out."""
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
