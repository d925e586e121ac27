"""Parts of words that tell a hyphen of the word from one of the printer, in the languages that hyphenate most."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Before a hyphen that belongs to the word: self-, well-, twenty-; French, German, Spanish.
COMPOUND_BEGINNINGS = _words("""
    self well ill non co ex anti pro quasi semi vice all cross half multi socio neo ultra pan
    twenty thirty forty fifty sixty seventy eighty ninety two three four five six seven eight nine ten
    high low long short full large small wide deep far fast hard free ever much mid post pre first second third
    decision policy job income people world state market oil drug climate peace science
    peut celui celle ceux celles demi grand grande moi toi lui elle eux soi sud nord vis arc au ci là
    físico político socio económico
""")
# After such a hyphen: -based, -called; in French also -il.
COMPOUND_ENDINGS = _words("""
    based called known made wide related oriented term scale level style type free being determination reliance
    sufficient sufficiency defence defense interest driven minded reaching lasting standing ranking owned keeping
    making building sharing year old
""")
FRENCH_ENDINGS = _words("il elle on ils elles je tu nous vous moi toi y ci là même mêmes")
# Words of their own that also begin longer ones: a break after them tells nothing.
PREFIX_WORDS = _words("""
    a an any as at be by can car do every for fore fur gen hand here his how human i ill in inter is it man me mid mini
    mis more never new no not now of off on one or other our out over par per port pre pro re representa so some sub
    super sur the there thereby to trans un under up us war we what when where who with
    de en des dis contre auf aus bei ein mit nach um unter vor zu con por sin tra
""")
# What no word is, but many end in.
WORD_ENDINGS = _words("""
    al ally ance ances ation ations ble bility cal cally cence cies cy dent ed ence ences cency ency ent er ers est ful
    fully gence ging ible ical ied ies ing ings ism ist ists ities ity ive ization lation less ly ment mental mentation
    ments ness nesses ning ous ously ring sion sions ship ships sive ted ter tial tially tic tical ties ting tion tional
    tionally tions tive tively tor tors ture tures ty ure ures wards
    keit heit lich liche lichen schaft ung ungen tung tungen rung rungen
    zione zioni mente miento mientos ción ciones dad dades teur teurs tique tiques
""")
# After a hyphen that stands for a word to come: short- and long-term.
CONJUNCTIONS = _words("and or to und oder bis et ou y o e ed og och en of")
