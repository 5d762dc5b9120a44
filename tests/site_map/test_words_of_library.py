"""Words, their rarity, the texts of articles and their links, as a library indexes them."""

from __future__ import annotations

from array import array
from collections import defaultdict
from functools import partial
from pathlib import Path

import pytest

from postlint.document.document import Document
from postlint.facts.extraction import page_of
from postlint.site.library.frequencies import Frequencies, Postings, change_frequencies
from postlint.site.library.index import (
    FREQUENCY,
    POSTINGS,
    Index,
    articles_of,
    indexed_content,
    is_usual,
    key_of,
    rounded,
)
from postlint.site.library.misnaming import distinctive_words
from postlint.site.library.references import Reference, references_of, target_of
from postlint.site.library.texts import stems_of, texts_of
from postlint.site.library.words import words_of
from postlint.site.rows import ChangedRows
from postlint.site.site import Site
from site_map.memory_rows import MemoryRows
from site_map.sites import site_of

EN, JA = words_of("en"), words_of("ja")


@pytest.mark.parametrize(
    ("text", "count"),
    [("a tea pot", 2), ("東京都の天気予報は", 2), ("東京 tea", 1), ("東京都の tea pot", 3), ("", 0), ("C", 0)],
)
def test_how_many_words_a_text_has(text: str, count: int) -> None:
    assert JA.count(text) == count


@pytest.mark.parametrize(
    ("text", "known", "stems"),
    [
        ("JSON-RPC", "jsonrpc", ["jsonrpc"]),
        ("JSON-RPC", "json", []),
        ("a-b-c", "abc", ["abc"]),
        ("FileName", "file name", ["file", "name"]),
        ("FileName", "file name filenam", []),
        ("FileName", "name", ["name"]),
        ("Expo2020", "expo 2020", ["expo", "2020"]),
        ("X1", "x 1", []),
        ("File", "file", []),
    ],
)
def test_other_spellings(text: str, known: str, stems: list[str]) -> None:
    assert EN.spellings(text, known.split().__contains__) == stems


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Two teas", [("two", 0, 3), ("tea", 4, 8)]),
        ("東京都", [("東京", 0, 2), ("京都", 1, 3)]),
        ("東", [("東", 0, 1)]),
        ("ab東京cd", [("ab", 0, 2), ("東京", 2, 4), ("cd", 4, 6)]),
        ("東京v2", [("東京", 0, 2), ("v2", 2, 4)]),
        ("v2東", [("v2", 0, 2), ("東", 2, 3)]),
        ("Élan vital", [("elan", 0, 4), ("vital", 5, 10)]),
    ],
)
def test_where_stems_stand(text: str, tokens: list[tuple[str, int, int]]) -> None:
    assert [*JA.tokens(text)] == tokens
    assert JA.stems(text) == [stem for stem, _, _ in tokens]
    assert JA.stem_set(text) == {stem for stem, _, _ in tokens}


def test_stems_of_several_scripts() -> None:
    assert JA.stems("東 teas 東京 x東") == ["東", "tea", "東京", "x", "東"]
    assert words_of("pt-br").stems("ações") == words_of("pt_BR").stems("ações") == ["aco"]
    assert words_of("xx").stems("gardens") == ["garden"], "as English, where no stemmer knows the language"


@pytest.mark.parametrize(
    ("number", "about"),
    [(0, 0), (1, 1), (63, 63), (64, 64), (65, 64), (66, 66), (127, 126), (128, 128), (131, 128), (1000, 992)],
)
def test_numbers_are_rounded_by_a_thirtieth_at_most(number: int, about: int) -> None:
    assert rounded(number) == about
    assert number - about <= number / 30


@pytest.mark.parametrize(
    ("frequency", "size", "usual"), [(10, 10, False), (11, 12, True), (20, 100, False), (21, 100, True)]
)
def test_words_of_a_fifth_of_all_articles_are_usual(frequency: int, size: int, usual: bool) -> None:
    assert is_usual(frequency, size) is usual


def test_the_fewer_articles_have_a_word_the_rarer_it_is() -> None:
    postings = {"all": range(100), "many": range(30), "one": [4], "more": range(200)}
    index = Index(lambda stem: postings.get(stem, ()), 100)
    rarities = [index.rarity(stem) for stem in ("none", "one", "many", "all")]
    assert rarities == sorted(rarities, reverse=True) and len({*rarities}) == 4
    assert index.rarity("more") > 0, "in more than there are about"
    assert index.is_usual("many") and not index.is_usual("one")
    assert [*index.articles("one")] == [4]
    assert index.frequency("one") == 1
    assert {kind for kind, stem in index.read if stem == "one"} == {POSTINGS, FREQUENCY}
    larger = Index(index.postings, 100, 1000)
    assert larger.rarity("one") > index.rarity("one")
    assert Index(index.postings, 100, 0).rarity("one") < index.rarity("one"), "a size of nothing is one"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("# Tea\n\nIt is green.\n\n## More\n\n[see](/a/)\n", True),
        ("# Tea\n\nIt is black.\n\n## More\n\n[see](/a/)\n", False),
        ("## Tea\n\nIt is green.\n\n## More\n\n[see](/a/)\n", False),
        ("# Tea\n\nIt is green.\n\n## More\n\n[look](/a/)\n", False),
        ("# Tea\n\nIt is green.\n\n## More\n\n[see](/b/)\n", False),
    ],
)
def test_what_is_indexed_of_an_article(text: str, same: bool) -> None:
    page = page_of(Document("a.md", "# Tea\n\nIt is green.\n\n## More\n\n[see](/a/)\n"))
    assert (indexed_content(page_of(Document("a.md", text))) == indexed_content(page)) is same


@pytest.fixture
def site(tmp_path: Path) -> Site:
    usual = {f"content/o/{at}.md": f"---\ntitle: Common {at}\n---\nText.\n" for at in range(12)}
    return site_of(
        tmp_path,
        {
            **usual,
            "hugo.toml": "baseURL = 'https://example.org/'\n[languages.en]\n[languages.de]\n",
            "content/_index.md": "",
            "content/tea.md": "---\ntitle: Green tea\nlinkTitle: Tea\nslug: all-of_tea\n"
            "aliases: [/old/green.tea.html]\nsummary: A leaf\nsubtitle: In hot water\ntags: [pot, 3]\n"
            "keywords: cup\n---\nFirst words.\n\n## Of cups\n",
            "content/pot.md": "# The kettle\n\nText.\n",
            "content/sugar-and_milk.md": "## None\n",
            "content/sub/links.md": "---\ntitle: Links\n---\n[Green tea](/tea/) [x](../../pot/) ![i](/i.png) "
            "[](/tea/) [y](#a) [m](mailto:a@b.c) [o](https://other.org/) [own](https://example.org/pot/#part) "
            '[long](/a/?q=https://example.org)\n\n[r]({{< ref "tea.md" >}})\n',
            "content/tea.de.md": "---\ntitle: Kettle lore\n---\n",
        },
    )


def test_the_texts_of_an_article(site: Site) -> None:
    page = site.page("content/tea.md")
    assert page
    assert texts_of(site, page) == {
        "title": "Green tea Tea",
        "names": "tea all of tea green tea",
        "description": "A leaf In hot water",
        "headings": "Of cups",
        "terms": "pot   cup ",
        "opening": "First words.",
    }
    pot, milk, common = (site.page(f"content/{name}.md") for name in ("pot", "sugar-and_milk", "o/1"))
    assert pot and milk and common
    assert texts_of(site, pot)["title"] == "The kettle"
    assert texts_of(site, milk)["title"] == "sugar and milk"
    assert texts_of(site, common)["title"] == "Common 1"
    assert stems_of({"title": "Teas", "names": "tea pot"}, EN) == {"tea", "pot"}


def test_the_links_of_an_article_that_may_lead_to_others(site: Site) -> None:
    page = site.page("content/sub/links.md")
    assert page
    references = [*references_of(page, "https://example.org")]
    assert references == [
        Reference("Green tea", "/tea/", "", ""),
        Reference("x", "../../pot/", "", "content/sub"),
        Reference("own", "https://example.org/pot/#part", "", ""),
        Reference("long", "/a/?q=https://example.org", "", ""),
        Reference("r", "tea.md", "ref", "content/sub"),
    ]
    assert len([*references_of(page, "")]) == 4, "without a base, none with a host"
    targets = [target_of(site, page, reference) for reference in references]
    assert targets == ["content/tea.md", "content/pot.md", "content/pot.md", "", "content/tea.md"]


def test_the_articles_that_a_library_has(site: Site) -> None:
    tea, german = site.page("content/tea.md"), site.page("content/tea.de.md")
    assert tea and german
    assert [*articles_of(tea, site)] == [("en", ["content/tea.md"])]
    assert [*articles_of(german, site)] == [("de", ["content/tea.de.md"])]
    paths, postings = site.frequencies("en").postings
    assert paths == sorted(paths) and "content/tea.de.md" not in paths
    assert "content/tea.md" in [paths[number] for number in postings["cup"]]


def test_in_how_many_articles_stems_stand(site: Site) -> None:
    assert site.frequencies("en")("tea") == 1
    assert site.frequencies("en")("common") == 12
    assert site.frequencies("en")("nothing") == 0


def test_the_frequencies_that_have_changed(site: Site) -> None:
    stored = ChangedRows(MemoryRows())
    frequencies = Frequencies(site, "en", None)
    counted: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
    for stem, number in {"tea": 1, "pot": 3, "oolong": 2, "cup": 200}.items():
        counted[stem].extend(range(number))
    frequencies.postings = Postings([], counted)
    for row in frequencies.rows():
        stored.put(row)
    changed = {*change_frequencies(stored, "en", {"tea": -1, "pot": 1, "cup": 1})}
    assert {key.rpartition(":")[2] for key in changed} == {"tea", "pot"}, "200 and 201 are about the same"
    assert all(":en:" in key for key in changed)
    read = Frequencies(site, "en", stored)
    assert [read(stem) for stem in ("tea", "pot", "oolong", "cup")] == [0, 4, 2, 200]
    assert not [*read.rows()], "they are stored"


def test_what_is_not_stored_may_have_changed(site: Site) -> None:
    assert {*change_frequencies(ChangedRows(MemoryRows()), "de", {"tee": 1})} == {key_of(FREQUENCY, "de", "tee")}


@pytest.mark.parametrize(
    ("words", "target", "distinctive"),
    [
        ("The kettle lore", "tea.md", {"the", "kettl", "lore"}),
        ("kettle", "tea.md", set()),
        ("kettle a b", "tea.md", set()),
        ("kettle lore", "tea.md", {"kettl", "lore"}),
        ("kettle cup", "tea.md", set()),
        ("kettle lore cup", "tea.md", set()),
        ("common kettle", "tea.md", set()),
        ("common kettle lore", "tea.md", {"kettl", "lore"}),
        ("common kettle lore", "o/1.md", {"kettl", "lore"}),
        ("green tea", "tea.de.md", set()),
    ],
)
def test_the_words_by_which_a_link_may_name_another_article(
    site: Site, words: str, target: str, distinctive: set[str]
) -> None:
    page, other = site.page("content/sub/links.md"), site.page(f"content/{target}")
    assert page and other
    assert {*distinctive_words(site, words, page, other)} == distinctive
