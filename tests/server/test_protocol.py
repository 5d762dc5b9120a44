"""Each thing that the server can do, asked by a client over standard input and output."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from command import write

pytest.importorskip("pygls", reason="the language server needs pygls: pip install postlint[lsp]")
pytest_lsp = pytest.importorskip("pytest_lsp", reason="the client of these tests is pytest-lsp")

from lsprotocol import types  # noqa: E402
from pytest_lsp import ClientServerConfig, LanguageClient  # noqa: E402

pytestmark = pytest.mark.asyncio(loop_scope="module")

FILES = {
    "hugo.toml": "baseURL = 'https://example.org/'\n",
    "layouts/shortcodes/note.html": "{{ .Inner }}",
    "static/images/tea.png": "",
    "content/posts/plan.md": "---\ntitle: The plan\ndescription: How it goes.\ntags: [green]\n---\n\n"
    "## Set up\n\nSee [the notes](/posts/notes/#part).\n",
    "content/posts/notes.md": "---\ntitle: Notes of a day\ntags: [green, blue]\n---\n\n"
    'Ü𝄞 [the plan](/posts/plan/#set-up) and [more ](/nowhere/).\n\n## Part\n\n{{< note kind="x" >}}a{{< /note >}}\n',
    "content/posts/third.md": "---\ntitle: A third one\n---\n\nRelated: [The plan](/posts/plan/).\n\n"
    "[r](../plan/#set-up)\n\n"
    '[s]({{< relref "/posts/plan.md#set-up" >}})\n',
}


SERVER = """
import sys, postlint
postlint.DOCUMENTATION = "https://docs.example/"
sys.argv = ["postlint", "server"]
from postlint.__main__ import main
main()
"""
"""The server, in a postlint that has an address of its documentation."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("editor") / "site", FILES)


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[sys.executable, "-c", SERVER]), scope="module")
async def client(lsp_client: LanguageClient, site: Path) -> AsyncIterator[None]:
    edits = types.WorkspaceEditClientCapabilities(
        document_changes=True, resource_operations=[types.ResourceOperationKind.Create]
    )
    general = types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf16])
    capabilities = types.ClientCapabilities(
        workspace=types.WorkspaceClientCapabilities(workspace_edit=edits), general=general
    )
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities,
            workspace_folders=[types.WorkspaceFolder(site.as_uri(), "site")],
            initialization_options={"trusted": True},
        )
    )
    await until(lambda: codes(lsp_client, site / "content/posts/notes.md") != [])
    yield
    await lsp_client.shutdown_session()


async def until(condition: Callable[[], bool]) -> None:
    """Wait for what the server does by itself."""
    for _ in range(3000):
        if condition():
            return
        await asyncio.sleep(0.05)
    pytest.fail("the server has not done it")


def codes(client: LanguageClient, file: Path) -> list[str]:
    """The rules of what is found in a file."""
    return [str(one.code) for one in client.diagnostics.get(file.as_uri(), ())]


class Open:
    """A text that is open for a while."""

    def __init__(self, client: LanguageClient, file: Path, text: str) -> None:
        self.client, self.uri, self.version = client, file.as_uri(), 1
        self.text = text
        item = types.TextDocumentItem(self.uri, "markdown", 1, text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, text: str) -> None:
        self.text = text
        self.version += 1
        document = types.VersionedTextDocumentIdentifier(uri=self.uri, version=self.version)
        changes = [types.TextDocumentContentChangeWholeDocument(text)]
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, changes))

    @property
    def document(self) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri)

    def at(self, words: str) -> types.Position:
        """The place behind some words, as this client counts."""
        before = self.text[: self.text.index(words) + len(words)]
        line = before.rpartition("\n")[2]
        return types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)

    def range(self, words: str) -> types.Range:
        end = self.at(words)
        return types.Range(types.Position(end.line, end.character - len(words.encode("utf-16-le")) // 2), end)

    async def complete(self, words: str) -> dict[str, str]:
        """What is offered behind some words: what each would write."""
        params = types.CompletionParams(self.document, self.at(words))
        found = await self.client.text_document_completion_async(params)
        assert isinstance(found, types.CompletionList)
        edits = {item.label: item.text_edit for item in found.items}
        assert all(isinstance(edit, types.TextEdit) for edit in edits.values())
        return {label: edit.new_text for label, edit in edits.items()}  # type: ignore[union-attr]

    async def actions(self, words: str, *only: str) -> dict[str, types.CodeAction]:
        context = types.CodeActionContext([], only=[*only] or None)
        params = types.CodeActionParams(self.document, self.range(words), context)
        found = await self.client.text_document_code_action_async(params)
        # This client takes an action that has a command for a command.
        self.commands = {action.title for action in found or () if isinstance(action, types.Command)}
        return {action.title: action for action in found or () if isinstance(action, types.CodeAction)}

    def applied(self, edit: types.WorkspaceEdit | None, uri: str = "") -> str:
        """The text after an edit."""
        assert edit and edit.document_changes
        text = self.text
        for change in edit.document_changes:
            if isinstance(change, types.TextDocumentEdit) and change.text_document.uri == (uri or self.uri):
                lines = text.splitlines(keepends=True)

                def offset(place: types.Position, lines: list[str] = lines) -> int:
                    line = lines[place.line] if place.line < len(lines) else ""
                    units = line.encode("utf-16-le")[: 2 * place.character]
                    return sum(map(len, lines[: place.line])) + len(units.decode("utf-16-le"))

                for one in sorted(change.edits, key=lambda edit: offset(edit.range.start), reverse=True):
                    assert isinstance(one, types.TextEdit)
                    text = text[: offset(one.range.start)] + one.new_text + text[offset(one.range.end) :]
        return text

    def __enter__(self) -> Open:
        return self

    def __exit__(self, *rest: object) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self.document))


def notes(client: LanguageClient, site: Path, more: str = "") -> Open:
    return Open(client, site / "content/posts/notes.md", FILES["content/posts/notes.md"] + more)


async def test_what_is_found_is_shown_while_one_types(client: LanguageClient, site: Path) -> None:
    """Also what an edit breaks elsewhere, and what is written in two units has its right columns."""
    file, other = site / "content/posts/plan.md", site / "content/posts/notes.md"
    assert codes(client, other) == ["link/padded-text", "link/broken"]
    (padded, _) = client.diagnostics[other.as_uri()]
    line = FILES["content/posts/notes.md"].splitlines()[5]
    assert padded.range.start == types.Position(5, line.index("more ") + 4 + 1)
    assert padded.code_description == types.CodeDescription("https://docs.example/rules/link/padded-text")
    with Open(client, file, FILES["content/posts/plan.md"]) as text:
        text.change(text.text.replace("Set up", "Set it up") + "\n**[bad ](/x/)**\n")
        # What is found is sent article by article.
        await until(lambda: "anchor/broken" in codes(client, other) and "link/padded-text" in codes(client, file))
        (found,) = [one for one in client.diagnostics[file.as_uri()] if one.code == "link/padded-text"]
        assert [*(found.tags or ())] == [types.DiagnosticTag.Unnecessary]
    await until(lambda: "anchor/broken" not in codes(client, other) and codes(client, file) == [])


async def test_a_file_that_changes_on_disk(client: LanguageClient, site: Path) -> None:
    new = write(site, {"content/posts/new.md": "---\ntitle: New\n---\n\n[x ](/y/)\n"}) / "content/posts/new.md"
    client.workspace_did_change_watched_files(
        types.DidChangeWatchedFilesParams([types.FileEvent(new.as_uri(), types.FileChangeType.Created)])
    )
    await until(lambda: "link/padded-text" in codes(client, new))
    new.unlink()
    client.workspace_did_change_watched_files(
        types.DidChangeWatchedFilesParams([types.FileEvent(new.as_uri(), types.FileChangeType.Deleted)])
    )
    await until(lambda: codes(client, new) == [])


async def test_an_article_that_is_not_saved(client: LanguageClient, site: Path) -> None:
    """It is a part of the site: what links to it leads there."""
    file, new = site / "content/posts/third.md", site / "content/posts/unsaved.md"
    with Open(client, file, FILES["content/posts/third.md"] + "\n[u](/posts/unsaved/)\n"):
        await until(lambda: "link/broken" in codes(client, file))
        with Open(client, new, "---\ntitle: Unsaved\n---\n\n[p ](/posts/plan/)\n"):
            await until(lambda: codes(client, file) == [] and "link/padded-text" in codes(client, new))
        await until(lambda: "link/broken" in codes(client, file) and codes(client, new) == [])


async def test_repairs(client: LanguageClient, site: Path) -> None:
    with notes(client, site) as text:
        found = await text.actions("[more ](/nowhere/)")
        (fix,) = [action for action in found.values() if action.is_preferred]
        assert fix.kind == types.CodeActionKind.QuickFix
        assert "[more](/nowhere/)" in text.applied(fix.edit)
        silenced = text.applied(found["Silence link/padded-text here, with a reason"].edit)
        assert "<!-- postlint-disable-line link/padded-text -- reason -->" in silenced
        (every,) = (await text.actions("Part", "source.fixAll")).values()
        assert every.kind == "source.fixAll.postlint"
        assert text.applied(every.edit) == text.text.replace("[more ]", "[more]")


async def test_an_entry_of_the_baseline(client: LanguageClient, site: Path) -> None:
    file = site / "content/posts/notes.md"
    with notes(client, site) as text:
        await text.actions("[more ](/nowhere/)")
        assert "Add link/broken to the baseline, not to be reported again" in text.commands
        start = text.text.index("/nowhere/")
        arguments = [text.uri, "link/broken", start, start + len("/nowhere/")]
        await client.workspace_execute_command_async(types.ExecuteCommandParams("postlint.addToBaseline", arguments))
        await until(lambda: codes(client, file) == ["link/padded-text"])
    (site / ".postlint-baseline.json").unlink()
    client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(file.as_uri())))
    await until(lambda: codes(client, file) == ["link/padded-text", "link/broken"])


async def test_a_word_of_the_house(client: LanguageClient, site: Path) -> None:
    words = "The list of the day is for you and me, and it is not as long as it was. We stroke a chord.\n"
    with notes(client, site, words) as text:
        found = await text.actions("stroke a chord")
        edit = found["Allow “stroke a chord” on this site"].edit
        assert edit and edit.document_changes and isinstance(edit.document_changes[0], types.CreateFile)
        text.text = ""
        assert text.applied(edit, (site / "postlint.toml").as_uri()) == (
            '[rules."text/set-phrase"]\nallow = ["stroke a chord"]\n'
        )


async def test_completion_of_links(client: LanguageClient, site: Path) -> None:
    more = '\n[a](pla\n\n[third\n\n{{< relref "not\n\n[b](/posts/plan/#\n\n![c](/im\n\nRelated: plan\n'
    with notes(client, site, more) as text:
        assert (await text.complete("[a](pla"))["The plan"] == "/posts/plan/"
        assert await text.complete("[third") == {"A third one": "A third one](/posts/third/)"}
        assert await text.complete('relref "not') == {}
        assert (await text.complete("[b](/posts/plan/#"))["#set-up"] == "/posts/plan/#set-up"
        assert await text.complete("![c](/im") == {"/images/tea.png": "/images/tea.png"}
        assert (await text.complete("Related: plan"))["The plan"] == "[The plan](/posts/plan/)"
    with Open(client, site / "content/posts/third.md", '---\ntitle: T\n---\n\n{{< ref "note\n') as text:
        assert await text.complete('ref "note') == {"Notes of a day": "/posts/notes"}


async def test_completion_of_shortcodes_and_fields(client: LanguageClient, site: Path) -> None:
    with notes(client, site, "\n{{< no\n\n{{< note ki\n") as text:
        assert (await text.complete("{{< no"))["note"] == "note"
        assert await text.complete("{{< note ki") == {"kind": "kind="}
    front = "---\ntitle: T\ntags: [green, b\ndescr\n---\n"
    with Open(client, site / "content/posts/third.md", front) as text:
        assert await text.complete("tags: [green, b") == {"blue": "blue"}
        assert "description: " in (await text.complete("\ndescr")).values()


async def test_hover(client: LanguageClient, site: Path) -> None:
    with notes(client, site) as text:
        for words, shown in (
            ("/posts/plan/", ["**The plan**", "/posts/plan/", "How it goes\\."]),
            ("/nowhere", ["nothing is there", "link/broken"]),
            ("title: Not", ["**Notes of a day**", "/posts/notes/"]),
            ("## Par", ["`#part`"]),
        ):
            found = await client.text_document_hover_async(types.HoverParams(text.document, text.at(words)))
            assert found and isinstance(found.contents, types.MarkupContent)
            assert all(part in found.contents.value for part in shown), found.contents.value


async def test_where_things_are(client: LanguageClient, site: Path) -> None:
    plan, third = (site / f"content/posts/{name}.md" for name in ("plan", "third"))
    with notes(client, site) as text:
        params = types.DefinitionParams(text.document, text.at("/posts/plan/#se"))
        (there,) = await client.text_document_definition_async(params)  # type: ignore[misc]
        assert (there.uri, there.range.start.line) == (plan.as_uri(), 6)
        params = types.DefinitionParams(text.document, text.at("{{< no"))
        (there,) = await client.text_document_definition_async(params)  # type: ignore[misc]
        assert there.uri == (site / "layouts/shortcodes/note.html").as_uri()
        links = await client.text_document_document_link_async(types.DocumentLinkParams(text.document))
        assert plan.as_uri() in [link.target for link in links or ()]
        context = types.ReferenceContext(include_declaration=False)
        asked = types.ReferenceParams(context, text.document, text.at("/posts/plan/#se"))
        found = await client.text_document_references_async(asked)
        assert {one.uri for one in found or ()} == {text.uri, third.as_uri()}


async def test_titles_and_headings(client: LanguageClient, site: Path) -> None:
    with notes(client, site) as text:
        outline = await client.text_document_document_symbol_async(types.DocumentSymbolParams(text.document))
        (root,) = outline or ()
        assert isinstance(root, types.DocumentSymbol)
        assert (root.name, [child.name for child in root.children or ()]) == ("Notes of a day", ["Part"])
    found = await client.workspace_symbol_async(types.WorkspaceSymbolParams("set up"))
    assert [(one.name, one.container_name) for one in found or ()] == [("Set up", "The plan")]


async def test_a_heading_gets_another_name(client: LanguageClient, site: Path) -> None:
    with Open(client, site / "content/posts/plan.md", FILES["content/posts/plan.md"]) as text:
        ready = await client.text_document_prepare_rename_async(
            types.PrepareRenameParams(text.document, text.at("## Se"))
        )
        assert isinstance(ready, types.PrepareRenamePlaceholder) and ready.placeholder == "Set up"
        params = types.RenameParams(text.document, text.at("## Se"), "How to begin")
        edit = await client.text_document_rename_async(params)
        assert "## How to begin\n" in text.applied(edit)
        for name in ("notes", "third"):
            text.text = FILES[f"content/posts/{name}.md"]
            changed = text.applied(edit, (site / f"content/posts/{name}.md").as_uri())
            assert changed == text.text.replace("#set-up", "#how-to-begin")


async def test_a_file_gets_another_name(client: LanguageClient, site: Path) -> None:
    """All forms of links follow, and the old URL is an alias."""
    old, new = site / "content/posts/plan.md", site / "content/guides/plan.md"
    params = types.RenameFilesParams([types.FileRename(old.as_uri(), new.as_uri())])
    edit = await client.workspace_will_rename_files_async(params)
    with notes(client, site) as text:
        assert "(/guides/plan/#set-up)" in text.applied(edit)
        text.text = FILES["content/posts/third.md"]
        changed = text.applied(edit, (site / "content/posts/third.md").as_uri())
        assert "[The plan](/guides/plan/)" in changed and "[r](/guides/plan/#set-up)" in changed
        assert '[s]({{< relref "/guides/plan#set-up" >}})' in changed
        text.text = FILES["content/posts/plan.md"]
        assert 'aliases: ["/posts/plan/"]' in text.applied(edit, old.as_uri())
