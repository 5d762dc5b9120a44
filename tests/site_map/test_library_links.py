"""What links elsewhere say of an article, which words are vague, and which name an article for certain."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from postlint.site.library import library as library_module
from postlint.site.library import links as links_module
from postlint.site.library.library import Library
from postlint.site.site import Site
from site_map.memory_rows import MemoryRows
from site_map.sites import site_of

CONFIG = {"hugo.toml": "baseURL = 'https://example.org/'\n", "content/_index.md": ""}


def article(title: str, *links: str, extra: str = "") -> str:
    body = "\n\n".join(f"[{words}](/{target}/)" for words, _, target in (link.partition(">") for link in links))
    return f"+++\ntitle = '{title}'\n{extra}+++\n\n{body}\n"


def site_with(folder: Path, articles: Mapping[str, str]) -> Site:
    files = {f"content/{name}.md": text for name, text in articles.items()}
    return site_of(folder, {**CONFIG, **files})


def titles(pages: object) -> list[str]:
    return [page.title for page in pages]  # type: ignore[attr-defined]


SHELF = {
    "tea": article("Green leaf"),
    "pot": article("Iron pot"),
    "one": article("One", "the hot drink>tea", "see it>tea", "Hot drinks>pot"),
    "two": article("Two", "the hot drink>tea", "see it>pot", "see it>one"),
    "three": article("Three", "see it>two", "the hot drink>nowhere"),
    "ask": article("Questions", "hot drink>pot"),
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return site_with(tmp_path, SHELF).library("en")


def by_path(library: Library, counts: Mapping[int, int]) -> dict[str, int]:
    return {library._catalogue.path(number)[8:-3]: count for number, count in counts.items()}


def linked(library: Library, words: str, source: str = "") -> tuple[dict[str, dict[str, int]], dict[str, int]]:
    stems, same = library._links.linked(tuple(library._words.stems(words)), source and f"content/{source}.md")
    return {stem: by_path(library, counts) for stem, counts in stems.items()}, by_path(library, same)


def test_how_many_articles_call_an_article_so(library: Library) -> None:
    assert linked(library, "the hot drink") == (
        {"the": {"tea": 2}, "hot": {"tea": 2, "pot": 2}, "drink": {"tea": 2, "pot": 2}},
        {"tea": 2},
    )
    assert linked(library, "hot drink")[1] == {"pot": 2}, "of Hot drinks and hot drink"
    assert linked(library, "drink hot")[1] == {}, "in another order"
    assert linked(library, "zeppelin") == ({"zeppelin": {}}, {})


def test_links_in_the_article_itself_do_not_count(library: Library) -> None:
    assert linked(library, "the hot drink", "one")[1] == {"tea": 1}
    assert linked(library, "the hot drink", "one")[0]["the"] == {"tea": 1}
    assert linked(library, "the hot", "one")[0]["the"] == {"tea": 2}, "other words do"
    assert linked(library, "hot drink", "ask") == (
        {"hot": {"tea": 2, "pot": 1}, "drink": {"tea": 2, "pot": 1}},
        {"pot": 1},
    )


def test_a_word_of_very_many_links_says_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links_module, "_COMMON", 3)
    assert {*linked(library, "see hot")[0]} == set()
    monkeypatch.setattr(links_module, "_COMMON", 4)
    assert {*linked(library, "see hot")[0]} == {"see", "hot"}


def test_where_links_of_just_these_words_lead(library: Library, tmp_path: Path) -> None:
    site = site_with(tmp_path / "again", SHELF)
    ask, one, three = (site.page(f"content/{name}.md") for name in ("ask", "one", "three"))
    assert ask and one and three
    assert titles(site.linked_by("the hot drink", ask)) == ["Green leaf"]
    assert titles(site.linked_by("hot drinks", ask)) == ["Iron pot"], "of another article"
    assert titles(site.linked_by("see it", three)) == ["One", "Iron pot", "Green leaf"], "its own alone is left out"
    assert titles(site.linked_by("see it", ask)) == ["One", "Iron pot", "Green leaf", "Two"]
    assert titles(site.linked_by("", ask)) == titles(site.linked_by("the hot", ask)) == []


def test_which_articles_link_to_one(library: Library) -> None:
    def inbound(name: str) -> list[str]:
        return [*by_path(library, dict.fromkeys(sorted(library._links.inbound(f"content/{name}.md")), 0))]

    assert inbound("tea") == ["one", "two"]
    assert inbound("pot") == ["ask", "one", "two"]
    assert inbound("ask") == inbound("none") == []


def found(site: Site, words: str, source: str = "ask") -> list[str]:
    page = site.page(f"content/{source}.md")
    assert page
    return [match.page.path[8:-3] for match in site.articles_about(words, page)]


VAGUE = {
    name: article(title) for name, title in (("a", "Apples"), ("b", "Beans"), ("c", "Carrots"), ("ask", "Questions"))
}


@pytest.mark.parametrize(
    ("targets", "vague"),
    [
        ("abc", True),
        ("ab", False),
        ("aabc", True),
        ("aaabc", False),
        ("aaabcc", True),
    ],
)
def test_words_that_lead_everywhere_mean_nothing(tmp_path: Path, targets: str, vague: bool) -> None:
    links = {f"l{at}": article(f"Link {at}x", f"the earlier part>{target}") for at, target in enumerate(targets)}
    site = site_with(tmp_path, {**VAGUE, **links})
    assert bool(found(site, "the earlier part")) is not vague
    assert found(site, "the earlier part and apples")[:1] == ["a"], "with other words they do"


def test_the_title_of_one_of_them_is_not_vague(tmp_path: Path) -> None:
    links = {f"l{at}": article(f"Link {at}x", f"Apples>{target}") for at, target in enumerate("abc")}
    assert found(site_with(tmp_path, {**VAGUE, **links}), "Apples")[:1] == ["a"]


def test_words_that_lead_to_articles_of_one_title_are_not_vague(tmp_path: Path) -> None:
    same = {name: article("Apples") for name in ("x/a", "y/b", "z/c")}
    links = {f"l{at}": article(f"Link {at}x", f"the earlier part>{target}") for at, target in enumerate(same)}
    assert found(site_with(tmp_path, {**VAGUE, **same, **links}), "the earlier part")


def test_the_own_link_does_not_count_where_it_is_set_apart(tmp_path: Path) -> None:
    site = site_with(tmp_path, {**SHELF, "only": article("Only", "a rusty can>pot")})
    page, library = site.page("content/only.md"), site.library("en")
    assert page
    assert [match.page.title for match in library.about("rusty can", page)] == ["Iron pot"]
    apart = library.about("a rusty can", page, apart=True)
    assert apart == [] or apart[0].score < library.about("a rusty can", page)[0].score
    assert [match.page.title for match in library.named("a rusty can", 1)] == ["Iron pot"]
    assert library.named("", 1) == []


MISNAMED = {
    "drying": article("Drying herbs in summer", "How to pickle green walnuts>salt", "How to salt walnuts>herbs"),
    "walnuts": article("How to pickle green walnuts"),
    "salt": article("Salt and sugar"),
    "herbs": article("Herbs"),
    **{f"o{at}": article(f"Common thing {at}") for at in range(12)},
}


@pytest.mark.parametrize(
    ("words", "source", "target", "named"),
    [
        ("How to pickle green walnuts", "drying", "salt", "walnuts"),
        ("How to pickle green walnuts", "drying", "walnuts", ""),
        ("How to pickle green walnuts and more", "drying", "salt", ""),
        ("green walnuts and salt", "drying", "salt", ""),
        ("walnuts", "drying", "salt", ""),
        ("Zeppelins over lakes", "drying", "salt", ""),
    ],
)
def test_the_words_of_a_link_name_another_article(
    tmp_path: Path, words: str, source: str, target: str, named: str
) -> None:
    site = site_with(tmp_path, MISNAMED)
    page, other = site.page(f"content/{source}.md"), site.page(f"content/{target}.md")
    assert page and other
    misnamed = site.misnamed(words, page, other)
    assert (misnamed.path if misnamed else "") == (f"content/{named}.md" if named else "")


def test_a_link_as_others_have_it_names_no_other_article(tmp_path: Path) -> None:
    also = {"also": article("Also", "How to pickle green walnuts>salt")}
    site = site_with(tmp_path, MISNAMED | also)
    page, salt = site.page("content/drying.md"), site.page("content/salt.md")
    assert page and salt
    assert site.misnamed("How to pickle green walnuts", page, salt) is None


def test_the_same_page_in_another_edition_is_not_another_article(tmp_path: Path) -> None:
    names = ("setup", "upgrade", "network", "storage", "users")
    docs = {f"docs/{v}/{name}": article(f"The {name} of {v} systems") for v in ("v1", "v2") for name in names}
    site = site_with(tmp_path, docs)
    page, own, other = (site.page(f"content/docs/{name}.md") for name in ("v1/setup", "v1/users", "v2/users"))
    assert page and own and other
    library = site.library("en")
    stems = {*site.stems("network of v1 systems", page)}
    assert library.misnamed("The network of v1 systems", stems, page, other) is site.page("content/docs/v1/network.md")
    network = site.page("content/docs/v2/network.md")
    assert network
    assert library.misnamed("The network of v1 systems", stems, page, network) is None


def test_articles_like_another_one_by_its_rarest_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {
        "tea": article("Green tea", extra="tags = ['leaves']\ndescription = 'Brewing'\n"),
        "a": article("Leaves in autumn"),
        "b": article("Tea in China"),
        "c": article("Brewing beer"),
        "d": article("Nothing of it"),
    }
    site = site_with(tmp_path, texts)
    page, nothing = site.page("content/tea.md"), site.page("content/d.md")
    assert page and nothing
    assert {match.page.path[8:-3] for match in site.articles_like(page, 9)} == {"a", "b", "c"}
    assert len(site.articles_like(page, 2)) == 2
    assert "tea" not in {match.page.path[8:-3] for match in site.articles_like(nothing, 9)}
    monkeypatch.setattr(library_module, "_ALIKE", 1)
    assert len(site.articles_like(page, 9)) <= 1


def test_how_many_words_of_a_text_are_distinctive(tmp_path: Path) -> None:
    library = site_with(tmp_path, MISNAMED).library("en")
    assert library.content_words("common walnuts") == 1, "many articles have the other one"
    assert library.content_words("green walnuts, green zeppelins a") == 3
    assert library.content_words("") == 0


def mentioned(site: Site, text: str, source: str = "ask", linked: tuple[str, ...] = ()) -> list[str]:
    page = site.page(f"content/{source}.md")
    assert page
    return [mention.path[8:-3] for mention in site.mentions([text], page, [f"content/{name}.md" for name in linked])]


def test_what_links_call_an_article_is_a_name_of_it(tmp_path: Path) -> None:
    site = site_with(tmp_path, {**SHELF, **{f"o{at}": article(f"Other {at}x") for at in range(9)}})
    assert mentioned(site, "It is a hot drink indeed.")[:1] == ["tea"]
    assert mentioned(site, "Take the iron pot for it.")[:1] == ["pot"]
    assert "pot" not in mentioned(site, "Take the iron pot for it.", "pot")
    assert "pot" not in mentioned(site, "Take the iron pot for it.", linked=("pot",))
    assert "three" not in mentioned(site, "See it, as they say.")


def test_drafts_are_not_mentioned(tmp_path: Path) -> None:
    texts = {"late": article("Iron kettles", extra="draft = true\n"), "now": article("Steel spoons")}
    site = site_with(tmp_path, {**texts, "ask": article("Questions")})
    assert mentioned(site, "Of iron kettles and steel spoons.") == ["now"]


def test_of_two_mentions_the_one_that_the_context_supports_comes_first(tmp_path: Path) -> None:
    texts = {
        "a": article("Iron kettles", extra="description = 'For brewing on the stove'\n"),
        "b": article("Steel spoons", extra="description = 'For stirring in the cup'\n"),
        "ask": article("Questions"),
        **{f"o{at}": article(f"Other {at}x") for at in range(9)},
    }
    site = site_with(tmp_path, texts)
    assert mentioned(site, "Iron kettles or steel spoons, for brewing on a stove.") == ["a", "b"]
    assert mentioned(site, "Iron kettles or steel spoons, for stirring a cup.") == ["b", "a"]


def test_the_libraries_of_two_states_of_a_site(tmp_path: Path) -> None:
    site = site_with(tmp_path, SHELF)
    library = site.library("en")
    other = library.for_site(site_with(tmp_path / "other", SHELF))
    assert other is not library and other._site is not site and other._links._site is other._site
    assert library._site is site and library._links._site is site


def test_the_keys_that_were_read_are_taken_once(tmp_path: Path) -> None:
    site = site_with(tmp_path, SHELF)
    library, page = site.library("en"), site.page("content/ask.md")
    assert page
    library.take_read()
    library.about("green leaf", page)
    read = library.take_read()
    assert {"library postings:en:green", "library content:en:content/tea.md", "library linked:en:green"} <= read
    assert "library inbound:en:content/tea.md" in read
    assert "library frequency:en:green" in read
    assert library.take_read() == set()
    library.linked_by("", page)
    assert library.take_read() == set()
    library.linked_by("the hot drink", page)
    assert library.take_read() == {"library linked:en:the"}, "the links alone, and no frequency of a word"
    library.content_words("leaf")
    assert library.take_read() == {"library frequency:en:leaf"}


@pytest.mark.parametrize(
    ("words", "target", "sure"),
    [
        ("Moving house", "moving", True),
        ("Moving house", "roofs", False),
        ("Moving a house", "roofs", False),
        ("Zeppelins", "roofs", False),
        ("Wasps below roofs", "roofs", True),
        ("Twin gardens", "twins/a", False),
    ],
)
def test_which_article_is_meant_for_sure(tmp_path: Path, words: str, target: str, sure: bool) -> None:
    titles = {"moving": "Moving house", "roofs": "Wasps below roofs", "twins/a": "Twin gardens", "b": "Twin gardens"}
    site = site_with(
        tmp_path, {"ask": article("Questions"), **{name: article(title) for name, title in titles.items()}}
    )
    page, other = site.page("content/ask.md"), site.page(f"content/{target}.md")
    assert page and other
    assert site.is_meant(words, page, other, 0.5) is sure
    assert not site.is_meant(words, page, other, 1.0), "no score is so high"


@pytest.mark.parametrize(
    ("section", "title", "name", "alike"),
    [
        ("Wasps", "Wasps overview", "all", True),
        ("Wasps", "Wasps below roofs", "all", False),
        ("Wasps", "Bees", "wasps", True),
        ("Wasps", "Bees", "bees", False),
        ("", "Bees", "bees", False),
    ],
)
def test_an_article_like_its_section_is_not_sure(
    tmp_path: Path, section: str, title: str, name: str, alike: bool
) -> None:
    files = {
        "ask": article("Questions"),
        "wasps/_index": article(section) if section else "",
        f"wasps/{name}": article(title),
    }
    site = site_with(tmp_path, files)
    page, other = site.page("content/ask.md"), site.page(f"content/wasps/{name}.md")
    assert page and other
    assert site.is_meant(title, page, other, 0.3) is not alike


def test_a_stored_library_is_read_as_it_is(tmp_path: Path) -> None:
    site = site_with(tmp_path, SHELF)
    page, library = site.page("content/ask.md"), site.library("en")
    assert page
    rows = MemoryRows({(name, key): value for name, key, value in library.rows()})
    assert [*library.rows()] == [], "once"
    again = Library(site, "en", rows)
    assert [*again.rows()] == [], "little has changed"
    for words in ("green leaf", "the hot drink", "pot"):
        assert again.about(words, page) == library.about(words, page) != []
        assert again.linked_by(words, page) == library.linked_by(words, page)
    assert again.mentions(["Take the iron pot."], page, ()) == library.mentions(["Take the iron pot."], page, ())
    assert again.is_stored_in(rows) and not again.is_stored_in(MemoryRows())
    assert Library(site, "en", MemoryRows()).about("green leaf", page) == library.about("green leaf", page)


def test_only_what_is_nearly_certain_is_another_name(tmp_path: Path) -> None:
    site = site_with(tmp_path, MISNAMED)
    page, walnuts, herbs = (site.page(f"content/{name}.md") for name in ("drying", "walnuts", "herbs"))
    assert page and walnuts and herbs
    library, words = site.library("en"), "How to pickle green walnuts"
    stems = {*site.stems(words, page)}
    assert library.misnamed(words, stems, page, herbs) is walnuts
    assert library.misnamed(words, stems, page, walnuts) is None, "it leads there"
    assert library.misnamed("walnuts", {"walnut"}, page, herbs) is None, "one word of the title is not enough"
    assert library.misnamed(words, {*stems, "zeppelin"}, page, herbs) is None, "a word that its title lacks"
    assert library.misnamed("zeppelin", {"zeppelin"}, page, herbs) is None


def test_three_articles_are_named_where_nobody_asks_for_more(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"ask": article("Questions"), **{f"a{at}": article(f"Tea {at}") for at in range(5)}})
    page, library = site.page("content/ask.md"), site.library("en")
    assert page
    assert len(library.about("tea", page)) == len(library.named("tea")) == 3
    assert len(library.about("tea", page, 5)) == len(library.named("tea", 5)) == 5


def test_two_links_call_an_article_so_and_one_less_so(tmp_path: Path) -> None:
    """Where its target has none of its words; a single link of its own words is as good as two."""
    others = {f"o{at}": article(f"Other {at}x") for at in range(9)}
    targets = {name: article(title) for name, title in (("x/a", "Steel"), ("x/b", "Brass"), ("x/c", "Rusty cans"))}
    links = {"l1": article("L1", "old mugs>x/a", "new jars>x/b", "rusty cans>x/c"), "l2": article("L2", "old mugs>x/a")}
    site = site_with(tmp_path, {**others, **targets, **links, "ask": article("Questions")})
    page = site.page("content/ask.md")
    assert page
    weights = {
        mention.path[10:-3]: mention.weight
        for text in ("Of old mugs.", "Of new jars.", "Of rusty cans.")
        for mention in site.mentions([text], page, ())
    }
    assert weights["a"] == pytest.approx(weights["c"], rel=0.5)
    assert weights["b"] < weights["a"] / 2


def test_a_mention_of_a_neighbour_weighs_more(tmp_path: Path) -> None:
    names = {
        "a/mugs": "Steel mugs",
        "b/jars": "Glass jars",
        "a/ask": "Questions",
        "b/ask": "Questions",
        "ask": "Questions",
    }
    site = site_with(tmp_path, {name: article(title) for name, title in names.items()})
    text = "Of steel mugs and glass jars."
    assert mentioned(site, text, "a/ask")[:2] == ["a/mugs", "b/jars"]
    assert mentioned(site, text, "b/ask")[:2] == ["b/jars", "a/mugs"]


@pytest.mark.parametrize(("words", "count"), [("go", 1), ("x", 0), ("go x up", 2)])
def test_a_letter_is_no_word(tmp_path: Path, words: str, count: int) -> None:
    assert site_with(tmp_path, MISNAMED).library("en").content_words(words) == count


def test_words_that_lead_to_articles_of_two_titles_are_vague(tmp_path: Path) -> None:
    targets = {"x/a": "Apples", "y/b": "Apples", "z/c": "Beans"}
    links = {f"l{at}": article(f"Link {at}x", f"the earlier part>{target}") for at, target in enumerate(targets)}
    files = {"ask": article("Questions"), **{name: article(title) for name, title in targets.items()}, **links}
    assert not found(site_with(tmp_path, files), "the earlier part")
