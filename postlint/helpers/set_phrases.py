"""Set phrases that are often written wrongly, by language, each with its right form.

Only phrases of several words, and only those that are hardly ever meant as they stand. `<my>` is a possessive word,
`<then>` one before what a comparison is with; what stands behind `!` may not follow.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_PHRASES = {
    "en": """
        could of -> could have ! course
        should of -> should have ! course
        would of -> would have ! course
        must of -> must have ! course
        might of -> might have ! course
        more <then> -> more than
        less <then> -> less than
        rather <then> -> rather than
        rather then using -> rather than using
        better <then> -> better than
        other <then> -> other than
        bigger <then> -> bigger than
        larger <then> -> larger than
        smaller <then> -> smaller than
        higher <then> -> higher than
        lower <then> -> lower than
        faster <then> -> faster than
        slower <then> -> slower than
        easier <then> -> easier than
        harder <then> -> harder than
        older <then> -> older than
        younger <then> -> younger than
        longer <then> -> longer than
        shorter <then> -> shorter than
        greater <then> -> greater than
        worse <then> -> worse than
        stronger <then> -> stronger than
        earlier <then> -> earlier than
        later <then> -> later than
        sooner <then> -> sooner than
        cheaper <then> -> cheaper than
        simpler <then> -> simpler than
        different <then> -> different from
        as oppose to -> as opposed to
        for all intensive purposes -> for all intents and purposes
        one in the same -> one and the same ! position place way time order file line folder directory project row
        case and point -> case in point
        deep seeded -> deep-seated
        peak <my> interest -> pique <my> interest
        peaked <my> interest -> piqued <my> interest
        peaks <my> interest -> piques <my> interest
        peek <my> interest -> pique <my> interest
        peaked <my> curiosity -> piqued <my> curiosity
        baited breath -> bated breath
        beckon call -> beck and call
        sneak peak -> sneak peek
        sneak peaks -> sneak peeks
        stroke a chord -> strike a chord
        struck a cord -> struck a chord
        strike a cord -> strike a chord
        tow the line -> toe the line
        wet <my> appetite -> whet <my> appetite
        mute point -> moot point
        make due with -> make do with
        making due with -> making do with
        by in large -> by and large
        do to the fact -> due to the fact
        free reign -> free rein
        hunger pains -> hunger pangs
        nip it in the butt -> nip it in the bud
        old wise tale -> old wives' tale
        shoe-in -> shoo-in
        slight of hand -> sleight of hand
        through the ringer -> through the wringer
        without further adieu -> without further ado
        without further due -> without further ado
        worse case scenario -> worst-case scenario
        statue of limitations -> statute of limitations
        tongue and cheek -> tongue in cheek
        vice a versa -> vice versa
        vise versa -> vice versa
        et all -> et al.
        per say -> per se
        bare with me -> bear with me
        bare in mind -> bear in mind
        bared in mind -> borne in mind
        loose weight -> lose weight
        loose track -> lose track
        loose sight -> lose sight
        loose focus -> lose focus
        loose interest -> lose interest
        loose <my> mind -> lose <my> mind
        loose <my> job -> lose <my> job
        loose <my> way -> lose <my> way
        a deep breathe -> a deep breath
        deep breathe -> deep breath
        some advise -> some advice ! against that to you people us
        good advise -> good advice
        best advise -> best advice
        piece of advise -> piece of advice
        <my> advise -> <my> advice ! that
        have an affect on -> have an effect on
        has an affect on -> has an effect on
        an affect on -> an effect on
        side affects -> side effects
        side affect -> side effect
        cause and affect -> cause and effect
        take affect -> take effect
        in affect -> in effect
        ripple affect -> ripple effect
        allot of -> a lot of
        in parenthesis -> in parentheses
        tread at <my> own -> proceed at <my> own
        by the virtue of -> by virtue of
        as far as I concern -> as far as I am concerned
        in lieu off -> in lieu of
        take it for granite -> take it for granted
        taken for granite -> taken for granted
        take for granite -> take for granted
        wreck havoc -> wreak havoc
        wrecks havoc -> wreaks havoc
        wrecking havoc -> wreaking havoc
        chock it up to -> chalk it up to
        chalk full of -> chock-full of
        flush out the details -> flesh out the details
        flush out the idea -> flesh out the idea
        principle reason -> principal reason
        in principal -> in principle ! component components amount
        due diligent -> due diligence
        first come first serve -> first come, first served
        first come, first serve -> first come, first served
        get use to -> get used to
        got use to -> got used to
        getting use to -> getting used to
        suppose to be -> supposed to be
        suppose to do -> supposed to do
        are suppose to -> are supposed to
        is suppose to -> is supposed to
        was suppose to -> was supposed to
        were suppose to -> were supposed to
        it's own -> its own
        its been -> it's been
        its not -> it's not
        its just -> it's just
        its really -> it's really
        its also -> it's also
        its going to -> it's going to
        its a -> it's a
        its an -> it's an
        its the -> it's the
        your welcome -> you're welcome
        your not -> you're not
        your going to -> you're going to
        your a -> you're a
        your an -> you're an
        your the -> you're the
        if your not -> if you're not
        if your looking -> if you're looking
        if your using -> if you're using
        you're own -> your own
        they're own -> their own
        there own -> their own
        who's own -> whose own
        lets go -> let's go ! of
        lets say -> let's say
        lets see -> let's see
        lets take a -> let's take a
        lets look at -> let's look at
        lets start -> let's start
        lets have a -> let's have a
        lets talk -> let's talk
        way to much -> way too much
        way to many -> way too many
        far to many -> far too many
        its to late -> it's too late
        no ones -> no one's
        each others -> each other's
        in the mean time -> in the meantime
        none the less -> nonetheless
        never the less -> nevertheless
        how ever, -> however,
        what so ever -> whatsoever
        an other -> another
        in spite off -> in spite of
        despite of -> despite
        in spite the -> in spite of the
        according with -> according to
        discuss about -> discuss
        discussed about -> discussed
        depends of -> depends on
        depending of -> depending on
        more easier -> easier
        more better -> better
        more faster -> faster
        most easiest -> easiest
        would like to thanks -> would like to thank
        looking forward to hear -> looking forward to hearing
        look forward to hear -> look forward to hearing
        looking forward to see -> looking forward to seeing
        looking forward to meet -> looking forward to meeting
        look forward to see -> look forward to seeing
        in a nut shell -> in a nutshell
        on the other hands -> on the other hand
        at the end of they day -> at the end of the day
        at the end if the day -> at the end of the day
        last but not the least -> last but not least
        long story in short -> long story short
        beyond the pail -> beyond the pale
        eek out a -> eke out a
        lightening fast -> lightning fast
        lightening bolt -> lightning bolt
        lighting fast -> lightning fast
        pain staking -> painstaking
        passed experience -> past experience
        play it by year -> play it by ear
        road to hoe -> row to hoe
        right of passage -> rite of passage
        rights of passage -> rites of passage
        spit and image -> spitting image
        spurt of the moment -> spur of the moment
        taking the reigns -> taking the reins
        take the reigns -> take the reins
        hand over the reigns -> hand over the reins
        the spit of the moment -> the spur of the moment
        tie you over -> tide you over
        tough road to hoe -> tough row to hoe
        trail and error -> trial and error
        trails and tribulations -> trials and tribulations
        upmost importance -> utmost importance
        upmost respect -> utmost respect
        with baited -> with bated
    """,
    "fr": """
        c'est à dire -> c'est-à-dire
        c’est à dire -> c’est-à-dire
        c'est a dire -> c'est-à-dire
        pique nique -> pique-nique
        pique niques -> pique-niques
        week end -> week-end
        week ends -> week-ends
        rendez vous -> rendez-vous
        quelques uns -> quelques-uns
        quelques unes -> quelques-unes
        au delà -> au-delà
        au dela -> au-delà
        au dessus -> au-dessus
        au dessous -> au-dessous
        ci dessous -> ci-dessous
        ci dessus -> ci-dessus
        ci joint -> ci-joint
        ci contre -> ci-contre
        ci après -> ci-après
        vis à vis -> vis-à-vis
        là bas -> là-bas
        là dessus -> là-dessus
        là dedans -> là-dedans
        arc en ciel -> arc-en-ciel
        après midi -> après-midi
        celui ci -> celui-ci
        celle ci -> celle-ci
        ceux ci -> ceux-ci
        celles ci -> celles-ci
        celui là -> celui-là
        celle là -> celle-là
        qu'est ce que -> qu'est-ce que
        qu’est ce que -> qu’est-ce que
        qu'est ce qui -> qu'est-ce qui
        y a t il -> y a-t-il
        a propos de -> à propos de
        a partir de -> à partir de
        a partir du -> à partir du
        a cause de -> à cause de
        a côté de -> à côté de
        à coté de -> à côté de
        a coté de -> à côté de
        à coté du -> à côté du
        de coté -> de côté
        d'un coté -> d'un côté
        de l'autre coté -> de l'autre côté
        a travers -> à travers
        grace à -> grâce à
        grace au -> grâce au
        grâce a -> grâce à
        jusqu'a -> jusqu'à
        jusqu’a -> jusqu’à
        quant a -> quant à
        par rapport a -> par rapport à
        tout a fait -> tout à fait
        peu a peu -> peu à peu
        petit a petit -> petit à petit
        pas a pas -> pas à pas
        mise a jour -> mise à jour
        mise à jours -> mise à jour
        mettre a jour -> mettre à jour
        au fur et a mesure -> au fur et à mesure
        en terme de -> en termes de
        tout les -> tous les ! deux oppose sépare
        toute les -> toutes les
        tous le monde -> tout le monde
        si il -> s'il
        sans dessus dessous -> sens dessus dessous
        bien sur que -> bien sûr que
        bien sur, -> bien sûr,
        bien entendue, -> bien entendu,
        d'ors et déjà -> d'ores et déjà
        d'or et déjà -> d'ores et déjà
        entrain de -> en train de
        entre temps -> entre-temps
        hors d'oeuvre -> hors-d'œuvre
        chef d'oeuvre -> chef-d'œuvre
        chef d'œuvre -> chef-d'œuvre
        parmis les -> parmi les
        avant dernier -> avant-dernier
        avant dernière -> avant-dernière
        sous titres -> sous-titres
        la plus part -> la plupart
        d'avantage de -> davantage de
        il y à -> il y a
        qui à été -> qui a été
        à été -> a été
        moi même -> moi-même
        lui même -> lui-même
        elle même -> elle-même
        soi même -> soi-même
        nous mêmes -> nous-mêmes
        vous mêmes -> vous-mêmes
        eux mêmes -> eux-mêmes
    """,
    "de": """
        das selbe -> dasselbe
        die selbe -> dieselbe
        die selben -> dieselben
        der selbe -> derselbe
        den selben -> denselben
        dem selben -> demselben
        im vorraus -> im Voraus
        im Vorraus -> im Voraus
        im voraus -> im Voraus
        zum ersten mal -> zum ersten Mal
        zum letzten mal -> zum letzten Mal
        das erste mal -> das erste Mal
        das nächste mal -> das nächste Mal
        beim nächsten mal -> beim nächsten Mal
        auf dem laufenden -> auf dem Laufenden
        im großen und ganzen -> im Großen und Ganzen
        des weiteren -> des Weiteren
        des öfteren -> des Öfteren
        zum beispiel -> zum Beispiel
        in bezug auf -> in Bezug auf
        in sofern -> insofern
        in wie weit -> inwieweit
        seid langem -> seit Langem
        seid jahren -> seit Jahren
        seid Jahren -> seit Jahren
        nichts desto trotz -> nichtsdestotrotz
        zu mindest -> zumindest
        heute morgen -> heute Morgen
        heute abend -> heute Abend
        gestern abend -> gestern Abend
        gestern morgen -> gestern Morgen
        auf deutsch -> auf Deutsch
        auf englisch -> auf Englisch
        etwas neues -> etwas Neues
        nichts neues -> nichts Neues
        im nachhinein -> im Nachhinein
        im vorhinein -> im Vorhinein
        aufs neue -> aufs Neue
        ein bischen -> ein bisschen
        ein Bischen -> ein bisschen
        ohne hin -> ohnehin
        zu aller erst -> zuallererst
        zu letzt -> zuletzt
        zu nächst -> zunächst
    """,
    "es": """
        haber si -> a ver si
        a cerca de -> acerca de
        a traves de -> a través de
        a travez de -> a través de
        atraves de -> a través de
        al rededor -> alrededor
        tal ves -> tal vez
        de ves en cuando -> de vez en cuando
        una ves -> una vez
        cada ves -> cada vez
        hecho de menos -> echo de menos
        he echo -> he hecho
        ha echo -> ha hecho
        han echo -> han hecho
        hemos echo -> hemos hecho
        voy ha -> voy a
        va ha -> va a
        vamos ha -> vamos a
        van ha -> van a
        mas información -> más información
        mas adelante -> más adelante
        mas o menos -> más o menos
        mas tarde -> más tarde
        asi que -> así que
        asi como -> así como
        sin en cambio -> sin embargo
        en ves de -> en vez de
        de el -> del
        a el -> al
        por ultimo -> por último
        por ultimo, -> por último,
        aun que -> aunque
        con migo -> conmigo
        con tigo -> contigo
        osea que -> o sea que
        apesar de -> a pesar de
        a parte de eso -> aparte de eso
        atravez de -> a través de
        de echo -> de hecho
        mas que nada -> más que nada
        muchas mas -> muchas más
        muchos mas -> muchos más
        mucho mas -> mucho más
        los mas -> los más
        lo mas -> lo más
        la mas -> la más
        el mas -> el más
        es mas -> es más
        nada mas -> nada más
        cuanto mas -> cuanto más
    """,
}
_WORDS = {
    "<my>": "(?P<my>my|your|his|her|their|our|its|one['’]s|people['’]s)",
    "<then>": r"then(?=\s+(?:an?|the|it|this|that|these|those|my|your|his|her|our|their|its|me|you|us|ever|expected|"
    r"usual|most|any|what|just|only|others|\d[\d.,]*)(?!\w))",
}


class Phrase(NamedTuple):
    """A wrong phrase of a language, and its right form."""

    language: str
    wrong: str
    right: str
    barred: str
    """Words that may not follow."""
    anchor: str
    """The word that it is looked for by."""
    words: frozenset[bytes]
    """The other words that a text has to have."""
    literal: str
    """What a text has to hold in small letters, with straight apostrophes, to be looked at."""

    @property
    def expression(self) -> re.Pattern[str]:
        """What to look for."""
        return _expression(self)

    def right_for(self, match: re.Match[str]) -> str:
        """The right form of what was found."""
        right = self.right.replace("<my>", match["my"]) if "<my>" in self.right else self.right
        return right[0].upper() + right[1:] if match[0][0].isupper() else right

    def is_within(self, text: str) -> bool:
        """Whether a text in small letters, with straight apostrophes, holds the literal as whole words."""
        literal = self.literal
        at = text.find(literal)
        while at >= 0:
            end = at + len(literal)
            if not text[at - 1 : at].isalnum() and not (literal[-1].isalnum() and text[end : end + 1].isalnum()):
                return True
            at = text.find(literal, at + 1)
        return False


@cache
def phrases(language: str) -> tuple[Phrase, ...]:
    """The wrong phrases of a language."""
    return tuple(_phrase(line.strip(), language) for line in _PHRASES[language].splitlines() if line.strip())


@cache
def anchors() -> dict[bytes, list[Phrase]]:
    """The wrong phrases of all languages by the word that they are looked for by."""
    found: dict[bytes, list[Phrase]] = {}
    for language in _PHRASES:
        for phrase in phrases(language):
            for anchor in {phrase.anchor, phrase.anchor.capitalize()}:
                found.setdefault(anchor.encode(), []).append(phrase)
    return found


def _phrase(line: str, language: str) -> Phrase:
    wrong, _, rest = line.partition(" -> ")
    right, _, barred = rest.partition(" ! ")
    plain = wrong.replace("<then>", "then")
    fixed = [word for word in plain.split() if word != "<my>"]
    anchor = fixed[0] if fixed[0].isalpha() else max(fixed, key=len).strip(",.")
    needed = frozenset(word.encode() for word in fixed if word.isalpha() and word != fixed[0])
    literal = max(plain.split("<my>"), key=len).strip().lower()
    return Phrase(language, wrong, right, barred, anchor, needed, literal)


@cache
def _expression(phrase: Phrase) -> re.Pattern[str]:
    wrong, right, barred = phrase.wrong, phrase.right, phrase.barred
    words = [_WORDS.get(word) or re.escape(word).replace("'", "['’]") for word in wrong.split()]
    expression = r"\s+".join(words) + (r"(?!\w|[\u0300-\u036f]|-\w|['’]\w)" if wrong[-1] != "," else "")
    if barred:
        expression += rf"(?!\s+(?:{'|'.join(barred.split())})\b)"
    if phrase.language == "de" and right.split()[-1] == wrong.split()[-1].capitalize() and wrong[-1].islower():
        # "des weiteren Verlaufs": the word belongs to the noun behind it.
        expression += r"(?!\s+[A-ZÄÖÜ])"
    return re.compile(rf"(?<![\w'’-])(?i:{expression[0]}){expression[1:]}")
