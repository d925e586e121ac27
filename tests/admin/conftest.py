import pytest
from django.contrib.auth.models import Permission

from tests.conftest import member
from tests.factories import make_document


@pytest.fixture
def as_viewer(client, db):
    """Somebody who may look at everything and change nothing."""
    user = member("olga")
    view_permissions = Permission.objects.filter(
        content_type__app_label="archive", codename__startswith="view_"
    )
    user.user_permissions.set(view_permissions)
    client.force_login(user)
    return client


@pytest.fixture
def document(published_document):
    published_document.refresh_from_db()
    return published_document


@pytest.fixture
def document_with_repeats(db):
    return make_document("We agree on peace.\n\nThey said that we agree on trade. They agree.", slug="twice")
