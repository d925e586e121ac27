import pytest
from django.contrib.auth.models import Permission

from ..conftest import member


@pytest.fixture
def as_onlooker(client, db):
    """Somebody who may look at everything and change nothing."""
    user = member("olga")
    looking = Permission.objects.filter(content_type__app_label="archive", codename__startswith="view_")
    user.user_permissions.set(looking)
    client.force_login(user)
    return client
