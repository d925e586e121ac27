"""The import pages as a browser without JavaScript uses them: fill in the form that is shown, press a button."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

LIST = "admin:archive_document_import"


def upload(content, name="speech.txt"):
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def open_preview(client, *files, text="", **values):
    """The page after "Preview"."""
    data = {"files": list(files), "text": text, "upload": "1", **values}
    return client.post(reverse(LIST), data, follow=True)


def form_values(response) -> dict:
    """What a browser would send of the page's main form with nothing changed."""
    form = next(form for form in html.fromstring(response.text).forms if "import-page" in form.classes)
    return {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


def press_button(client, response, button, changes=(), value="1"):
    """The page after a button was pressed, with these fields filled in; None unticks a checkbox."""
    data = form_values(response) | dict(changes)
    data = {name: each for name, each in data.items() if each is not None} | {button: value}
    path = response.request["PATH_INFO"]
    query = response.request["QUERY_STRING"]
    return client.post(f"{path}?{query}" if query else path, data, follow=True)


def fields(response, prefix="document") -> dict:
    """Field -> (value, where it was taken from) as the page shows them; what is empty is left out."""
    found = {}
    for row in _elements_of_class(response, "import-field"):
        (control,) = row.xpath(".//input | .//textarea | .//select")
        is_empty = not (control.value or "").strip() or (
            control.get("type") == "checkbox" and not control.checked
        )
        if control.name.startswith(f"{prefix}-") and not is_empty:
            origin = "".join(element.text_content() for element in row.find_class("import-origin"))
            found[control.name.removeprefix(f"{prefix}-")] = (control.value.strip(), origin.strip())
    return found


def errors(response) -> list[str]:
    return [
        element.text_content()
        for entry in _elements_of_class(response, "errorlist")
        for element in entry.iterchildren()
    ]


def texts(response, css_class) -> list[str]:
    """Of the elements with that class, each on one line."""
    return [" ".join(element.text_content().split()) for element in _elements_of_class(response, css_class)]


def _elements_of_class(response, name):
    return html.fromstring(response.text).find_class(name)
