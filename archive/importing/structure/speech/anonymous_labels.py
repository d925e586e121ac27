"""Labels of several members together, or of one whom the record does not name: “Some hon. members”, “Vozes do PS”.

A group of lines is a language; compiled by hand from the records that `words` names.
"""

import re

_VOICES = re.compile(
    r"""
    (?:(?:an?|one|some|several|many|other|various)\ )*
    (?:hon\.?|honou?rable|noble|opposition|government|coalition)\ (?:members?|senators?|lords|deputies)
    (?:\ (?:of|on)\ .+)?
    | (?:an?|some|several|many|other|various)\ (?:members?|senators?|lords|deputies|voices?)(?:\ (?:of|on)\ .+)?

    | (?:une?|des|plusieurs|quelques|divers|de\ nombreux)\ (?:députée?s?|sénat(?:eur|rice)s?|voix)
    (?:\ (?:du|de|des|sur)\ .+)?
    | voix\ (?:du|de|des|sur)\ .+

    | (?:zwischen)?rufe?\ (?:bei|von|der|aus)\ .+
    | (?:gegen|zu)rufe?(?:\ (?:bei|von|der|aus)\ .+)?

    | (?:una?|vari[oa]s|algun[oa]s)\ (?:señor(?:es|as?)?\ )?
    (?:diputad[oa]s?|senador(?:a|es|as)?|señorías|voces|voz)(?:\ del?\ .+)?

    | (?:(?:várias|muitas)\ )?vozes(?:\ d[aoe]s?\ .+)?
    | uma\ voz(?:\ d[aoe]s?\ .+)?
    | vários\ (?:srs\.?\ )?deputados(?:\ d[aoe]s?\ .+)?

    | (?:(?:una|molte|alcune)\ )?voc[ei]\ (?:dai|dal|dalla|da)\ .+
    | (?:alcuni|molti)\ (?:deputati|senatori)(?:\ d.+)?

    | (?:meerdere|diverse|vele)\ leden

    | głosy?\ z\ sali | hlasy?\ ze?\ (?:sálu|pléna) | (?:voci\ )?din\ sal[aă] | közbeszólás(?:ok)?(?:\ .+)?

    | (?:голоса?\ |выкрики?\ |шум\ |реплика\ )?(?:из\ зала|с\ места|в\ зале)
    | (?:голоси?\ |шум\ )?(?:із|з)\ зал[иу] | шум\ у\ залі

    | (?:πολλοί|ορισμένοι)\ βουλευτές(?:\ .+)?
    | (?:bir|bazı)\ (?:ses|sesler|milletvekil\w+)(?:\ .+)?
    | קריא(?:ה|ות)(?:\ .+)?
    """,
    re.VERBOSE,
)


def is_anonymous_label(base: str) -> bool:
    """Whether a label without its brackets, in any case, names nobody."""
    return _VOICES.fullmatch(base.casefold()) is not None
