"""Related lines of a site: the titles that they name, and the form in which they are written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from postlint.config.configuration import Config
from postlint.config.rule_files import load_rules, rules_folder
from postlint.config.rule_selection import Rules
from postlint.diagnostic import Safety
from postlint.document.document import Document
from postlint.facts.inspection import Source
from postlint.run.fixer import repair
from postlint.run.linter import Linter
from postlint.site.generators import content_files
from postlint.site.site import Site
from tests.site_map.sites import write

RULE = "editorial/unresolved-related"
LINTER = Linter(Config(Path("/")), Rules.of([load_rules(rules_folder(), [RULE])[RULE]()]))
EXAMPLE = Path(__file__).parents[2] / "fixtures" / "example-site"
PERMALINKS = '[permalinks]\narticles = "/articles/:slug/"\n'


def repaired(root: Path, path: str) -> tuple[str, str]:
    """An article before and after the safe fixes of the rule."""
    sources = [Source(file.relative_to(root).as_posix(), file.read_bytes()) for file in content_files(root)]
    inspections = {source.path: LINTER.inspect(source) for source in sources}
    pages = [inspection.page for inspection in inspections.values() if inspection.page]
    site = Site.load(root, pages, today=LINTER.today, options={})
    findings = LINTER.all_findings(inspections[path], site)
    assert [finding.fix and finding.fix.safety for finding in findings] == [Safety.SAFE]
    before = (root / path).read_text()
    done = repair(Document(path, before), findings)
    assert not done.dropped
    return before, done.text


def test_the_example_site(tmp_path: Path) -> None:
    root = shutil.copytree(EXAMPLE, tmp_path / "site")
    before, after = repaired(root, "content/articles/remote-standups.md")
    assert after == before.replace(
        "Related: The First Month of a New Editor.",
        "**Related**: [The First Month of a New Editor](/articles/onboarding-new-editor/).",
    )


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ("**Related**: [C](/c/)", "**Related**: [A better day](/articles/day/)"),
        ("*Related:* [C](../c/)", "*Related:* [A better day](/articles/day/)"),
        ('Related: [C]({{% ref "c" %}})', 'Related: [A better day]({{% ref "/articles/b" %}})'),
        ("Related: [C](../c.md)", "Related: [A better day](b.md)"),
        ("See also: [C](/c/)", "Related: [A better day](/articles/day/)"),
        ("Related: [C](https://example.org/)", "Related: [A better day](/articles/day/)"),
    ],
)
def test_the_form_is_that_of_the_other_lines(tmp_path: Path, others: str, expected: str) -> None:
    hook = "markup.goldmark.renderHooks.link.useEmbedded = 'always'\n"
    files = {
        "hugo.toml": hook + PERMALINKS,
        "content/articles/a.md": "---\ntitle: A\n---\n\nRelated: A better day\n",
        "content/articles/b.md": "---\ntitle: A Better Day.\nslug: day\n---\n",
        "content/c.md": "---\ntitle: C\n---\n",
        "content/articles/d.md": f"---\ntitle: D\n---\n\n{others}\n\n{others}\n\nRelated reading: [C](/c/)\n",
    }
    write(tmp_path, files)
    assert repaired(tmp_path, "content/articles/a.md")[1].endswith(f"\n\n{expected}\n")
