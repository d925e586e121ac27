from .import_runs import entries, speech  # noqa: F401
