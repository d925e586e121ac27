"""What speakers, events and themes are called in the language of the page.

The archive's own language needs nothing; for another the names that search keeps in memory are read once a page.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db.models import Model
from django.utils.translation import get_language

from archive.search.engine import Names, engine

# In a page: a list of the names once they were read. Elsewhere (mails) None, and they are read for each name.
page_names: ContextVar[list[Names] | None] = ContextVar("page_names", default=None)


@contextmanager
def read_names_once() -> Iterator[None]:
    token = page_names.set([])
    try:
        yield
    finally:
        page_names.reset(token)


def display_name(instance: Model | None) -> str:
    """Returns the name in the language of the interface if there is one, else as the archive writes it; empty for
    None."""
    if instance is None:
        return ""
    if is_archive_language(get_language()):
        return str(instance)
    entity = load_names().find(str(instance._meta.model_name), instance.pk)
    return entity.label if entity else str(instance)


def is_archive_language(language: str | None) -> bool:
    """Whether names are shown as the archive writes them; so they are where no language is active."""
    return language in (None, settings.LANGUAGE_CODE)


def alternative_names(instance: Model, rows: Iterable[Model]) -> list[tuple[str, str]]:
    """(name, language) of these rows without the name that the page bears; where that is not the archive's own, the
    archive's own first."""
    main_name = display_name(instance)
    archive_names = [] if main_name == str(instance) else [(str(instance), settings.LANGUAGE_CODE)]
    return archive_names + [(str(row), row.language) for row in rows if str(row) != main_name]  # type: ignore[attr-defined]


def load_names() -> Names:
    pinned_names = page_names.get()
    if pinned_names:
        return pinned_names[0]
    with engine.index_reader() as reader:
        current_names = reader.names
    if pinned_names is not None:
        pinned_names.append(current_names)
    return current_names
