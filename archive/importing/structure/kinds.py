"""What kind of document a text is, where something in it shows that; the reason is what an editor reads beside it."""

import re
from collections.abc import Sequence

from archive.importing.parsed_document import Suggestion
from archive.importing.structure.speech.spoken_words import uses_first_person
from archive.importing.structure.titles import first_words
from archive.importing.structure.turns import Turn
from archive.importing.structure.vocabulary import AUDIENCE_GREETINGS, RELEASE_MARKS

MIN_TRANSCRIPT_TURNS = 4
MIN_REPORTERS = 2  # who ask at a press conference
MIN_ARTICLES = 4
OPENING_PARAGRAPHS = 3
MIN_SPEECH_PARAGRAPHS = 4
MIN_LENGTH = 60  # characters of a paragraph that is more than a line
GREETING_PARAGRAPHS = 8
MARK_PARAGRAPHS = 4  # of the beginning and of the end of a press release
_RELEASE = re.compile(RELEASE_MARKS, re.IGNORECASE)
# Outside quotation marks, which a novel or a report uses; with the comma or stop that sets it apart.
_ADDRESS = re.compile(
    r"(?<![“\"‘'])\b(Mr\.?|Madam|Madame) (Acting )?(President|Speaker|Chairman|Chairperson"
    r"|Secretary-General)(?=[,:.])"
    r"|\b[Ll]adies and [Gg]entlemen\b(?=[,:.])|Monsieur le Président(?=,)|Herr Präsident(?=[,!])"
    r"|Señor Presidente(?=[,:])"
)
# What is said at the beginning of a speech and not of an article.
_OPENING = re.compile(
    r"\bI (?:should|would) (?:first of all )?(?:also )?like (?:to|, first)|\bI (?:wish|want|am pleased"
    r"|am honou?red|am happy) to|\b(?:honou?r|pleasure|privilege) (?:for me )?to (?:address|speak|be here|stand|take)"
    r"|\bI (?:congratulate|bring|thank|welcome|speak)\b"
    r"|\bWe congratulate you|\bbefore this Assembly|Je (?:voudrais|tiens à|souhaite|félicite)"
    r"|Ich (?:möchte|danke|freue mich)"
    r"|(?:Quiero|Quisiera|Deseo|Permítanme) |Quero (?:agradecer|comezar|começar)|我谨|请允许我|很高兴"
    r"|很荣幸|Позвольте|Хочу поблагодарить"
)
_QUOTATION = re.compile(r"[“\"‘„«]")
_GREETING = re.compile(AUDIENCE_GREETINGS, re.IGNORECASE)
_REPORTER = re.compile(
    r"记者|記者|기자|\b(reporter|journalist|press|afp|reuters|ap|bloomberg|xinhua)\b", re.IGNORECASE
)
_ARTICLE = re.compile(
    r"(第[一二三四五六七八九十百零〇0-9]{1,5}[条條]|(article|artikel|artículo|artigo|articolo|статья"
    r"|art\.|§) ?[0-9ivx]{1,4}\b)",
    re.IGNORECASE,
)


def suggest_kind(paragraphs: Sequence[str], turns: Sequence[Turn]) -> Suggestion | None:
    """The kind that the form of the text shows; its title and its dateline are read in `head`, and go before."""
    return (
        _kind_of_turns(turns)
        or _press_release(paragraphs)
        or _policy(paragraphs)
        or (_speech(paragraphs) if len(turns) < MIN_TRANSCRIPT_TURNS else None)
    )


def _kind_of_turns(turns: Sequence[Turn]) -> Suggestion | None:
    if len(turns) < MIN_TRANSCRIPT_TURNS:
        return None
    reporters = {turn.label for turn in turns if turn.kind == "question" and _REPORTER.search(turn.label)}
    if len(reporters) >= MIN_REPORTERS:
        return Suggestion("kind", "press_conference", f"the questions of {len(reporters)} reporters or media")
    return Suggestion("kind", "transcript", f"{len(turns)} turns of a conversation")


def _press_release(paragraphs: Sequence[str]) -> Suggestion | None:
    """Recognises a press release by words that stand alone on a short line, or begin one."""
    for paragraph in (*paragraphs[:MARK_PARAGRAPHS], *paragraphs[MARK_PARAGRAPHS:][-MARK_PARAGRAPHS:]):
        for line in paragraph.split("\n"):
            if len(line) <= 80 and (match := _RELEASE.match(line.strip(" #*–—-"))):
                return Suggestion("kind", "press_release", f"the words “{match.group()}”")
    return None


def _policy(paragraphs: Sequence[str]) -> Suggestion | None:
    """Numbered articles one after another."""
    articles = [
        match.group() for paragraph in paragraphs if (match := _ARTICLE.match(paragraph.lstrip("#* ")))
    ]
    if len(set(articles)) < MIN_ARTICLES or 4 * len(articles) < len(paragraphs):
        return None
    return Suggestion("kind", "policy", f"{len(articles)} numbered articles, from “{articles[0]}”")


def _speech(paragraphs: Sequence[str]) -> Suggestion | None:
    """An audience that is greeted or addressed, and somebody who says I or we in what follows."""
    long = [paragraph for paragraph in paragraphs if len(paragraph) > MIN_LENGTH]
    spoken = [paragraph for paragraph in long if uses_first_person(paragraph)]
    for paragraph in paragraphs[:GREETING_PARAGRAPHS]:
        if _GREETING.match(paragraph) and 3 * len(spoken) >= len(long) > 0:
            return Suggestion("kind", "speech", f"the address “{first_words(paragraph, 40)}”")
    address = next((match for paragraph in spoken if (match := _ADDRESS.search(paragraph))), None)
    if address and 2 * len(spoken) >= len(long) and not any(map(_QUOTATION.match, long)):
        return Suggestion("kind", "speech", f"the address “{address.group()}” and words in the first person")
    opening = next(
        (match for paragraph in long[:OPENING_PARAGRAPHS] if (match := _OPENING.search(paragraph))), None
    )
    if opening and len(long) >= MIN_SPEECH_PARAGRAPHS and 3 * len(spoken) >= 2 * len(long):
        return Suggestion("kind", "speech", f"the words “{opening.group()}” and the first person throughout")
    return None
