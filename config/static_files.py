"""Static files whose names contain a hash of what is in them, JavaScript modules included.

A module that is imported by another one is named by its hash there, too: browsers keep each for ever, and never run the
modules of two releases together. The style sheets that one imports are put in its place: a page is shown only when all
have come, and on a slow line each request takes longer than what it brings.
"""

import re

from django.apps import apps
from django.contrib.staticfiles.finders import get_finders
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from config.env import SettingError

JOINED = "archive/site/site.css"
IMPORT = re.compile(r'@import url\("(\w+\.css)"\);')


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    # Each pass can name one more level of imports right.
    max_post_process_passes = 20
    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("*.mjs", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )

    def _save(self, name, content):
        try:
            return super()._save(name, content)
        except OSError as error:
            raise SettingError(
                "VAR_DIR", f"{self.location} cannot be written: {error.strerror or error}"
            ) from error

    def check_collected(self):
        """Raises SettingError where a page would name a file that was not collected, and fail."""
        ignored = apps.get_app_config("staticfiles").ignore_patterns
        sources = {path for finder in get_finders() for path, _storage in finder.list(ignored)}
        if missing := sorted(sources - self.hashed_files.keys()):
            problem = f"{self.location} lacks {missing[0]} and {len(missing) - 1} other static files"
            raise SettingError("VAR_DIR", f"{problem}: run manage.py collectstatic")

    def post_process(self, paths, *args, **options):
        """``paths``: name -> (storage, path in it), which is where the files are read from."""
        if JOINED in paths:
            storage = InMemoryStorage()
            storage.save(JOINED, ContentFile(join_imports(paths, JOINED)))
            paths = {**paths, JOINED: (storage, JOINED)}
        yield from super().post_process(paths, *args, **options)


def join_imports(paths, name: str) -> str:
    """The style sheet with those of its folder that it imports in their places."""
    folder = name.rpartition("/")[0]
    return IMPORT.sub(lambda match: read(paths, f"{folder}/{match[1]}"), read(paths, name))


def read(paths, name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
