"""A space inside the markers of an emphasis, which keeps it from being one.

In `*that *is` the second asterisk follows a space, so it closes nothing: the reader sees both asterisks and no
emphasis. It is what word processors leave behind when the space after a word was emphasised with it.

## Fix safety
Safe where the two markers can only belong to each other: the space moves outside of the markers, or goes where there
is one outside already, and no other marker changes its meaning. Otherwise unsafe, as where there is a space on the
inner side of two single markers.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Fix, Good, Rule, Severity, quoted
from postlint.helpers.emphasis_pairs import certain, failed_pairs, literal_runs, resolves
from postlint.helpers.marker_pairs import Pair, State
from postlint.helpers.split_markers import split_markers


class StraySpace(Rule):
    severity = Severity.WARNING

    good = [
        Good("Go into the _layouts folder by a click on _layouts there.\n", "a name, twice"),
        Good("This *is* what **we** mean.\n"),
        Good("The area is 2 * 3 * 4, or 2 ** 3 ** 4.\n", "multiplication"),
        Good("* Name *x* of the item\n* Another *one*\n", "bullets"),
        Good("Ignore *.yml files and accept *.yaml files.\n", "globs"),
        Good("Two *spans* *side* by side, __and__ __two__ more.\n"),
        Good("A snake_case name_ and _another one.\n", "identifiers"),
        Good("Write `*that *is` in code.\n"),
        Good("| _COPY / _SWAP | 1 |\n|---|---|\n\nIt is _one + _two of it.\n", "names that begin with it", nests=False),
        Good("*Prices without tax\n*Subject to change\n", "footnote marks at the starts of lines", nests=False),
        Good("{/* a comment of MDX */}\n"),
        Good(
            "Call f(char *name, int *size, x *a, long *b), set _config and _filter, and compare *one and *other.\n",
            "names in code",
        ),
        Good("The lists * * are a * * b and c * * d, or x = a * *p * *q of it.\n", nests=False),
        Good("若打印 *p 时其值为 a，因为被转为int * 类型。\n", "a pointer"),
        Good("使用*进行定义，例如：var p *int，现在p是一个指针。\n", "a pointer"),
        Good("Here *one let size *Node is.\n", "a pointer"),
        Good("Here *one of x *Node is.\n", "a pointer"),
        Good("Here *the value *string is.\n", "a pointer"),
        Good("The price of Intel* Core and of AMD* ones, and of class_ Foo_ too.\n"),
        Good("The size is 2 * n of it, then 2*(n - 1).\n\nA ___ of the ___ is a blank.\n", nests=False),
        Good("So $ x_{0} + y_ {1} = z_{2} $ it is.\n", "a formula"),
        Good("The class_ foo_ and in_ any_ case, width * a long height * depth.\n\nThe Intel* and the AMD* ones.\n"),
        Good("Not in bold: \\** this one \\**, and \\__ that one \\__.\n", "shown on purpose"),
        Good("It is S⇒* w and more of V* then, and b =* c d* too.\n", "a relation"),
        Good("$$\nKL(y || z) = y_\\text{a} _b _c\n$$\n", "a formula"),
        Good("It is * one two three four five six* of it.\n", "of many words, it may multiply"),
        Good("It is 3 * one two* of it, and (a) * one two* of it.\n", "multiplication"),
        Good("It is *one two three four five six *\nof it.\n", "too long for a slip at the end of a line"),
        Good("It is ___ one two___ of it.\n", "a blank to fill in"),
        Good("\\** this one \\** is shown on purpose.\n"),
        Good("It is **" + "very " * 31 + "**so.\n", "too far apart"),
        Good("It is *" + "very " * 9 + "*so.\n", "too far apart"),
        Good("Press * * " + "very " * 30 + "so**, it is.\n", "too far apart", nests=False),
        Good("**five* ** **x\n", "what belongs together is not known"),
        Good("It is (a)* one* of it.\n", "multiplication"),
        Good("It is *./a b *of it.\n", "code"),
        Good("It is *one- *of it.\n", "code"),
        Good("So '.echo *** IT IS ***; g' shows it.\n", "a line of a program"),
        Good("See __ init__.py of it.\n", "a name"),
        Good("To keep**,** send**,** and change. Unlike that**,** it is.\n", "bold commas"),
        Good("It is *-one *of it.\n", "code"),
        Good("It is __one (two) __of it.\n", "names in code"),
        Good("It is *one two three four five six *  of it.\n", "too long for a slip before more space"),
        Good("It is 2** one** of it.\n", "a power"),
        Good("It is a/** one** of it.\n", "a comment of code"),
    ]
    bad = [
        Bad("See ⟦**it **⟧-\N{NO-BREAK SPACE}first.\n", fixed="See **it** -\N{NO-BREAK SPACE}first.\n"),
        Bad(
            "See it.⟦** It is so!**⟧ It!⟦** It is.**⟧ Now (it)⟦** is that**⟧ for “it”⟦** so**⟧.\n",
            fixed="See it. **It is so!** It! **It is.** Now (it) **is that** for “it” **so**.\n",
        ),
        Bad("See (⟦** it**⟧) of it.\n", fixed="See (**it**) of it.\n"),
        Bad("See ⟦**it **⟧& that, ⟦**it **⟧/ that.\n", fixed="See **it** & that, **it** / that.\n"),
        Bad(
            "And perhaps ⟦*that *⟧is what we need.\n",
            fixed="And perhaps *that* is what we need.\n",
            message="remove the space before the closing *",
        ),
        Bad(
            "And perhaps ⟦*that *⟧is what we need.\n",
            fixed="And perhaps *that* is what we need.\n",
            why="no template shows what lies in the folder of another article",
            path="content/a/b.md",
            severity=Severity.INFO,
            site={"hugo.toml": "", "content/a/index.md": "", "layouts/all.html": '{{ .Resources.ByType "image" }}'},
        ),
        Bad(
            "And perhaps ⟦*that *⟧is what we need.\n",
            fixed="And perhaps *that* is what we need.\n",
            path="content/a/b.md",
            severity=Severity.WARNING,
            site={
                "hugo.toml": "",
                "content/a/index.md": '{{< piece "b.md" >}}',
                "layouts/_shortcodes/piece.html": "{{ with .Page.Resources.Get (.Get 0) }}{{ .Content }}{{ end }}",
            },
        ),
        Bad('It was ⟦_ "the best"_⟧ of all.\n', fixed='It was _"the best"_ of all.\n'),
        Bad("The account uses⟦_ Views (old)_⟧ to sort.\n", fixed="The account uses _Views (old)_ to sort.\n"),
        Bad(
            "I read ⟦_A Gardener's Long Guide to Growing Vegetables in Small Yards and Pots _⟧by two people.\n",
            fixed="I read _A Gardener's Long Guide to Growing Vegetables in Small Yards and Pots_ by two people.\n",
        ),
        Bad("For example,⟦* General Office (GO)*⟧ counts.\n", fixed="For example, *General Office (GO)* counts.\n"),
        Bad("I use ⟦*JavaScript *⟧daily.\n", fixed="I use *JavaScript* daily.\n"),
        Bad("Press ⟦* * One**⟧, then ⟦* * Two**⟧.\n", fixed=None, message="“* *”", nests=False),
        Bad("It is the ⟦* *model* *⟧ for it, so ⟦** do not * *⟧ write it.\n", fixed=None),
        Bad("It is ⟦* what we need*⟧, or not.\n", fixed="It is *what we need*, or not.\n", nests=False),
        Bad("A name:⟦** the **⟧one.\n", fixed="A name: **the** one.\n"),
        Bad(
            "**One** and ⟦**two **⟧: three **four**.\n",
            "one marker is taken by another",
            fixed="**One** and **two**: three **four**.\n",
        ),
        Bad("See the ⟦*long way *⟧of it.\n", fixed="See the *long way* of it.\n"),
        Bad("Perhaps ⟦*plan I *⟧holds, and ⟦*not a *⟧plan.\n", fixed="Perhaps *plan I* holds, and *not a* plan.\n"),
        Bad("See ⟦*the let *⟧outcome.\n", fixed="See *the let* outcome.\n"),
        Bad("See ⟦*the value *⟧strings have.\n", fixed="See *the value* strings have.\n"),
        Bad("Are ⟦*you *⟧the product?\n", fixed="Are *you* the product?\n"),
        Bad("⟦**Note: **⟧text.\n", fixed="**Note:** text.\n"),
        Bad("⟦**The list\u200a—\u200a**⟧What is it?\n", "thin spaces", fixed="**The list\u200a—**\u200aWhat is it?\n"),
        Bad("⟦**One **⟧-> two\n", fixed="**One** -> two\n"),
        Bad("A **⟦_two _⟧**more.\n", fixed="A **_two_** more.\n"),
        Bad("⟦**Note: **⟧ text.\n", "there is a space outside already", fixed="**Note:** text.\n"),
        Bad("1. ⟦** Connect it**⟧\n", fixed="1. **Connect it**\n", nests=False),
        Bad("- ⟦**Weekly **⟧- as before\n", fixed="- **Weekly** - as before\n"),
        Bad("This is the⟦* long way*⟧ of it.\n", fixed="This is the *long way* of it.\n"),
        Bad("It was ⟦* not *⟧ that, and the ⟦_ old _⟧ way.\n", fixed="It was *not* that, and the _old_ way.\n"),
        Bad(
            "[It](/a/): ⟦* This is where all of it is to be found.*⟧\n",
            fixed="[It](/a/): *This is where all of it is to be found.*\n",
        ),
        Bad(
            "⟦*It is `new` of v1.0 and HTTP1.1 will come. *⟧\n", fixed="*It is `new` of v1.0 and HTTP1.1 will come.*\n"
        ),
        Bad("在⟦** Hugo**⟧中\n", fixed="在 **Hugo**中\n"),
        Bad("Such as *one*, ⟦*two, *and* three *⟧to see.\n", "which of them belong together is not known"),
        Bad("This is ⟦_the metric _⟧.\n", fixed="This is _the metric_.\n"),
        Bad("Into _one, it is in ⟦_those two _⟧of it, _for it.\n", safe=False),
        Bad(
            "Into the _one, _they are in those ⟦_two. _⟧For it.\n",
            "not “they are in those”",
            fixed="Into the _one, _they are in those _two._ For it.\n",
        ),
        Bad("Never ⟦*** ever ***⟧ do that.\n", fixed="Never ***ever*** do that.\n"),
        Bad("⟦**One: **⟧a and ⟦**two: **⟧b.\n", fixed="**One:** a and **two:** b.\n"),
        Bad("A [link with ⟦*some *⟧words](/x/) in it.\n", fixed="A [link with *some* words](/x/) in it.\n"),
        Bad("| a |\n|---|\n| ⟦**bold **⟧c |\n", fixed="| a |\n|---|\n| **bold** c |\n"),
        Bad("It is ⟦* one two three four five*⟧ of it.\n", fixed="It is *one two three four five* of it.\n"),
        Bad("It is ⟦*one two three four five *⟧\nof it.\n", fixed="It is *one two three four five*\nof it.\n"),
        Bad("Note: ⟦*one two\nthree *⟧\n", "all that follows a colon", fixed="Note: *one two\nthree*\n"),
        Bad("It is ⟦__ one two__⟧ of it.\n", fixed="It is __one two__ of it.\n"),
        Bad("It is ⟦**" + "very " * 30 + "**⟧so.\n"),
        Bad("It is ⟦*" + "very " * 8 + "*⟧so.\n"),
        Bad(
            "Here⟦** one **⟧two three**five**four\n",
            "the second marker is taken",
            fixed="Here **one** two three**five**four\n",
        ),
        Bad("Press ⟦* * " + "very " * 29 + "so**⟧, it is.\n", fixed=None),
        Bad("It is (a)⟦*one *⟧of it.\n", fixed="It is (a)*one* of it.\n"),
        Bad("Such as *one*, ⟦*two, *and* three *⟧to see.\n", fixed="Such as *one*, *two, *and* three *to see.\n"),
        Bad("It is ⟦_one *two _⟧of it* here.\n", "it crosses another one", fixed="It is _one *two _of it* here.\n"),
        Bad("It is ⟦_one (two) _⟧of it.\n", fixed="It is _one (two)_ of it.\n"),
        Bad("An _x, here⟦** one **⟧two three**five**four\n", fixed="An _x, here **one** two three**five**four\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for block in doc.marked_prose:
            for stretch in split_markers(block.prose, literal_runs(block.prose)):
                message = "“* *” is no marker of bold text: without the space between them the asterisks are one"
                yield self.at(doc, block.prose.span(stretch.start, stretch.end), message)
            for pair in failed_pairs(block.prose):
                if State.SPACE in (pair.opening, pair.closing):
                    span = block.prose.span(pair.opener.start, pair.closer.start + pair.closer.length)
                    yield self.at(doc, span, _message(pair), fix=_fix(pair))


def _message(pair: Pair) -> str:
    where = f"after the opening {pair.markers}" if pair.opening is State.SPACE else f"before the closing {pair.markers}"
    return f"{quoted(pair.content)} is not emphasised and its markers show: remove the space {where}"


def _fix(pair: Pair) -> Fix | None:
    if pair.encloses_others or not resolves(pair):
        return None
    apart = pair.opening is pair.closing is State.SPACE and pair.opener.length == 1
    safe = State.FLANKED not in (pair.opening, pair.closing) and not apart and certain(pair)
    make = Fix.safe if safe else Fix.unsafe
    return make(*pair.edits(), title="Move the space out of the emphasis", changes=[Change.MARKUP])
