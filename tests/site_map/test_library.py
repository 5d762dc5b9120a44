"""Which article is about some words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import postlint

from postlint.document.document import Document
from postlint.facts.extraction import page_of
from postlint.helpers.related_articles import likeliest_mentions
from postlint.site.library.editions import Editions
from postlint.site.library.index import indexed_content
from postlint.site.library.mentions import support, trust
from postlint.site.library.misnaming import distinctive_words
from postlint.site.library.words import words_of
from postlint.site.site import Site
from site_map.sites import site_of, write

GARDEN = {
    "hugo.toml": "baseURL = 'https://example.org/'\n",
    "content/beans.md": "+++\ntitle = 'Beans on the balcony'\n+++\n\nThey climb.\n\n## When to sow\n\nIn May.\n",
    "content/dawn.md": "+++\ntitle = 'Before the others wake'\n+++\n\nCoffee, and no sound at all.\n",
    "content/tools.md": "+++\ntitle = 'Tools'\ndescription = 'A spade and a rake are enough'\n+++\n\nBuy few.\n",
    "content/water.md": "+++\ntitle = 'Watering'\n+++\n\nAt night, as [the quiet hour](/dawn/) has its own use.\n",
    "content/soil.md": "+++\ntitle = 'Soil'\n+++\n\nLet it rest: [the quiet hour](/dawn/) of the year.\n",
    "content/here.md": "+++\ntitle = 'Paths'\n+++\n\n[See this](/beans/)\n",
    "content/there.md": "+++\ntitle = 'Fences'\n+++\n\n[See this](/tools/)\n",
    "content/where.md": "+++\ntitle = 'Hedges'\n+++\n\n[See this](/soil/)\n",
    "content/late.md": "+++\ntitle = 'Pumpkins in October'\ndraft = true\n+++\n",
    "content/ask.md": "+++\ntitle = 'Questions'\n+++\n",
}


@pytest.fixture
def garden(tmp_path: Path) -> Site:
    return site_of(tmp_path, GARDEN)


def first(site: Site, words: str, source: str = "content/ask.md") -> str:
    page = site.page(source)
    assert page
    found = site.articles_about(words, page)
    return found[0].page.path if found else ""


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("growing beans on a balcony", "content/beans.md"),
        ("sowing", "content/beans.md"),
        ("which spades and rakes", "content/tools.md"),
        ("the quiet hours", "content/dawn.md"),
        ("a pumpkin", "content/late.md"),
        ("see this", ""),
        ("zeppelins", ""),
        ("", ""),
    ],
)
def test_an_article_is_found_by_what_it_is_about(garden: Site, words: str, path: str) -> None:
    assert first(garden, words) == path


def test_an_article_is_no_answer_to_its_own_words(garden: Site) -> None:
    assert first(garden, "beans on the balcony", "content/beans.md") != "content/beans.md"


def test_scores_fall_and_are_shares(garden: Site) -> None:
    page = garden.page("content/ask.md")
    assert page
    scores = [match.score for match in garden.articles_about("a quiet balcony with a spade", page)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score < 1 for score in scores)


def test_a_site_with_another_page_answers_as_one_made_anew(tmp_path: Path, garden: Site) -> None:
    text = "+++\ntitle = 'Beans in a greenhouse'\n+++\n\nWarmer.\n"
    anew = site_of(tmp_path / "other", GARDEN | {"content/glass.md": text})
    page = anew.page("content/glass.md")
    assert page
    changed = garden.with_page(page)
    asked = [site.page("content/ask.md") for site in (anew, changed)]
    for words in ("greenhouse", "beans", "the quiet hour"):
        answers = [
            [(match.page.path, match.score) for match in site.articles_about(words, page)]
            for site, page in zip((anew, changed), asked, strict=True)
            if page
        ]
        assert answers[0] == answers[1] != []


def test_of_editions_the_own_one_is_meant(tmp_path: Path) -> None:
    names = ("setup", "upgrade", "network", "storage", "users")
    files = {
        f"content/docs/{version}/{name}.md": f"+++\ntitle = 'The {name} guide'\n+++\n"
        for version in ("v1", "v2", "v3")
        for name in names
    }
    site = site_of(tmp_path, {"hugo.toml": "", **files})
    for version in ("v1", "v2", "v3"):
        source = f"content/docs/{version}/users.md"
        assert first(site, "guide to the network", source) == f"content/docs/{version}/network.md"


@pytest.mark.parametrize(
    ("source", "words", "target", "sure"),
    [
        ("v1/users", "The network guide", "v1/network", True),
        ("v1/users", "The network guide", "v2/network", False),
        ("v1/users", "Moving house", "v2/moving", False),
        ("other", "Moving house", "v2/moving", True),
        ("other", "Bees", "bees/bees", False),
        ("other", "Wasps overview", "wasps/overview", False),
        ("other", "Wasps below roofs", "wasps/roofs", True),
    ],
)
def test_an_article_of_another_version_or_named_as_its_section_is_not_sure(
    tmp_path: Path, source: str, words: str, target: str, sure: bool
) -> None:
    names = ("setup", "upgrade", "network", "storage", "users")
    titles = {f"{version}/{name}": f"The {name} guide" for version in ("v1", "v2") for name in names}
    titles |= {"v2/moving": "Moving house", "other": "Other", "bees/_index": "Insects", "bees/bees": "Bees"}
    titles |= {"wasps/_index": "Wasps", "wasps/overview": "Wasps overview", "wasps/roofs": "Wasps below roofs"}
    files = {f"content/docs/{name}.md": f"+++\ntitle = '{title}'\n+++\n" for name, title in titles.items()}
    site = site_of(tmp_path, {"hugo.toml": "", **files})
    page, other = site.page(f"content/docs/{source}.md"), site.page(f"content/docs/{target}.md")
    assert page
    assert other
    assert site.is_meant(words, page, other, 0.5) is sure


def test_of_articles_of_the_same_words_the_one_that_more_articles_link_comes_first(tmp_path: Path) -> None:
    files = {f"content/{name}.md": f"+++\ntitle = 'Ferns in {name}'\n+++\n" for name in ("bogs", "pots", "woods")}
    for at in range(3):
        files[f"content/link{at}.md"] = f"+++\ntitle = 'Note {at}'\n+++\n\n[See it](/pots/)\n"
    site = site_of(tmp_path, {"hugo.toml": "", **files, "content/ask.md": "+++\ntitle = 'Questions'\n+++\n"})
    assert first(site, "ferns") == "content/pots.md"


def test_only_articles_of_the_own_version_are_mentioned(tmp_path: Path) -> None:
    names = ("setup", "upgrade", "network", "storage", "users")
    files = {
        f"content/docs/{version}/{name}.md": f"+++\ntitle = 'The {name} guide'\n+++\n"
        for version in ("v1", "v2", "v3")
        for name in names
    }
    site = site_of(tmp_path, {"hugo.toml": "", **files})
    page = site.page("content/docs/v2/users.md")
    assert page
    assert [mention.path for mention in site.mentions(["See the network guide."], page, ())] == [
        "content/docs/v2/network.md"
    ]


def test_bundles_of_a_blog_are_no_editions() -> None:
    assert not Editions.of(f"content/posts/{name}/index.md" for name in "abcdefgh")


@pytest.mark.parametrize(
    ("language", "text", "stems"),
    [
        ("en", "Keeping habits", ["keep", "habit"]),
        ("fr", "Créer les créations", ["cre", "le", "creation"]),
        ("ja", "今日はPythonを", ["今日", "日は", "python", "を"]),
        ("de", "Häuser", ["haus"]),
        ("xx", "two_words", ["two", "word"]),
        ("en", "C++, C# or C; a+b", ["c++", "c#", "or", "c", "a", "b"]),
    ],
)
def test_words_are_compared_by_their_stems(language: str, text: str, stems: list[str]) -> None:
    assert words_of(language).stems(text) == stems
    tokens = list(words_of(language).tokens(text))
    assert [stem for stem, _, _ in tokens] == stems
    assert [text[start:end].lower()[:1] for _, start, end in tokens] == [
        stem[:1] if stem != "haus" else "h" for stem in stems
    ]


def test_the_command_shows_what_an_article_could_be_linked_with(tmp_path: Path) -> None:
    text = "+++\ntitle = 'Questions'\n+++\n\nHow do beans on the balcony grow? Not as `beans on the balcony` do.\n"
    write(tmp_path, GARDEN | {"content/ask.md": text, "postlint.toml": ""})
    result = postlint("related", "content/ask.md", "--output-format", "json", cwd=tmp_path)
    data = json.loads(result.out)
    assert [(place["line"], place["column"], place["words"], place["path"]) for place in data["mentions"]] == [
        (5, 8, "beans on the balcony", "content/beans.md")
    ]
    shown = postlint("related", "content/beans.md", cwd=tmp_path).lines
    assert "  Questions (/ask/), line 5: “beans on the balcony”" in shown
    found = json.loads(postlint("related", "--text", "a rake", "--output-format", "json", cwd=tmp_path).out)
    assert found["articles"][0]["path"] == "content/tools.md"


def test_the_command_knows_the_folder_that_no_generator_makes(tmp_path: Path) -> None:
    others = {path.replace("content/", "a/"): text for path, text in GARDEN.items() if path.endswith(".md")}
    write(tmp_path, {**others, "postlint.toml": "", "a/rakes.md": "# Rakes of bamboo\n\nThey last.\n"})
    write(tmp_path, {"b/ask.md": "How do rakes of bamboo wear out, and who mends them?\n"})
    shown = postlint("related", "b/ask.md", cwd=tmp_path).lines
    assert "  1:8  “rakes of bamboo”  ->  Rakes of bamboo (a/rakes.md)" in shown


def test_the_command_wants_an_article_or_words(tmp_path: Path) -> None:
    write(tmp_path, GARDEN)
    assert postlint("related", cwd=tmp_path).code == 2
    assert postlint("related", "content/none.md", cwd=tmp_path).code == 2


def test_words_are_known_in_other_spellings(tmp_path: Path) -> None:
    files = {
        "content/kettles.md": "+++\ntitle = 'The TeaKettle compared'\n+++\n",
        "content/pots.md": "+++\ntitle = 'Which tea pot to buy'\n+++\n",
        "content/cups.md": "+++\ntitle = 'All about eggcups'\n+++\n",
        "content/a.md": "+++\ntitle = 'Egg and spoon'\n+++\n",
        "content/ask.md": "+++\ntitle = 'Questions'\n+++\n",
    }
    site = site_of(tmp_path, {"hugo.toml": "", **files})
    assert first(site, "our egg-cups") == "content/cups.md"
    assert first(site, "TeaPot") == "content/pots.md"
    assert first(site, "teakettle") == "content/kettles.md"


def test_what_has_no_title_is_known_by_its_first_heading_or_file(tmp_path: Path) -> None:
    files = {
        "content/one.md": "# Boiling water\n\nFirst.\n",
        "content/two.md": "## Boiling water in the hills\n\nThen.\n",
        "content/rinsing-the-pot.md": "Last.\n",
        "content/ask.md": "+++\ntitle = 'Questions'\n+++\n",
    }
    site = site_of(tmp_path, {"hugo.toml": "", **files})
    assert first(site, "boiling water") == "content/one.md"
    assert first(site, "rinsing the pot") == "content/rinsing-the-pot.md"


@pytest.mark.parametrize(("title", "safe"), [("Waters the seedlings", False), ("Water for the plants", True)])
def test_of_titles_that_differ_by_endings_only_none_is_beyond_doubt(tmp_path: Path, title: str, safe: bool) -> None:
    linking = {
        f"content/{name}.md": f"+++\ntitle = '{name.title()} beds'\n+++\n\nSee [how it is done](/seedlings/).\n"
        for name in ("raised", "wooden", "long")
    }
    files = {
        "content/seedlings.md": "+++\ntitle = 'Watering the seedlings'\n+++\n",
        "content/other.md": f"+++\ntitle = '{title}'\n+++\n",
        "content/ask.md": "+++\ntitle = 'Questions'\n+++\n",
    }
    site = site_of(tmp_path, {"hugo.toml": "", **files, **linking})
    page, other = site.page("content/ask.md"), site.page("content/seedlings.md")
    assert page and other
    assert site.is_meant("Watering the seedlings", page, other, 0.5) is safe


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nobody makes a marmalade without pectin here.", "marmalade without pectin"),  # most of a title
        ("Then came the sour cherry, at last.", "the sour cherry"),  # of a title that is longer
        ("They call it rumtopf, as ever.", "rumtopf"),  # the name of its file
        ("Some boil the long winter of it.", "the long winter"),  # what two links elsewhere call it
        ("It began with marmalade. Without pectin it ended.", "marmalade"),  # not over the end of a sentence
        ("Marmalade is older than all jars in the house, some say, and pectin is not.", "Marmalade"),  # too far apart
        ("Of `marmalade without pectin` nothing is said.", ""),
        ("A page for all seasons of the year.", ""),
    ],
)
def test_words_that_name_an_article(tmp_path: Path, text: str, words: str) -> None:
    files = {
        "content/marmalade.md": "+++\ntitle = 'Marmalade without pectin'\n+++\n",
        "content/cherries.md": "+++\ntitle = 'What the sour cherry wants from its cook'\n+++\n",
        "content/rumtopf.md": "+++\ntitle = 'Fruit that sleeps'\n+++\n",
        "content/cellar.md": "+++\ntitle = 'Shelves below ground'\n+++\n",
        "content/c.md": "+++\ntitle = 'Glass'\n+++\n\nSee [the long winter](/cellar/).\n",
        "content/d.md": "+++\ntitle = 'Wax'\n+++\n\nSee [the long winter](/cellar/).\n",
        "content/ask.md": f"+++\ntitle = 'Questions'\n+++\n\n{text}\n",
    }
    site = site_of(tmp_path, {"hugo.toml": "", **files})
    page = site.page("content/ask.md")
    assert page
    found = likeliest_mentions(site.document(page), page, site, 10)
    assert [mention.words for mention in found][:1] == ([words] if words else [])


def test_the_level_of_a_first_heading_is_indexed_too() -> None:
    """One of the first level is the title of an article that has none."""
    pages = [page_of(Document("a.md", f"{marks} Tea\n")) for marks in ("#", "##", "###")]
    title, *others = map(indexed_content, pages)
    assert title not in others
    assert others[0] == others[1]


def test_what_is_stored_of_a_library_is_given_once(garden: Site) -> None:
    library = garden.library("en")
    assert {name.partition(" ")[0] for name, _, _ in library.rows()} == {"catalogue"}
    assert [*library.rows()] == [], "nothing has changed since"


def test_the_words_of_one_link_are_less_of_a_name_the_fewer_of_them_its_target_has() -> None:
    rarities = {"tea": 3.0, "pot": 1.0}
    own = {"tea", "cup"}
    assert trust(["tea"], own, rarities.__getitem__) == 1.0
    assert trust(["tea", "pot"], own, rarities.__getitem__) == pytest.approx(0.3 + 0.7 * 0.75)
    assert trust(["pot"], own, rarities.__getitem__) == pytest.approx(0.3)
    assert trust([], own, rarities.__getitem__) == pytest.approx(0.3)


def test_what_stands_around_a_mention_supports_it() -> None:
    def rarity(stem: str) -> float:
        return {"tea": 2.0, "pot": 1.0, "cup": 1.0}[stem]

    own = {"tea", "pot", "cup"}
    assert support(own, set(), set(), rarity, 0.0) == 1.0
    assert support(own, {"tea", "pot"}, set(), rarity, 0.0) == pytest.approx(1 + 3 / 9)
    assert support(own, set(), {"tea"}, rarity, 0.0) == pytest.approx(1.06)
    assert support(own, set(), set(), rarity, 1.0) == pytest.approx(1.5)
    assert support(own, {"tea", "pot"}, {"tea"}, rarity, 1.0) == pytest.approx((1 + 3 / 9) * 1.06 * 1.5)


def test_the_words_of_a_link_may_name_another_article_where_its_target_has_none_of_them(garden: Site) -> None:
    words = "Beans on the balcony"
    page, beans, tools = (garden.page(f"content/{name}.md") for name in ("ask", "beans", "tools"))
    assert page and beans and tools
    assert distinctive_words(garden, words, page, beans) == set()
    assert distinctive_words(garden, words, page, tools) == {*garden.stems(words, page)}
    assert distinctive_words(garden, "Beans", page, tools) == set(), "one word is no name"
