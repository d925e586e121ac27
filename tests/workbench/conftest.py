from tests.admin.conftest import as_onlooker, document

__all__ = ["as_onlooker", "document"]
