"""The documentation as a site: a page for each rule, links that lead somewhere, and an index for language models."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from command import ROOT, postlint, write

import postlint as package
from postlint.config.catalogue import rules, what
from postlint.rule import options_of


@pytest.fixture(scope="module")
def build() -> ModuleType:
    return loaded()


def loaded() -> ModuleType:
    spec = spec_from_file_location("docs_build", ROOT / "docs" / "build.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages(build: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("docs")
    build.pages(folder)
    return folder


def test_each_rule_has_a_page(pages: Path) -> None:
    """With why it is there, its options, its examples as they are tested, since when, and how often it is right."""
    for name, rule in rules().items():
        text = (pages / "rules" / f"{name}.md").read_text("utf-8")
        assert text.startswith(f"# {name}\n") and what(rule) in " ".join(text.split())
        assert ", since 0.1.0\n" in text
        assert all(f"- `{option}` = " in text for option in options_of(rule))
        examples = [example.text.rstrip("\n") for example in (*rule.bad, *rule.good)]
        assert examples and all(example in text for example in examples if example.isprintable())
        assert "## How often it is right" in text


def test_examples_say_what_they_need(pages: Path) -> None:
    """Their settings, and where they are if that is not usual; a file beside several of them is shown once."""
    text = (pages / "rules" / "front-matter" / "schema.md").read_text("utf-8")
    assert 'With `forbidden = ["author"]` in `[front-matter]`:\n\n```markdown\n+++\n⟦author⟧ = "Jo"\n' in text
    text = (pages / "rules" / "front-matter" / "slug-format.md").read_text("utf-8")
    assert "With `capitals = true`:\n\n```markdown\n---\nslug: ⟦My-Post⟧\n" in text
    assert 'A template (in `archetypes/default.md`):\n\n```markdown\n---\nslug: "{{ .Name }}"\n' in text
    text = (pages / "rules" / "link" / "broken.md").read_text("utf-8")
    assert text.count("beside `content/articles/setup.md`:\n\n```markdown\n+++\ntitle = 'Setup'\n") == 1
    assert text.count("beside `content/articles/setup.md`\n") > 5 and "beside `hugo.toml`:\n\n```toml\n" in text


def test_figures_are_those_that_were_measured(pages: Path) -> None:
    text = (pages / "rules" / "link" / "padded-text.md").read_text("utf-8")
    assert "- The five sites: 212 findings (warning), right 71 of 71, wrong 0\n" in text
    text = (pages / "rules" / "text" / "punctuation.md").read_text("utf-8")
    assert "- Words, punctuation and repetition: 178 findings (warning), right 170, wrong 8\n" in text
    assert "were not counted" in (pages / "rules" / "heading" / "h1.md").read_text("utf-8")


def test_links_lead_somewhere(pages: Path) -> None:
    result = postlint("check", "--no-cache", "--isolated", "--select", "link,anchor", cwd=pages)
    assert (result.out, result.code) == ("", 0)
    (pages / "astray.md").write_text("[a](nowhere.md)\n", encoding="utf-8")
    assert "link/broken" in postlint("check", "--no-cache", "--isolated", "--select", "link", cwd=pages).out
    (pages / "astray.md").unlink()


def test_links_to_what_is_no_page_keep_their_words(build: ModuleType) -> None:
    known = {"docs/ci.md": "ci.md", "README.md": "index.md"}
    text = "[the page](ci.md#a) [top](../README.md) [figures](../bench/RESULTS.md) [a](https://a.example/)\n```\n[x](y)\n```\n"
    shown = "[the page](ci.md#a) [top](index.md) figures [a](https://a.example/)\n```\n[x](y)\n```\n"
    assert build.with_links(text, "docs/links.md", known) == shown


def test_every_guide_is_there(pages: Path) -> None:
    names = {file.name for file in (ROOT / "docs").glob("*.md")} | {"architecture.md", "contributing.md", "changes.md"}
    assert {file.name for file in pages.glob("*.md")} == names


def test_the_index_for_language_models(pages: Path) -> None:
    text = (pages / "llms.txt").read_text("utf-8")
    assert text.startswith("# postlint\n\n> ")
    listed = re.findall(r"^- \[[^]]+\]\(([^)]+)\)", text, re.M)
    assert set(listed) == {file.relative_to(pages).as_posix() for file in pages.rglob("*.md")} - {"rules/index.md"}


def test_the_settings_of_the_generator(build: ModuleType, pages: Path) -> None:
    project = tomllib.loads(build.settings(build.pages(pages)))["project"]
    assert project["theme"]["font"] is False, "no other host is asked for fonts"
    families = project["nav"][2]["Rules"]
    assert sum(len(family) for entry in families[1:] for family in entry.values()) == len(rules())


def test_the_address_is_one() -> None:
    """The same in pyproject.toml, where installers show it, and in the package, which leads to it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project.get("urls", {}).get("Documentation", "") == package.DOCUMENTATION
    assert package.DOCUMENTATION == "" or package.DOCUMENTATION.endswith("/")


ADDRESS = "https://docs.example/"
RULE = f"{ADDRESS}rules/link/padded-text"


def run_with_an_address(code: str, folder: Path) -> str:
    """What code says in a postlint whose one setting names the address of its documentation."""
    code = f"import sys, postlint\nsys.path[:0] = [{str(ROOT)!r}]\npostlint.DOCUMENTATION = {ADDRESS!r}\n{code}"
    env = {**os.environ, "PYTHONPATH": str(ROOT), "POSTLINT_CACHE_DIR": str(folder / ".cache")}
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=env, capture_output=True, text=True)
    assert done.stderr == ""
    return done.stdout


def test_reports_lead_to_the_address(folder: Path) -> None:
    write(folder, {"a.md": "A [link ](https://a.example/).\n"})
    check = "from postlint.cli import run\nsys.argv = ['postlint', 'check', '--output-format', {!r}]\nrun()"
    (rule,) = json.loads(run_with_an_address(check.format("sarif"), folder))["runs"][0]["tool"]["driver"]["rules"]
    assert rule["helpUri"] == RULE
    assert f"see {RULE}\n" in run_with_an_address(check.format("full"), folder)
    # The repository of a site may say otherwise.
    write(folder, {"postlint.toml": "rule-pages = 'https://house.example/rules/'\n"})
    assert "https://house.example/rules/link/padded-text" in run_with_an_address(check.format("sarif"), folder)


def test_the_documentation_leads_to_its_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(package, "DOCUMENTATION", ADDRESS)
    build = loaded()
    titles = build.pages(tmp_path)
    assert tomllib.loads(build.settings(titles))["project"]["site_url"] == ADDRESS
    listed = re.findall(r"^- \[[^]]+\]\(([^)]+)\)", (tmp_path / "llms.txt").read_text("utf-8"), re.M)
    assert f"{RULE}.md" in listed
    assert all((tmp_path / link.removeprefix(ADDRESS)).exists() for link in listed)
    assert all(link.startswith(ADDRESS) for link in listed)


def test_the_workflow_is_marked_and_pinned() -> None:
    text = (ROOT / ".github" / "workflows" / "docs.yml").read_text("utf-8")
    assert text.startswith("# Not yet run")
    uses = re.findall(r"uses: (\S+)", text)
    assert uses and all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", name) for name in uses)
    jobs = yaml.safe_load(text)["jobs"]
    assert jobs["build"]["permissions"] == {"contents": "read"}
    assert jobs["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
