"""The pages and files about one speaker, of somebody whose statements nobody may read yet."""

import pytest

from tests.factories import make_document, make_speaker, make_statement


@pytest.mark.parametrize("page", ["timeline/", "timeline.csv", "words/", "words.csv"])
def test_a_speaker_of_unpublished_statements_has_none(client, statement, page):
    unpublished = make_speaker(slug="lighthouse-keeper")
    make_statement(make_document(state="draft"), "a promise kept", speaker=unpublished)
    assert client.get(f"/speakers/amara-adeyemi/{page}").status_code == 200
    assert client.get(f"/speakers/lighthouse-keeper/{page}").status_code == 404
