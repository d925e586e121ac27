"""What a role without special rights can make: the owner of a database, as an operator has it."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_no_function_sets_a_setting_of_ours_by_a_clause():
    """Only a superuser may write that clause, so that nobody else could migrate or restore the archive."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
            " AND proconfig::text LIKE '%archive.%'"
        )
        assert cursor.fetchall() == []
