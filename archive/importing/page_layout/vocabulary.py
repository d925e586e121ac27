"""Parts of words that tell a hyphen of the word from one of the printer, in the languages that hyphenate most."""

from archive.text.word_sets import word_set

# Before a hyphen that belongs to the word: self-, well-, twenty-.
COMPOUND_BEGINNINGS = word_set("""
    self well ill non quasi semi vice all cross half socio neo one
    twenty thirty forty fifty sixty seventy eighty ninety two three four five six seven eight nine ten
    high low long short full large small wide deep far fast hard free ever much first second third
    decision policy job income people world state market oil drug climate science
    físico político económico
""")
# After such a hyphen: -based, -called; in French also -il.
COMPOUND_ENDINGS = word_set("""
    based called known made related oriented term scale level style type free being determination reliance
    sufficient sufficiency defence defense interest driven minded reaching lasting standing ranking owned year old
""")
FRENCH_BEGINNINGS = word_set(
    "peut celui celle ceux celles demi grand grande moi toi lui elle eux soi vis arc au ci là"
)
FRENCH_ENDINGS = word_set("il elle on ils elles je tu nous vous moi toi y ci là même mêmes")
# Words and prefixes with which longer words begin: a break after them tells nothing.
PREFIX_WORDS = word_set("""
    a al an any as at be by can car com con de dis en every ex ad for fore fur hand her here how in inter it mis
    more mean me mid multi never no not of on or other out over par per port pre pro re some sub super
    sur the there to trans un under up us what when where who with
    des contre auf aus bei ein mit nach um unter vor zu por sin tra
""")
# What no word is, but many end in.
WORD_ENDINGS = word_set("""
    al ally ance ances ation ations ble bility cal cally cence cies cy dent ed ence ences cency ency ent er ers est ful
    fully gence ging ible ical ied ies ing ings ism ist ists ities ity ive ization lation less ly ment mental mentation
    ments ness nesses ning ous ously ring sion sions ship ships sive ted ter tial tially tic tical ties ting tion tional
    tionally tions tive tively tor tors ture tures ty ure ures wards
    keit heit lich liche lichen schaft ung ungen tung tungen rung rungen
    zione zioni mente miento mientos ción ciones dad dades teur teurs tique tiques
""")
# After a hyphen that stands for a word to come: short- and long-term.
CONJUNCTIONS = word_set("and or to und oder bis et ou y o e ed og och en of")
