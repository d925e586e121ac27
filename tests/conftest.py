"""The fixed cast: two editors, two publishers, an administrator, staff without rights, a reader; what is published
and what is not."""

import gc

import hypothesis
import pytest
from cachetools.keys import hashkey
from django.conf import settings
from django.contrib.auth.models import Group, Permission, User

from archive.editing.report_pairs import frequencies
from archive.matching.rarity import Rarity
from archive.models import State
from archive.models.permissions import EDITORS, PUBLISHERS

from .databases import django_db_setup  # noqa: F401
from .embedded import pytest_sessionstart, pytest_unconfigure  # noqa: F401
from .factories import make_document, make_event, make_speaker, make_statement, make_theme
from .marks import pytest_collection_modifyitems, pytest_ignore_collect  # noqa: F401
from .teardown import quick_teardown  # noqa: F401

# How long an example takes says nothing on a busy machine. `make test-all` asks for the thorough profile.
hypothesis.settings.register_profile("quick", deadline=None, max_examples=25)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=100)
hypothesis.settings.load_profile("quick")


def pytest_collection(session):
    gc.disable()


def pytest_collection_finish(session):
    """What was imported stays; to look through it again and again takes a twentieth of the time of the tests."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000, 50, 100)


@pytest.fixture(autouse=True, scope="session")
def long_search_budget():
    """A busy machine changes no answer; the tests of the time a search may take set their own."""
    settings.SEARCH_BUDGET = 30_000


@pytest.fixture(autouse=True)
def equal_word_rarity():
    """Each word is as rare as the next, as in a database without statistics: autovacuum may analyse what other tests
    wrote, and reports would be less alike."""
    frequencies.word_rarity.cache[hashkey()] = Rarity({}, frequencies.MIN_TOTAL)


def member(username, group=None, **fields):
    user = User.objects.create_user(username, password="correct horse", is_staff=True, **fields)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def member_with(*codenames):
    """Somebody with these permissions only."""
    user = member("dora")
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


@pytest.fixture
def editor(db):
    return member("edith", EDITORS)


@pytest.fixture
def second_editor(db):
    return member("edgar", EDITORS)


@pytest.fixture
def publisher(db):
    return member("paula", PUBLISHERS)


@pytest.fixture
def second_publisher(db):
    return member("petra", PUBLISHERS)


@pytest.fixture
def staff_without_rights(db):
    return member("olga")


@pytest.fixture
def administrator(db):
    return member("adam", is_superuser=True)


@pytest.fixture
def reader(client):
    """Somebody without an account."""
    return client


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def as_publisher(client, publisher):
    client.force_login(publisher)
    return client


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def speaker(db):
    return make_speaker(slug="amara-adeyemi")


@pytest.fixture
def event(db):
    return make_event(slug="harbour-library", start="2024-03-05")


@pytest.fixture
def theme(db):
    return make_theme(slug="libraries")


@pytest.fixture
def published_document(db, event):
    return make_document(slug="harbour-library-remarks", event=event, date="2024-03-06")


@pytest.fixture
def draft_document(db):
    return make_document(
        text="Secret plans for the lighthouse museum stay in the drawer.",
        slug="lighthouse-draft",
        title="Lighthouse museum draft",
        state=State.DRAFT,
    )


@pytest.fixture
def statement(published_document, speaker, event, theme):
    return make_statement(
        published_document, "every harbour deserves a library", speaker=speaker, event=event, themes=[theme]
    )


@pytest.fixture
def draft_statement(published_document, speaker):
    """Not public itself, in a document that is."""
    return make_statement(published_document, "a promise kept", speaker=speaker, state=State.DRAFT)


@pytest.fixture
def hidden_statement(draft_document, speaker, theme):
    """Published itself, in a document that is not."""
    return make_statement(draft_document, "plans for the lighthouse museum", speaker=speaker, themes=[theme])
