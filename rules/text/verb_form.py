"""A form of a verb that may not stand where it does, in English.

“It can helps”, “did not worked”, “have went”, “be send”, “without have a”, “avoid to use”, “let you to see”: behind a
modal verb, “do”, “have”, “be”, a preposition and some verbs only one form is right; “to setup a list” is a noun where a
verb of two words is meant. Only frequent verbs are known, and only places where no other reading is left; what is
quoted is left alone.

## Fix safety
Unsafe: another form than the one that is written may be meant.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity
from postlint.helpers.english_frames import english_frames
from postlint.helpers.word_frames import slip_findings

_EN = "The list of the day is for you and me, and it is not as long as it was."


class VerbForm(Rule):
    severity = Severity.WARNING
    cited = False

    good = [
        Good(f"{_EN} The can openers; how Will writes; what didn't was the list; as it would posts.\n"),
        Good(f"{_EN} I look forward to work days of it.\n"),
        Good(f"{_EN} The page you link to contains it; what I have is; the features we have include it.\n"),
        Good(f"{_EN} It is 8 AM commute; what it does is create it; we have come; the options to be in control.\n"),
        Good(f"{_EN} I kind of assume that, sort of create the list; it is more than it is worth to change.\n"),
        Good(f"{_EN} They go without to ensure it. It made it to the list. They wait until it is broke.\n"),
        Good(f"{_EN} Why is that? What is the reason, if is is no word.\n"),
        Good(f"{_EN} He said “it can helps”, and `it can helps`.\n", "quoted"),
        Good(f"{_EN} If you have execute permissions, and we have select in it.\n", "names of commands"),
        Good(f"{_EN} You go to checkout. The page to login is there, a backup we have, due to setup.\n", "nouns"),
        Good(f"{_EN} Tell us how can backup files help, and when you login things go on; please follow-up calls.\n"),
        Good(f"{_EN} Is it not a list? This is what is here; all I have using it; are there two lists?\n"),
        Good(f"{_EN} We make them to last; it is to be multiply confirmed.\n"),
        Good(f"{_EN} This is a must to read. How bad could disabling the list be?\n"),
        Good(f"{_EN} It is a form of get that can merge them.\n", "the name of a command"),
        Good(f"{_EN} What it is has changed; the last end up here; it is to recommend to us; let it have been.\n"),
        Good(f"{_EN} The setup the list has; a way to setup time; it may be backup files.\n"),
        Good(f"{_EN} We made them to last, and you know how happy it makes me to hear of it.\n"),
    ]
    bad = [
        Bad(f"{_EN}\n\n> [!NOTE]\n>\n> We ⟦can setup⟧ it.\n", severity=Severity.WARNING, nests=False),
        Bad(f"{_EN} It went on ⟦because was⟧ late.\n", severity=Severity.INFO),
        Bad(
            f"{_EN} It ⟦can be also contain⟧ us.\n", fixed=None, message="“can be also contained” or “can also contain”"
        ),
        Bad(f"{_EN} We did it ⟦without see a⟧ list.\n", severity=Severity.INFO),
        Bad(f"{_EN} It can ⟦make you to see⟧ it.\n", severity=Severity.INFO),
        Bad(f"{_EN} It ⟦can contains⟧ us.\n", severity=Severity.WARNING),
        Bad(f"{_EN} It ⟦lets users to think⟧ of it.\n", fixed=f"{_EN} It lets users think of it.\n"),
        Bad(f"{_EN} It ⟦makes me to think⟧ of it.\n", fixed=f"{_EN} It makes me think of it.\n"),
        Bad(f"{_EN} It ⟦can contains⟧ us.\n", fixed=f"{_EN} It can contain us.\n", message="“can contain”"),
        Bad(f"{_EN} ⟦I’ll be describe⟧ it.\n", fixed=None, message="“I’ll be described” or “I’ll be describing”"),
        Bad(f"{_EN} ⟦He will takes⟧ it.\n", fixed=f"{_EN} He will take it.\n", why="one defect"),
        Bad(f"{_EN} ⟦It will also works⟧.\n", fixed=f"{_EN} It will also work.\n"),
        Bad(f"{_EN} It ⟦doesn't works⟧, it ⟦does not exists⟧.\n", fixed=f"{_EN} It doesn't work, it does not exist.\n"),
        Bad(f"{_EN} They ⟦don't contains⟧ it, they ⟦did not creates⟧ it.\n", why="behind “do” too"),
        Bad(f"{_EN} It ⟦didn't worked⟧, it ⟦did not went⟧.\n", fixed=f"{_EN} It didn't work, it did not go.\n"),
        Bad(f"{_EN} The team ⟦will became⟧ a list.\n", fixed=f"{_EN} The team will become a list.\n"),
        Bad(f"{_EN} A list ⟦that can adjusted⟧.\n", message="“that can adjust” or “that can be adjusted”"),
        Bad(f"{_EN} We are ⟦able to maintains⟧ it.\n", fixed=f"{_EN} We are able to maintain it.\n"),
        Bad(f"{_EN} They ⟦need to published⟧ it.\n", message="“need to publish” or “need to be published”"),
        Bad(f"{_EN} It ⟦has went⟧; ⟦I’ve wrote⟧ it.\n", fixed=f"{_EN} It has gone; I’ve written it.\n"),
        Bad(
            f"{_EN} ⟦I've configure⟧ it, it ⟦has not receive⟧ it.\n",
            fixed=f"{_EN} I've configured it, it has not received it.\n",
        ),
        Bad(
            f"{_EN} It is long, because ⟦we have implement⟧ it.\n",
            fixed=f"{_EN} It is long, because we have implemented it.\n",
        ),
        Bad(f"{_EN} It has ⟦been install⟧.\n", fixed=f"{_EN} It has been installed.\n"),
        Bad(
            f"{_EN} It ⟦must be exist⟧ in it, and the list ⟦is came⟧ from it.\n",
            fixed=f"{_EN} It must exist in it, and the list came from it.\n",
        ),
        Bad(f"{_EN} The list is ⟦to be appear⟧ here.\n", fixed=f"{_EN} The list is to appear here.\n"),
        Bad(
            f"{_EN} It ⟦can be describe⟧, and has ⟦to be write⟧.\n",
            fixed=f"{_EN} It can be described, and has to be written.\n",
        ),
        Bad(f"{_EN} ⟦We're suppose⟧ to go, ⟦you are implement⟧ it.\n", message="“We're supposed” or “We're supposing”"),
        Bad(
            f"{_EN} It ⟦was wrote⟧ here, it ⟦is generate by⟧ us.\n",
            fixed=f"{_EN} It was written here, it is generated by us.\n",
        ),
        Bad(f"{_EN} It is used ⟦for create a⟧ list.\n", fixed=f"{_EN} It is used for creating a list.\n"),
        Bad(f"{_EN} ⟦Instead of explain this⟧, wait.\n", fixed=f"{_EN} Instead of explaining this, wait.\n"),
        Bad(
            f"{_EN} We ⟦avoid to collapse⟧ it, ⟦worth to mention⟧.\n",
            fixed=f"{_EN} We avoid collapsing it, worth mentioning.\n",
        ),
        Bad(f"{_EN} We should ⟦consider to add⟧ it.\n", fixed=f"{_EN} We should consider adding it.\n"),
        Bad(f"{_EN} ⟦You need install⟧ the list, and someone ⟦who wants serve⟧ the list.\n", why="without “to”"),
        Bad(f"{_EN} It can ⟦help us writing⟧ it, and ⟦can help creating the⟧ list.\n", why="“help find”"),
        Bad(f"{_EN} ⟦This helps filling the⟧ list.\n", fixed=f"{_EN} This helps fill the list.\n"),
        Bad(
            f"{_EN} It ⟦makes you to edit⟧ it, it ⟦makes it fails⟧.\n",
            fixed=f"{_EN} It makes you edit it, it makes it fail.\n",
        ),
        Bad(f"{_EN} It ⟦allows users add⟧ it, or ⟦enables them creating⟧ it.\n", why="“to add”"),
        Bad(
            f"{_EN} It ⟦prevented developers to write⟧ it.\n", fixed=f"{_EN} It prevented developers from writing it.\n"
        ),
        Bad(f"{_EN} I ⟦look forward to deliver⟧ it.\n", fixed=f"{_EN} I look forward to delivering it.\n"),
        Bad(f"{_EN} ⟦They should to write⟧ it.\n", fixed=f"{_EN} They should write it.\n"),
        Bad(f"{_EN} It ⟦does not including⟧ it, it ⟦doesn't adding⟧ it.\n", why="“does not include”"),
        Bad(f"{_EN} It ⟦made possible to⟧ see it.\n", fixed=f"{_EN} It made it possible to see it.\n"),
        Bad(
            f"{_EN} It is here, ⟦because is⟧ late, ⟦if is possible⟧.\n",
            fixed=f"{_EN} It is here, because it is late, if it is possible.\n",
        ),
        Bad(f"{_EN} ⟦We will improving the⟧ list.\n", fixed=f"{_EN} We will improve the list.\n"),
        Bad(f"{_EN}\n\n![A list ⟦can contains⟧ us](a.png)\n", why="the text of a picture"),
        Bad(f"{_EN} You ⟦want to backup⟧ it.\n", message="“want to back up”"),
        Bad(
            f"{_EN} You ⟦can login⟧ with it, you ⟦will also end-up⟧ here.\n",
            fixed=f"{_EN} You can log in with it, you will also end up here.\n",
        ),
        Bad(
            f"{_EN} It is here ⟦to cleanup the⟧ list, and it ⟦didn't setup⟧, ⟦did not shutdown⟧.\n",
            fixed=f"{_EN} It is here to clean up the list, and it didn't set up, did not shut down.\n",
        ),
        Bad(
            f"{_EN} So ⟦you checkout the⟧ list, ⟦please login to⟧ it, ⟦manually setup⟧ a list. ⟦I setup⟧ lists.\n",
            message="“you check out the”",
        ),
        Bad(
            f"{_EN} And ⟦it not a⟧ list, ⟦there three lists⟧ here.\n",
            fixed=f"{_EN} And it is not a list, there are three lists here.\n",
        ),
        Bad(f"{_EN} ⟦I have using⟧ it. ⟦This is post is⟧ late.\n", message="“I have been using”"),
        Bad(f"{_EN} It **⟦can contains⟧** us.\n", fixed=f"{_EN} It **can contain** us.\n"),
        Bad(f"{_EN} With it ⟦we have be⟧ here.\n", message="“we have been” or “we have to be”"),
        Bad(
            f"{_EN} ⟦It is has⟧ been late, the day ⟦is been⟧ here.\n",
            fixed=f"{_EN} It has been late, the day has been here.\n",
        ),
        Bad(f"{_EN} It ⟦is recommend to⟧ see it.\n", fixed=f"{_EN} It is recommended to see it.\n"),
        Bad(f"{_EN} The list ⟦that's brings⟧ it, and ⟦it's uses⟧.\n", message="“that brings”"),
        Bad(f"{_EN} We ⟦end up juggle⟧ it.\n", fixed=f"{_EN} We end up juggling it.\n"),
        Bad(
            f"{_EN} See the ⟦way to setup⟧ it; they ⟦help setup the⟧ list; it can ⟦be setup⟧ for us.\n",
            fixed=f"{_EN} See the way to set up it; they help set up the list; it can be set up for us.\n",
        ),
        Bad(
            f"{_EN} ⟦Checkout the⟧ list, ⟦and backup your⟧ list.\n",
            fixed=f"{_EN} Check out the list, and back up your list.\n",
        ),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        yield from slip_findings(self, doc, "en", english_frames)
