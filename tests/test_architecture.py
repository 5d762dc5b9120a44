"""ARCHITECTURE.md tells of what is there: its picture, its flows, and each name in it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from command import ROOT
from test_package import FILES, ORDER, modules

PAGE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
SECTIONS = {text.partition("\n")[0]: text for text in re.split(r"^## ", PAGE, flags=re.M)[1:]}
NAMES = sorted(set(re.findall(r"(?<!`)`([^`\n]+)`(?!`)", PAGE)))
FLOWS = [title for title in SECTIONS if title.startswith("The flow of")]
OF_OTHERS = {
    "tomllib": "of the standard library",
    "ref": "a shortcode of Hugo's",
    "per-file-ignores": "a key of the configuration",
    "postlint init": "a command",
    "make docs": "a target of the Makefile",
    "check": "a command",
    ".gitignore": "of git",
    "../rules/<family>/<name>.py": "any rule",
    "httpx[http2]": "a package with an extra",
    "dask": "an extra",
    "docs": "an extra",
    "lsp": "an extra",
    "report": "an extra",
    "spelling": "an extra",
}
"""Names that are of no code of the package."""


def defined() -> tuple[dict[str, set[str]], set[str]]:
    """By class, what it has; and what modules define."""
    classes: dict[str, set[str]] = {}
    functions: set[str] = set()
    for file in FILES.values():
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                members = classes.setdefault(node.name, set())
                members |= {inner.name for inner in node.body if isinstance(inner, ast.FunctionDef)}
                members |= {
                    inner.target.id
                    for inner in node.body
                    if isinstance(inner, ast.AnnAssign) and isinstance(inner.target, ast.Name)
                }
                members |= set(re.findall(r"\bself\.(\w+)(?:: [^=\n]+)? = ", ast.unparse(node)))
            elif isinstance(node, ast.FunctionDef):
                functions.add(node.name)
    return classes, functions


CLASSES, FUNCTIONS = defined()
MODULES = {part for module in FILES for part in module.split(".")}
PATHS = [f"/{file.relative_to(ROOT).as_posix()}" for file in FILES.values()]


def is_there(name: str) -> bool:
    if name.endswith((".py", "/")):
        if (ROOT / name).exists():
            return True
        return any(path.endswith(f"/{name}") if name.endswith(".py") else f"/{name}" in path for path in PATHS)
    if "/" in name:
        return f"postlint.{name.replace('/', '.')}" in FILES
    owner, _, member = name.partition(".")
    return member in CLASSES.get(owner, ()) if member else name in {*CLASSES, *FUNCTIONS, *MODULES}


@pytest.mark.parametrize("name", NAMES)
def test_each_name_is_there(name: str) -> None:
    assert name in OF_OTHERS or is_there(name)


def test_a_name_that_is_gone_is_noticed() -> None:
    for name in ("Nothing", "Site.nothing", "nothing", "site/nothing.py", "nothing/", "cli/nothing"):
        assert not is_there(name)
    assert set(OF_OTHERS) <= set(NAMES)


def test_the_flows() -> None:
    """Those of an article, a fix and a link among them; eight functions at most, which the first line names."""
    assert {f"The flow of {what}" for what in ("an article", "a fix", "a link")} <= set(FLOWS)
    for title in FLOWS:
        first = SECTIONS[title].split("\n\n")[1]
        assert "→" in first, title
        assert 2 <= first.count("`") / 2 <= 8, title


def test_the_picture() -> None:
    """Its arrows are all of the imports, and point one way."""
    arrows = re.findall(r"^ +(\w+)(?:\[.*?\])? (-->|-\. .+ \.->) (\w+)$", SECTIONS["The modules"], re.M)
    assert [start for start, kind, _ in arrows if kind == "-->"] == ORDER[5:-2]
    for start, kind, end in arrows:
        assert kind != "-->" or (end == "base" and start == ORDER[5]) or ORDER.index(end) < ORDER.index(start)
    base = re.findall(r"base\[\"(.*)\"\]", SECTIONS["The modules"])[0].split(", ")
    assert sorted(base) == sorted(ORDER[:5])


def test_each_package_is_in_the_table() -> None:
    table = SECTIONS["The modules"]
    for name in ORDER[5:-2]:
        assert f"| `{name}/` |" in table
    assert all(f"`{name}`" in table for name in ORDER[:5])


def test_only_one_of_the_generator_knows_hugo() -> None:
    """The dotted arrow: what is of Hugo implements the contract, and the contract knows nothing of it."""
    contract = {other for _, other in modules(Path(FILES["postlint.site.generator"]))}
    assert not any(other.startswith("postlint.site.hugo") for other in contract)
    assert "postlint.site.generator" in {
        other for name, file in FILES.items() if name.startswith("postlint.site.hugo") for _, other in modules(file)
    }
