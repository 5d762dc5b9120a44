"""Build the documentation as a site: the guides of this folder, a page for each rule, and `llms.txt`.

python docs/build.py             write the pages to build/docs and the site to build/site
python docs/build.py --pages     write the pages only
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from postlint import DOCUMENTATION
from postlint.config.catalogue import fixes, page, rules, what
from postlint.diagnostic import Severity
from postlint.rule import AnyRule

ROOT = Path(__file__).resolve().parents[1]
PAGES, SITE = ROOT / "build" / "docs", ROOT / "build" / "site"
GUIDES = "first-run init pre-commit ci editors own-rules report links library scale security".split()
"""In this order; further pages of this folder come behind them."""
OTHERS = {"ARCHITECTURE.md": "architecture.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changes.md"}
"""Pages that lie at the root of the project, by their names there."""
TITLE = re.compile(r"# (.+)")
LINK = re.compile(r"\[([^\[\]]*)\]\((?!\w+:)([^)#\s]+)(#[^)\s]*)?\)")
FENCED = re.compile(r"^(```+|~~~+).*?^\1", re.M | re.S)
FIGURES = re.compile(r"\| ([EWI]) ([\w/-]+) \| ([\d,]+) \| ([^|]+) \| ([\d,]+) \|")
SUMMARY = "A content linter and fixer for article-based static sites, Hugo first."

THEME = """\
[project.theme]
font = false
features = ["navigation.indexes", "navigation.top", "search.highlight", "content.code.copy"]
[[project.theme.palette]]
media = "(prefers-color-scheme)"
toggle = { icon = "lucide/sun-moon", name = "Light" }
[[project.theme.palette]]
media = "(prefers-color-scheme: light)"
scheme = "default"
toggle = { icon = "lucide/sun", name = "Dark" }
[[project.theme.palette]]
media = "(prefers-color-scheme: dark)"
scheme = "slate"
toggle = { icon = "lucide/moon", name = "As the system has it" }"""


def pages(folder: Path) -> dict[str, str]:
    """Write all pages into an empty folder; their titles by path, in the order of the navigation."""
    titles = {"index.md": "postlint", **dict(guides(folder))}
    found = rules()
    figures = dict(precision())
    for name, rule in found.items():
        titles[f"rules/{name}.md"] = name
        write(folder / "rules" / f"{name}.md", rule_page(rule, figures.get(name, ())))
    write(folder / "rules" / "index.md", overview(found))
    write(folder / "llms.txt", llms(titles, found))
    return titles


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    # An example may be no UTF-8.
    file.write_text(text, encoding="utf-8", errors="backslashreplace")


# --- guides


def guides(folder: Path) -> Iterator[tuple[str, str]]:
    """Write the guides; path and title of each."""
    here = {file.stem for file in (ROOT / "docs").glob("*.md")} - {"index"}
    names = [name for name in GUIDES if name in here] + sorted(here - {*GUIDES})
    sources = {"index.md": "docs/index.md", **{f"{name}.md": f"docs/{name}.md" for name in names}}
    sources |= {target: source for source, target in OTHERS.items()}
    known = {source: target for target, source in sources.items()} | {"README.md": "index.md"}
    for target, source in sources.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        write(folder / target, with_links(text, source, known))
        if target != "index.md":
            title = TITLE.match(text)
            assert title, f"{source} has no title"
            yield target, title[1].replace("`", "")


def with_links(text: str, source: str, known: dict[str, str]) -> str:
    """A page with links to where its neighbours are on the site; what is no page of the site keeps its words only."""
    folder = (ROOT / source).parent

    def link(match: re.Match[str]) -> str:
        path = (folder / match[2]).resolve().relative_to(ROOT).as_posix()
        return f"[{match[1]}]({known[path]}{match[3] or ''})" if path in known else match[1]

    parts, at = [], 0
    for fenced in FENCED.finditer(text):
        parts += [LINK.sub(link, text[at : fenced.start()]), fenced[0]]
        at = fenced.end()
    return "".join([*parts, LINK.sub(link, text[at:])])


# --- rules


def precision() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """By rule, what was measured of it: where, and how much of it was right."""
    found: dict[str, list[tuple[str, str]]] = {}
    heading = "The five sites"
    for line in (ROOT / "docs" / "precision.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        if row := FIGURES.match(line):
            severity = next(each for each in Severity if each.value[0].upper() == row[1])
            counts = f"{row[3]} findings ({severity}), right {row[4].strip()}, wrong {row[5]}"
            found.setdefault(row[2], []).append((heading, counts))
    yield from found.items()


def rule_page(rule: type[AnyRule], figures: list[tuple[str, str]] | tuple[()]) -> str:
    """The page of a rule: as `postlint explain` shows it, with how often it is right."""
    lines = "".join(f"- {heading}: {counts}\n" for heading, counts in figures)
    unknown = "Its findings were not counted by themselves.\n"
    return (
        page(rule)
        + "\n## How often it is right\n\n"
        + (lines or unknown)
        + "\n[How this was measured](../../precision.md), and [all rules](../index.md).\n"
    )


def overview(found: dict[str, type[AnyRule]]) -> str:
    """The list of all rules, family by family."""
    lines = ["# Rules\n"]
    family = ""
    for name, rule in found.items():
        if name.split("/")[0] != family:
            family = name.split("/")[0]
            lines.append(
                f"\n## {family}\n\n| rule | what it finds | severity | by default | repairs |\n|---|---|---|---|---|\n"
            )
        cells = [f"[{name}]({name}.md)", what(rule).replace("|", "\\|"), str(Severity(rule.severity))]
        cells += ["on" if rule.enabled else "off", "yes" if fixes(rule) else ""]
        lines.append(f"| {' | '.join(cells)} |\n")
    return "".join(lines)


def llms(titles: dict[str, str], found: dict[str, type[AnyRule]]) -> str:
    """The index for language models: each page as Markdown, with what it is about."""
    guides = [
        f"- [{title}]({DOCUMENTATION}{path})\n" for path, title in titles.items() if not path.startswith("rules/")
    ]
    listed = [f"- [{name}]({DOCUMENTATION}rules/{name}.md): {what(rule)}\n" for name, rule in found.items()]
    return f"# postlint\n\n> {SUMMARY}\n\n## Guides\n\n{''.join(guides)}\n## Rules\n\n{''.join(listed)}"


# --- the site


def settings(titles: dict[str, str]) -> str:
    """The configuration of Zensical: it asks no other host for fonts."""
    guides = [{title: path} for path, title in titles.items() if not path.startswith("rules/")]
    families: dict[str, list[dict[str, str]]] = {}
    for path, title in titles.items():
        if path.startswith("rules/"):
            families.setdefault(title.split("/")[0], []).append({title: path})
    listed = [{"All rules": "rules/index.md"}, *({family: found} for family, found in families.items())]
    nav = [{"postlint": "index.md"}, {"Guides": guides[1:]}, {"Rules": listed}]
    lines = [
        "[project]",
        'site_name = "postlint"',
        f"site_description = {json.dumps(SUMMARY)}",
        *([f"site_url = {json.dumps(DOCUMENTATION)}"] if DOCUMENTATION else []),
        f"docs_dir = {json.dumps(PAGES.name)}",
        f"site_dir = {json.dumps(SITE.name)}",
        f"nav = {toml(nav)}",
        THEME,
    ]
    return "\n".join(lines) + "\n"


def toml(value: object) -> str:
    """A value of lists, tables and texts, inline."""
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{json.dumps(key)} = {toml(inner)}' for key, inner in value.items())}}}"
    return json.dumps(value, ensure_ascii=False)


def main() -> int:
    shutil.rmtree(PAGES, ignore_errors=True)
    titles = pages(PAGES)
    print(f"{len(titles) + 1} pages in {PAGES.relative_to(ROOT)}")
    if "--pages" in sys.argv:
        return 0
    configuration = PAGES.with_name("zensical.toml")
    configuration.write_text(settings(titles), encoding="utf-8")
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict", "--config-file", str(configuration)]
    if code := subprocess.run(command, check=False).returncode:
        return code
    # Beside each page its Markdown, to which llms.txt leads.
    shutil.copytree(PAGES, SITE, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.html"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
