"""Which names are domains, which language an article is in, where it leads, and how messages quote it."""

from __future__ import annotations

import pytest

from postlint.document.document import Document
from postlint.facts.common_words import language_of_words
from postlint.helpers.destinations import targets
from postlint.helpers.domains import host_in, is_domain, looks_like_file
from postlint.helpers.languages import language_of
from postlint.helpers.punctuation_marks import passages_with_slips
from postlint.helpers.set_phrases import phrases
from postlint.helpers.word_lists import Misspellings, _counted, list_files, missing_lists, misspellings, valid_words
from postlint.messages import quoted


@pytest.mark.parametrize("name", ["Scrum.org", "a.co.uk", "example.github.io", "пример.рф", "xn--e1afmkfd.xn--p1ai"])
def test_domains(name: str) -> None:
    assert is_domain(name)


@pytest.mark.parametrize("name", ["co.uk", "plot.png", "v1.18", "a..com", "-a.com", "word", "a.unknowntld", ""])
def test_what_is_no_domain(name: str) -> None:
    assert not is_domain(name)


def test_files_with_endings_that_are_domains_too() -> None:
    assert looks_like_file("main.py", alone=True)
    assert looks_like_file("notes.md", alone=False)
    assert looks_like_file("README.org", alone=True)
    assert not looks_like_file("docs.rs", alone=False)
    assert not looks_like_file("www.brew.sh", alone=True)
    assert not looks_like_file("scrum.org", alone=True)


@pytest.mark.parametrize(
    ("destination", "host"),
    [
        ("example.com", "example.com"),
        ("example.com/a", "example.com"),
        ("example.com:80/a", "example.com"),
        ("example.com?a", "example.com"),
        ("docs.rs/a", "docs.rs"),
        ("docs.rs", ""),
        ("readme.rs/a", ""),
        ("example.unknowntld/a", ""),
        ("/example.com", ""),
    ],
)
def test_hosts(destination: str, host: str) -> None:
    assert host_in(destination) == host
    assert host_in(destination, image=True) == (host if "/" in destination else "")


@pytest.mark.parametrize(
    ("path", "text", "language"),
    [
        ("content/de/a.md", "The list of the words.", "de"),
        ("content/posts/a.fr.md", "", "fr"),
        ("content/posts/a.pt-br.md", "", "pt"),
        ("content/zh-cn/a.md", "", "zh"),
        ("content/posts/a.md", "This is the end of the list that you have.", "en"),
        ("content/posts/a.md", "Das ist nicht die Liste, und sie wird auch nicht die letzte sein.", "de"),
        ("content/posts/a.md", "Kubernetes Docker Hugo", ""),
        ("content/posts/a.md", "Kodu sık sık ve tek tek dağıtıyoruz.", "tr"),
        ("content/go/a.md", "", ""),
        ("content/posts/a.min.md", "", ""),
    ],
)
def test_languages(path: str, text: str, language: str) -> None:
    assert language_of(Document(path, text)) == language


def test_targets() -> None:
    text = '[a](/a) ![b](<b c.png>) [d][1] <https://e.f> [g]({{< ref "g" >}}) [h]({{ .H }})\n\n[1]: /i&amp;j\n'
    found = list(targets(Document("a.md", text), autolinks=True))
    assert [(link.written, link.url, link.text) for link in found] == [
        ("/a", "/a", "a"),
        ("b c.png", "b c.png", "b"),
        ("/i&amp;j", "/i&j", "1"),
        ("https://e.f", "https://e.f", ""),
    ]
    assert all(text[part.span.start : part.span.end] == part.written for part in found)


def test_quotes() -> None:
    assert quoted("a\n  b") == "“a b”"
    assert quoted("word " * 20, 12) == "“word wor…word”"


@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
def test_no_wrong_phrase_stands_twice_in_the_table(language: str) -> None:
    wrong = [phrase.wrong for phrase in phrases(language)]
    assert [*dict.fromkeys(wrong)] == wrong


@pytest.mark.parametrize("every", [997, 97], ids=["few", "many"])
@pytest.mark.parametrize("language", ["en", "fr", "es", "de", "pt", "it"])
def test_words_are_found_in_an_ordered_list_as_in_a_table(language: str, every: int) -> None:
    pytest.importorskip("spellchecker")
    words = {"day", "été", "abbé", "zzxq", 'a"b', "a\\b", "receive", "recieve", "jour", "", "o'clock", "{", "}"}
    listed = [*_counted(language)]
    words |= {*listed[::every], listed[0], listed[-1], *(word[:-1] for word in listed[::every])}
    assert valid_words(words, language) == words.intersection(listed)


def test_misspellings_are_found_in_an_ordered_list_as_in_any_other() -> None:
    for text in (
        b"abd->and\nACI->ACPI\naci->act\nrecieve->receive\n",
        b"recieve->receive\nabd->and\naci->act\nACI->ACPI\n",
    ):
        listed = Misspellings(text)
        wanted = {"abd": "and", "aci": "act", "recieve": "receive"}
        assert {word: listed.get(word) for word in wanted} == wanted
        assert not any(map(listed.get, ("ab", "acpi", "receive", "", "reciev", "recieved")))
    assert Misspellings(b"ACI->ACPI\n").get("aci") == ""
    pytest.importorskip("codespell_lib")
    every = dict(misspellings().items())
    some = [word for word in every if word.islower()][::331]
    assert {word: misspellings().get(word) for word in some} == {word: every[word] for word in some}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Det är en kväll som vi har varit ute och gått, men inte så länge att jag kan säga av med vad för något.",
            "sv",
        ),
        ("Az este és a reggel egy volt, de nem mint már vagy még, hogy ez csak meg lehet azt minden kell.", "hu"),
        ("Nie jest to że on jak dla ale może czy tak przez co być już tylko bardzo się są jego.", "pl"),
        ("The morning of the day is as it is, and you can have this for that or from it, to be with your list.", "en"),
    ],
)
def test_a_text_in_another_language_is_not_taken_for_english(text: str, language: str) -> None:
    english = "the of and to that for with this"
    words = {word.strip(".,").lower() for word in f"{text} {english if language != 'en' else ''}".split()}
    assert language_of_words({word.encode() for word in words}) == language


@pytest.mark.parametrize("odd", ["", "\0", " \n\0\n "])
def test_slips_are_found_beside_signs_that_part_blocks(odd: str) -> None:
    text = f"---\ntitle: Seen\n---\n\n<p>one{odd}two</p>\n\nIt was so in 2021.The day was long.\n\nNo slip is here.\n"
    found = [passage.text for passage, _ in passages_with_slips(Document("a.md", text))]
    assert "It was so in 2021.The day was long." in found
    assert ("No slip is here." in found) == (odd != "")


def test_no_passage_without_a_slip_is_looked_at_for_one_elsewhere() -> None:
    text = "On dit que ça va.\n\nComment va t'il ?\n\nIl va bien, dit-on.\n"
    assert [passage.text for passage, _ in passages_with_slips(Document("a.md", text))] == ["Comment va t'il ?"]


def test_lists_that_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("spellchecker")
    pytest.importorskip("codespell_lib")
    assert missing_lists() == []
    assert len(list_files()) == 2
    monkeypatch.setattr("postlint.helpers.word_lists._file", lambda package, name: None)
    assert missing_lists() == ["codespell_lib", "spellchecker"]
    assert list_files() == []
