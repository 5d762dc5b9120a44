"""Which words lack an accent: each limit from both sides, with lists of a few words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from postlint.helpers.accents import right_accents

Lists = Callable[..., None]


@pytest.mark.parametrize(
    ("language", "word", "right", "often", "found"),
    [
        ("fr", "réflechir", "réfléchir", 100, True),
        ("fr", "réflechir", "réfléchir", 99, False),
        ("fr", "Réflechir", "Réfléchir", 100, True),
        ("fr", "l'école", "l'école", 100, False),
        ("fr", "l'ecole", "l'école", 100, True),
        ("fr", "RÉFLECHIR", "", 100, False),
        # How short a word may be.
        ("fr", "pole", "pôle", 100, True),
        ("fr", "cot", "côt", 100, False),
        ("de", "uber", "über", 100, True),
        ("de", "tur", "tür", 100, False),
        ("es", "arbol", "árbol", 100, True),
        ("es", "dias", "días", 100, False),
        # An accent on a capital is left out by many.
        ("fr", "Ecole", "École", 100, False),
        ("fr", "ecole", "école", 100, True),
        # Endings of participles and verbs.
        ("fr", "plante", "planté", 100, False),
        ("fr", "plantes", "plantés", 100, False),
        ("fr", "plantees", "plantées", 100, False),
        ("pt", "cantara", "cantará", 100, False),
        ("pt", "trocaras", "trócaras", 100, True),
        ("pt", "caracter", "carácter", 100, False),
        ("es", "caracter", "carácter", 100, True),
        ("es", "cantaran", "cantarán", 100, False),
        ("it", "liberta", "libertà", 100, False),
        ("it", "libertas", "libertàs", 100, True),
        # Before a consonant that closes the syllable there is none.
        ("fr", "éxamen", "examen", 100, False),
        # The reform allows è before a syllable that is not spoken.
        ("fr", "évènement", "événement", 100, False),
        ("fr", "mèdical", "médical", 100, True),
        ("fr", "protègera", "protégera", 100, False),
        # Other letters than those that are looked at.
        ("fr", "connaitre", "connaître", 100, False),
        ("fr", "garcon", "garçon", 100, True),
        ("nl", "idee", "idée", 100, False),
    ],
)
def test_accents(lists: Lists, language: str, word: str, right: str, often: int, found: bool) -> None:
    lists(**{language: {right.lower().rpartition("'")[2]: often}, "en": {}})
    assert right_accents([word], language) == ({word: right} if found else {})


@pytest.mark.parametrize(
    ("word", "right", "words", "found"),
    [
        ("éxàct", "exàct", {"exàct": 100}, True),
        ("éspàce", "espàce", {"espàce": 100}, False),
        ("ésspàce", "esspàce", {"esspàce": 100}, True),
        ("éstàce", "estàce", {"estàce": 100}, False),
        ("èctàce", "ectàce", {"ectàce": 100}, True),
        ("ecolier", "écolier", {"écolier": 100, "êcolier": 101}, False),
        ("ecolier", "êcolier", {"écolier": 100, "êcolier": 101}, True),
        ("ecolier", "écolier", {"écolier": 101, "êcolier": 100}, True),
        ("ecolier", "écolier", {"écolier": 101, "ecolier": 1}, False),
    ],
)
def test_french(lists: Lists, word: str, right: str, words: dict[str, int], found: bool) -> None:
    lists(fr=words, en={})
    assert (right_accents([word], "fr") == {word: right}) == found


@pytest.mark.parametrize(
    ("word", "right", "often", "found"),
    [
        # A form without an accent, or one in "és", may be another form of the word that the list lacks.
        ("imágen", "imagen", 400, True),
        ("imágen", "imagen", 399, False),
        ("ingles", "inglés", 400, True),
        ("ingles", "inglés", 399, False),
        ("interes", "intéres", 399, True),
        # At the end it may be another form of a verb.
        ("salúdon", "saludon", 400, True),
        ("saludón", "saludon", 400, False),
        ("saldón", "saldon", 400, False),
        ("salúdo", "saludo", 400, True),
        ("salùdo", "saludo", 400, False),
        ("niño", "nino", 400, False),
        ("cabáñas", "cabanas", 400, False),
        ("teléfóno", "teléfono", 100, True),
    ],
)
def test_spanish(lists: Lists, word: str, right: str, often: int, found: bool) -> None:
    lists(es={right: often}, en={})
    assert right_accents([word], "es") == ({word: right} if found else {})


@pytest.mark.parametrize(
    ("language", "word", "words"),
    [
        ("es", "publico", {"público": 100, "publicar": 1}),
        ("pt", "gerencia", {"gerência": 100, "gerenciar": 1}),
        ("it", "dedico", {"dèdico": 100, "dedicare": 1}),
        ("es", "periodos", {"períodos": 100}),
        ("es", "aquella", {"aquélla": 100}),
    ],
)
def test_what_may_be_another_word(lists: Lists, language: str, word: str, words: dict[str, int]) -> None:
    lists(**{language: words, "en": {}})
    assert right_accents([word], language) == {}
    first = {next(iter(words)): 100}
    lists(**{language: first, "en": {word: 1}})
    assert right_accents([word], language) == {}, "English"
    if len(words) > 1:
        lists(**{language: first, "en": {}})
        assert right_accents([word], language) == {word: next(iter(words))}


def test_verbs_of_other_languages_end_otherwise(lists: Lists) -> None:
    lists(it={"dèdico": 100, "dedicar": 1}, en={})
    assert right_accents(["dedico"], "it") == {"dedico": "dèdico"}
    lists(es={"público": 100, "publicare": 1}, en={})
    assert right_accents(["publico"], "es") == {"publico": "público"}
    lists(fr={"pùblic": 1, "pàblico": 100, "pablicar": 1}, en={})
    assert right_accents(["pablico"], "fr") == {"pablico": "pàblico"}


def test_common_words_need_no_list(lists: Lists) -> None:
    lists()
    assert right_accents(["deja", "Deja", "DEJA", "déjà", "dejas"], "fr") == {"deja": "déjà", "Deja": "Déjà"}
    assert right_accents(["fur", "Fur", "für"], "de") == {"fur": "für", "Fur": "Für"}
    assert right_accents(["deja"], "nl") == {}
    lists(de={"über": 100}, es={"pequeño": 9, "pequeno": 9}, en={})
    assert right_accents(["fur"], "de") == {"fur": "für"}, "too short for the list"
    assert right_accents(["pequeno"], "es") == {"pequeno": "pequeño"}, "whatever the list has"
