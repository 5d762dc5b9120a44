"""A site with one page replaced, added or removed answers as one that is made anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from quick import examples

from postlint.document.document import Document
from postlint.facts.extraction import page_of
from postlint.site.describe import describe
from postlint.site.generators import default_dialect
from postlint.site.site import Site
from tests.site_map.sites import load, write

CONFIGURATIONS = {
    "one language": {"hugo.toml": "baseURL = 'https://example.org/'\n"},
    "two languages": {
        "hugo.toml": "baseURL = 'https://example.org/'\ndefaultContentLanguage = 'en'\n[languages.en]\n[languages.fr]\n"
    },
    "permalinks": {
        "hugo.toml": "baseURL = 'https://example.org/x/'\nuglyURLs = true\n[permalinks]\nposts = '/:year/:slug/'\n"
    },
    "a plain folder": {},
}
PATHS = (
    "content/_index.md",
    "content/posts/_index.md",
    "content/posts/a.md",
    "content/posts/A.md",
    "content/posts/b/index.md",
    "content/posts/b/c.md",
    "content/posts/a.fr.md",
    "content/about.md",
)
TITLES = ("", "One", "Two words", "one")
FIELDS = (
    "",
    "draft: true\n",
    "slug: other\n",
    "url: /about/\n",
    "aliases: [/old/, /about/]\n",
    "tags: [Tea, Milk]\n",
    "date: 2030-01-01\n",
    "date: 2020-01-01\n",
    "cascade:\n  draft: true\n",
    "headless: true\n",
)
BODIES = (
    "",
    "## Steps\n\n[a](#steps) [b](/posts/a/#steps)\n",
    "[a](/about/) [b](../about.md) [c](/old/) [d](/tags/tea/) [e](b/)\n",
    '## More\n\n{{< relref "a.md" >}} [x]({{< ref "/posts/a" >}})\n',
)
TEXTS = st.builds(
    lambda title, fields, body: f"---\ntitle: {title!r}\n{fields}---\n\n{body}",
    st.sampled_from(TITLES),
    st.sampled_from(FIELDS),
    st.sampled_from(BODIES),
)
ARTICLES = st.dictionaries(st.sampled_from(PATHS), TEXTS, min_size=1)
EDITS = st.lists(st.tuples(st.sampled_from(PATHS), st.none() | TEXTS), min_size=1, max_size=4)


def answers(site: Site) -> dict[str, Any]:
    """What a site is asked, answered for each article."""
    return {
        "map": describe(site),
        "pages": {
            page.path: (
                site.same_url(page),
                tuple(site.alias_claims(page)),
                site.ids(page),
                site.fields(page),
                site.section(page),
                site.titled(page.title, site.language(page)),
                site.reference(page),
            )
            for page in site.pages
        },
        "there": [
            replace(site.target_at(url), find_nearest=None) for url in ("/about/", "/posts/a/", "/tags/tea/", "/old/")
        ],
    }


@pytest.mark.parametrize("kind", CONFIGURATIONS)
@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(articles=ARTICLES, edits=EDITS)
def test_with_page(kind: str, articles: dict[str, str], edits: list[tuple[str, str | None]], tmp_path: Path) -> None:
    for file in sorted(tmp_path.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    files = dict(articles)
    site = load(write(tmp_path, {**CONFIGURATIONS[kind], **files, "content/posts/picture.png": ""}))
    for path, text in edits:
        if text is None:
            if path not in files:
                continue
            del files[path]
            site = site.without_page(path)
            (tmp_path / path).unlink()
        else:
            files[path] = text
            site = site.with_page(page_of(Document(path, text, dialect=default_dialect())))
            write(tmp_path, {path: text})
    assert answers(site) == answers(load(tmp_path))


def test_a_page_that_is_not_written_yet(tmp_path: Path) -> None:
    """An editor shows what its article will be before it is saved."""
    site = load(write(tmp_path, {**CONFIGURATIONS["one language"], "content/a.md": "[b](/b/)\n"}))
    page = site.pages[0]
    assert site.resolve(page, page.links[0]).result == "broken"
    after = site.with_page(page_of(Document("content/b.md", "---\ntitle: B\n---\n")))
    assert after.resolve(page, page.links[0]).result == "page"
    assert site.resolve(page, page.links[0]).result == "broken", "the other site stays as it was"
    further = after.with_page(page_of(Document("content/c.md", "text\n")))
    assert further.resolve(page, page.links[0]).result == "page", "it is not forgotten by the next edit"
    assert further.without_page("content/b.md").resolve(page, page.links[0]).result == "broken"
