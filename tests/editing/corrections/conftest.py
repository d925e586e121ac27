"""A document of which two statements are marked."""

import pytest

from tests.factories import make_document, make_statement


@pytest.fixture
def annotated_document(db):
    document = make_document()
    first = make_statement(document, "every harbour deserves a library")
    second = make_statement(document, "Books are the cheapest ships")
    return document, first, second


def check_anchor(statement):
    statement.refresh_from_db()
    assert statement.document.text[statement.start : statement.end] == statement.text
    return statement.start


def counts(plan):
    return {status: number for status, number in plan.counts.items() if number}
