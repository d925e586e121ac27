"""What kind of document a text is, where something in it shows that; the reason is what an editor reads beside it."""

import re
from collections.abc import Sequence

from archive.importing.parsed_document import Suggestion
from archive.importing.structure.speech.conversation import sounds_spoken
from archive.importing.structure.titles import first_words
from archive.importing.structure.turns import Turn
from archive.importing.structure.vocabulary import AUDIENCE_GREETINGS, RELEASE_MARKS

MIN_TRANSCRIPT_TURNS = 4
MIN_REPORTERS = 2  # who ask at a press conference
MIN_ARTICLES = 4
GREETING_PARAGRAPHS = 8
MARK_PARAGRAPHS = 4  # of the beginning and of the end of a press release
_RELEASE = re.compile(RELEASE_MARKS, re.IGNORECASE)
_GREETING = re.compile(AUDIENCE_GREETINGS, re.IGNORECASE)
_REPORTER = re.compile(
    r"记者|記者|기자|\b(reporter|journalist|press|afp|reuters|ap|bloomberg|xinhua)\b", re.IGNORECASE
)
_ARTICLE = re.compile(
    r"(第[一二三四五六七八九十百零〇0-9]{1,5}[条條]|(article|artikel|artículo|artigo|articolo|статья"
    r"|art\.|§) ?[0-9ivx]{1,4}\b)",
    re.IGNORECASE,
)


def kind_of_text(paragraphs: Sequence[str], turns: Sequence[Turn]) -> Suggestion | None:
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
    """By words that stand alone on a short line, or begin one."""
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
    """An audience that is greeted at the beginning, and somebody who says I or we in what follows."""
    greeting = next(
        (paragraph for paragraph in paragraphs[:GREETING_PARAGRAPHS] if _GREETING.match(paragraph)), None
    )
    long = [paragraph for paragraph in paragraphs if len(paragraph) > 60]
    if greeting is None or not long or 3 * sum(map(sounds_spoken, long)) < len(long):
        return None
    return Suggestion("kind", "speech", f"the address “{first_words(greeting, 40)}”")
