"""Rows for tests, each made in one line; every text here is our own."""

import itertools

from django.utils import timezone

from archive.models import (
    Document,
    Event,
    Source,
    Speaker,
    State,
    Statement,
    StatementTheme,
    Term,
    TermOccurrence,
    Theme,
)

numbers = itertools.count(1)

SPEECH = (
    "Remarks at the opening of the harbour library\n\n"
    "Minister Adeyemi said that every harbour deserves a library. She called the new reading room a promise kept.\n\n"
    "“Books are the cheapest ships,” she told the guests.\n\n"
    "Her deputy promised that the catalogue will be open to all by spring."
)
# With other words for one of its statements.
BOATS = SPEECH.replace("Books are the cheapest ships", "Nothing in the world floats so well as paper")


def make_source(name="Harbour Gazette", **fields) -> Source:
    fields.setdefault("slug", f"source-{next(numbers)}")
    fields.setdefault("kind", Source.Kind.NEWSPAPER)
    return Source.objects.create(name=name, **fields)


def make_speaker(name="Amara Adeyemi", **fields) -> Speaker:
    fields.setdefault("slug", f"speaker-{next(numbers)}")
    return Speaker.objects.create(name=name, **fields)


def make_event(name="Opening of the harbour library", **fields) -> Event:
    fields.setdefault("slug", f"event-{next(numbers)}")
    fields.setdefault("kind", Event.Kind.CONFERENCE)
    return Event.objects.create(name=name, **fields)


def make_theme(label="Libraries", **fields) -> Theme:
    fields.setdefault("slug", f"theme-{next(numbers)}")
    return Theme.objects.create(label=label, **fields)


def make_document(text=SPEECH, state=State.PUBLISHED, **fields) -> Document:
    fields.setdefault("slug", f"document-{next(numbers)}")
    fields.setdefault("title", "Opening of the harbour library")
    fields.setdefault("kind", Document.Kind.SPEECH)
    fields.setdefault("language", "en")
    if "source" not in fields:
        fields["source"] = Source.objects.first() or make_source()
    return Document.objects.create(text=text, state=state, **fields)


def make_statement(document, words, *, occurrence=0, themes=(), state=State.PUBLISHED, **fields) -> Statement:
    """A statement on the words' nth occurrence in the document; paraphrase by the document's narrator by default."""
    start = -1
    for _ in range(occurrence + 1):
        start = document.text.index(words, start + 1)
    fields.setdefault("voice", Statement.Voice.SPEAKER if fields.get("speaker") else Statement.Voice.NARRATOR)
    fields.setdefault("attribution", Statement.Attribution.PARAPHRASE)
    statement = Statement.objects.create(
        document=document, start=start, end=start + len(words), text=words, state=state, **fields
    )
    if themes:
        statement.themes.set(themes)
    return statement


def make_statements(document, every: list[str], *, theme, **fields) -> None:
    """Paraphrases of one speaker on one theme, each on the first occurrence of its words; one statement a table."""
    fields |= {"voice": Statement.Voice.SPEAKER, "attribution": Statement.Attribution.PARAPHRASE}
    starts = [document.text.index(words) for words in every]
    statements = Statement.objects.bulk_create(
        Statement(
            document=document, start=at, end=at + len(words), text=words, state=State.PUBLISHED, **fields
        )
        for at, words in zip(starts, every, strict=True)
    )
    StatementTheme.objects.bulk_create(
        StatementTheme(statement=statement, theme=theme) for statement in statements
    )


def make_term(
    original="cheapest ships", *, language="en", state=State.PUBLISHED, wordings=(), **fields
) -> Term:
    """``wordings``: (text, language) of renderings."""
    fields.setdefault("slug", f"term-{next(numbers)}")
    term = Term.objects.create(original=original, language=language, state=state, **fields)
    for text, code in wordings:
        term.wordings.create(text=text, language=code)
    return term


def make_occurrence(term, statement, words, status="confirmed") -> TermOccurrence:
    """At the first place where the statement has the words."""
    start = statement.text.index(words)
    return TermOccurrence.objects.create(
        term=term,
        statement=statement,
        start=start,
        end=start + len(words),
        words=words,
        before=statement.text[max(0, start - 40) : start],
        after=statement.text[start + len(words) :][:40],
        wording=term.original,
        status=status,
        decided_at=None if status == "undecided" else timezone.now(),
    )
