"""Set phrases that are often written wrongly, by language, each with its right form.

Only phrases of several words, and only those that are hardly ever meant as they stand. `<my>` is a possessive word,
`<the>` any word that leads on to a noun, `<d>` a number, `<n>` also “a few”, `<then>` one before what a comparison is
with; `<end>` is the end of a clause, and `¿` opens a question. Of words with bars between them one may stand there:
`#1` in the right form is the one of the first such group; a group in the right form has the right words of the next
group that is not named so, in the same order. What stands behind `!` may not follow, what stands behind `!<` may not
come before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache
from itertools import compress, islice, pairwise, product

from msgspec import Struct
from msgspec.structs import replace

from postlint.helpers.prepared_tables import stored_table

_PHRASES = {
    "en": """
        along side -> alongside
        before hand -> beforehand
        half way -> halfway
        finger tips -> fingertips
        further more, -> furthermore,
        back ground|grounds -> background|backgrounds
        brain storm|storming|stormed -> brainstorm|brainstorming|brainstormed
        out sourcing|sourced -> outsourcing|outsourced
        under qualified|estimate|estimated|estimating -> underqualified|underestimate|underestimated|underestimating
        work flow|flows -> workflow|workflows
        through out -> throughout
        with out -> without
        where as -> whereas ! a an the in on with at for it
        there fore -> therefore
        some how|one -> somehow|someone ! else to are is
        every body -> everybody
        smart phone|phones -> smartphone|smartphones
        super computer|computers -> supercomputer|supercomputers
        play ground -> playground
        hand written -> handwritten
        class room|rooms -> classroom|classrooms
        news letter|letters -> newsletter|newsletters
        fire wall|walls -> firewall|firewalls
        data base|bases -> database|databases
        mile stone|stones -> milestone|milestones
        short coming|comings -> shortcoming|shortcomings
        take aways -> takeaways
        look ups -> lookups
        work arounds -> workarounds
        break throughs -> breakthroughs
        head phones -> headphones
        ear phones -> earphones
        web cam -> webcam
        good bye -> goodbye
        never the less -> nevertheless
        can not -> cannot ! only just merely simply but
        copping mechanism|mechanisms|strategy|strategies|with -> coping #1
        crisis|disaster adverted -> #1 averted
        all of all, -> all in all,
        for some example -> for example ! of
        take|takes|taking|taken into accounts -> #1 into account
        it turns our -> it turns out
        go|goes|going|went|gone rouge -> #1 rogue
        rouge process|server|device|agent|access|employee|element -> rogue #1
        piece of mind -> peace of mind ! and
        on a site note -> on a side note
        could of -> could have ! course
        should of -> should have ! course
        would of -> would have ! course
        must of -> must have ! course
        might of -> might have ! course the a an this that these those his her its their our my your
        more <then> -> more than !< out learn read
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
        in principal -> in principle ! component components amount or and role mode
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
        your a|an|the -> you're #1 !< for of to with in on at from by into about use using give gives \
            giving show shows see get find make makes need
        if your looking -> if you're looking
        if your using -> if you're using
        you're own -> your own
        they're own -> their own
        who's own -> whose own
        lets have a -> let's have a
        way to much -> way too much
        way to many -> way too many
        far to many -> far too many
        its to late -> it's too late
        no ones -> no one's
        each others -> each other's
        in the mean time -> in the meantime
        none the less -> nonetheless
        how ever, -> however,
        what so ever -> whatsoever
        an other -> another
        in spite off -> in spite of
        despite of -> despite
        in spite the -> in spite of the
        according with -> according to
        depends of -> depends on
        depending of -> depending on
        would like to thanks -> would like to thank
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
        trail period|version|license|subscription -> trial #1
        latter on -> later on
        latter in the year|day|week|month|post|article|process -> later in the #1 !< the this
        now matter how|what|where|who|which -> no matter #1
        the and of the|this|a -> the end of #1
        masters|bachelors degree -> master's|bachelor's degree
        time consuming -> time-consuming !< first last every each next second third that any long much real run
        user friendly -> user-friendly
        cost effective -> cost-effective
        trails and tribulations -> trials and tribulations
        upmost importance -> utmost importance
        upmost respect -> utmost respect
        with baited -> with bated
        lot's of -> lots of
        a lots of -> a lot of
        its quite -> it's quite
        its so -> it's so
        its too -> it's too
        its no -> it's no
        its always -> it's always
        its never -> it's never
        its worth noting -> it's worth noting
        its worth mentioning -> it's worth mentioning
        its worth pointing -> it's worth pointing
        its worth looking -> it's worth looking
        its worth checking -> it's worth checking
        its worth trying -> it's worth trying
        its worth reading -> it's worth reading
        its worth remembering -> it's worth remembering
        its worth considering -> it's worth considering
        its my -> it's my
        its called -> it's called
        its because -> it's because
        its what -> it's what
        its how -> it's how
        its why -> it's why
        its high time -> it's high time
        its great to -> it's great to
        its nice to -> it's nice to
        its true that -> it's true that
        its clear that -> it's clear that
        of it's -> of its ! a an the not just all that been because time going very so too my easy hard !< none some \
            most all any much
        in it's -> in its ! a an the not just all that been because time going very so too my easy hard
        on it's -> on its ! a an the not just all that been because time going very so too my easy hard
        with it's -> with its ! a an the not just all that been because time going very so too my easy hard
        from it's -> from its ! a an the not just all that been because time going very so too my easy hard
        into it's -> into its ! a an the not just all that been because time going very so too my easy hard
        have saw -> have seen
        didn't saw -> didn't see
        doesn't has -> doesn't have
        does not has -> does not have
        don't has -> don't have
        must to be -> must be
        must to have -> must have
        can able to -> can
        in the other hand -> on the other hand
        on other hand -> on the other hand
        in my point of view -> from my point of view
        from my opinion -> in my opinion
        since many years -> for many years
        since several years -> for several years
        emphasize on -> emphasize ! the
        how that looks like -> what that looks like
        let's you -> lets you
        let's users -> lets users
        some where -> somewhere
        any where -> anywhere
        every where -> everywhere
        no where -> nowhere ! near clause clauses
        every thing -> everything
        based of -> based on ! off
        interested on -> interested in
        responsible of -> responsible for
        depend of -> depend on
        thank's -> thanks
        thank's to -> thanks to
        there is many -> there are many
        there was many -> there were many
        there is several -> there are several
        there was several -> there were several
        this days -> these days
        whose going to -> who's going to
        spent sometime -> spent some time
        spend sometime -> spend some time
        took sometime -> took some time
        take sometime -> take some time
        for sometime -> for some time ! in this next last around during before after
        quite sometime -> quite some time
        for all intense and purposes -> for all intents and purposes
        each and everyone of -> each and every one of
        everyone of us -> every one of us
        now a days -> nowadays
        to long to -> too long to
        once a while -> once in a while
        every now and than -> every now and then
        more often then not -> more often than not
        since <n> years|months|weeks -> for <n> #1 ! ago and back before earlier prior later of is was were are will \
            have has had passed
        since a long time -> for a long time ! ago back before has had is was
        since a while -> for a while ! ago back before
        since some time -> for some time ! ago back before has had is was
        since ages -> for ages
        since past|last <n> years|months|weeks|days -> for the #1 <n> #2
        since the past|last <n> years|months|weeks|days -> for the #1 <n> #2
        for rest of -> for the rest of
        all of sudden -> all of a sudden
        at|till|until end of the -> #1 the end of the
        in middle of the|a -> in the middle of #1
        in first|second half of -> in the #1 half of
        in same boat|way|place -> in the same #1
        on other side -> on the other side
        from beginning of -> from the beginning of
        in worse case -> in the worst case
        most of time|times -> most of the time
        on daily|weekly|monthly|yearly|regular|voluntary|temporary|permanent basis -> on a #1 basis
        on a daily|weekly|monthly|yearly|regular bases -> on a #1 basis
        on day to day basis -> on a day-to-day basis
        in|for|after|within|with|took|takes|spent|have|had|has couple of -> #1 a couple of
        is|are|was|were|added|add|made|found|tried|get|got|need|visiting couple of -> #1 a couple of
        with|have|had|has|is|are|was|were|added|add|made|found|get|got|need|created|wrote|used bunch of -> #1 a bunch \
            of
        take|takes|took|have|had|has|with|get|got|need|needs|require|requires lot of -> #1 a lot of
        spend|spent|learned|save|saved|saves|made|makes|done lot of -> #1 a lot of
        take|takes|took|require|requires|required good deal of -> #1 a good deal of
        very less -> very little ! likely than
        late than -> later than ! never
        spitted out -> spat out
        specially when|if|since|because|during -> especially #1 !< treated handled processed behave behaves
        explain|explained|explains me|us how|why|what|that|the -> #1 to #2 #3
        suggest|suggested|suggests me|us to -> #1 that I|we
        reach|reached me out -> #1 out to me
        there where some|many|several|no|lots|lot's|also|only|a|in -> there were #1
        they where -> they were
        related with -> related to ! some
        it self -> itself ! esteem
        them selves -> themselves
        our selves -> ourselves
        listen|listened|listening the|my|your|their|our -> #1 to #2 ! first second next last other same way
        comply|complies|complied to -> #1 with
        consist|consists on -> #1 of
        depend|depends from -> #1 on !< to
        superior|inferior than -> #1 to
        the same than -> the same as
        capable to -> capable of
        agile|core|design|engineering|fundamental|guiding|important|key|programming|software principals -> #1 \
            principles
        be chose|wrote|spoke|gave|took|knew|went|began -> be chosen|written|spoken|given|taken|known|gone|begun
        have|has became|fell|spoke|knew|rose|threw|grew -> #1 become|fallen|spoken|known|risen|thrown|grown
        I've|we've|you've|they've attend|decide|learn|create|add|notice -> #1 \
            attended|decided|learned|created|added|noticed
        in spite all|my|your|his|her|our|their|its -> in spite of #1
        adhere|adheres|adhered|adhering with -> #1 to
        get better of -> get the better of
        emphasizing|emphasized|emphasizes on -> #1
        a <d> years|months|weeks|days old -> a <d>-year-old|<d>-month-old|<d>-week-old|<d>-day-old
        between <d> to -> between <d> and
        sat out to write|do|build|find|create|learn|make -> set out to #1
        noble prize -> Nobel Prize
        Noble Prize -> Nobel Prize
        a lot many -> a great many
        <d>-year|<d>-month|<d>-week|<d>-day old -> <d>-year-old|<d>-month-old|<d>-week-old|<d>-day-old
        the an -> an
        the it should|is|was|will|has|can -> it #1
        lets head|begin|assume|suppose|dive|try|check|create|move|add -> let's #1
        till date -> to date
        in regards to -> in regard to
        with regards to -> with regard to
        most of people|users|developers|programmers|companies|engineers|things -> most #1
        this things|people|companies|examples|technologies|applications|libraries|problems|methods -> these #1
        this requirements|developers|users|ideas|kinds|situations|principles|conferences|activities -> these #1
        everyday <end> -> every day !< the an my your our his her their its of and or as in into \
            essentially purely very more most so entirely completely
        is|are|was|pretty|very|really|quite|fairly|more straight forward -> #1 straightforward
        lack there of -> lack thereof
        all the sudden -> all of a sudden
        once and a while -> once in a while
        shear amount|number|volume|size -> sheer amount|number|volume|size
        were|are|is|was|still|remains|stays in tact -> #1 intact
        breath new life -> breathe new life
        the later is -> the latter is ! the better
        not|could|can|would effect the -> \
            #1 affect the ! change changes transition transfer expansion cure repair release
        adverse|little|great affect|affects on -> #1 effect|effects on
        this|it effects the|how -> #1 affects #2
        without loosing -> without losing
        to|not|don't|can|you|we loose data|money|time|control|some -> #1 lose #2
        what ever -> whatever ! happened is was became
        where ever -> wherever
        when ever -> whenever
        out side of -> outside of
        some what -> somewhat
        for|by my self -> #1 myself
        look|looking|looks forward to hear|see|meet|work|read|learn -> \
                    #1 forward to hearing|seeing|meeting|working|reading|learning
        did found|saw|came -> did find|see|come
        didn't|don't found -> #1 find
        it's content|parent|children -> its #1 ! for to
        discuss|discussing|discusses|discussed about -> #1
        its possible|important|better|hard|good|easy|worth to -> it's #1 to
        most simplest|fastest|easiest -> #1
        worth to noting -> worth noting
        lets|let us|you|me|them to -> #1 us|you|me|them ! the know this a an another
        let us|you|me|them to this|a|an|another -> led #1 to #2
        in|of|since|until|last|next|this|early|late september|october|november|december -> \
            #1 September|October|November|December
        in|the|my|native english|german|french|spanish|italian|portuguese|dutch|russian|chinese|japanese -> \
            #1 English|German|French|Spanish|Italian|Portuguese|Dutch|Russian|Chinese|Japanese ! toast fries fry press \
            door doors window windows horn bread vanilla kiss dressing oven roulette
        these|those kind|type of -> #1 kinds|types of ! make look feel work do go get have seem act become
        this kinds|types|sorts of -> these #1 of
        allows|enables to -> #1 you to ! and or the a an this that these those its \
            their our your his her each every any all
        in certain way|sense|manner -> in a certain #1
        a biggest|easiest|hardest|latest|newest -> the #1 ! common
        less items|opportunities|people|bugs|errors|mistakes|features|meetings|developers|users -> fewer #1
        less options|articles|requests|questions|dependencies|cars|jobs -> fewer #1
        much clothes|people|things|items|bugs|errors|mistakes|features|meetings|developers|users -> many #1 !< as how \
            pretty very
        take|takes|took|taking|taken a look on -> #1 a look at
        in a faster|slower|rapid|fast|slow|steady pace -> at a #1 pace
        in a bigger|larger|smaller|global|large|massive|grand scale -> on a #1 scale
        helps|helped keeping|making|understanding|getting|improving|finding|reducing|avoiding -> #1 \
            keep|make|understand|get|improve|find|reduce|avoid
        helps|helped building|creating|solving|moving|identifying|preventing|organizing|managing -> #1 \
            build|create|solve|move|identify|prevent|organize|manage
        end|ends|ended|ending up into -> #1 up in
        other's are|were|have|do|will|can|might|may -> others #1
        interested about -> interested in
        in what ever -> in whatever
        laying around -> lying around ! the
        a like a -> like a
        if there a|an|no|any -> if there is #1 ! longer more
        some who wants|has|needs|knows|likes|thinks|works -> someone who #1
        surprised|impressed|amazed|shocked|fascinated my how -> #1 by how
        expect|want|need|going|able|try|tried|decided|started|like to \
            spent|went|wrote|took|gave|came|knew|chose|became -> #1 to spend|go|write|take|give|come|know|choose|become
        it's relationship|purpose|value|name|contents|behavior|behaviour|implementation|roots|origins -> its #1
        it's users|customers|predecessor|successor|capabilities|features|dependencies|properties -> its #1
        will|must has|works|provides -> #1 have|work|provide !< the a an free good their his her my your its our \
            own political you we they he she one might
        doesn't makes|takes|gets|includes|requires|allows|needs|means|provides -> doesn't \
            make|take|get|include|require|allow|need|mean|provide !< who
        did struggled|tried|wanted -> did struggle|try|want
        must to -> must !< a an the absolute real big is
        should to -> should !< it they we you i
        must using|keeping|taking -> must use|keep|take !< a
        have you ever wondering|wonder -> have you ever wondered|wondered
        be build -> be built ! error|errors|failure|failures|step|steps|problem|problems|artifact|artifacts|time
        be follow|fill|make|send|choose|replace -> be followed|filled|made|sent|chosen|replaced !< may \
            powers that
        been|being build -> #1 built
        are build with|on|upon|from|using|in|into|to|by|for|as -> are built #1
        is|was build with|on|upon|from -> #1 built #2 !< do does did can thing career job
        haven't manage|receive|find|finish|happen -> haven't managed|received|found|finished|happened
        I've|we've build|spend|mention|find -> #1 built|spent|mentioned|found
        you've find -> you've found
        I|we begun -> #1 began !< have has had haven't haven’t hasn't hadn't
        they|he gone -> #1 went !< are is have has had were was we're they're haven't haven’t
        to chose -> to choose ! an !< listen listened listening talked spoke
        to thanks him|her|them|you|everyone|all|my -> to thank #1 !< is was here come
        suggest|recommend to use|read|do|try|start|make|take|check|create|follow -> #1 \
            using|reading|doing|trying|starting|making|taking|checking|creating|following !< is was are be
        suggest|suggests|recommend|recommends|recommended you to -> #1 that you ! others friends anyone a an the \
            your my our their people someone everyone them
        avoid to use|do|make|be|have|get -> avoid using|doing|making|being|having|getting
        enjoy to read|work|do -> enjoy reading|working|doing
        way of do|make|create|solve -> way of doing|making|creating|solving
        goal of improve -> goal of improving
        prior to be -> prior to being
        looking forward to have|start|explore|get|be|do -> looking forward to \
            having|starting|exploring|getting|being|doing
        help us|you understanding|finding|creating|improving -> help #1 understand|find|create|improve
        prevent|prevented you|us|me|them to -> #1 #2 from ! some a the
        will|would|not allow to -> #1 allow you to ! and or
        makes possible|easier|easy to -> makes it #1 to ! use understand read follow
        copy and pasting -> copying and pasting
        for certainly -> certainly
        can't|don't do nothing -> #1 do anything
        without never -> without ever
        how|where you|we going to -> #1 #2 are going to !< are
        takes|take|took to long|much -> #1 too #2
        is|was|be to late|complicated|difficult|long -> #1 too #2 ! as data tech and
        gets to complicated -> gets too complicated
        to lazy|tired|busy to -> too #1 to
        to big to -> too big to
        rise the chance|chances|bar|question|issue|awareness -> raise the #1
        rise a concern|question|issue -> raise a #1
        loosing <the> -> losing <the> !< without you're we're they're i'm you’re we’re they’re i’m
        loosing track|time|money|control|focus|sight|interest -> losing #1
        you're|we're|I'm|they're loosing -> #1 losing
        looses <the> -> loses <the>
        test suit -> test suite
        they knowledge|job|ideas|lives|skills -> their #1
        of|in|for you team|project|app|organization|business -> #1 your #2 ! owners people developers leads \
            managers folks readers types members
        from you colleagues -> from your colleagues
        that|when|if your doing|going -> #1 you're #2
        your have|should|could|would -> you #1
        bellow <end> -> below
        bellow <the> -> below <the>
        bellow you|is|are -> below #1
        worst than -> worse than !< much far even
        even|far worst -> #1 worse ! case of
        the same like -> the same as
        is no the -> is not the !< there where
        I fell that|comfortable|better -> I feel #1
        brake the rule|rules|habit|ice|silence -> break the #1
        once of the -> one of the !< at for just
        on of the most|key|best|biggest|main -> one of the #1
        all to often -> all too often
        just to many|much -> just too #1
        way to long|late|few|complicated -> way too #1 !< the a best only this that one any no
        far to much|few|long|late -> far too #1
        to|will|would|should|must|can fallback to|on -> #1 fall back #2
        as usually <end> -> as usual
        on the spotlight -> in the spotlight
        is|are|was|were packed of -> #1 packed with
        in a year time -> in a year's time
        in a month time -> in a month's time
        in a week time -> in a week's time
        my self <end> -> myself
        your self <end> -> yourself
        him self <end> -> himself
        them self <end> -> themselves
        it self is|was|has -> itself #1
        are|was use to -> #1 used to
        withing the|this|a|my|your|our -> within #1
        to delivery quality|what|scalable -> to deliver #1
        we delivery -> we deliver
        room to breath -> room to breathe
        right know <end> -> right now
        quiet often|simple|some -> quite #1 !< a an the this that too so very my your and of is be little bit \
            pretty
        apart form -> apart from ! factor factors
        has|have|been lead to|me|us -> #1 led #2
        payed <the> -> paid <the>
        payed for|attention -> paid #1
        being payed -> being paid
        its easier|cheaper|harder|faster|necessary|impossible|recommended|okay|fine to -> it's #1 to
        its time to -> it's time to !< of in with devotes devote spends spend spending dedicates dedicate all most \
            have has had given took takes
        its true <end> -> it's true
        its true also -> it's true also
        its more than just|that|a -> it's more than #1
        its unlikely that -> it's unlikely that
        its about the -> it's about the
        it's rules|workflows|members|components|employees|strengths|limitations -> its #1 ! that who all are not
        it's benefits|impact|usage|meaning|size|core|documentation -> its #1 ! that who all are not to
        at it's best|core|peak|heart|lowest|highest|limit|limits -> at its #1
        to|by|through|within|despite|without|upon it's -> #1 its ! a an the not just all that been because time \
            going very so too my easy hard called also more your what how
        it's|that's makes|seems|means|depends -> it|that #2
        can|they sometime be|have|answer -> #1 sometimes #2
        some times it|we|I|they|even -> sometimes #1 !< are were at for had the in
        anyone of them|those|these|us -> any one of #1
        bottle neck|necks -> bottleneck|bottlenecks
        dead line|lines -> deadline|deadlines
        battle field -> battlefield
        main stream media|press|news|publishers|packaging|language|languages|adoption -> mainstream #1
        stake holders -> stakeholders
        team mate|mates -> teammate|teammates
        draw backs -> drawbacks
        spread sheet -> spreadsheet
        miss understood -> misunderstood
        and sum-up -> and sum up
        straight forward -> straightforward !< looking look looks looked move moved moving go going went walk \
            walked facing face faces ran run running drive
        log in into -> log into
        going o -> going to
        interested into -> interested in
        focused in one|providing -> focused on #1
        focus in one -> focus on one
        depends in which -> depends on which
        instructions|examples in how to -> #1 on how to
        think|thinking in how|what -> #1 about #2
        explain|explained|explains me|you <the> -> #1 to #2 <the>
        explain|explained|explains you how|why -> #1 to you #2
        mention|mentioned about how|this -> #1 #2 !< no any
        more emphasis in -> more emphasis on
        approached to me -> approached me
        accompanies to -> accompanies
        attended to conferences|meetups|several|many -> attended #1
        ask to you -> ask you
        take|taking|took a look what|how|this -> #1 a look at #2
        look|looking forward for -> #1 forward to
        in exchange of -> in exchange for
        in contrary to -> contrary to
        at the other hand -> on the other hand
        on another hand -> on the other hand
        in one hand there|we|you -> on one hand #1
        to my opinion -> in my opinion !< listen listened listening add added adds similar contrary compared close \
            according back
        to my point of view -> from my point of view
        in long term <end> -> in the long term
        on the long run -> in the long run !< focus focused focusing
        in long run -> in the long run
        in the same time <end> -> at the same time
        in the weekend|weekends -> on the #1 ! edition
        in Friday -> on Friday ! morning afternoon night meeting meetings
        on a very early stage -> at a very early stage
        in the internet|Internet <end> -> on the #1
        in last weeks -> in the last weeks
        in accordance to -> in accordance with
        in relation with -> in relation to
        in term of -> in terms of
        by the means of -> by means of
        is similar as -> is similar to ! to
        equal than -> equal to !< more
        preferred than -> preferred to
        aware about -> aware of
        satisfied of -> satisfied with ! that how
        I trust on -> I trust
        investing on -> investing in !< by from
        participate|participated to -> #1 in
        resulting into -> resulting in
        arrived to the -> arrived at the
        pay attention on -> pay attention to
        take|takes|taken in account|consideration -> #1 into #2
        expert of the -> expert in the
        referred as -> referred to as
        worth of its -> worth its
        in somewhere -> somewhere !< log sign
        on the daily|weekly|monthly basis|bases -> on a #1 basis
        on everyday basis -> on a daily basis
        in a|the daily basis -> on a daily basis
        after|in|within few days|weeks|months|years|hours|minutes -> #1 a few #2
        few months|days|weeks|years ago|later|back -> a few #1 #2 !< a the last past next very only so these just \
            not (a "a “a
        is bit more|slow -> is a bit #1 ! bits !< a
        living hence -> a living, hence
        from ground up -> from the ground up
        on left|right side -> on the #1 side
        of same type -> of the same type
        in past <end> -> in the past
        in the end of the day|month -> at the end of the #1
        from the begin <end> -> from the beginning
        some|many|all|few of people|things -> #1 #2
        another things|ways|words|questions|problems|standards -> other #1
        the another -> another
        the most of the|people -> most of #1 !< make makes making made get gets getting got do have
        a hundreds|thousands|tons -> #1
        a homework <end> -> homework
        a half an hour -> half an hour
        in the nearest future -> in the near future
        in such case|situation|way|scenario -> in such a #1
        such kind of -> this kind of !< no any
        is|was good idea|example|way|choice -> #1 a good #2
        it's great example|idea|way -> it's a great #1
        after the World War II -> after World War II ! era memorial museum and
        matter of the time -> matter of time
        a subject to change -> subject to change
        take a part in -> take part in ! hand
        say the truth -> tell the truth
        for first|last time -> for the #1 time ! users user buyers contributors visitors
        in next step|part|section|chapter -> in the next #1
        in following article|post|section|example|step|way|steps|chapter|sections -> in the following #1
        in above example|code|image -> in the above #1
        with help of -> with the help of
        on edge of -> on the edge of
        in context|course of -> in the #1 of
        as result of -> as a result of
        as result|bonus <end> -> as a #1
        in other word <end> -> in other words
        in generally -> in general
        as long you|we|I|they|it -> as long as #1
        as soon you|we|I|they|it -> as soon as #1
        a well know -> a well known ! how that what
        is know as -> is known as
        plenty possibilities|options|ways|opportunities -> plenty of #1
        several hundreds|thousands|millions -> several hundred|thousand|million ! of
        in more|greater details -> in #1 detail ! about !< interested add adding put fill
        at stakes -> at stake
        the followings -> the following
        wondering how do you -> wondering how you
        enough mature to -> mature enough to
        by their own <end> -> on their own
        they|we says|has|does|goes|makes|wants|knows|comes|seems -> #1 say|have|do|go|make|want|know|come|seem
        people likes|thinks|wants|knows -> people like|think|want|know !< of for with to by in from about between \
            among the these those other most many some helping asking telling
        this techniques|outcomes|topics|articles|aspects|components <end> -> these #1
        this errors|instructions|interactions|parameters|properties|variables|versions <end> -> these #1
        this questions|issues|steps|posts|options|settings|metrics|rules <end> -> these #1 !< does did will can \
            could how if what to
        this points|patterns are|will -> these #1 #2 !< does did will can could how if what to
        all kind|type|sort of -> all kinds|types|sorts of !< it it's it’s we we're we’re they they're they’re you \
            that this is was are were us them i
        thousand|hundred|million of times|free|paths -> thousands|hundreds|millions of #2 !< a one two three
        one of the most important|common|popular|interesting|difficult thing|reason|problem|issue -> one of the \
            most #1 things|reasons|problems|issues ! requests
        one of the quickest|first thing|way -> one of the #1 things|ways
        one of most important|common|popular|interesting|useful -> one of the most #1
        a|the|for|at|after|merry christmas -> #1 Christmas
        speak english -> speak English
        an <d> hours job -> an <d>-hour job
        a <d> minutes meeting|trip -> a <d>-minute #1
        the most commons -> the most common
        worths <the> -> is worth <the>
        take it|this|that in account|consideration -> take #1 into #2
        despite they are|were|have -> although they #1
        described|discussed in details -> #1 in detail
        is|are|be associated to -> #1 associated with
        at bottom of -> at the bottom of
        others people|things|teams|projects -> other #1
        many|most|some people is|has|likes|seems -> #1 people are|have|like|seem ! possible !< so get have of for with \
            to by in from about between among what how help helps helping having making letting seeing watching giving \
            the and
        some one who|has -> someone #1
        worth to try|read|have|use -> worth trying|reading|having|using !< net its their his of
        helps us understanding|improving -> helps us understand|improve
        looses track|focus -> loses #1
        real word example|examples -> real-world #1
        in the real word <end> -> in the real world
        can image how|why|what -> can imagine #1
        to advice you|people -> to advise #1
        to proof that -> to prove that
        I|we belief that -> #1 believe that
        don't now how|what|if -> don't know #1
        weather or not -> whether or not
        who's name|job|responsibility -> whose #1
        its like a -> it's like a
        its still a|not -> it's still #1
        its only a -> it's only a
        pit falls -> pitfalls
        ended-up with|in -> ended up #1
        focused|focusing in what|how -> #1 on #2
        attended to a|the conference|meetup -> attended #1 #2
        in weekends -> on weekends
        on an early|initial stage -> at an #1 stage
        since long time -> for a long time
        in compliance to -> in compliance with
        based in my|our experience -> based on #1 experience
        prior than -> prior to
        married with -> married to ! kids children two three one a no 1 2 3 4 5
        this guys -> these guys ! is was has does
        more confidence on -> more confidence in
        believe on -> believe in ! a !< to
        take|takes|taking care about -> #1 care of
        despite it is|was -> although it #1
        quite lot -> quite a lot
        in meanwhile|meantime -> in the meantime
        such a things|people|situations -> such #1
        made the experience that -> had the experience that
        with other words, -> in other words,
        least but not last -> last but not least
        last but no least -> last but not least
        first off all -> first of all
        and so fourth -> and so forth
        everyone|everybody|someone|anyone are -> #1 is !< of for with to by in from about between among and if than \
            as
        who do what <end> -> who does what
        this reasons|skills|stories|systems|goals|decisions|actions <end> -> these #1
        this approaches|discussions|expectations|items|lessons|tasks|solutions|words <end> -> these #1
        thousand|hundred of people -> thousands|hundreds of people !< a one two three
        an <d> hours meeting|session -> an <d>-hour #1
        a <d> hours|days meeting|trip|session -> a <d>-hour|<d>-day #2
        looking|look|looked|falling|fall|fell|turn|turned|turning|running|run|ran|dig|dive in to <the> -> #1 into \
            <the>
        do|does|did|doing|done <the> mistake|mistakes -> make|makes|made|making|made <the> #2
        in|over|for|during|within past|last|next|coming <n> -> #1 the #2 <n>
        accordingly to <the> -> according to <the>
        accordingly to what|how|whether -> according to #1
        am|are|be|being|become|becoming apart of <the> -> #1 a part of <the>
        what|which|who where <the> -> #1 were <the> !< find found see know tell knowing
        <the> advices|equipments -> <the> advice|equipment
        many|more|other|different advices|equipments -> #1 advice|equipment
        I've|we've start -> #1 started
        be bring -> be brought
        to blew -> to blow
        these day <end> -> these days
        because are -> because they are
        in the paste, -> in the past,
        less easier|scarier|better -> less easy|scary|good
        please not use|do -> please do not #1
        ways how to -> ways to
        for start <end> -> for a start
        lots of time ago -> a long time ago
        we|you|they suppose to -> #1 are supposed to ! have
        regardless if -> regardless of whether
        every|each days|weeks|months|years -> #1 day|week|month|year
        more simpler|cleaner|safer|quicker|cheaper|easier -> #1
        we loose -> we lose
        it|this allow us|you -> #1 allows #2 !< does do did will would can could should may might must doesn't \
            doesn’t didn't didn’t won't won’t and to that make made let not
        one of my|our|his|her friend|colleague -> one of #1 friends|colleagues
        a software <end> -> software
        a software that|which|without|like -> software #1
        we|you need create|add -> #1 need to #2 ! not
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
        un soucis -> un souci
        le soucis -> le souci
        ce soucis -> ce souci
        mon soucis -> mon souci
        aucun soucis -> aucun souci
        tout ces -> tous ces
        tout mes -> tous mes
        tout ses -> tous ses
        tout nos -> tous nos
        tout vos -> tous vos
        tout leurs -> tous leurs
        tous ça -> tout ça
        tous cela -> tout cela
        au cas ou -> au cas où
        d'ou -> d'où
        là ou -> là où ! là ailleurs pas non
        partout ou -> partout où
        le jour ou -> le jour où ! la le deux
        au moment ou -> au moment où
        il vaux mieux -> il vaut mieux
        avoir tord -> avoir tort
        aurait tord -> aurait tort
        a tord -> a tort
        ai tord -> ai tort
        as tord -> as tort
        avez tord -> avez tort
        eu tord -> eu tort
        à tord -> à tort
        voir même -> voire même ! si pas
        quand à la -> quant à la ! fois
        quand à lui -> quant à lui
        quand à elle -> quant à elle
        quand à moi -> quant à moi
        quand à nous -> quant à nous
        quand à eux -> quant à eux
        quand à savoir -> quant à savoir
        quand aux -> quant aux
        soit disant -> soi-disant
        soi disant -> soi-disant
        faire parti de -> faire partie de
        fait parti de -> fait partie de
        fais parti de -> fais partie de
        font parti de -> font partie de
        faisait parti de -> faisait partie de
        fait parti des -> fait partie des
        font parti des -> font partie des
        grand chose -> grand-chose
        c'est peut être -> c'est peut-être
        peut être pas -> peut-être pas
        à contre courant -> à contre-courant
        grand voile -> grand-voile
        grand mère -> grand-mère
        grand père -> grand-père
        grands parents -> grands-parents
        ce soir là -> ce soir-là
        ce jour là -> ce jour-là
        ce matin là -> ce matin-là
        ce moment là -> ce moment-là
        ce temps là -> ce temps-là
        ce genre là -> ce genre-là
        ce cas là -> ce cas-là
        ce point là -> ce point-là
        ce niveau là -> ce niveau-là
        cette fois là -> cette fois-là
        cette année là -> cette année-là
        cette époque là -> cette époque-là
        ces jours là -> ces jours-là
        ces jours ci -> ces jours-ci
        cette fois ci -> cette fois-ci
        cette année ci -> cette année-ci
        ceux là -> ceux-là
        celles là -> celles-là
        jusque là -> jusque-là
        là haut -> là-haut
        par dessus -> par-dessus
        par dessous -> par-dessous
        levé de soleil -> lever de soleil
        levé du soleil -> lever du soleil
        levés de soleil -> levers de soleil
        couché de soleil -> coucher de soleil
        couché du soleil -> coucher du soleil
        couchés de soleil -> couchers de soleil
        à pieds -> à pied ! joints nus
        il a y -> il y a
        ça à l'air -> ça a l'air
        cela à l'air -> cela a l'air
        il à l'air -> il a l'air
        qui à l'air -> qui a l'air
        on à l'air -> on a l'air
        il à -> il a
        qu'il à -> qu'il a
        on à -> on a
        c'est sur que -> c'est sûr que
        pas sur que -> pas sûr que
        pas sur de -> pas sûr de
        être sur de -> être sûr de
        être sur que -> être sûr que
        mais bien sur, -> mais bien sûr,
        ce se sont -> ce sont
        se sont des -> ce sont des
        de plus de plus -> de plus en plus
        que il -> qu'il
        que ils -> qu'ils
        que elle -> qu'elle
        que elles -> qu'elles
        que aucun -> qu'aucun
        que on -> qu'on
        si ils -> s'ils
        lorsque il -> lorsqu'il
        lorsque on -> lorsqu'on
        puisque il -> puisqu'il
        jusque à -> jusqu'à
        comme même -> quand même
        quelque soit -> quel que soit
        de part sa -> de par sa
        de part son -> de par son
        de part ses -> de par ses
        de part leur -> de par leur
        en faite -> en fait
        sa ne -> ça ne
        sa peut -> ça peut
        ont peut -> on peut
        ont doit -> on doit
        est-ce-que -> est-ce que
        qu'est-ce-que -> qu'est-ce que
        n'est ce pas -> n'est-ce pas
        c'est-a-dire -> c'est-à-dire
        peut etre -> peut-être
        avant hier -> avant-hier
        après demain -> après-demain
        demi heure -> demi-heure
        demi journée -> demi-journée
        demi tour -> demi-tour
        mi temps -> mi-temps
        mi chemin -> mi-chemin
        aller retour -> aller-retour
        va et vient -> va-et-vient
        non stop -> non-stop
        bas côté -> bas-côté
        arrière plan -> arrière-plan
        haut parleur -> haut-parleur
        hors série -> hors-série
        sous marin -> sous-marin
        sous sol -> sous-sol
        porte monnaie -> porte-monnaie
        lave vaisselle -> lave-vaisselle
        lave linge -> lave-linge
        casse croûte -> casse-croûte
        pare brise -> pare-brise
        dix sept -> dix-sept
        dix huit -> dix-huit
        dix neuf -> dix-neuf
        quatre vingt -> quatre-vingt
        Nouvelle Zélande -> Nouvelle-Zélande
        Nouvelle Calédonie -> Nouvelle-Calédonie
        États Unis -> États-Unis
        Etats Unis -> États-Unis
        Royaume Uni -> Royaume-Uni
        Pays Bas -> Pays-Bas
        Grande Bretagne -> Grande-Bretagne
        Moyen Orient -> Moyen-Orient
        Cap Vert -> Cap-Vert
        golf du Lion -> golfe du Lion
        golf du Morbihan -> golfe du Morbihan
        golf de Gascogne -> golfe de Gascogne
        golf d'Aden -> golfe d'Aden
        y'a t'il -> y a-t-il
        à nouveaux -> à nouveau
        une 2ième -> une 2e
        un 2ième -> un 2e
        la 2ième -> la 2e
        le 2ième -> le 2e
        la 3ième -> la 3e
        le 3ième -> le 3e
        le 4ième -> le 4e
        la 4ième -> la 4e
        le 5ième -> le 5e
        la 5ième -> la 5e
        on|il|elle|ça|cela prends|mets|perds|rends|fais|vois|sais -> #1 prend|met|perd|rend|fait|voit|sait
        on|il|elle|ça|cela peux|veux|dois|crois|attends|comprends -> #1 peut|veut|doit|croit|attend|comprend
        on|il|elle|ça|cela permets|viens|tiens|deviens|connais|reçois|vas -> #1 \
            permet|vient|tient|devient|connaît|reçoit|va
        ce qui me|te|nous|vous|le|la|les rends|mets|permets|fais|prends -> ce qui #1 rend|met|permet|fait|prend
        qui se mets|rends|prends|perds|fais|vends|sers -> qui se met|rend|prend|perd|fait|vend|sert
        je peut|veut|doit|sait|voit|croit|comprend|rend -> je peux|veux|dois|sais|vois|crois|comprends|rends !< puis
        tu peut|veut|doit|sait|voit|va|est -> tu peux|veux|dois|sais|vois|vas|es
        ai|as|a|avons|avez|ont|avait|avais|aurait|avoir finit|choisit|réussit|subit|fournit -> #1 \
            fini|choisi|réussi|subi|fourni
        ai|as|a|avons|avez|ont|avait|avais|aurait|avoir prit|mit|fallut|voulut|reçut -> #1 pris|mis|fallu|voulu|reçu
        un|le|du|ce|mon raccourcis -> #1 raccourci
        sites internets -> sites Internet
        mot|mots de passes -> #1 de passe
        système|systèmes d'exploitations -> #1 d'exploitation
        tout pleins -> tout plein
        à peu prêt -> à peu près
        en règle général -> en règle générale
        pas|plus|rien grande chose -> #1 grand-chose
        où|quand|comment|pourquoi|combien est ce que -> #1 est-ce que
        la dite -> ladite
        tout|cela|ça ce passe -> #1 se passe
        quand se sera -> quand ce sera
        je vous|te|le conseil -> je #1 conseille
        comme suis -> comme suit
        il y a quelques temps -> il y a quelque temps
        depuis|dans quelques temps -> #1 quelque temps
        il y quelques temps -> il y a quelque temps
        il y un|une|des|deux|trois -> il y a #1
        du recule -> du recul
        le|du|mon|chaque|quel coté -> #1 côté
        deux|trois|quelques|plusieurs cliques -> #1 clics
        qui nous|vous|lui|les rends|mets|prends|permets -> qui #1 rend|met|prend|permet !< moi toi c'est
        j'y ait -> j'y ai
        que être|avoir -> qu'être|qu'avoir
        comme nous le verront -> comme nous le verrons
        ça serez -> ça serait
        à|de|pour|dans|sur|avec|par|si|que nôtre|vôtre -> #1 notre|votre
        chaque jours|semaines|années|étapes|fichiers|articles|pages|éléments|lignes|projets|répertoires -> chaque \
            jour|semaine|année|étape|fichier|article|page|élément|ligne|projet|répertoire
        aucune informations|idées|données|raisons|différences|victimes -> aucune \
            information|idée|donnée|raison|différence|victime
        quelques soit -> quel que soit
        quelques soient -> quels que soient
        tout d'un coups -> tout d'un coup
        avoir|a|ai|avez|ont|as besoins de -> #1 besoin de
        ne est -> n'est
        de avoir|être|utiliser|ajouter|accéder|installer|afficher -> \
            d'avoir|être|utiliser|ajouter|accéder|installer|afficher
        sa va|permet|devient|dépend|fonctionne|suffit -> ça #1
        félicitation pour|à -> félicitations #1
        bon aller, -> bon allez,
        ai|as|avons|avez|ont|avait|avais|avoir considérer|configurer|modifier|télécharger|lancer|exécuter -> #1 \
            considéré|configuré|modifié|téléchargé|lancé|exécuté
        faut|peut|peux|peuvent|pouvez|dois|doit|devez|veux|veut|vais|allons \
            considéré|configuré|modifié|téléchargé|lancé|exécuté -> #1 \
            considérer|configurer|modifier|télécharger|lancer|exécuter
        ai|as|avons|avez|ont|avait|avais|avoir sauvegarder|vérifier|gérer|laisser|donner|appeler -> #1 \
            sauvegardé|vérifié|géré|laissé|donné|appelé
        faut|peut|peux|peuvent|pouvez|dois|doit|devez|veux|veut|vais|allons \
            sauvegardé|vérifié|géré|laissé|donné|appelé -> #1 sauvegarder|vérifier|gérer|laisser|donner|appeler
        ai|as|avons|avez|ont|avait|avais|avoir commencer|utiliser|tester|installer|passer|trouver -> #1 \
            commencé|utilisé|testé|installé|passé|trouvé
        faut|peut|peux|peuvent|pouvez|dois|doit|devez|veux|veut|vais|allons \
            commencé|utilisé|testé|installé|passé|trouvé -> #1 commencer|utiliser|tester|installer|passer|trouver
        ai|as|avons|avez|ont|avait|avais|avoir essayer|créer|ajouter|changer|décider|oublier -> #1 \
            essayé|créé|ajouté|changé|décidé|oublié
        faut|peut|peux|peuvent|pouvez|dois|doit|devez|veux|veut|vais|allons essayé|créé|ajouté|changé|décidé|oublié \
            -> #1 essayer|créer|ajouter|changer|décider|oublier
        ai|as|avons|avez|ont|avait|avais|avoir regarder|montrer|rajouter|tenter|travailler|penser -> #1 \
            regardé|montré|rajouté|tenté|travaillé|pensé
        faut|peut|peux|peuvent|pouvez|dois|doit|devez|veux|veut|vais|allons \
            regardé|montré|rajouté|tenté|travaillé|pensé -> #1 regarder|montrer|rajouter|tenter|travailler|penser
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
        im allgemeinen -> im Allgemeinen
        im wesentlichen -> im Wesentlichen
        im folgenden -> im Folgenden
        im übrigen -> im Übrigen
        im einzelnen -> im Einzelnen
        im weiteren -> im Weiteren
        alles gute -> alles Gute
        etwas besonderes -> etwas Besonderes
        nichts besonderes -> nichts Besonderes
        als erstes -> als Erstes
        als nächstes -> als Nächstes
        als letztes -> als Letztes
        bis auf weiteres -> bis auf Weiteres
        zum Einen -> zum einen
        zum Anderen -> zum anderen
        vor Allem -> vor allem
        am Besten ist -> am besten ist
        gar nicht's -> gar nichts
        viel spaß -> viel Spaß
        morgen abend -> morgen Abend
        weiter hin -> weiterhin
        in soweit -> insoweit
        auf grund von -> aufgrund von
        so zu sagen -> sozusagen
        seid dem|einigen|ein|zwei|drei|vielen|mehreren|über|kurzem -> seit #1
        im laufe der|des -> im Laufe #1
        im grunde -> im Grunde
        ein paar mal -> ein paar Mal
        jedes mal -> jedes Mal
        dieses mal -> dieses Mal
        das letzte mal -> das letzte Mal
        zum zweiten|dritten mal -> zum #1 Mal
        von vorne herein -> von vornherein
        in der zwischen Zeit -> in der Zwischenzeit
        des weitern -> des Weiteren
        wo bei -> wobei
        zu grunde -> zugrunde
        im internet -> im Internet
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
        si no que -> sino que
        una perdida de -> una pérdida de
        tu que opinas|piensas -> tú qué #1
        mas bien -> más bien
        mas alla -> más allá
        mas allá -> más allá
        dia a dia -> día a día
        a dia de hoy -> a día de hoy
        hoy en dia -> hoy en día
        en linea -> en línea
        una mas -> una más
        uno mas -> uno más
        nunca mas -> nunca más
        mas facil -> más fácil
        mas importante -> más importante
        mas importantes -> más importantes
        mas de una -> más de una
        mas que un -> más que un
        asi mismo -> asimismo
        a si mismo -> a sí mismo
        por si mismo -> por sí mismo
        se a convertido -> se ha convertido
        se a vuelto -> se ha vuelto
        no se si -> no sé si
        ¿como se|lo|te|le|funciona|es|está|son|puedo|puede|hacer|hago|saber|crear|instalar|usar|podemos -> ¿cómo #1
        ¿cual|¿cuales -> ¿cuál|¿cuáles
        ¿cuanto|¿cuantos|¿cuanta|¿cuantas -> ¿cuánto|¿cuántos|¿cuánta|¿cuántas ! más mas menos mayor mejor antes
        ¿quien es|son|fue|no|ha|puede -> ¿quién #1
        ¿donde está|están|se|puedo|es -> ¿dónde #1
        ¿por que -> ¿por qué
        ¿que es|son|hace|pasa|puedo|significa|hay|tal|diferencia|tipo -> ¿qué #1
        lo qué -> lo que
        hacía dentro|fuera|arriba|abajo|adelante|atrás|delante -> hacia #1
        en función si -> en función de si
        mas de|que|rápido|fácil|cosas|cerca|lejos|grande|simple|sencillo -> más #1
        tu mismo <end> -> tú mismo !< en de con a por desde sobre
    """,
}
LANGUAGES = _PHRASES.keys()
"""The languages of the phrases."""
_NUMBERS = (
    r"\d[\d.,]*\+?(?:\s?(?:am|pm|AM|PM|%|k|K))?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|"
    r"twenty|thirty"
)
_NUMBER_WORDS = tuple(
    f"{word} ".encode()
    for word in (*_NUMBERS.rpartition("?|")[2].split("|"), *"a few several many some couple".split())
)
"""How a number in words may begin, as `<d>` and `<n>` stand for it."""
_WORDS = {
    "<my>": "(?P<my>my|your|his|her|their|our|its|one['’]s|people['’]s)",
    "<the>": "(?P<the>an?|the|my|your|our|his|her|its|their|this|these|those|all|some|any|every|each|both|new)",
    "<d>": f"(?P<d>{_NUMBERS})",
    "<n>": f"(?P<n>{_NUMBERS}|a few|few|several|many|some|(?:a )?couple of)",
    "<then>": r"then(?=\s+(?:an?|the|it|this|that|these|those|my|your|his|her|our|their|its|me|you|us|ever|expected|"
    r"usual|most|any|what(?:['’]s)?|just|only|others|one|two|three|half|once|twice|\d[\d.,]*)(?!\w))",
}


_END, _OPENS = " <end>", "¿"
_PLACE, _NUMBER = re.compile("<(?:my|the|d|n|then)>"), re.compile("<[dn]>")
_FAR = 30
"""In so many characters before a phrase the word before it is looked for."""


class Phrase(Struct, frozen=True):
    """A wrong phrase of a language, and its right form."""

    language: str
    wrong: str
    right: str
    not_after: str
    """Words that may not follow."""
    not_before: frozenset[str]
    """Words that may not come before."""
    literal: str
    """What a text has to hold in small letters, with straight apostrophes, to be looked at."""
    stretches: tuple[bytes, ...]
    """The same as words of a text, with blanks around them, in the forms in which it may stand there."""
    first: frozenset[bytes]
    """The forms of its first word, with a small letter and a capital: a text has to have one."""
    words: frozenset[bytes]
    """The other words that it has to have."""
    counts: bool
    """Whether a number follows the literal."""

    @property
    def expression(self) -> re.Pattern[str]:
        """What to look for."""
        return _expression(self)

    def is_near(self, text: bytes, words: Set[bytes]) -> bool:
        """Whether a text of these words, with a blank around each, may hold it."""
        if not words >= self.words or words.isdisjoint(self.first):
            return False
        if not self.counts:
            return any(stretch in text for stretch in self.stretches)
        following = (rest for stretch in self.stretches for rest in text.split(stretch)[1:])
        return any(rest[:1].isdigit() or rest.startswith(_NUMBER_WORDS) for rest in following)

    def right_for(self, match: re.Match[str]) -> str:
        """The right form of what was found."""
        right = self.right.removeprefix(_OPENS)
        for name, text in match.groupdict().items():
            right = right.replace(f"<{name}>", text)
        return right[0].upper() + right[1:] if match[0][0].isupper() else right

    def is_excluded(self, match: re.Match[str]) -> bool:
        """Whether a word that may not stand there comes before what was found."""
        return bool(self.not_before) and not self.not_before.isdisjoint(
            word.lower() for word in match.string[max(0, match.start() - _FAR) : match.start()].split()[-1:]
        )


# What stands in most texts, the most frequent ones first: a phrase is looked for by another of its words.
_FREQUENT = {
    word: at
    for at, word in enumerate(
        """the to of a and in is for you on that with it this be are as from can or by an at have if your not we use all
        how but need will also so they what do my there one when our which up get more no had has i used using was who
        other each look same then into these any where now should case
        de la le les des et à un une du en est que qui pour dans il je pas ne se ce sur au plus par on qu'il ai tout ont
        nous vous elle avec der die und das den des zu ein im el los las lo y con es por para su una al""".split()
    )
}


_WRONG = 100
"""How much rarer two words count of which the right form keeps one: measured on three sites."""

_Line = tuple[int, int]
"""The number of a line, and which of the ways to choose among its words with bars."""


class _Table(Struct, frozen=True):
    """The lines of the wrong phrases of a language."""

    by_pair: dict[tuple[bytes, bytes], list[_Line]]
    """By two words that follow one another."""
    by_word: dict[bytes, list[_Line]]
    """Those without such two words, by the longest of their words."""
    anchors: frozenset[bytes]
    """Of each pair one word, if it can be one that most texts do not have."""


@cache
def _lines(language: str) -> list[str]:
    return [*filter(None, map(str.strip, _PHRASES.get(language, "").split("\n")))]


@cache
def _table(language: str) -> _Table:
    """The table, which takes long to make, as an earlier run has kept it."""
    memory = stored_table(f"phrases {language}")
    if memory and isinstance(stored := memory.read(), list) and len(stored) == 5:
        pairs, pair_lines, words, word_lines, anchors = stored
        both = ((one, other) for one, other in map(bytes.split, _listed(pairs)))
        by_word = dict(zip(_listed(words), word_lines, strict=True))
        return _Table(dict(zip(both, pair_lines, strict=True)), by_word, frozenset(_listed(anchors)))
    table = _made_table(language)
    if memory:
        pairs, words, anchors = map(b" ".join, table.by_pair), table.by_word, table.anchors
        texts = [b"\n".join(keys).decode() for keys in (pairs, words, anchors)]
        memory.write([texts[0], [*table.by_pair.values()], texts[1], [*words.values()], texts[2]])
    return table


def _listed(words: str) -> list[bytes]:
    return words.encode().split(b"\n") if words else []


def _made_table(language: str) -> _Table:
    table = _Table({}, {}, frozenset())
    anchors: set[bytes] = set()
    for number, line in enumerate(_lines(language)):
        # What is the same for all ways of a line is asked once.
        wrong, _, right = line.partition(" -> ")
        choices = [[word.strip(",.¿") for word in group.split("|")] for group in _plain(wrong).split()]
        rarity = {word: _rarity(word) for words in choices for word in words if word[0] != "<"}
        kept_words = {*right.split()}
        several = (words for words in choices if len(words) > 1)
        kept_words.update(*(words for number, words in enumerate(several, 1) if f"#{number}" in kept_words))
        for way, chosen in enumerate(product(*choices)):
            one = number, way
            words = chosen[1:] if _joins(chosen, language) else chosen
            fixed = _rarest_pair(words, rarity, kept_words) or (
                max((word for word in words if word in rarity), key=len),
            )
            # Behind other words its first one may have a capital.
            forms = [fixed, (fixed[0].capitalize(), *fixed[1:])] if fixed[0] == words[0] else [fixed]
            for form in dict.fromkeys(tuple(word.encode() for word in form) for form in forms):
                if len(form) == 1:
                    table.by_word.setdefault(form[0], []).append(one)
                else:
                    table.by_pair.setdefault((form[0], form[1]), []).append(one)
                    anchors.add(form[rarity[fixed[0]] < rarity[fixed[1]]])
    return replace(table, anchors=frozenset(anchors))


def _rarest_pair(words: Sequence[str], rarity: Mapping[str, int], kept_words: Set[str]) -> tuple[str, ...]:
    """Those two words in a row of a wrong phrase that texts are least likely to have; none without two such words.

    These are rare ones, or one that the right form keeps beside one that it lacks.
    """
    best: tuple[str, ...] = ()
    most = -1
    for pair in pairwise(words):
        one, other = pair
        if one in rarity and other in rarity:
            rank = rarity[one] + rarity[other] + _WRONG * ((one in kept_words) != (other in kept_words))
            if rank >= most:
                best, most = pair, rank
    return best


def _rarity(word: str) -> int:
    return _FREQUENT.get(word.lower(), len(_FREQUENT))


def _chosen(line: str, way: int) -> str:
    """A line by one of the ways to choose among the words with bars between them."""
    # A long one stands on several lines.
    wrong, _, right = line.partition(" -> ")
    words, better = wrong.split(), right.split()
    groups = [(at, word.split("|")) for at, word in enumerate(words) if "|" in word]
    named = {f"#{number}" for number in range(1, len(groups) + 1)}.intersection(better)
    free = [number for number in range(len(groups)) if f"#{number + 1}" not in named]
    slots = [(at, word.split("|")) for at, word in enumerate(better) if "|" in word]
    chosen = next(islice(product(*(range(len(choices)) for _, choices in groups)), way, None))
    for number, (at, choices) in enumerate(groups):
        words[at] = choices[chosen[number]]
    for number, (at, choices) in zip(free, slots, strict=False):
        better[at] = choices[chosen[number]]
    text = " ".join(better)
    for name in named:
        text = text.replace(name, words[groups[int(name[1:]) - 1][0]])
    return f"{' '.join(words)} -> {text}"


def _plain(wrong: str) -> str:
    """A wrong phrase with what it is looked for by."""
    return wrong.replace("<then>", "then").removesuffix(_END).removeprefix(_OPENS)


def phrases(language: str) -> tuple[Phrase, ...]:
    """All wrong phrases of a language."""
    table = _table(language)
    every = ((at, way) for lines in (*table.by_pair.values(), *table.by_word.values()) for at, way in lines)
    return tuple(_phrase(_lines(language)[at], way, language) for at, way in dict.fromkeys(every))


def plain(text: str) -> str:
    """A text in small letters with straight apostrophes, one blank between its words."""
    return " ".join(text.lower().replace("’", "'").split())


def begins_with_name(text: str, start: int, end: int) -> bool:
    """Whether a range of a text begins with a capital within a sentence, as a name does: “now Will has it”."""
    before = text[max(0, start - 2) : start]
    return text[start].isupper() and text[start + 1 : end].islower() and before[-1:] == " " and before[:-1].islower()


def near_phrases(tokens: Sequence[bytes], words: Set[bytes], languages: Iterable[str]) -> list[Phrase]:
    """The wrong phrases of some languages that a text of these words may hold: a quick look, as nearly none does."""
    near: dict[tuple[str, int], str] = {}
    for language in languages:
        table = _table(language)
        hits = [*map(table.anchors.__contains__, tokens)]
        here = [*compress(tokens, hits)]
        before, behind = compress([b"", *tokens], hits), compress(tokens[1:], hits)
        pairs = {*zip(here, behind, strict=False), *zip(before, here, strict=True)}
        hit = [table.by_pair[pair] for pair in table.by_pair.keys() & pairs]
        hit += [table.by_word[word] for word in table.by_word.keys() & words]
        near |= {(_lines(language)[at], way): language for lines in hit for at, way in lines}
    text = b" %b " % b" ".join(tokens) if near else b""
    possible = (_phrase(line, way, language) for (line, way), language in sorted(near.items()))
    return [phrase for phrase in possible if phrase.is_near(text, words)]


@cache
def _phrase(line: str, way: int, language: str) -> Phrase:
    wrong, _, rest = _chosen(line, way).partition(" -> ")
    rest, _, before = rest.partition(" !< ")
    right, _, not_after = rest.partition(" ! ")
    plain = _plain(wrong)
    before_number = _NUMBER.split(plain)[0].strip()
    counts = before_number not in ("", plain) and "<" not in before_number
    literal = before_number if counts else max(_PLACE.split(plain), key=len).strip()
    stretch = " ".join(_words_of(literal, language) if plain.startswith(literal) else _stripped(literal))
    # "-year old" is joined with a number.
    blank = " " * stretch[0].isalnum()
    forms = dict.fromkeys(f"{blank}{form} ".encode() for form in (stretch, stretch[0].upper() + stretch[1:]))
    fixed = [word for word in _words_of(plain, language) if word[0] != "<"]
    first = frozenset((fixed[0].encode(), fixed[0].capitalize().encode()))
    words = frozenset(word.encode() for word in fixed[1:])
    return Phrase(
        language,
        wrong,
        right,
        not_after,
        frozenset(before.split()),
        literal.lower(),
        tuple(forms),
        first,
        words,
        counts,
    )


def _words_of(wrong: str, language: str) -> list[str]:
    """The words of a wrong phrase, as they stand among the words of a text."""
    words = _stripped(wrong)
    return words[1:] if _joins(words, language) else words


def _joins(words: Sequence[str], language: str) -> bool:
    """Whether the first word may be written together with the one before, as in French: "qu'un"."""
    return language == "fr" and words[0][0].lower() in "aeiouyàéêôh" and len(words) > 1


def _stripped(text: str) -> list[str]:
    return [word.strip(",.") for word in text.split()]


def _bare(wrong: str) -> list[str]:
    return wrong.removesuffix(_END).removeprefix(_OPENS).split()


@cache
def _expression(phrase: Phrase) -> re.Pattern[str]:
    wrong, right, not_after = phrase.wrong, phrase.right, phrase.not_after
    at_end = wrong.endswith(_END)
    words = [_PLACE.sub(lambda match: _WORDS[match[0]], re.escape(word).replace("'", "['’]")) for word in _bare(wrong)]
    expression = r"\s+".join(words) + (r"(?!\w|[\u0300-\u036f]|-\w|['’]\w)" if wrong[-1] != "," else "")
    if at_end:
        expression += r"(?=[.,;!?)]|\s*\Z)"
    if not_after:
        expression += rf"(?!\s+(?:{'|'.join(not_after.split())})\b)"
    if phrase.language == "es" and wrong.endswith(" el"):
        # "parte de él", at the end, is a pronoun.
        expression += r"(?=\s+\w)"
    if phrase.language == "de" and right.split()[-1] == wrong.split()[-1].capitalize() and wrong[-1].islower():
        # "des weiteren Verlaufs": the word belongs to the noun behind it.
        expression += r"(?!\s+[A-ZÄÖÜ])"
    # ".less files" are names.
    before = r"(?<![\w.@#$/-])" if phrase.language == "fr" else r"(?<![\w'’.@#$/-])"
    if wrong.startswith(_OPENS):
        before = rf"(?<={_OPENS})"
    head = words[0] if expression.startswith("(") else expression[0]
    return re.compile(rf"{before}(?i:{head}){expression[len(head) :]}")
