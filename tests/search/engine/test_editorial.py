"""What editors find equals what somebody finds who reads every row, published or not.

The oracle knows no index: it compares lists of words, of statements each by itself, of documents all of them together.
"""

import datetime as dt
import random
import re
from dataclasses import dataclass

import pytest

from archive.models import State
from archive.search.engine import engine
from archive.search.query.parser import begin_last_word, parse
from tests.factories import make_document, make_source, make_speaker, make_statement

pytestmark = pytest.mark.django_db
WORDS = ("bazomu", "kelita", "wuvofi", "dorupa", "zimeko", "bazoru")
STATES = (State.DRAFT, State.REVIEW, State.PUBLISHED, State.PUBLISHED)


@dataclass(frozen=True)
class Known:
    """Of a statement or document: its texts, each a list of words, and what else it may be found by."""

    texts: tuple[tuple[str, ...], ...]
    speakers: frozenset[str] = frozenset()
    source: str = ""
    date: dt.date | None = None

    def has(self, phrase: tuple[str, ...], prefix: bool = False) -> bool:
        """In one text, one word after the other."""
        for text in self.texts:
            for start in range(len(text) - len(phrase) + 1):
                *whole, last = text[start : start + len(phrase)]
                ends = last.startswith(phrase[-1]) if prefix else last == phrase[-1]
                if tuple(whole) == phrase[:-1] and ends:
                    return True
        return False


def words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.lower()))


class Library:
    def __init__(self, seed: int):
        chance = random.Random(seed)
        self.statements: dict[int, Known] = {}
        self.documents: dict[int, Known] = {}
        people = [make_speaker(name) for name in ("Ada Vixo", "Bram Nolu")]
        papers = [make_source(name) for name in ("Morning Tefo", "Evening Pali")]
        for number in range(16):
            paragraphs = [" ".join(chance.choices(WORDS, k=3)) for _ in range(chance.randint(1, 3))]
            title = f"Untitled {chance.choice(WORDS)}"
            paper = chance.choice(papers)
            date = chance.choice([None, dt.date(chance.randint(2018, 2022), 3, 5)])
            document = make_document(
                text="\n\n".join(paragraphs),
                title=title,
                original_title=f"Original {number}",
                url=f"https://example.org/news/{number}",
                source=paper,
                date=date,
                language=chance.choice(["und", "qx"]),
                state=chance.choice(STATES),
            )
            speakers = set()
            for paragraph in paragraphs:
                speaker = chance.choice([*people, None])
                statement = (
                    make_statement(document, paragraph, speaker=speaker, state=chance.choice(STATES))
                    if paragraphs.count(paragraph) == 1
                    else None
                )
                if statement:
                    name = speaker.name if speaker else ""
                    speakers |= {name} - {""}
                    self.statements[statement.pk] = Known(
                        (words(paragraph), words(title), words(name)),
                        frozenset({name} - {""}),
                        paper.name,
                        date,
                    )
            names = (title, f"Original {number}", document.slug, document.url, paper.name)
            self.documents[document.pk] = Known(
                tuple(map(words, [*paragraphs, *names])), frozenset(speakers), paper.name, date
            )


@pytest.fixture
def library():
    return Library(20261127)


QUERIES = {
    "bazomu": lambda row: row.has(("bazomu",)),
    "bazomu kelita": lambda row: row.has(("bazomu",)) and row.has(("kelita",)),
    '"wuvofi dorupa"': lambda row: row.has(("wuvofi", "dorupa")),
    "bazomu -zimeko": lambda row: row.has(("bazomu",)) and not row.has(("zimeko",)),
    "-bazomu": lambda row: not row.has(("bazomu",)),
    "wuvofi OR dorupa": lambda row: row.has(("wuvofi",)) or row.has(("dorupa",)),
    "baz*": lambda row: row.has(("baz",), prefix=True),
    "speaker:vixo": lambda row: "Ada Vixo" in row.speakers,
    "kelita speaker:vixo": lambda row: row.has(("kelita",)) and "Ada Vixo" in row.speakers,
    "-speaker:vixo": lambda row: "Ada Vixo" not in row.speakers,
    "source:tefo": lambda row: row.source == "Morning Tefo",
    "before:2020": lambda row: row.date is not None and row.date.year < 2020,
    "after:2020 zimeko": lambda row: bool(row.date) and row.date.year > 2020 and row.has(("zimeko",)),
    "date:2020": lambda row: row.date is not None and row.date.year == 2020,
    "nothing": lambda row: False,
}


@pytest.mark.slow
def test_editors_find_what_reading_every_row_finds(library):
    for q, fits in QUERIES.items():
        statements = engine.find_statements(parse(q), 30_000)
        assert statements.ids.tolist() == [
            pk for pk, row in sorted(library.statements.items()) if fits(row)
        ], q
        statements = engine.find_documents(parse(q), 30_000)
        assert statements.ids.tolist() == [
            pk for pk, row in sorted(library.documents.items()) if fits(row)
        ], q
        assert not statements.is_partial


@pytest.mark.slow
def test_documents_are_found_by_title_address_and_source(library):
    for q in ("Original 7", "untitled", "https://example.org/news/7", "tefo", '"evening pali"'):
        phrase = words(q)
        apart = q in {"Original 7", "untitled"}
        expected = [
            pk
            for pk, row in sorted(library.documents.items())
            if (all(row.has((word,)) for word in phrase) if apart else row.has(phrase))
        ]
        assert expected, q
        assert engine.find_documents(parse(q), 30_000).ids.tolist() == expected, q


@pytest.mark.slow
def test_type_ahead_looks_at_titles_and_addresses_only(library):
    for q, prefix in {"untitled baz*": "baz", "original 1*": "1", "baz*": "baz"}.items():
        words_of = {
            pk: [word for text in row.texts[-5:-1] for word in text] for pk, row in library.documents.items()
        }
        others = {word.lower() for word in q.split()[:-1]}
        expected = [
            pk
            for pk, words_there in sorted(words_of.items())
            if any(word.startswith(prefix) for word in words_there) and others <= set(words_there)
        ]
        assert expected, q
        assert engine.find_documents(parse(q), 30_000, in_names=True).ids.tolist() == expected, q


def test_the_last_word_of_a_type_ahead_may_go_on():
    assert begin_last_word(parse("harbour libr")).text == "harbour libr*"
    assert begin_last_word(parse("libr")).text == "libr*"
    for whole in ('"harbour libr"', "speaker:xi", "harbour -libr"):
        assert begin_last_word(parse(whole)).text == parse(whole).text
