"""The responses of files: tables as CSV, sentences that say why there is no file."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TypeVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from archive.accounts.events import record_export
from archive.exporting.spreadsheet import write_lines

Response = TypeVar("Response", bound=HttpResponseBase)
CSV_TYPE = "text/csv; charset=utf-8; header=present"


def csv_file(request, path: str, lines: Iterable[Iterable[str]]) -> HttpResponse:
    """The lines as the CSV file of a page, see `page_file`."""
    return page_file(request, path, HttpResponse("".join(write_lines(lines)), content_type=CSV_TYPE))


def page_file(request, path: str, response: HttpResponse, attached: bool = True) -> HttpResponse:
    """The response as the file at a path such as ``speakers/lee/words.csv``, which a browser saves as
    “verbatim-lee-words.csv”; a GET of it is recorded as an export."""
    if request.method == "GET":
        record_export(request, path)
    return with_file_name(response, "-".join(["verbatim", *PurePosixPath(path).parts[-2:]]), attached)


def with_file_name(response: Response, name: str, attached: bool = True) -> Response:
    """The response with the name under which a browser saves it; search engines do not list it."""
    response["Content-Disposition"] = content_disposition_header(attached, name)
    response["X-Robots-Tag"] = "noindex"
    return response


def plain_text_response(message: str, status: int) -> HttpResponse:
    """A sentence in place of a file."""
    return HttpResponse(message, status=status, content_type="text/plain; charset=utf-8")
