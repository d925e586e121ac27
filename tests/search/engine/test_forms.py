"""Plain words find every form of theirs in the language of each text, whatever was written since."""

import random

import pytest
from django.db import connection

from archive.models import Document
from archive.search import index
from archive.search.request.params import SearchParams
from tests.factories import make_document, make_statement
from tests.search.connections import in_other_connection
from tests.searching import matching_ids

WORDS = """
en: nation nations national nationality library libraries governs governing governed maison 2020 2020s
en-GB: nation nations ships shipping ship library
fr: nation nations nationale maison maisons libraries gouverne gouvernait
ru: гавань гавани гаванью nation nations
zh-Hans: nation nations library libraries
"""
FORMS = {line.split(":")[0]: line.split(":")[1].split() for line in WORDS.strip().splitlines()}
EVERY_FORM = sorted({word for words in FORMS.values() for word in words})


def stem_of(language, word):
    """By PostgreSQL's own parser and dictionaries, as a text is indexed that has nothing but this word."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_tsvector(archive_search_config(%s), %s)::text", [language, word])
        return cursor.fetchone()[0]


def say(language, words, **fields):
    text = " ".join(words)
    document = make_document(text=text, language=language, title="Q", **fields)
    return make_statement(document, text).pk


def found(q):
    return set(matching_ids(SearchParams(q=q, unit="statements")))


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_every_form_is_found_and_nothing_else_while_texts_come_and_go():
    chance = random.Random(28)
    texts = {}
    differing = []
    for turn in range(12):
        language = chance.choice(list(FORMS))
        words = chance.sample(FORMS[language], 2)
        texts[in_other_connection(lambda: say(language, words))] = (language, words)  # noqa: B023
        if turn == 6:
            in_other_connection(lambda: Document.objects.filter(language="en").update(language="fr"))
            texts = {pk: ("fr" if code == "en" else code, words) for pk, (code, words) in texts.items()}
        if turn == 9:
            in_other_connection(lambda: list(index.repair()))
        stems = {(code, word): stem_of(code, word) for code in FORMS for word in EVERY_FORM}
        for typed in EVERY_FORM:
            expected = {
                pk
                for pk, (code, words) in texts.items()
                if any(stems[code, word] == stems[code, typed] for word in words)
            }
            if found(typed) != expected:
                differing.append((turn, typed))
    assert differing == []
