"""The words by which French, Spanish and German report speech."""

import re
from dataclasses import dataclass

from archive.text.word_sets import word_set


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`verb` matches a verb of speech, `that` what joins it to a clause, `according` what names a source; the others
    are the words, in small letters, with which a noun phrase begins or of which it consists."""

    verb: re.Pattern[str]
    that_clause: re.Pattern[str]
    according_to: re.Pattern[str]
    pronouns: frozenset[str]
    definite: frozenset[str]
    plural: frozenset[str]
    indefinite: frozenset[str]
    bodies: frozenset[str]
    offices: frozenset[str]
    has_capital_nouns: bool = False


_FRENCH_PARTICIPLES = (
    "déclaré|dit|affirmé|assuré|ajouté|annoncé|expliqué|estimé|souligné|indiqué|précisé|rappelé|promis|prévenu|averti"
    "|confié|répondu|reconnu|admis|insisté|martelé|lancé"
    "|conclu|écrit|regretté|dénoncé|confirmé|démenti|avancé|soutenu"
    "|commenté|fait savoir|fait valoir|poursuivi|raconté|réagi|tonné|résumé"
)
FRENCH = Lexicon(
    verb=re.compile(
        rf"(?:\b(?:a|ont|avait|avaient)(?:-t-(?P<pronoun>il|elle|on)|-(?:ils|elles))? (?:également "
        rf"|aussi |encore |ainsi )?"
        rf"(?:{_FRENCH_PARTICIPLES})e?s?\b"
        r"|\b(?:déclare|dit|affirme|assure|ajoute|annonce|explique|estime|souligne|indique|précise"
        r"|rappelle|prévient|avertit"
        r"|confie|répond|reconnaît|admet|insiste|martèle|lance|conclut|écrit|regrette|dénonce|confirme"
        r"|juge|poursuit|raconte"
        r"|résume|soupire)(?:nt)?(?:-(?P<inverted>il|elle|on))?\b)",
        re.I,
    ),
    that_clause=re.compile(r"[^,.;:«“\"]{0,50}?\b(?:que\b|qu[’'])\s*"),
    according_to=re.compile(r"\b(?:selon|d[’']après)\s+", re.I),
    pronouns=word_set("il elle ils elles on je nous"),
    definite=word_set("le la l’ l' les son sa ses leur cette ce"),
    plural=word_set("les ses leurs"),
    indefinite=word_set("un une des plusieurs certains certaines quelques"),
    bodies=word_set(
        "gouvernement ministère commission police parlement sénat élysée kremlin entreprise société parti syndicat"
        " association préfecture rapport étude communiqué journal tribunal cour banque agence otan onu union"
    ),
    offices=word_set(
        "président présidente ministre maire chef porte-parole directeur directrice premier première"
    ),
)
SPANISH = Lexicon(
    verb=re.compile(
        r"\b(?:ha |han |había )?(?:dijo|dijeron|dicho|afirmó|afirmaron|afirmado|aseguró|aseguraron"
        r"|asegurado|añadió|agregó"
        r"|señaló|señalado|explicó|explicado|declaró|declarado|anunció|anunciado|indicó|indicado|subrayó"
        r"|destacó|sostuvo"
        r"|advirtió|advertido|recordó|prometió|reconoció|admitió|insistió|respondió|contestó|concluyó|escribió|lamentó"
        r"|denunció|denunciado|confirmó|confirmado|negó|precisó|manifestó|manifestado|comentó|expresó"
        r"|apuntó|reiteró|relató"
        r"|dice|dicen|afirma|asegura|añade|señala|explica|sostiene|advierte|insiste|reconoce)\b",
        re.I,
    ),
    that_clause=re.compile(r"[^,.;:«“\"]{0,50}?\bque\b\s*"),
    according_to=re.compile(r"\b(?:según|de acuerdo con)\s+", re.I),
    pronouns=word_set("él ella ellos ellas"),
    definite=word_set("el la los las su sus este esta"),
    plural=word_set("los las sus"),
    indefinite=word_set("un una unos unas varios varias algunos algunas"),
    bodies=word_set(
        "gobierno ministerio comisión policía parlamento senado congreso kremlin empresa partido sindicato asociación"
        " informe estudio comunicado diario periódico tribunal banco agencia otan onu unión moncloa ayuntamiento"
    ),
    offices=word_set(
        "presidente presidenta ministro ministra alcalde alcaldesa jefe portavoz director directora primer primera"
        " canciller secretario secretaria"
    ),
)
GERMAN = Lexicon(
    verb=re.compile(
        r"\b(?:sagte[n]?|sagt|sagen|erklärte[n]?|erklärt|betonte[n]?|betont|meinte[n]?|berichtete[n]?|teilte[n]?"
        r"(?= [^.]{0,80}\bmit\b)|kündigte[n]?(?= [^.]{0,120}\ban\b)|warnte[n]?|warnt|forderte[n]?"
        r"|fordert|schrieb|schreibt"
        r"|ergänzte|fügte(?= [^.]{0,40}\bhinzu\b)|antwortete|entgegnete|räumte(?= [^.]{0,60}\bein\b)|versicherte"
        r"|bekräftigte|äußerte|kritisierte|kritisiert|verlangte|bestätigte|behauptete|mahnte|rief|fragte|so)\b"
    ),
    that_clause=re.compile(r"[^,.;:„“»\"]{0,60}?,\s*(?:dass\s+|dass$)?"),
    according_to=re.compile(
        r"\b(?:laut|nach Angaben (?:von|der|des|vom)|nach Einschätzung (?:von|der|des))\s+", re.I
    ),
    pronouns=word_set("er sie es wir ich"),
    definite=word_set("der die das dem den des seine ihre sein ihr"),
    plural=frozenset(),
    indefinite=word_set("ein eine einer einem eines einige mehrere viele"),
    bodies=word_set(
        "regierung bundesregierung ministerium außenministerium innenministerium kommission polizei parlament bundestag"
        ""
        " kreml unternehmen partei gewerkschaft verband bericht studie mitteilung zeitung gericht bank agentur nato uno"
        ""
    ),
    offices=word_set(
        "präsident präsidentin minister ministerin kanzler kanzlerin bundeskanzler bundeskanzlerin bürgermeister"
        " bürgermeisterin sprecher sprecherin chef chefin vorsitzender vorsitzende außenminister außenministerin"
        " innenminister innenministerin finanzminister finanzministerin ministerpräsident ministerpräsidentin direktor"
    ),
    has_capital_nouns=True,
)
LEXICONS = {"fr": FRENCH, "es": SPANISH, "de": GERMAN}
