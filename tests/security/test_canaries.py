"""Words that stand in nothing public are shown at no public address, asked for every row there is."""

import pytest

from archive.models import Speaker
from tests.test_drafts import SECRET

from .audiences import PUBLIC, addresses, audience_of
from .canaries import MIN_KINDS, make_private_rows, place_canaries, place_in_texts
from .conftest import fill

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
QUERIES = (
    "",
    f"?q={SECRET[:4]}*",
    "?q=harbour&unit=passages",
    "?unit=documents",
    "?unit=utterances",
    "?version=1",
    "?q=zq*",
)


def pages(client, rows):
    """(path, status, its text in small letters) of all public addresses, for every row, by every query."""
    for address in addresses():
        if audience_of(address) == PUBLIC:
            for path in fill(address, rows):
                for query in QUERIES:
                    response = client.get(path + query)
                    text = response.getvalue().decode(errors="replace").lower()
                    yield path, query, response.status_code, text


@pytest.fixture
def canaries(hidden_rows, editor):
    make_private_rows(editor)
    return place_canaries() | place_in_texts(editor)


def test_no_public_address_tells_of_what_is_hidden(reader, hidden_rows):
    shown, found = [], 0
    for path, query, status, text in pages(reader, hidden_rows):
        for echo in (path.lower(), f"q={SECRET[:4]}", SECRET[:4] + "*", f"{SECRET[:4]}%2a"):
            text = text.replace(echo, "")
        found += status == 200
        shown += [path + query] if SECRET in text else []
    assert shown == []
    assert found > 100


def test_no_canary_of_any_kind_gets_out(reader, hidden_rows, canaries):
    """``hidden`` has the rows as they were called before: their former addresses are asked, too."""
    kinds = {kind.partition(" ")[0] for kind in canaries}
    assert len(kinds) >= MIN_KINDS, sorted(kinds)
    shown, found = {}, 0
    for path, query, status, text in pages(reader, hidden_rows):
        found += status == 200
        shown |= {kind: path + query for kind, word in canaries.items() if word in text}
    assert shown == {}
    assert found > 100


def test_whoever_asks_for_a_canary_finds_nothing(reader, canaries):
    found = {}
    for kind, word in canaries.items():
        answer = reader.get("/search.json", {"q": word}).json()
        offered = reader.get("/search/suggestions.json", {"q": word[:5]}).content.decode()
        if answer["results"] or answer["nearest"] or answer["more_by_names"] or word in offered:
            found[kind] = word
        if answer["did_you_mean"] and "zq" in answer["did_you_mean"]:
            found[kind] = answer["did_you_mean"]
    assert found == {}


def test_a_canary_that_gets_out_would_be_seen(reader, hidden_rows, canaries, speaker):
    """As where a gate has fallen: the word stands in the name of somebody who is public."""
    kind, word = next(iter(canaries.items()))
    Speaker.objects.filter(pk=speaker.pk).update(name=f"Amara {word}")
    assert word in reader.get("/speakers/").text.lower()
    paths = [path for path in ("/", "/speakers/") if word in reader.get(path).text.lower()]
    assert paths, kind
