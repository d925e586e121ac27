"""Uploads that a full disk does not turn into an error of the server."""

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class UnstoredFile(UploadedFile):
    """A file of which the server could keep nothing: no room on its disk."""


class DiskUploadHandler(TemporaryFileUploadHandler):
    """Django's own raises OSError while the form is read, when no view can answer any more."""

    is_full = False

    def new_file(self, *args, **options):
        self.is_full = False
        try:
            super().new_file(*args, **options)
        except OSError:
            self.is_full = True

    def receive_data_chunk(self, raw_data, start):
        try:
            if not self.is_full:
                super().receive_data_chunk(raw_data, start)
        except OSError:
            self.is_full = True

    def file_complete(self, file_size):
        try:
            if not self.is_full:
                return super().file_complete(file_size)
        except OSError:
            pass
        return UnstoredFile(name=self.file_name, size=file_size)
