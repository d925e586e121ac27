from tests.admin.conftest import as_onlooker, document, twice

__all__ = ["as_onlooker", "document", "twice"]
