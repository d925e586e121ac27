"""Somebody who writes themes through the admin, one after another, and keeps a ledger of what was acknowledged."""

import threading
import time
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from tests.web.serving.test_failures import PORT
from tests.web.serving.test_outage import KEY

ADD = "/admin/archive/theme/add/"


class Inputs(HTMLParser):
    """Names and values of the inputs of a page."""

    def __init__(self, page: str):
        super().__init__()
        self.values: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if (
            tag in ("input", "textarea")
            and attributes.get("name")
            and attributes.get("type") not in ("submit", "checkbox")
        ):
            self.values[attributes["name"]] = attributes.get("value") or ""


class Editor:
    def __init__(self):
        self.form, self.token = None, ""
        self.ledger: list[str] = []
        self.answers: list[tuple[int, str]] = []

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        """Status and text; 0 where the connection broke."""
        headers = {"Cookie": f"sessionid={KEY}; csrftoken={self.token}"}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        visitor = HTTPConnection("127.0.0.1", PORT, timeout=60)
        try:
            visitor.request(method, path, body=body, headers=headers)
            response = visitor.getresponse()
            return response.status, response.read().decode(errors="replace")
        except (OSError, HTTPException):
            return 0, ""
        finally:
            visitor.close()

    def open_form(self) -> None:
        status, page = self.ask("GET", ADD)
        assert status == 200, page[:500]
        self.form = Inputs(page).values
        self.token = self.form["csrfmiddlewaretoken"]

    def write(self, label: str, note: str = "") -> int:
        values = self.form | {"label": label, "slug": label, "scope_note": note}
        status, page = self.ask("POST", ADD, urlencode(values))
        self.answers.append((status, page))
        if status == 302:
            self.ledger.append(label)
        return status

    def write_until(self, ended: threading.Event, name: str) -> None:
        number = 0
        while not ended.is_set():
            number += 1
            if self.write(f"{name}-{number}") != 302:
                time.sleep(0.05)


def theme_labels(primary, database: str) -> set[str]:
    return {row[0] for row in primary.execute(database, "SELECT label FROM archive_theme")}
