from tests.admin.conftest import as_viewer, document

__all__ = ["as_viewer", "document"]
