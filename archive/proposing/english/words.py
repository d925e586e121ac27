"""The words by which English reports speech. The browser's list of cue verbs follows this one (docs/proposing.md).

Left out on purpose: think, release, present, demonstrate, ensure, support: they report no speech. Polls and reports
find and show (`FINDINGS`); nobody else does.
"""

import re

from archive.text.word_sets import word_set


class Kind:
    """What may follow a verb without “that”: SAY any clause, THAT a clause with its subject, POINT a noun or a clause,
    ORDER an order to somebody, FOR what its preposition brings, QUOTE only quoted words."""

    SAY, THAT, POINT, ORDER, FOR, QUOTE = "say", "that", "point", "order", "for", "quote"


_REGULAR = {
    Kind.SAY: "add insist explain",
    Kind.THAT: "acknowledge admit allege announce argue assert assure believe claim comment complain concede conclude"
    " confirm contend declare deny disclose estimate maintain mention note observe predict proclaim quip "
    "reaffirm recall"
    " reckon reiterate remark repeat reply report respond reveal signal specify state stipulate suggest "
    "testify tweet vow warn"
    " hint hope object confide recount attest speculate forecast grumble brag move"
    " write share intimate imply caution clarify conclude retort counter lament boast affirm agree fear joke"
    " opine elaborate"
    " indicate inform notify remind recommend advise advocate propose explain restate assert pledge promise "
    "threaten offer answer insinuate detail regret guarantee concur reassure",
    Kind.POINT: "emphasise emphasize stress underline underscore highlight reaffirm reiterate welcome condemn denounce"
    " criticise criticize rubbish refute praise outline hail applaud deplore reject dismiss decry blast slam endorse"
    " oppose announce propose advocate recommend predict acknowledge confirm deny note forecast defend commend"
    " appreciate dispute downplay",
    Kind.ORDER: "urge demand vow pledge promise threaten request order instruct beg implore encourage exhort invite"
    " accuse ask",
    Kind.QUOTE: "cry exclaim murmur whisper shout mutter yell sigh gasp continue begin interrupt laugh smile ejaculate"
    " interpose rejoin resume demand inquire enquire answer scream sob growl groan stammer falter wonder describe call"
    " dub label conclude joke read pursue cried muse drawl snap grunt echo protest venture assent brand characterise"
    " characterize enthuse",
}
_IRREGULAR = {
    "say": ("say", "says", "said", "saying", Kind.SAY),
    "tell": ("tell", "tells", "told", "telling", Kind.ORDER),
    "write": ("write", "writes", "wrote", "writing", Kind.THAT),
    "swear": ("swear", "swears", "swore", "swearing", Kind.THAT),
    "find": ("find", "finds", "found", "finding", Kind.THAT),
    "show": ("show", "shows", "showed", "showing", Kind.THAT),
    "undertake": ("undertake", "undertakes", "undertook", "undertaking", Kind.THAT),
    "begin": ("begin", "begins", "began", "beginning", Kind.QUOTE),
}
_PHRASES = {
    "point out": ("points? out|pointed out|pointing out", Kind.THAT),
    "call for": ("call(?:s|ed|ing)? (?:on \\w+day )?for", Kind.FOR),
    "call on": ("calls? (?:on|upon)|called (?:on|upon)|calling (?:on|upon)", Kind.ORDER),
    "warn against": (
        "(?:warn|caution|advise|argue|speak)s? (?:out )?against"
        "|(?:warned|cautioned|advised|argued|spoke) (?:out )?against",
        Kind.FOR,
    ),
    "warn of": ("(?:warn|warns|warned|warning) (?:(?:on|last) \\w+ )?of", Kind.FOR),
    "point to": ("points? (?:also )?to|pointed (?:also )?to|pointing (?:also )?to", Kind.POINT),
    "speak of": ("speaks? of|spoke of|speaking of", Kind.POINT),
    "make clear": ("(?:make|makes|made|making)(?: it)? clear", Kind.THAT),
    "go on to say": (
        "(?:goes on|go on|went on|rose|rises|stood up|stands up|hastened|hastens|was quick|continued|came out)"
        " to (?:say|add|stress|note|argue|explain)",
        Kind.SAY,
    ),
    "express": (
        r"express(?:es|ed|ing)? (?:[\w’']+ ){0,3}?"
        r"(?:hope|confidence|concern|regret|belief|doubt|optimism|joy|satisfaction|gratitude|appreciation|dismay|alarm"
        r"|disappointment|conviction|readiness|willingness|determination)s?",
        Kind.THAT,
    ),
    "voice": ("(?:voices|voiced|voicing) (?:hope|concern|doubt|support|alarm|outrage|regret)s?", Kind.THAT),
    "rule out": ("rules? out|ruled out|ruling out", Kind.POINT),
    "lash out": ("(?:lash|hit)(?:es|s|ed)? out at|(?:lash|hit)ing out at", Kind.POINT),
    "appeal to": ("(?:appeal(?:s|ed|ing)? to|plead(?:s|ed|ing)? with)", Kind.ORDER),
    "appeal for": ("(?:appeal|plead)(?:s|ed|ing)? for", Kind.FOR),
    "refer to it": ("refer(?:s|red|ring)? to (?:it|him|her|them|this|that) as", Kind.QUOTE),
    "fire back": ("(?:fire|shoot)s? back|(?:fired|shot) back", Kind.QUOTE),
    "be of the view": ("(?:was|were) of the (?:view|opinion)", Kind.THAT),
    "put it": ("(?:puts?|putting) it", Kind.QUOTE),
    "go on": ("went on|goes on", Kind.QUOTE),
}
AMBIGUOUS = word_set("""
    states reports claims notes demands calls comments remarks estimates orders requests promises threats
    stresses offers fears protests questions answers pledges repeats counters signals highlights holds reads
    jokes advocates state report claim note demand call comment remark estimate order request promise stress
    offer fear protest answer pledge repeat counter signal highlight hold read joke advocate outline outlines
    slam blast praise hail label cry cries recall sigh laugh smile echo echoes reveal whisper welcome welcomed
    share shares deliberate hope hopes hint hints forecast forecasts object objects move moves moved brand brands find
    finds found finding show shows defend defends hit wonder wonders praises recalls vow vows answered asks
    ask
""")


def _forms(verb: str) -> tuple[str, str, str, str]:
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeo":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if verb in ("admit", "quip", "slam", "beg", "sob", "dub", "snap"):
        return verb, verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing"
    if verb.endswith(("s", "sh", "ch", "x")):
        return verb, verb + "es", verb + "ed", verb + "ing"
    if verb in ("label", "signal", "counsel"):
        return verb, verb + "s", verb + "ed", verb + "ing"
    return verb, verb + "s", verb + "ed", verb + "ing"


def _build() -> tuple[dict[str, tuple[str, str]], dict[str, set[str]]]:
    """(form -> (lemma, base|s|ed|ing), lemma -> kinds)."""
    forms: dict[str, tuple[str, str]] = {}
    kinds: dict[str, set[str]] = {}
    for kind, verbs in _REGULAR.items():
        for verb in verbs.split():
            kinds.setdefault(verb, set()).add(kind)
            if verb not in _IRREGULAR:
                for form, name in zip(_forms(verb), ("base", "s", "ed", "ing"), strict=True):
                    forms.setdefault(form, (verb, name))
    for verb, (*all_forms, kind) in _IRREGULAR.items():
        kinds.setdefault(verb, set()).add(kind)
        for form, name in zip(all_forms, ("base", "s", "ed", "ing"), strict=True):
            if form:
                forms[form] = (verb, name)
    for british in ("labelled", "signalled"):
        forms[british] = (british.removesuffix("led"), "ed")
    return forms, kinds


VERB_FORMS, VERB_KINDS = _build()
PHRASES = [
    (re.compile(rf"(?:{pattern})\b", re.I), lemma, kind) for lemma, (pattern, kind) in _PHRASES.items()
]
PHRASE_CUE = re.compile(
    r"(?:according to|in the words of|" + "|".join(pattern for pattern, _kind in _PHRASES.values()) + r")\b",
    re.I,
)
# The words with which those begin: without one of them no phrase is looked for, which is what takes the time.
PHRASE_HEADS = word_set("""
    according in point points pointed pointing call calls called calling warn warns warned caution cautions
    cautioned advise advises advised argue argues argued speak speaks spoke speaking make makes made making go
    goes went were rose rises stood stands hastened hastens was continued came express expresses expressed
    expressing voices voiced voicing rule rules ruled ruling lash lashes lashed lashing hit hits hitting
    appeal appeals appealed appealing plead pleads pleaded pleading refer refers referred referring fire fires
    fired shoot shoots shot put puts putting
""")
BASE_HEADS = word_set(
    "call point warn caution advise argue speak make go appeal plead refer fire shoot express voice rule lash"
)
SAYING = frozenset(
    form for form, (lemma, _name) in VERB_FORMS.items() if VERB_KINDS[lemma] - {Kind.POINT, Kind.ORDER}
)

PRONOUNS = word_set("he she they it we i you who")
AUXILIARIES = word_set("""
    has had have also then further later again repeatedly once still earlier recently just now even only first did
    does do never always often both all since thus therefore moreover instead simply already reportedly strongly
    here there separately meanwhile previously today yesterday tonight rightly too jointly himself herself itself
    themselves long consistently however nevertheless nonetheless
""")
MODALS = word_set("would will could should might may can must to not n't cannot")
BE = word_set("is are was were be been being am 's")
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
DAY = rf"(?:{DAYS.replace(' ', '|')})"
WHEN = (
    rf"(?:(?:since |until |late |early |on |last |earlier |this )*"
    rf"(?:{DAY}|yesterday|today|tonight|night|week|month|year)"
    r"(?: (?:morning|afternoon|evening|night))?"
    r"|on (?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)(?: \d{1,2})?"
    r"(?:,? \d{4})?|in (?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: \d{4})?|earlier|later|recently|at the time|again|at one point|in \d{4}|afterwards?|this "
    r"(?:morning|afternoon|evening)|once)"
)
WHERE = (
    r"(?:(?:in|at|during|after|before|through|via|to|by|from|on|following|upon|under|with|of|for)"
    r" (?!that\b)[\w’'&.-]+(?: (?!that\b|the\b(?= \w+ (?:is|was|will|has))|he\b|she\b|it\b|they\b|we\b|"
    r"there\b)[\w’'&.-]+){0,9}?)"
)
STOP_WORDS = word_set("""
    that which who whom whose when while because if although though as than whether where after before until
    unless since so but or nor and yet once despite except what how why
""")
PREPOSITIONS = word_set("""
    of for at from in with to on near by under behind among between into over against about within
""")
DETERMINERS = word_set("""
    the a an this that these those his her its their our my your one some many several other another most both all
    two three four five no any each every
""")
MODAL_CLAUSE = re.compile(
    r"\b(?:must|should|needs? to|ought to|shall|have to|has to|it is (?:necessary|essential|important|"
    r"imperative|crucial|vital)"
    r"|is to be|are to be|efforts? (?:must|should))\b",
    re.I,
)
OWN_VOICE = re.compile(
    r"^(?:this|these|that) (?:suggests?|means|marks|shows?|indicates?|signals?|remarks)|\bmade (?:these|the|"
    r"those) (?:remarks|comments)"
    r"|^(?:the|both|all)(?: two| both| three)? (?:ministers|leaders|presidents|sides|parties|delegations|teams|"
    r"officials|heads of (?:state|government)) (?:will|are (?:to|due to|expected to)|also|then|agreed)\b"
    r"|^(?:the|this|their|a) (?:next |second |first )?(?:meeting|talks|session|visit|call|conversation|event|"
    r"ceremony|round) (?:will|is|was|are|were)\b"
    r"|^(?:traditionally|however, recent)|\bthis article\b",
    re.I,
)
GREETING = re.compile(
    r"(?i)^(?:(?:ladies and gentlemen|friends|colleagues|comrades|good (?:morning|afternoon|evening|day)(?:,? "
    r"(?:everyone|everybody|all))?|"
    r"thank you(?: very much| all)?"
    r"|(?:your|distinguished|excellencies|excellency|respected|dear|honou?rable|mr\.?|madam|esteemed|mr\. "
    r"president)\b[^.!?]{0,120})"
    r"[\s,.!:;-]*)+$"
)
# With these a sentence opens before its subject: “On Friday, …”, “During the session, …”.
OPENERS = word_set("""
    in on at during after before following as when while with by for from since under despite if although though
    because upon but and yet so however meanwhile moreover furthermore finally earlier later also then still
    addressing speaking asked according today yesterday last this next at to among within through throughout once
    until given like unlike outside inside across besides instead first second third amid because over
""") - {"this"}
