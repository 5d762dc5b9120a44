"""Punctuation that no sentence has.

A space that is missing after a full stop (“in 2021.The next”), two marks where one is meant (“really?.”), a space
before a comma, a sentence or a paragraph that begins with a small letter, a wrong sign for an apostrophe (“don"t”), or
two of them (“wouldn''t”). They are left by edits, and readers stumble over them. Abbreviations, hosts, file names,
versions and code are left alone; a space before a question mark is right in French; who begins most sentences with a
small letter means it.

## Fix safety
Unsafe: a full stop may be one too many instead of a space too few.
"""

from collections.abc import Iterator

from postlint import (
    Bad,
    Change,
    Diagnostic,
    Document,
    Edit,
    Fix,
    Good,
    Passage,
    Rule,
    Severity,
)
from postlint.helpers.cited_titles import in_cited_title
from postlint.helpers.languages import is_evident, is_foreign, is_unclear, language_of, possible_languages
from postlint.helpers.parentheses import glued_parentheses, padded_parentheses
from postlint.helpers.punctuation_marks import (
    Slip,
    passages_with_slips,
    sentence_starts,
    slips,
    small_letters,
    spaced_marks,
)
from postlint.helpers.small_beginnings import small_beginnings, small_pronouns
from postlint.helpers.word_lists import are_words

_KINDS = ("paragraph", "heading", "description", "summary", "parameter", "alt")
_SPACED = ("en", "de", "es", "pt", "it", "nl")
_OTHERS = 3
"""How many others have to be written as they should be."""
_MOST = 4
"""So many sentences of an article begin with a small letter by a slip."""


class Punctuation(Rule):
    severity = Severity.WARNING
    cited = False

    good = [
        Good("It was: ..is it so?.. And so on, as it is here.\n", "marks of emphasis"),
        Good("It is so. So it is. " * 9 + "It is here. the list of it. " * 5, "a way of naming things", nests=False),
        Good("Is it really so?.. And so on!..\n", "an ellipsis of Russian"),
        Good("It was made by Yahoo!. And so on, as it is here.\n", "a name"),
        Good("We see it is returned. null is for all of the others. So it is. It is so.\n", "a value", nests=False),
        Good("## Hallo,\n\nich bin hier, und das ist alles.\n\nSo ist es. Es ist so.\n", "goes on", nests=False),
        Good("We (all) see main(int argc) and print(the list of x(y)), get(a, b), key(s) of user(s).\n", "code"),
        Good("The list(which is here) is long, and the day(which is late) too.\n", "meant"),
        Good("The host begins with “example.”. It is here.\n", "one word"),
        Good("We see.. and so on.\n\nWell..\n\nAnd so..\n\nHere..\n", "ellipses"),
        Good("Es ist so, und das ist alles ) Das (eins) ist (zwei) es (drei) so (vier).\n", "a smile", nests=False),
        Good("The page ( infimum , R1 ], ( R1 , R2 ] of it, and R(A1 ,A2 , … ,An) of all.\n", "a formula"),
        Good("One (and two) (and three) (and four) (five [^1]).\n\n[^1]: A note.\n", "a mark", nests=False),
        Good("撤销commit，不撤销git add .\n", "a command"),
        Good("The end. It is e.g. fine, i.e. so, and more... or v1.2.3 of node.js, ASP.Net and fmt.Println too.\n"),
        Good(
            "It is etc. and so on, Mr. and Mrs. Smith, approx. the same (abbr. of it), at example.com and README.The.\n"
        ),
        Good('Wait... what?! No!! Really? "Yes." (It is.) The 1,000 and 3.5 of `a.The` and a,b,c.\n'),
        Good("See [the list of the day,and of the year](https://b.example/).\n", "a title of somebody else"),
        Good("See [The List of Days,and Other](https://b.example/).\n", "a title of somebody else"),
        Good(
            "A list (one) (two) (three) (four) of it ( which is here ) and ( that one is too ) here.\n", "on both sides"
        ),
        Good("Est-ce que c’est vrai ? Oui ! Les uns et les autres sont dans la maison pour vous.\n", "French"),
        Good("The list : it is for you, as we see. See the list : here.\n", "labels"),
        Good("C’est pour vous et nous : les listes des jours sont là.\n", "French"),
        Good("Voici la première vidéo de Jean. Enjoy !\n", "one word tells no language"),
        Good("all is small. the author means it. and so it is. but here. it goes on. and on.\n"),
        Good("A list of things:\n\n- one\n- two\n\nand then it goes on from there.\n", nests=False),
        Good("The formula\n\n$$x$$\n\nis what we have here to see.\n", nests=False),
        Good("今天走了很遠.. 明天再說..\n", "and in Chinese"),
        Good(
            "It is the text of it. And so. Here it goes.\n\nA comment. if stats: print(stats) and on.\n",
            "code that a converter has put into the text",
            nests=False,
        ),
        Good("It uses [locksmith]. locksmith keeps it so. The field is `parent`. parent is what it is.\n", "names"),
        Good("C´est la fin, ça s´arrête.\n", "a matter of another rule"),
        Good("今天吃得很 happy.. 明天再說\n"),
        Good("Change to the folder with cd .. and go on, e.g. here, i.e. there, a.k.a. home, z.B. dort.\n"),
        Good("get do .. show .. end .. and so on it goes.\n", "an outline"),
        Good("Doe,John and Roe,Jane were there.\n", "from a table"),
        Good("Write x = '' and x=''a'', as in f''(x), 5'' and a ''.\n", "an empty text, code, minutes"),
        Good("The boys' toys, the others' s, and the rock 'n' roll of it.\n"),
        Good("The i of the list is i, and so is i + 1; I have it, and I am here, I think.\n", "a variable"),
        Good("as i have said, i am small and i know it.\n", "the author means it"),
        Good("The value is set. So we say.\n\n- one\n- two\n\nthe list of it goes on. And so it is.\n", nests=False),
        Good("It is so. We run it:\n\n    a\n\nthe list of it all is there. And so it is, we see.\n", nests=False),
        Good('It is "etc.". And it is "the Foo Inc.".\n', "abbreviations"),
        Good("I know: “i am here, i'm sure.” I see.\n\n> i'm sure i have it.\n", "in the words of others", nests=False),
        Good('{{< figure caption="It is 1.75&quot;." >}}\n\nIt is bzgl. der Liste so.\n', "an entity, an abbreviation"),
        Good("이 글은 조금 길어서,, 그래도 ..\n", "the same"),
        Good("이 글은 조금 깁니다.. 그래도 읽어 주세요.\n", "an ellipsis in Korean"),
        Good("- One\n- the third of them.\n- Two\n\nSo it is. It is so. So it is.\n", "three are few", nests=False),
        Good(
            "- One\n- the third of them.\n- Two\n- the fourth\n- Four\n\nSo it is. It is so. So it is.\n",
            "two of them",
            nests=False,
        ),
        Good(
            "`make` The list is long.\n\nthe list of it all is long, as we see. So it is.\n",
            "what begins with code may go on",
            nests=False,
        ),
        Good("It is so. And so it is.\n\nthe list of it all is long and it goes on\n", "no sentence", nests=False),
        Good("It is so. And so it is.\n\nthe list of the day is small.\n", "a short one", nests=False),
        Good(
            "- One\n- two of them.\n- Three\n- Four\n\nSo it is. It is so. So it is.\n",
            "no word that begins sentences",
            nests=False,
        ),
        Good(
            "- One\n- and two of them.\n- Three\n- Four\n\nSo it is. It is so. So it is.\n", "it goes on", nests=False
        ),
        Good(
            "What i is here is what you and I know, as I said.\n\n```js\nfor (var i = 0;;) {}\n```\n",
            "a variable",
            nests=False,
        ),
    ]
    bad = [
        Bad(
            "We see (in one, and that is all⟦ ,⟧ of it) the end.\n",
            fixed="We see (in one, and that is all, of it) the end.\n",
        ),
        Bad(
            "What ⟦i'm⟧ here for is what you and I know, as I said.\n\n```js\nfor (var i = 0;;) {}\n```\n", nests=False
        ),
        Bad("It was in 2021⟦.⟧The next one is here.\n", fixed="It was in 2021. The next one is here.\n"),
        Bad("It is the end⟦.⟧The next one is here.\n", fixed="It is the end. The next one is here.\n"),
        Bad("It is true⟦!⟧Nobody knew it.\n", fixed="It is true! Nobody knew it.\n"),
        Bad("See [the days⟦,⟧and so on](https://b.example/), [The Days⟦,⟧and Other](https://b.example/).\n"),
        Bad("It is true⟦,⟧but nobody knew.\n", fixed="It is true, but nobody knew.\n"),
        Bad("It was in Bergen⟦,⟧which is far.\n", fixed="It was in Bergen, which is far.\n"),
        Bad("Le point ci-dessus⟦,⟧mais aussi un autre.\n", fixed="Le point ci-dessus, mais aussi un autre.\n"),
        Bad("It is so. So it is. " * 9 + "It is here. ⟦the⟧ list of it. " * 4 + "\n", nests=False),
        Bad("Is it really⟦?.⟧\n", fixed="Is it really?\n", message="a mark too many"),
        Bad('They say "it is so⟦.".⟧ And we go.\n', fixed='They say "it is so." And we go.\n'),
        Bad("It is the end⟦..⟧ And we go.\n", fixed="It is the end. And we go.\n"),
        Bad("It is⟦ ,⟧ as we know, the end⟦ .⟧\n", fixed="It is, as we know, the end.\n"),
        Bad(
            "What is it⟦ ?⟧\n\nWhat is that for you and the others⟦ ?⟧\n",
            fixed="What is it?\n\nWhat is that for you and the others?\n",
            nests=False,
        ),
        Bad(
            "Les listes ne sont pas dans la maison.\n\nLes listes sont pour vous et nous.\n\n"
            "Voici !\n\nWhat is that for you and the others⟦ ?⟧ It is for you, as we know it.\n\n"
            "It is not as long as this is for you.\n",
            "in two languages",
            nests=False,
        ),
        Bad("This is what we have to see for you⟦ :⟧\n", fixed="This is what we have to see for you:\n"),
        Bad("What is that for you and the others⟦ ?⟧\n", fixed="What is that for you and the others?\n"),
        Bad("It is here. ⟦the⟧ list is long. And it is.\n", fixed="It is here. The list is long. And it is.\n"),
        Bad(
            "It is here.\n\n⟦you⟧ know that it is. And so it is.\n",
            fixed="It is here.\n\nYou know that it is. And so it is.\n",
            nests=False,
        ),
        Bad('They don⟦"⟧t know the end of it.\n', fixed="They don’t know the end of it.\n"),
        Bad("Les uns (et nous) (et vous) (et eux) (⟦( ⟧deux mots).\n".replace("(⟦(", "⟦("), nests=False),
        Bad(
            "One (and two) (and three) (and four) (five of them⟦ )⟧.\n",
            fixed="One (and two) (and three) (and four) (five of them).\n",
        ),
        Bad("Où va⟦-t'⟧il, qu'y a⟦ t’⟧il.\n", fixed="Où va-t-il, qu'y a-t-il.\n"),
        Bad(
            "We see it. And so it is.\n\n## A list\n\n⟦the⟧ list of it all is long. And so it is, we see.\n",
            nests=False,
        ),
        Bad("- One\n- Two\n- ⟦the⟧ third of them.\n- Four\n\nSo it is. It is so. So it is.\n", nests=False),
        Bad("We are⟦ ..⟧ well, here⟦ ..⟧\n", fixed="We are... well, here...\n", message="no ellipsis"),
        Bad("It is here, ⟦e.g⟧ this one (⟦i.e⟧ that).\n", fixed="It is here, e.g. this one (i.e. that).\n"),
        Bad(
            "It wouldn⟦''⟧t be ⟦''⟧the list⟦''⟧ of it.\n",
            fixed='It wouldn\'t be "the list" of it.\n',
            message="two apostrophes",
        ),
        Bad("I don⟦' ⟧t know, it⟦’ ⟧s so, I⟦' ⟧m here.\n", fixed="I don't know, it’s so, I'm here.\n"),
        Bad(
            "It is Mary, Lambda⟦,⟧Gamma and others⟦,⟧etc. here.\n",
            fixed="It is Mary, Lambda, Gamma and others, etc. here.\n",
        ),
        Bad(
            "What ⟦i⟧ have is what you and I know, as I said, and I mean it. So ⟦i'm⟧ here.\n",
            fixed="What I have is what you and I know, as I said, and I mean it. So I'm here.\n",
            message="“I”",
            nests=False,
        ),
        Bad(
            "We see it. And so it is.\n\n```\na\n```\n\n⟦the⟧ list of it all is long. And so it is, we see.\n",
            nests=False,
        ),
        Bad(
            "It is so (as we see), and the list⟦(⟧which is here) is long.\n",
            fixed="It is so (as we see), and the list (which is here) is long.\n",
        ),
        Bad("He said: “So is the list⟦.”.⟧ It is long.\n", fixed="He said: “So is the list.” It is long.\n"),
        Bad("It is **the end**⟦.⟧The next one.\n", fixed="It is **the end**. The next one.\n"),
        Bad("The list is long, `make`.\n\n⟦the⟧ list of it all is long, as we see. So it is.\n", nests=False),
        Bad(
            "It is $a,b$ of the list, and the end⟦.⟧The next one is here.\n",
            fixed="It is $a,b$ of the list, and the end. The next one is here.\n",
        ),
        Bad("It is so. And so it is.\n\n⟦the⟧ list of the day is longer.\n", nests=False),
        Bad("It is so. And so it is.\n\n⟦then⟧, we have the list of the day.\n", nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        suspicious = [(passage, text) for passage, text in passages_with_slips(doc) if passage.kind in _KINDS]
        found = [(passage, slip) for passage, text in suspicious for slip in slips(text)]
        if sum(slip.message.startswith("“..”") for _, slip in found) >= _OTHERS:
            # Who writes two full stops again and again means an ellipsis.
            found = [one for one in found if not one[1].message.startswith("“..”")]
        glued = [(passage, slip) for passage, text in suspicious for slip in glued_parentheses(text)]
        # Who writes most of them so means it.
        if glued and doc.running_text.count(" (") >= len(glued):
            found += glued
        spaced = [(passage, slip) for passage, text in suspicious for slip in spaced_marks(text)]
        if spaced and (language := language_of(doc)) in _SPACED and is_evident(doc, language):
            found += _in_language(doc, spaced, language)
        padded = [(passage, slip) for passage, text in suspicious for slip in padded_parentheses(text)]
        if padded and doc.running_text.count("(") > _OTHERS * len(padded):
            found += padded
        small = [
            (passage, slip)
            for passage, text in suspicious
            for slip in small_letters(text, lambda words: any(are_words(words, one) for one in _languages(doc)))
        ]
        # A name that stands as code, or alone in brackets, is written so.
        small = [one for one in small if not _is_name(doc, one[0].text[one[1].start : one[1].end])]
        if len(small) > _MOST:
            # What an article does so often is its way of naming things: "the screen. option The type of it".
            small = []
        small += small_beginnings(doc)
        if small and sum(sentence_starts(passage.text) for passage in doc.passages) > 3 * len(small) - 3:
            found += small
        found += small_pronouns(doc)
        for passage, slip in found:
            span = passage.span(slip.start, slip.end)
            plain = passage.is_written(slip.start, slip.end)
            if (not plain and slip.better in ",.?!)") or in_cited_title(doc, span.start):
                # The space belongs to a link or an emphasis: other rules say so; a title of somebody else is theirs.
                continue
            edit = Edit(span, slip.better)
            changes = [Change.MARKUP, Change.TEXT, Change.FRONT_MATTER, Change.BLOCKS, Change.LINKS]
            fix = Fix.unsafe(edit, title=f"Write “{slip.better}”", changes=changes) if plain else None
            yield self.at(doc, span, slip.message, fix=fix)


def _in_language(doc: Document, found: list[tuple[Passage, Slip]], language: str) -> Iterator[tuple[Passage, Slip]]:
    """What stands in texts of a language; where others are in another one, of a short text that is not known."""
    texts = (passage.text for passage in doc.passages)
    mixed = sum(is_foreign(text, language) for text in texts) > 1
    for passage, slip in found:
        if not is_foreign(passage.text, language) and not (mixed and is_unclear(passage.text, language)):
            yield passage, slip


def _is_name(doc: Document, word: str) -> bool:
    return any(f"{before}{word}{after}" in doc.text for before, after in ("``", "[]"))


def _languages(doc: Document) -> list[str]:
    language = language_of(doc)
    return [language] if language else possible_languages(doc)
