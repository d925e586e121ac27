"""gunicorn names itself in every answer, and has no setting for that."""

from gunicorn.http.wsgi import Response

default_headers = Response.default_headers


def without_banner(response: Response) -> list[str]:
    return [line for line in default_headers(response) if not line.startswith("Server:")]


def hide_banner() -> None:
    Response.default_headers = without_banner
