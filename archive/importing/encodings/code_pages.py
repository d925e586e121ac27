"""The encodings before Unicode that Python can read, and the languages each was made for."""

from dataclasses import dataclass

_WESTERN = (
    "en fr de es pt it nl sv da no nn fi is fo ca gl eu oc an ext ga gd cy br af sq et id ms sw wa fy lb vec lij ht tl "
    "rw zu xh so mg jv la qu gcr gcf st nso lg ln sn ig yo ha om bcl ace pcm gug guw eo vo"
)
_CENTRAL = "pl cs sk hu ro hr sl bs sq sr de tk en"
_CYRILLIC = "ru uk be bg sr mk kk mn ky tg tt ba uz"
_BALTIC = "lt lv et ltg pl en"

# The languages of py3langid by script; Serbian, Kurdish and Uzbek are in more than one.
_SCRIPTS = tuple(
    frozenset(languages.split())
    for languages in (
        "ru uk be bg sr mk kk mn ky tg tt ba uz",
        "ar fa ur ug ps ary arz sdh ku",
        "zh wuu yue ja",
        "el grc",
        "he hbo",
        "th",
        "ko",
    )
)
_LATIN = frozenset(
    (
        _WESTERN + " " + _CENTRAL + " " + _BALTIC + " tr az ku crh vi mt se uzs uz kab kik crh fuv an lij"
    ).split()
)


@dataclass(frozen=True)
class CodePage:
    """`languages` are codes of py3langid, `script` all of them that are in the script of the code page.

    `log_penalty`: taken from the score, in nats: how much more a text must read like one of its languages.
    """

    codec: str
    label: str
    languages: frozenset[str]
    script: frozenset[str]
    log_penalty: float = 0.0

    @property
    def is_latin(self) -> bool:
        return self.script is _LATIN


def _page(codec: str, label: str, languages: str, log_penalty: float = 0.0) -> CodePage:
    first = languages.split()[0]
    script = next((script for script in _SCRIPTS if first in script), _LATIN)
    return CodePage(codec, label, frozenset(languages.split()) & script, script, log_penalty)


# In the order in which one of several that read a text alike is named.
CODE_PAGES = (
    _page("cp1252", "Windows-1252", _WESTERN),
    _page("cp1250", "Windows-1250", _CENTRAL),
    _page("cp1251", "Windows-1251", _CYRILLIC),
    _page("cp1253", "Windows-1253", "el grc"),
    _page("cp1254", "Windows-1254", "tr az ku crh"),
    _page("cp1255", "Windows-1255", "he hbo"),
    _page("cp1256", "Windows-1256", "ar fa ur ug ps ary arz"),
    _page("cp1257", "Windows-1257", _BALTIC),
    _page("cp1258", "Windows-1258", "vi"),
    _page("gb18030", "GB18030", "zh wuu yue"),
    _page("big5hkscs", "Big5", "zh yue"),
    _page("cp932", "Shift JIS", "ja"),
    _page("shift_jis", "Shift JIS", "ja"),
    _page("shift_jis_2004", "Shift JIS 2004", "ja", 4),
    _page("euc_jp", "EUC-JP", "ja"),
    _page("euc_jis_2004", "EUC-JP 2004", "ja", 4),
    _page("cp949", "Windows-949 (EUC-KR)", "ko"),
    _page("johab", "Johab", "ko", 6),
    _page("cp874", "Windows-874", "th"),
    _page("tis_620", "TIS-620", "th"),
    _page("iso8859-15", "ISO 8859-15", _WESTERN, 1),
    _page("iso8859-2", "ISO 8859-2", _CENTRAL),
    _page("iso8859-3", "ISO 8859-3", "mt eo", 3),
    _page("iso8859-4", "ISO 8859-4", _BALTIC + " se", 4),
    _page("iso8859-5", "ISO 8859-5", _CYRILLIC, 1),
    _page("iso8859-6", "ISO 8859-6", "ar", 1),
    _page("iso8859-7", "ISO 8859-7", "el"),
    _page("iso8859-8", "ISO 8859-8", "he"),
    _page("iso8859-9", "ISO 8859-9", "tr"),
    _page("iso8859-10", "ISO 8859-10", "is se lt fo", 5),
    _page("iso8859-13", "ISO 8859-13", _BALTIC, 1),
    _page("iso8859-14", "ISO 8859-14", "cy ga gd br", 4),
    _page("iso8859-16", "ISO 8859-16", "ro pl hu sl hr", 4),
    _page("koi8_r", "KOI8-R", "ru bg"),
    _page("koi8_u", "KOI8-U", "uk be ru"),
    _page("koi8_t", "KOI8-T", "tg", 4),
    _page("mac_roman", "Mac Roman", _WESTERN, 2),
    _page("mac_latin2", "Mac Central European", _CENTRAL + " lt lv et", 4),
    _page("mac_cyrillic", "Mac Cyrillic", _CYRILLIC, 3),
    _page("mac_greek", "Mac Greek", "el", 4),
    _page("mac_turkish", "Mac Turkish", "tr", 4),
    _page("mac_iceland", "Mac Icelandic", "is fo", 4),
    _page("cp437", "MS-DOS 437", _WESTERN, 3),
    _page("cp850", "MS-DOS 850", _WESTERN, 2),
    _page("cp858", "MS-DOS 858", _WESTERN, 3),
    _page("cp852", "MS-DOS 852", _CENTRAL, 2),
    _page("cp855", "MS-DOS 855", _CYRILLIC, 4),
    _page("cp866", "MS-DOS 866", _CYRILLIC, 1),
    _page("cp1125", "MS-DOS 1125", "uk be ru", 4),
    _page("cp737", "MS-DOS 737", "el", 3),
    _page("cp857", "MS-DOS 857", "tr az", 3),
    _page("cp860", "MS-DOS 860", "pt", 4),
    _page("cp861", "MS-DOS 861", "is fo", 4),
    _page("cp862", "MS-DOS 862", "he", 3),
    _page("cp863", "MS-DOS 863", "fr", 5),
    _page("cp865", "MS-DOS 865", "no nn da sv", 4),
    _page("cp720", "MS-DOS 720", "ar", 4),
    _page("mac_arabic", "Mac Arabic", "ar", 4),
    _page("mac_farsi", "Mac Farsi", "fa", 4),
    _page("cp775", "MS-DOS 775", _BALTIC, 3),
    _page("ptcp154", "Windows Cyrillic Asian", "kk ky ba tt tg mn", 4),
    _page("kz1048", "Kazakh (KZ-1048)", "kk", 4),
)
LABELS = {page.codec: page.label for page in CODE_PAGES}
