"""The words that are common in each language, and the language of an article by them."""

from __future__ import annotations

from collections.abc import Set

# Words that make up a good part of any text in their language and are rare in the others.
COMMON_WORDS = {
    "en": "the of and to that for with this are you is be as it from or your can we have not",
    "de": "der die und das den von ist nicht mit ein eine für auf dem sich auch wird sie werden",
    "fr": "le les des et du est une que dans pour vous qui pas sur avec votre sont nous ce",
    "es": "el los las del que una para por con su es como más se puede está al lo",
    "it": "il di che della per una con sono nel non gli alla dei è più come questo",
    "pt": "o os que da do uma para com não em dos você as seu é como ou mais por",
    "nl": "de het een van en dat voor met niet zijn op te is je ook aan worden kan",
    # Of these nothing is known but that they are none of the others.
    "sv": "och att det som på är av för med inte ett jag har så vi kan också men eller från",
    "da": "og det som på er af ikke også jeg har så kan bliver blev eller efter være skal meget",
    "no": "og det som på er av ikke også jeg har så kan blir ble eller etter være skal mye",
    "fi": "ja ei että hän oli ovat kun mutta niin kuin myös joka tämä voi olla sen jos vain",
    "pl": "się nie jest że jak ale dla może czy przez są być jego już tylko bardzo także które tego",
    "cs": "že jako ale pro jak nebo který jsem jsou při když není aby také které jejich byl být pokud",
    "hu": "az és hogy nem egy ez meg csak már mint volt vagy még lehet minden ezt azt kell",
    "ro": "și în nu cu pe este care mai din pentru că sau sunt fi ce dacă fost acest prin",
    "tr": "ve bir bu için ile çok daha olarak olan gibi kadar değil ama sonra ancak olduğu bunu",
    "id": "yang dan dengan untuk ini dari tidak dalam pada itu adalah akan ada juga atau bisa kita",
    "ca": "els amb són més és aquest però també aquesta dels pel molt seva seu quan només així cada",
    "ru": "и в не на что с по как это для но из от так же или если можно",
}
_ENCODED = {language: frozenset(words.encode().split()) for language, words in COMMON_WORDS.items()}
_ENOUGH, _MORE = 8, 4
"""How many of these words an article has to have, and how many more than of any other language."""


def language_of_words(words: Set[bytes]) -> str:
    """The language of an article by its distinct words, as two letters; "" where none is clear."""
    counts = sorted(((len(common & words), language) for language, common in _ENCODED.items()), reverse=True)
    (best, language), (second, _) = counts[:2]
    return language if best >= _ENOUGH and best >= second + _MORE else ""


def common_in(words: Set[bytes], language: str) -> int:
    """How many of some words are common in a language."""
    return len(_ENCODED[language] & words)
