"""A site in the memory of the server: whatever is edited, saved or undone, its findings are those of `check`."""

from __future__ import annotations

import pickle
import random
import shutil
from pathlib import Path

import pytest
from command import write
from quick import examples
from site_edits import Edits, age, make

pytest.importorskip("pygls", reason="the language server needs pygls: pip install postlint[lsp]")

from postlint.diagnostic import Diagnostic
from postlint.server.project import Problem, Project, open_folder

OWN = '''"""Two articles of one title."""

from postlint import Bad, Good, SiteRule


class Twins(SiteRule):
    good = [Good("a")]
    bad = [Bad("⟦b⟧")]

    def check(self, page, site):
        if sum(other.title == page.title for other in site.pages) > 1:
            yield self.at(page, page.top, f"{len(site.pages)} articles, and two are {page.title!r}")
'''
VARIANTS = {
    "default": {},
    "all rules": {"postlint.toml": 'extend-select = ["ALL"]\n'},
    "own rules": {"postlint.toml": 'rule-folders = ["own"]\n', "own/site/twins.py": OWN},
    "no site": {"hugo.toml": None},
}


def varied(site: Path, variant: str) -> Path:
    """The site of these tests, otherwise configured."""
    for name, text in VARIANTS[variant].items():
        if text is None:
            (site / name).unlink()
        else:
            write(site, {name: text})
    age(site, 1)
    return site


def found(project: Project) -> dict[str, list[Diagnostic]]:
    """What a project reports, by file."""
    every = {
        f"{site.root.relative_to(project.folder).as_posix()}/{path}": project.findings(site, path)
        for site in project.sites.values()
        for path in site.findings
    }
    return {path: findings for path, findings in every.items() if findings}


def fresh(folder: Path) -> dict[str, list[Diagnostic]] | Problem:
    """What a run without any memory reports on a folder."""
    project = Project(folder, trusted=True)
    opened = open_folder(folder, trusted=True)
    if isinstance(opened, Problem):
        return opened
    project.load(opened)
    return found(project)


def settle(project: Project) -> None:
    for site in project.sites.values():
        if not site.is_settled:
            site.settle(pickle.loads(pickle.dumps(site.settling()())))


class Editor:
    """An editor with some texts that are not saved, on a site of which `truth` has all as the editor has it."""

    def __init__(self, disk: Path, truth: Path, seed: int) -> None:
        self.disk, self.truth = disk, truth
        self.chance = random.Random(seed)
        self.edits = Edits(truth, seed)
        self.project = Project(disk, trusted=True)
        self.project.load(self.project.opening()())
        self.undone: dict[str, list[bytes]] = {}

    def step(self) -> None:
        """One change, as the editor makes it, or somebody else on disk."""
        before = contents(self.truth)
        if self.undone and self.chance.random() < 0.15:
            self._undo()
        else:
            self.edits.step()
        after = contents(self.truth)
        on_disk = False
        for path in sorted(before.keys() | after.keys()):
            old, new = before.get(path), after.get(path)
            if old == new:
                continue
            is_article = path.startswith("content/") and path.endswith(".md")
            if old is not None and is_article:
                self.undone.setdefault(path, []).append(old)
            if new is None or not is_article or self.chance.random() < 0.3:
                self._on_disk(path, new)
                on_disk = True
            else:
                self._put(path, new)
        if on_disk or self.chance.random() < 0.2:
            self._refresh()
        if self.project.texts and self.chance.random() < 0.3:
            self._save(self.chance.choice(sorted(self.project.texts)))

    def _undo(self) -> None:
        path = self.chance.choice(sorted(self.undone))
        text = self.undone[path].pop()
        if not self.undone[path]:
            del self.undone[path]
        write(self.truth, {path: text})
        age(self.truth, self.edits.at)

    def _put(self, path: str, data: bytes | None) -> None:
        if self.project.put(self.disk / path, data):
            self.project.load(self.project.opening()())

    def _on_disk(self, path: str, data: bytes | None) -> None:
        file = self.disk / path
        if data is None:
            file.unlink(missing_ok=True)
        else:
            write(self.disk, {path: data})
            age(self.disk, self.edits.at)
        self._put(path, None)

    def _save(self, file: Path) -> None:
        write(self.disk, {file.relative_to(self.disk).as_posix(): self.project.texts[file]})
        age(self.disk, self.edits.at)
        if self.chance.random() < 0.5:
            self._put(file.relative_to(self.disk).as_posix(), None)
        self._refresh()

    def _refresh(self) -> None:
        if self.project.is_outdated():
            self.project.load(self.project.opening()())


class Forgetful(Editor):
    """The same beside one that keeps no answers of rules from one change to the next."""

    def __init__(self, disk: Path, truth: Path, seed: int) -> None:
        super().__init__(disk, truth, seed)
        self.other = Project(disk, trusted=True)
        self.other.load(self.other.opening()())

    def _put(self, path: str, data: bytes | None) -> None:
        super()._put(path, data)
        self._forget()
        if self.other.put(self.disk / path, data):
            self.other.load(self.other.opening()())

    def _refresh(self) -> None:
        super()._refresh()
        self._forget()
        if self.other.is_outdated():
            self.other.load(self.other.opening()())

    def _forget(self) -> None:
        for site in self.other.sites.values():
            site.answers.clear()


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and ".git" not in file.parts
    }


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("seed", range(examples(2)))
def test_findings_are_those_of_check(tmp_path: Path, seed: int, variant: str) -> None:
    disk = varied(make(tmp_path / "disk" / "site"), variant)
    truth = tmp_path / "truth" / "site"
    shutil.copytree(disk, truth)
    editor = Editor(disk, truth, seed)
    for _ in range(8):
        editor.step()
        settle(editor.project)
        expected = fresh(truth)
        if isinstance(expected, Problem):
            assert editor.project.problem
        else:
            assert found(editor.project) == expected, editor.edits.last


@pytest.mark.parametrize("seed", range(examples(4)))
def test_answers_that_are_kept_are_those_that_would_be_found(tmp_path: Path, seed: int) -> None:
    disk = make(tmp_path / "disk" / "site")
    truth = tmp_path / "truth" / "site"
    shutil.copytree(disk, truth)
    editor = Forgetful(disk, truth, seed)
    for _ in range(12):
        editor.step()
        assert found(editor.project) == found(editor.other), editor.edits.last
        if editor.chance.random() < 0.2:
            settle(editor.project)
            settle(editor.other)


def test_a_rule_asks_again_for_what_has_changed_since(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / ".git").mkdir(parents=True)
    a, c = b"+++\ntitle = 'A'\n+++\n\n## Set up\n", b"+++\ntitle = 'C'\n+++\n\nText.\n"
    b = b"+++\ntitle = 'B'\n+++\n\n[a](/a/#set-up)\n"
    write(site, {"hugo.toml": "", "content/a.md": a, "content/b.md": b, "content/0.md": c})
    age(site, 1)
    project = Project(site, trusted=True)
    project.load(project.opening()())

    def after(name: str, text: bytes) -> list[str]:
        project.put(site / "content" / name, text)
        return sorted(finding.rule for finding in found(project).get("./content/b.md", []))

    assert after("a.md", a.replace(b"Set up", b"Begin")) == ["anchor/broken"]
    assert after("0.md", c.replace(b"'C'", b"'B'")) == ["anchor/broken", "site/duplicate-title"]
    assert after("a.md", a) == ["site/duplicate-title"]
    assert after("0.md", c) == []


def test_words_of_other_articles_stay_while_one_is_written(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / ".git").mkdir(parents=True)
    old = "+++\ntitle = 'B'\ndate = 2020-01-01\n+++\n\nMore is coming soon: [a](/a/#set-up).\n"
    write(site, {"hugo.toml": "", "content/a.md": "+++\ntitle = 'A'\n+++\n\n## Set up\n", "content/b.md": old})
    age(site, 1)
    project = Project(site, trusted=True)
    project.load(project.opening()())
    settle(project)

    def rules() -> list[str]:
        return sorted(finding.rule for finding in found(project).get("./content/b.md", []))

    assert rules() == ["editorial/stale-promise"]
    project.put(site / "content/a.md", b"+++\ntitle = 'A'\n+++\n\n## Begin\n")
    assert rules() == ["anchor/broken", "editorial/stale-promise"]
