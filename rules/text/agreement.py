"""One where several are meant, or several where one is, in English.

“These feature”, “many problem”, “one of the reason”, “a options”, “they does”, “it allow”, “people was”,
“feedbacks”: a noun or a verb that does not go together with the word beside it. Only frequent nouns and verbs are
known, and only places where no other reading is left; what is quoted is left alone. A subject with its verb is advice:
“Windows has” may be a name.

## Fix safety
Unsafe: the other word of the two may be the one that is wrong.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity
from postlint.helpers.english_frames import english_frames
from postlint.helpers.word_frames import slip_findings

_EN = "The list of the day is for you and me, and it is not as long as it was."


class Agreement(Rule):
    severity = Severity.WARNING
    cited = False

    good = [
        Good(f"{_EN} There is a lot of insight, and lots of interaction.\n"),
        Good(f"{_EN} These team members; those status, standup, and planning meetings; three day in-person lists.\n"),
        Good(
            f"{_EN} When any of these change, both point to it; one of the crowd will see; the number two player is.\n"
        ),
        Good(
            f"{_EN} Each answers the list; a systems engineer; Series A companies are; a few options; a ways to go.\n"
        ),
        Good(f"{_EN} Having people is good. One of the authors who has it. Any of you has it. Person I has it.\n"),
        Good(
            f"{_EN} Can it have it? It need not be. Let it become a list. This include file; the page that users use.\n"
        ),
        Good(f"{_EN} If someone were there. Let everyone know. There is no more. A little information is enough.\n"),
        Good(
            f"{_EN} A software as a service; a feedback loop; so much people-like; all day; all the library can do.\n"
        ),
        Good(f"{_EN} The only other option is this; whatever other editor; my other goal; all the team is there.\n"),
        Good(f"{_EN} The amount of resources that a group has. They both talk to it.\n"),
        Good(f"{_EN} The agent Two controller is late.\n", "a name"),
        Good(f"{_EN} Now they're both kind of late, and both line of business data and lists.\n"),
        Good(f"{_EN} How many stories does it have; so many options is a lot; one of our other questions was this.\n"),
        Good(f"{_EN} Adding one of the tests has it.\n"),
        Good(f"{_EN} It is for other line of business specific lists, and other area of law-based ones.\n"),
        Good(f"{_EN} It takes a lot of battery, beyond all possibility. The driver install was here.\n"),
        Good(
            f"{_EN} Option a the others have, a few, the your-list, the “this” of it. Here are the code and a list.\n"
        ),
        Good(f"{_EN} These issue us a list, both list and item, a list of process is so.\n"),
        Good(f"{_EN} It took a several hour outage, a several months long one, and the this of it.\n"),
        Good(f"{_EN} The amount of hours is large, and the amount of data.\n", "a measure"),
        Good(f"{_EN} If the list were so; the author and the page are here; all this shows can be so.\n"),
        Good(f"{_EN} A multiple choice list, a few days course.\n"),
        Good(
            f"{_EN} This lead to it was one of many; this make and model. Let the user have it.\n".replace(
                "This lead to it was", "The lead of this was"
            )
        ),
        Good(f"{_EN} It is on your your list, and the the one.\n", "a word that stands twice"),
        Good(f"{_EN} He said “they does it”, and `these feature` is code.\n", "quoted"),
        Good(
            f"{_EN} Like these is the list; some criteria; 20% less components; one or less components; both of each.\n"
        ),
        Good(f"{_EN} We were there all evening.\n"),
    ]
    bad = [
        Bad(f"{_EN} We have ⟦all option⟧.\n", severity=Severity.INFO),
        Bad(f"{_EN}\n\n⟦The option provide⟧ a list.\n", severity=Severity.INFO, nests=False),
        Bad(f"{_EN} It is so because ⟦the option provide⟧ a list.\n", severity=Severity.INFO),
        Bad(f"{_EN}\n\n⟦Teachers has⟧ a list.\n", why="it may be a name", severity=Severity.INFO, nests=False),
        Bad(f"{_EN} They gave us ⟦three option⟧.\n", severity=Severity.WARNING),
        Bad(f"{_EN} A large ⟦amount of people⟧ came.\n", severity=Severity.INFO),
        Bad(f"{_EN} They read ⟦each other messages⟧.\n", fixed=f"{_EN} They read each other's messages.\n"),
        Bad(
            f"{_EN} ⟦These feature⟧ are here.\n", fixed=f"{_EN} These features are here.\n", message="“These features”"
        ),
        Bad(f"{_EN} ⟦Those question⟧ are here.\n", fixed=f"{_EN} Those questions are here.\n"),
        Bad(
            f"{_EN} There are ⟦many nice feature⟧ in it, and ⟦two kind⟧ of it, ⟦several tool⟧ for it.\n",
            why="behind numbers",
        ),
        Bad(f"{_EN} We see ⟦a this⟧ list, and ⟦the my⟧ list.\n", message="“this”", why="two articles"),
        Bad(f"{_EN} ⟦This articles contain⟧ it.\n", fixed=f"{_EN} These articles contain it.\n"),
        Bad(f"{_EN} It is ⟦the in the⟧ list.\n", message="“in the”"),
        Bad(f"{_EN} It is in ⟦two item⟧ today or so, a ⟦list of item⟧.\n", message="“two items”"),
        Bad(f"{_EN} Some ⟦of these list⟧ are here.\n", fixed=f"{_EN} Some of these lists are here.\n"),
        Bad(f"{_EN} We see ⟦a several⟧ lists.\n", fixed=f"{_EN} We see several lists.\n"),
        Bad(f"{_EN} ⟦Here are the example⟧.\n", fixed=f"{_EN} Here are the examples.\n"),
        Bad(
            f"{_EN} A ⟦few version⟧ of it, a ⟦couple of problem⟧.\n",
            fixed=f"{_EN} A few versions of it, a couple of problems.\n",
        ),
        Bad(
            f"{_EN} Send it to ⟦all user⟧ of it, ⟦all the feature⟧ of it.\n",
            fixed=f"{_EN} Send it to all users of it, all the features of it.\n",
        ),
        Bad(f"{_EN} It has ⟦other area⟧ of law for it.\n", fixed=f"{_EN} It has other areas of law for it.\n"),
        Bad(
            f"{_EN} So in ⟦other situation⟧ it is, ⟦in different situation⟧.\n",
            fixed=f"{_EN} So in other situations it is, in different situations.\n",
        ),
        Bad(
            f"{_EN} The ⟦number of solution⟧ is here, ⟦lots of problem⟧.\n",
            fixed=f"{_EN} The number of solutions is here, lots of problems.\n",
        ),
        Bad(
            f"{_EN} ⟦One of the most annoying habit⟧ is it.\n",
            fixed=f"{_EN} One of the most annoying habits is it.\n",
        ),
        Bad(
            f"{_EN} It is ⟦a good ideas⟧ for ⟦every objects⟧ in it.\n",
            fixed=f"{_EN} It is a good idea for every object in it.\n",
        ),
        Bad(f"{_EN} It is ⟦a items⟧.\n", fixed=f"{_EN} It is an item.\n"),
        Bad(f"{_EN} It is ⟦an notes⟧.\n", fixed=f"{_EN} It is a note.\n"),
        Bad(f"{_EN} It is ⟦a users⟧.\n", fixed=f"{_EN} It is a user.\n"),
        Bad(f"{_EN} In ⟦this articles⟧ we see it.\n", message="“this article” or “these articles”"),
        Bad(f"{_EN} ⟦People was⟧ here.\n", fixed=f"{_EN} People were here.\n"),
        Bad(f"{_EN} It is for ⟦developers who is⟧ here.\n", fixed=f"{_EN} It is for developers who are here.\n"),
        Bad(f"{_EN} Here ⟦they allows⟧ it, ⟦we needs⟧ it.\n", fixed=f"{_EN} Here they allow it, we need it.\n"),
        Bad(f"{_EN} ⟦I needs⟧ it, because ⟦you knows⟧ it.\n", fixed=f"{_EN} I need it, because you know it.\n"),
        Bad(f"{_EN} It is good, because ⟦it allow⟧ it. If ⟦it don't⟧ end.\n", why="one"),
        Bad(f"{_EN} ⟦This mean⟧ it.\n", fixed=f"{_EN} This means it.\n"),
        Bad(f"{_EN} ⟦This ensure that⟧ it is. ⟦This make the⟧ list.\n", message="“This ensures that”"),
        Bad(f"{_EN} ⟦This lead to⟧ it.\n", message="“This leads to” or “This led to”"),
        Bad(f"{_EN} ⟦User have⟧ a list. ⟦Developer don't⟧ see it.\n", message="“Users have”"),
        Bad(f"{_EN} So ⟦this tasks can⟧ be seen.\n", fixed=f"{_EN} So these tasks can be seen.\n"),
        Bad(f"{_EN} It has ⟦a multiple parts⟧.\n", fixed=f"{_EN} It has multiple parts.\n"),
        Bad(
            f"{_EN} It is ⟦a 2 days conference⟧, ⟦a three hours slot⟧.\n",
            fixed=f"{_EN} It is a 2-day conference, a three-hour slot.\n",
        ),
        Bad(
            f"{_EN} It is late, though ⟦my contribution are⟧ here. ⟦This solution are⟧ new.\n",
            fixed=f"{_EN} It is late, though my contributions are here. These solutions are new.\n",
        ),
        Bad(
            f"{_EN} ⟦Developers seems⟧ late. It is so because ⟦users wants⟧ it.\n",
            fixed=f"{_EN} Developers seem late. It is so because users want it.\n",
        ),
        Bad(f"{_EN} It is the ⟦amount of new users⟧ here.\n", fixed=f"{_EN} It is the number of new users here.\n"),
        Bad(f"{_EN} See if ⟦everything work⟧.\n", fixed=f"{_EN} See if everything works.\n"),
        Bad(f"{_EN} ⟦The following points describes⟧ it. ⟦These images was⟧ here.\n", why="a subject of many"),
        Bad(f"{_EN} It is so when ⟦the users begins⟧ it.\n", fixed=f"{_EN} It is so when the users begin it.\n"),
        Bad(
            f"{_EN} ⟦This plugin allow⟧ it, if ⟦the user choose⟧ it.\n",
            fixed=f"{_EN} This plugin allows it, if the user chooses it.\n",
        ),
        Bad(f"{_EN} It is ⟦a tool that manage⟧ it.\n", fixed=f"{_EN} It is a tool that manages it.\n"),
        Bad(
            f"{_EN} ⟦There was seven issues⟧. ⟦There is a few options⟧.\n",
            fixed=f"{_EN} There were seven issues. There are a few options.\n",
        ),
        Bad(f"{_EN} ⟦There is no problems⟧ with it.\n", fixed=f"{_EN} There are no problems with it.\n"),
        Bad(f"{_EN} All ⟦these information⟧ is here, in ⟦several information⟧.\n", why="not counted"),
        Bad(f"{_EN} It has ⟦advices⟧.\n", fixed=f"{_EN} It has advice.\n", severity=Severity.WARNING),
        Bad(f"{_EN} It has ⟦feedbacks⟧.\n", fixed=f"{_EN} It has feedback.\n", severity=Severity.INFO),
        Bad(f"{_EN} It is in ⟦a the⟧ list, ⟦an the⟧ other.\n", message="“the” or “at the”"),
        Bad(f"{_EN} It is in ⟦my the⟧ list.\n", message="“the” or “my”"),
        Bad(f"{_EN} You see it, and ⟦I needs⟧ it.\n", "a capital that is no name", severity=Severity.INFO),
        Bad(f"{_EN} It is. ⟦Two controller⟧ is here.\n", "no name"),
        Bad(f"{_EN} It is ⟦a good advice⟧.\n", message="“good advice” or “a piece of good advice”"),
        Bad(
            f"{_EN} You see ⟦how much users⟧ there are.\n".replace("there are", "it has"),
            fixed=f"{_EN} You see how many users it has.\n",
        ),
        Bad(f"{_EN} We see ⟦the his⟧ list, ⟦our their⟧ list, ⟦my the⟧ list.\n", message="“his” or “the”"),
        Bad(f"{_EN} We see ⟦the all the⟧ lists.\n", fixed=f"{_EN} We see all the lists.\n"),
        Bad(f"{_EN} It is on ⟦the both sides⟧.\n", message="“both sides” or “both the sides”"),
        Bad(f"{_EN} ⟦These has⟧ been made here.\n", message="“These have” or “This has”"),
        Bad(f"{_EN} ⟦All this options⟧ are here.\n", fixed=f"{_EN} All these options are here.\n"),
        Bad(f"{_EN} See that ⟦this changes is⟧ new.\n", message="“this change is” or “these changes is”"),
        Bad(f"{_EN} It is ⟦a criteria⟧.\n", fixed=f"{_EN} It is a criterion.\n"),
        Bad(f"{_EN} It has ⟦less components⟧.\n", fixed=f"{_EN} It has fewer components.\n"),
        Bad(f"{_EN} ⟦Each of the services have⟧ it.\n", fixed=f"{_EN} Each of the services has it.\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        yield from slip_findings(self, doc, "en", english_frames)
