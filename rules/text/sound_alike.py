"""A word for another one that sounds like it, in English.

“Of it's kind”, “your are”, “their is”, “it has lead to”, “to loose the list”, “Lets see”, “there where some”, “extreme
high”: where the words beside leave no doubt which is meant. What is quoted is left alone.

## Fix safety
Unsafe: another word of the sentence may be the one that is wrong.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity
from postlint.helpers.english_frames import english_frames
from postlint.helpers.word_frames import slip_findings

_EN = "The list of the day is for you and me, and it is not as long as it was."


class SoundAlike(Rule):
    severity = Severity.WARNING
    cited = False

    good = [
        Good(f"{_EN} In it's not a list; what I deal with it's hard; because of it's being so, its own list.\n"),
        Good(
            f"{_EN} In your list, there is their list. It has lead time, and they lead to it. It lets users see it.\n"
        ),
        Good(
            f"{_EN} It shows you where the list is; to loose ends; it, with it, lets work go on; our advice is good.\n"
        ),
        Good(f"{_EN} On the is of it, the in you have, and your on the list.\n"),
        Good(
            f"{_EN} If your running app is here, at its best, of its getting late, its very nature, take its time to.\n"
        ),
        Good(f"{_EN} We tell you where using it helps, in order the next day.\n"),
        Good(f"{_EN} As was their wont to be, the cant of it; one year's experience, 1 year's notice.\n"),
        Good(
            f"{_EN} Early on of the two; some of you readers; when you service it; to effect the change; a preform.\n"
        ),
        Good(
            f"{_EN} In its own way, as its only list; the form the list has; they form the list; to suite, the list.\n"
        ),
        Good(f"{_EN} The had and had-nots; what are you here for; to you time is all; must like it; the dependant.\n"),
        Good(f"{_EN} The whats and the hows of it.\n"),
        Good(f"{_EN} He said “your are here”, and `your are`.\n", "quoted"),
    ]
    bad = [
        Bad(
            f"{_EN} It is one ⟦over it's palette⟧.\n",
            fixed=f"{_EN} It is one over its palette.\n",
            message="“over its palette”",
        ),
        Bad(f"{_EN} ⟦It’s advantages⟧ are this.\n", fixed=f"{_EN} Its advantages are this.\n"),
        Bad(f"{_EN} If ⟦your are⟧ here.\n", fixed=f"{_EN} If you are here.\n"),
        Bad(f"{_EN} ⟦Their is⟧ a list, ⟦their are⟧ some.\n", message="“There is”"),
        Bad(f"{_EN} ⟦The are a⟧ list of it; ⟦the is no⟧ list; see ⟦the you have⟧ it.\n", message="“They are a”"),
        Bad(f"{_EN} It is so, and ⟦the have a⟧ list.\n", fixed=f"{_EN} It is so, and they have a list.\n"),
        Bad(f"{_EN} Tell me ⟦if your in the⟧ list.\n", fixed=f"{_EN} Tell me if you're in the list.\n"),
        Bad(
            f"{_EN} So ⟦your able to⟧ see what ⟦your interested in⟧, ⟦your familiar with⟧, ⟦your looking at⟧.\n",
            fixed=f"{_EN} So you're able to see what you're interested in, you're familiar with, you're looking at.\n",
        ),
        Bad(f"{_EN} Tell me ⟦if your writing the⟧ list.\n", fixed=f"{_EN} Tell me if you're writing the list.\n"),
        Bad(
            f"{_EN} ⟦Its on the⟧ list, ⟦its likely that⟧ it is, ⟦its getting late⟧, ⟦its very easy⟧ to see.\n",
            fixed=f"{_EN} It's on the list, it's likely that it is, it's getting late, it's very easy to see.\n",
        ),
        Bad(f"{_EN} So ⟦its time for⟧ us.\n", fixed=f"{_EN} So it's time for us.\n"),
        Bad(f"{_EN} See ⟦what you where thinking⟧; ⟦we where given⟧ it.\n", message="“what you were thinking”"),
        Bad(f"{_EN} It is here ⟦in order the ensure⟧ it.\n", fixed=f"{_EN} It is here in order to ensure it.\n"),
        Bad(f"{_EN} It ⟦wont be⟧ here, we ⟦cant see⟧ it.\n", fixed=f"{_EN} It won't be here, we can't see it.\n"),
        Bad(
            f"{_EN} It is two ⟦weeks worth of⟧ lists, ⟦20 year's experience⟧.\n",
            fixed=f"{_EN} It is two weeks' worth of lists, 20 years' experience.\n",
        ),
        Bad(f"{_EN} They have ⟦there own⟧ list.\n", fixed=f"{_EN} They have their own list.\n"),
        Bad(
            f"{_EN} It ⟦has lead them⟧ it, it ⟦is lead by⟧ us.\n", fixed=f"{_EN} It has led them it, it is led by us.\n"
        ),
        Bad(f"{_EN} We ⟦don't loose the⟧ list.\n", fixed=f"{_EN} We don't lose the list.\n"),
        Bad(
            f"{_EN} ⟦Lets discuss⟧ it. Now ⟦lets look⟧ at it.\n",
            fixed=f"{_EN} Let's discuss it. Now let's look at it.\n",
        ),
        Bad(
            f"{_EN} ⟦There where two⟧, as ⟦we where able⟧ to see.\n",
            fixed=f"{_EN} There were two, as we were able to see.\n",
        ),
        Bad(
            f"{_EN} I ⟦strongly advice⟧ it, ⟦good advises⟧ are here.\n",
            fixed=f"{_EN} I strongly advise it, good advice are here.\n",
        ),
        Bad(f"{_EN} It is ⟦incredible simple⟧.\n", fixed=f"{_EN} It is incredibly simple.\n"),
        Bad(f"{_EN} We see what ⟦the could⟧ do; ⟦the have created⟧ it; ⟦the are⟧ here.\n", message="“they could”"),
        Bad(f"{_EN} It is ⟦on of the⟧ lists.\n", fixed=f"{_EN} It is one of the lists.\n"),
        Bad(f"{_EN} Add it ⟦to you personal⟧ list.\n", fixed=f"{_EN} Add it to your personal list.\n"),
        Bad(f"{_EN} Add it ⟦to you account⟧, and see it ⟦on you own⟧.\n", message="“to your account”"),
        Bad(
            f"{_EN} See it ⟦when you service doesn't⟧ work. ⟦What are you next⟧ steps?\n",
            fixed=f"{_EN} See it when your service doesn't work. What are your next steps?\n",
        ),
        Bad(
            f"{_EN} It ⟦will effect my⟧ list, without ⟦any affect on⟧ it. ⟦Suite your⟧ taste.\n",
            fixed=f"{_EN} It will affect my list, without any effect on it. Suit your taste.\n",
        ),
        Bad(f"{_EN} We wait ⟦until its over⟧.\n", fixed=f"{_EN} We wait until it's over.\n"),
        Bad(
            f"{_EN} We ⟦go though the⟧ list, taken ⟦form the⟧ day; it is ⟦must faster⟧.\n",
            fixed=f"{_EN} We go through the list, taken from the day; it is much faster.\n",
        ),
        Bad(
            f"{_EN} It is ⟦dependant on⟧ the day, ⟦irregardless⟧ of it. To ⟦preform⟧ it.\n",
            fixed=f"{_EN} It is dependent on the day, regardless of it. To perform it.\n",
        ),
        Bad(
            f"{_EN} We keep ⟦loosing⟧ it, see ⟦whats new⟧.\n".replace("whats new⟧", "whats⟧ new"),
            fixed=f"{_EN} We keep losing it, see what's new.\n",
        ),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        yield from slip_findings(self, doc, "en", english_frames)
