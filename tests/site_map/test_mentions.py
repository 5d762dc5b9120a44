"""Which words of a text name an article: each signal by itself, with rarities that are given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from postlint.site.library.mentions import Mention, Names, support, trust

RARE = {"the": 0.2, "of": 0.2, "tea": 2.0, "green": 1.0, "pot": 1.0, "cup": 1.0}


def rarity(stem: str) -> float:
    return RARE.get(stem, 1.0)


def names(given: Mapping[str, str | Iterable[str]], enough: float = 2.0, usual: str = "the of") -> Names:
    """The names of articles, by path: one, or several."""
    known = Names(rarity, usual.split().__contains__, enough)
    for path, some in given.items():
        for name in [some] if isinstance(some, str) else some:
            known.add(path, name.split())
    return known


def tokens(text: str) -> list[tuple[str, int, int]]:
    at, found = 0, []
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        found.append((word, start, at))
    return found


def mentions(known: Names, *texts: str, linked: Iterable[str] = ()) -> list[Mention]:
    return known.mentions([tokens(text) for text in texts], [*linked])


def words(known: Names, *texts: str) -> list[str]:
    """What the mentions are, in the order of their weight."""
    return [texts[mention.text][mention.start : mention.end] for mention in mentions(known, *texts)]


TEA = {"tea.md": "the green tea pot"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("so the green tea pot is here", ["the green tea pot"]),
        ("green tea pot", ["green tea pot"]),
        ("tea is green in a pot or so", ["tea is green"]),
        ("a pot for tea or green", ["pot for tea or green"]),
        ("tea x x x x x x x x x green pot", ["tea"]),
        ("here is one cup", []),
        ("the of the", []),
    ],
)
def test_the_words_of_a_name_stand_close_together(text: str, found: list[str]) -> None:
    assert words(names(TEA), text) == found


@pytest.mark.parametrize(("between", "apart"), [(2, False), (3, True)])
def test_two_other_words_may_stand_between(between: int, apart: bool) -> None:
    text = f"green {'x ' * between}tea"
    assert words(names({"tea.md": "green tea"}), text) == (["tea"] if apart else [text])


def test_however_long_a_name_is_no_more_words_are_looked_at() -> None:
    """Of a long name, so many at once as of one of six words, and two others."""
    long = "a b c d e f g h i j"
    assert words(names({"x.md": long}), f"so {long}") == [long], "widened by those beside"
    (mention,) = mentions(names({"x.md": long}), "a x b c d e f g h i j")
    assert len(mention.stems) == 8
    (short,) = mentions(names({"x.md": "a b c d e"}), "a x x b c d e")
    assert short.stems == tuple("abcde")


def test_a_word_in_between_takes_less_than_a_word_of_the_name_gives() -> None:
    assert words(names(TEA), "tea x x pot and tea pot x") == ["tea pot"], "the nearer ones, of two equal in words"
    assert words(names(TEA), "tea pot x green y tea pot z") == ["tea pot x green"], "more of the name is better"
    weak = Names(lambda stem: 0.1 if stem == "of" else 1.0, lambda stem: False, 1.0)
    weak.add("x.md", ["tea", "of"])
    assert mentions(weak, "tea of y")[0].stems == ("of", "tea"), "with nothing between, however little it says"
    assert words(weak, "tea x x of y") == ["tea"], "one that says as little as the words between take"


def test_the_words_are_of_one_text() -> None:
    assert words(names({"tea.md": "green tea pot"}), "it is green tea", "pot of it") == ["green tea"]
    (mention,) = mentions(names({"tea.md": "green tea"}), "nothing", "here: green tea")
    assert mention.text == 1
    assert words(names({"tea.md": "tea"}), "x", "y", "tea") == ["tea"]


def test_usual_words_beside_belong_to_a_mention_and_do_not_count() -> None:
    known = names({"tea.md": "the tea of the house"})
    (mention,) = mentions(known, "so the tea of the house stands")
    assert (mention.start, mention.end) == (3, 23)
    assert mention.stems == ("house", "tea")
    assert words(names({"the.md": "the of"}), "the of") == [], "of usual words alone, too little is said"
    usual = names({"x.md": "green pot"}, usual="green pot")
    assert words(usual, "a green pot x") == ["green pot"], "a name of usual words alone is one"


def test_what_is_too_frequent_is_no_name() -> None:
    frequent = Names(lambda stem: 0.99, lambda stem: False, 1.0)
    frequent.add("x.md", ["tea"])
    assert mentions(frequent, "tea") == []
    exact = Names(lambda stem: 1.0, lambda stem: False, 1.0)
    exact.add("x.md", ["tea"])
    assert len(mentions(exact, "tea")) == 1
    part = Names(lambda stem: 0.5, lambda stem: False, 1.0)
    part.add("x.md", ["tea", "pot", "cup"])
    assert mentions(part, "a pot") == []
    assert len(mentions(part, "a pot tea")) == 1
    assert mentions(part, "a pot x x x x x x tea") == [], "too far apart to say enough"


def test_numbers_and_whole_sentences_are_no_names() -> None:
    assert mentions(names({"x.md": "2024 2025"}), "2024 2025") == []
    assert len(mentions(names({"x.md": "tea 2025"}), "tea 2025")) == 1
    long = " ".join(f"w{at}" for at in range(15))
    assert mentions(names({"x.md": long}), long) == []
    assert len(mentions(names({"x.md": long.removesuffix(" w14")}), long)) == 1
    assert mentions(names({"x.md": ""}), "tea") == []


def test_linked_articles_are_left_out() -> None:
    known = names({"tea.md": "tea", "pot.md": "pot"})
    assert [mention.path for mention in mentions(known, "tea pot", linked=["tea.md"])] == ["pot.md"]
    assert len(mentions(known, "tea pot")) == 2


def test_the_surest_mention_of_each_article_comes_first() -> None:
    known = names({"tea.md": ["tea", "green pot cup"], "pot.md": "pot of all"})
    found = mentions(known, "a pot is here", "and tea too")
    assert [(mention.path, mention.text) for mention in found] == [("tea.md", 1), ("pot.md", 0)]
    for better in ("green pot cup", "cup green pot"):
        (once,) = mentions(names({"tea.md": ["tea", better]}), "tea x x x x x green pot cup")
        assert once.stems == ("cup", "green", "pot"), "of two names of one article, the surer"
    (first,) = mentions(names({"tea.md": ["pot", "cup"]}), "cup x x x x x pot")
    assert first.stems == ("pot",), "of two that are as sure, the first"
    (near,) = mentions(names({"tea.md": ["tea", "green pot cup"]}), "tea and a green x x x x pot x x x x cup")
    assert near.stems == ("tea",), "words that are all there, but far apart, are no better name"
    alike = names({"b.md": "tea", "a.md": "tea"})
    assert [mention.path for mention in mentions(alike, "tea")] == ["a.md", "b.md"]


def test_the_score_is_the_share_of_the_name_and_grows_with_its_rarity() -> None:
    def score(name: str, text: str, enough: float = 2.0) -> float:
        return mentions(names({"x.md": name}, enough), text)[0].score

    assert (
        score("green tea", "green tea") > score("green tea pot", "green tea") > score("green tea pot cup", "green tea")
    )
    assert score("tea", "tea") > score("pot", "pot"), "the rarer one"
    assert score("pot", "pot", 1.0) == pytest.approx(0.5), "of a name that is beyond doubt by itself, half"
    assert score("pot", "pot", 1.0) > score("pot", "pot", 3.0)
    assert 0 < score("green tea pot cup", "green") < score("green tea pot cup", "tea") < 1


def test_the_weight_of_a_mention_grows_with_what_is_said_and_with_that_of_its_name() -> None:
    def weight(name: str, text: str, given: float = 1.0) -> float:
        known = Names(rarity, lambda stem: False, 2.0)
        known.add("x.md", name.split(), given)
        return mentions(known, text)[0].weight

    assert weight("green tea", "green tea") > weight("green tea", "tea") > weight("green tea", "green")
    assert weight("tea", "tea") > weight("green tea pot", "tea"), "of a longer name, less is said"
    assert weight("green tea", "green tea") > weight("tea", "tea"), "more words are more"
    assert weight("tea", "tea") > weight("green tea pot cup", "green tea"), "a whole name is more than most of another"
    assert weight("tea", "tea", 0.5) == pytest.approx(weight("tea", "tea") / 2)


def test_a_name_of_less_weight_is_taken_where_no_better_one_is_said() -> None:
    known = Names(rarity, lambda stem: False, 2.0)
    known.add("x.md", ["tea"], 0.1)
    known.add("x.md", ["pot"])
    assert mentions(known, "tea")[0].stems == ("tea",)
    assert mentions(known, "tea x x x x x pot")[0].stems == ("pot",)
    assert mentions(known, "pot x x x x x tea")[0].stems == ("pot",)


def test_the_words_of_one_link_are_less_of_a_name_the_fewer_of_them_its_target_has() -> None:
    rarities = {"tea": 3.0, "pot": 1.0}
    own = {"tea", "cup"}
    whole, most, none = (trust(stems, own, rarities.__getitem__) for stems in (["tea"], ["tea", "pot"], ["pot"]))
    assert whole == 1.0 > most > none > 0
    assert most - none > whole - most, "the rarer word is the larger part"
    assert trust([], own, rarities.__getitem__) == none


def test_what_stands_around_a_mention_supports_it() -> None:
    def factor(text: str = "", beside: str = "", folders: float = 0.0) -> float:
        return support({"tea", "pot", "cup"}, {*text.split()}, {*beside.split()}, rarity, folders)

    assert factor() == factor("milk", "milk") == 1.0
    assert factor("tea pot cup") > factor("tea pot") > factor("tea") > factor("pot") > 1
    assert 2 > factor(beside="tea pot") > factor(beside="tea") > factor(beside="pot") > 1
    assert 2 > factor(folders=1.0) > factor(folders=0.5) > 1
    assert factor("tea", "tea", 1.0) == pytest.approx(factor("tea") * factor(beside="tea") * factor(folders=1.0))
    assert factor("tea pot cup") < 2, "all of its words are half of what would double it"
    rest = support({"tea"}, {"tea"}, set(), lambda stem: 1.0, 0.0)
    assert rest < support({"tea", "pot"}, {"tea", "pot"}, set(), lambda stem: 1.0, 0.0), "more words say more"
