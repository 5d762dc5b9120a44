"""What a folder is trusted with, what of it is looked at, and what becomes of its configuration."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from command import postlint, write

pytest.importorskip("pygls", reason="the language server needs pygls: pip install postlint[lsp]")

from postlint.server.project import Opened, Problem, Project, open_folder
from postlint.server.server import Server

HOSTILE = '''"""A rule that does something when it is loaded."""

from datetime import date
from pathlib import Path

from postlint import Bad, Good, Rule

Path(__file__).with_name("loaded").touch()


class Hostile(Rule):
    good = [Good("a")]
    bad = [Bad("⟦b⟧")]

    def check(self, doc):
        yield self.at(doc, doc.body, "it ran")
'''
ARTICLE = "[a ](/b)\n\n[c ](/d) <!-- postlint-disable-line own/hostile -->\n"


def opened(folder: Path, *, trusted: bool) -> Project:
    project = Project(folder, trusted=trusted)
    project.load(project.opening()())
    assert project.problem is None, project.problem
    return project


def rules(project: Project) -> list[str]:
    """The rules of all that is found."""
    return sorted(
        {
            finding.rule
            for site in project.sites.values()
            for path in site.findings
            for finding in project.findings(site, path)
        }
    )


@pytest.mark.parametrize(
    "configuration",
    [
        'rule-folders = ["rules"]\nselect = ["link", "own"]\n[rules."own/hostile"]\nseverity = "error"\n',
        'extend = "base.toml"\n[rules."own/hostile"]\nseverity = "error"\n',
    ],
)
def test_nothing_of_a_folder_is_run_that_nobody_trusts(tmp_path: Path, configuration: str) -> None:
    files = {
        "postlint.toml": configuration,
        "base.toml": 'rule-folders = ["rules"]\nextend-select = ["own"]\n',
        "rules/own/hostile.py": HOSTILE,
        "a.md": ARTICLE,
    }
    write(tmp_path, files)
    loaded = tmp_path / "rules" / "own" / "loaded"
    project = opened(tmp_path, trusted=False)
    assert not loaded.exists()
    assert project.config and project.config.is_partial and not project.config.rule_folders
    assert "link/padded-text" in rules(project) and "own/hostile" not in rules(project)
    if "rule-folders" in configuration:
        # The name of a rule that is not loaded is known all the same.
        assert "suppression/unknown-rule" not in rules(project)
    project = opened(tmp_path, trusted=True)
    assert loaded.exists() and project.config and not project.config.is_partial
    assert "own/hostile" in rules(project)


def test_what_a_folder_sets_counts_without_trust(tmp_path: Path) -> None:
    write(tmp_path, {"postlint.toml": 'ignore = ["link/padded-text"]\n', "a.md": "[a ](/b)\n"})
    assert rules(opened(tmp_path, trusted=False)) == []


def test_a_configuration_that_cannot_be_used(tmp_path: Path) -> None:
    """Its place is named, and what was known stays until it is repaired."""
    write(tmp_path, {"a.md": "[a ](/b)\n"})
    project = opened(tmp_path, trusted=True)
    write(tmp_path, {"postlint.toml": '\nselect = ["lnk"]\n'})
    assert project.is_outdated()
    project.load(project.opening()())
    assert isinstance(project.problem, Problem)
    assert (project.problem.file, project.problem.line) == (tmp_path / "postlint.toml", 2)
    assert "did you mean 'link'" in project.problem.message
    assert rules(project) == ["link/padded-text"]
    write(tmp_path, {"postlint.toml": 'ignore = ["link"]\n'})
    assert project.is_outdated()
    project.load(project.opening()())
    assert rules(project) == []


def test_several_sites_below_a_folder(tmp_path: Path) -> None:
    site = {"hugo.toml": "", "content/a.md": "---\ntitle: A\n---\n\n[b](/b/)\n"}
    files = {f"{name}/{path}": text for name in ("one", "two") for path, text in site.items()}
    write(tmp_path, files | {"notes/c.md": "[d ](e.md)\n", "one/README.md": "[f ](g.md)\n", ".gitignore": "drafts\n"})
    write(tmp_path, {"drafts/d.md": "[h ](i.md)\n", ".git/HEAD": ""})
    project = opened(tmp_path, trusted=True)
    assert {root.name for root in project.sites} == {"one", "two", tmp_path.name}
    told = postlint("check", "--output-format", "concise", "--exit-zero", cwd=tmp_path)
    shown = {str((root / path).relative_to(tmp_path)) for root, site in project.sites.items() for path in site.findings}
    assert (
        {line.split(":")[0] for line in told.lines} <= shown == {"one/content/a.md", "two/content/a.md", "notes/c.md"}
    )
    # What the run leaves out is left out while it is written too.
    for name in ("drafts/d.md", "drafts/new.md", "one/README.md", "one/layouts/a.md"):
        assert not project.put(tmp_path / name, b"[x ](/y)\n")
        assert project.site_of(tmp_path / name) is None
    project.put(tmp_path / "one" / "content" / "new.md", b"[x ](/y)\n")
    assert project.site_of(tmp_path / "one" / "content" / "new.md")


def test_one_article_by_itself(tmp_path: Path) -> None:
    """Where nobody has opened a folder, only what is open is looked at."""
    write(tmp_path, {"a.md": "[a ](/b)\n", "b.md": "[b ](/c)\n"})
    project = Project(tmp_path, trusted=False, single=True)
    project.put(tmp_path / "a.md", b"[a ](/b)\n")
    project.load(project.opening()())
    assert [[*site.findings] for site in project.sites.values()] == [["a.md"]]
    project.put(tmp_path / "a.md", None)
    project.load(project.opening()())
    assert project.sites == {}


def test_a_mark_at_the_beginning_counts_no_column(tmp_path: Path) -> None:
    from lsprotocol.types import Position, PositionEncodingKind

    from postlint.server.positions import Positions

    text = "\ufeffä𝄞x\r\n\u2028y\rz\n"
    for encoding, units in (("utf-8", (0, 2, 6, 7)), ("utf-16", (0, 1, 3, 4)), ("utf-32", (0, 1, 2, 3))):
        positions = Positions(text, PositionEncodingKind(encoding))
        for offset, column in zip((1, 2, 3, 4), units, strict=True):
            assert positions.position(offset) == Position(0, column)
            assert positions.offset(Position(0, column)) == offset
    assert [positions.position(at).line for at in (6, 7, 9, 11)] == [1, 1, 2, 3]
    assert positions.offset(Position(0, 99)) == 4 and positions.offset(Position(99, 0)) == len(text)


def test_opened_folders_are_of_their_day(tmp_path: Path) -> None:
    write(tmp_path, {"hugo.toml": "", "content/a.md": "text\n"})
    found = open_folder(tmp_path, trusted=True)
    assert isinstance(found, Opened)
    project = Project(tmp_path, trusted=True)
    project.load(found)
    assert not project.is_outdated()
    project.sites[tmp_path].linter.today = date(2000, 1, 1)
    assert project.is_outdated()


def test_only_articles_open_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a script, not an article that lies in the home of a user, and nothing of another machine."""
    monkeypatch.setattr(Server, "open", lambda *_: None)
    monkeypatch.setattr(Server, "later", lambda *_: None)
    server = Server()
    for uri in ("file:///etc/passwd", "file:///", "file:///a.md", "file://host/x/a.md", "untitled:a.md"):
        server.put(uri, "[a ](b.md)\n")
    server.put((Path("~").expanduser() / "a.md").as_uri(), "[a ](b.md)\n")
    assert server.projects == []
    write(tmp_path, {"a.md": "[a ](b.md)\n"})
    server.put((tmp_path / "a.md").as_uri(), "[a ](b.md)\n")
    assert [project.folder for project in server.projects] == [tmp_path]
