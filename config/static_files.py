"""Static files whose names contain a hash of what is in them, JavaScript modules included.

A module that is imported by another one is named by its hash there, too: browsers keep each for ever, and never run the
modules of two releases together.
"""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    # Each pass can name one more level of imports right.
    max_post_process_passes = 20
    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("*.mjs", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )
