"""Languages as tables write them: a code in any case, or a name in English or in the language itself."""

from archive.importing.readers.speeches.values import language_code

# The first name of each is the English one.
_NAMES = {
    "ar": "arabic العربية عربي",
    "bg": "bulgarian български",
    "cs": "czech čeština česky",
    "cy": "welsh cymraeg",
    "da": "danish dansk",
    "de": "german deutsch",
    "el": "greek ελληνικά",
    "en": "english",
    "es": "spanish español castellano",
    "fa": "persian farsi فارسی",
    "fi": "finnish suomi",
    "fr": "french français francais",
    "ga": "irish gaeilge",
    "he": "hebrew עברית",
    "hi": "hindi हिन्दी हिंदी",
    "hu": "hungarian magyar",
    "id": "indonesian indonesia",
    "it": "italian italiano",
    "ja": "japanese 日本語",
    "ko": "korean 한국어",
    "nl": "dutch nederlands",
    "no": "norwegian norsk",
    "pl": "polish polski",
    "pt": "portuguese português portugues",
    "ro": "romanian română",
    "ru": "russian русский",
    "sv": "swedish svenska",
    "th": "thai ไทย",
    "tr": "turkish türkçe",
    "uk": "ukrainian українська",
    "vi": "vietnamese tiếng_việt",
    "zh": "chinese 中文 汉语 漢語",
    "zh-Hans": "simplified_chinese chinese_(simplified) 简体中文",
    "zh-Hant": "traditional_chinese chinese_(traditional) 繁體中文",
}
_CODES = {name: code for code, names in _NAMES.items() for name in names.split()}


def language_from_name(text: str) -> str:
    """The code as the archive writes it; empty for what is no language that it knows."""
    written = "_".join(text.lower().split())
    if code := _CODES.get(written):
        return code
    first, dash, subtags = text.strip().replace("_", "-").partition("-")
    return language_code(f"{first.lower()}{dash}{subtags}")
