"""Lookups that Django does not have."""

from typing import Any

from django.db import models


@models.BigAutoField.register_lookup
class IsAny(models.Lookup):
    """``pk__any=ids``: as ``pk__in``, with all ids in one parameter. Ten thousand parameters take longer to send
    and plan than ten thousand rows to look up, and as a list they take psycopg as long."""

    lookup_name = "any"

    def get_prep_lookup(self) -> str:
        return f"{{{','.join(map(str, map(int, self.rhs)))}}}"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY (%s::bigint[])", [*params, self.rhs]
