"""Members of a zip file from anybody, within bounds: what the file says of its sizes is not believed."""

import io
import zipfile

from archive.importing.errors import ImportDocumentError
from archive.importing.limits import MEGABYTE

MAX_MEMBERS = 5_000
MAX_UNPACKED_SIZE = 200 * MEGABYTE  # of all members, pictures too, as the file says
MAX_MEMBER_SIZE = 20 * MEGABYTE  # of one that is read, as it is; a book's XML has 5 to 10 MB


def open_zip(content: bytes, name: str) -> zipfile.ZipFile:
    """Raises ImportDocumentError for a damaged file, for one with a password and for one that unpacks to too much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError, EOFError) as error:
        raise ImportDocumentError(f"{name} is a damaged zip file.") from error
    size = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or size > MAX_UNPACKED_SIZE:
        raise ImportDocumentError(
            f"{name} unpacks to {len(members):,} files of {size / MEGABYTE:,.0f} MB together; the limit is "
            f"{MAX_MEMBERS:,} files of {MAX_UNPACKED_SIZE // MEGABYTE} MB."
        )
    if any(member.flag_bits & 1 for member in members):
        raise ImportDocumentError(f"{name} is protected with a password: save a copy without it.")
    return archive


def read_member(archive: zipfile.ZipFile, member: str, name: str) -> bytes:
    """The bytes of a member; none where the file has no such member. Raises ImportDocumentError."""
    if member not in archive.NameToInfo:
        return b""
    try:
        with archive.open(member) as stream:
            content = stream.read(MAX_MEMBER_SIZE + 1)
    except Exception as error:  # zlib's, lzma's and the library's own for damaged members
        raise ImportDocumentError(f"{name} is a damaged zip file: {member} cannot be unpacked.") from error
    if len(content) > MAX_MEMBER_SIZE:
        raise ImportDocumentError(
            f"{name} unpacks to more than {MAX_MEMBER_SIZE // MEGABYTE} MB in {member}."
        )
    return content
