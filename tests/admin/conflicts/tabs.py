"""A browser's tab, without a browser: what stands in the inputs of a page, as it would be sent."""

from django.urls import reverse
from lxml import html


def url_of(obj, page="change"):
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_{page}", args=[obj.pk])


class Tab:
    """One form of a page; ``type_in`` changes inputs, ``save`` sends them and shows what comes back."""

    def __init__(self, client, url):
        self.client, self.url = client, url
        self.show(client.get(url))

    def show(self, response):
        self.response = response
        forms = html.fromstring(response.content.decode()).forms if response.content else []
        own_forms = [form for form in forms if (form.get("id") or "").endswith("_form")]
        self.inputs = form_inputs(own_forms[0]) if own_forms else {}

    def fill_in(self, **values):
        for name, value in values.items():
            self.inputs[name] = value if isinstance(value, list) else [value]
        return self

    def save(self):
        values_sent = {name: values for name, values in self.inputs.items() if values}
        response = self.client.post(self.url, values_sent | {"_continue": ["1"]})
        self.show(response)
        return response

    @property
    def is_saved(self):
        return self.response.status_code == 302

    @property
    def differences(self):
        """(label, theirs, yours, key) of each difference shown."""
        differences = (self.response.context or {}).get("differences") or []
        return [(entry.label, entry.theirs, entry.yours, entry.key) for entry in differences]

    def choose(self, version, *keys):
        for key in keys or [key for _label, _theirs, _yours, key in self.differences if key]:
            self.inputs[f"choice-{key}"] = [version]
        return self


def form_inputs(form):
    """Unlike lxml's form_values: all inputs, those that send nothing as empty lists."""
    inputs = {}
    for element in form.iter("input", "select", "textarea"):
        name, kind = element.get("name"), element.get("type")
        if not name or kind in ("submit", "button") or name.startswith("_"):
            continue
        values = inputs.setdefault(name, [])
        if element.tag == "select":
            options = element.xpath(".//option[@selected]") or (
                [] if element.get("multiple") is not None else element.xpath(".//option[1]")
            )
            values += [option.get("value", "") for option in options]
        elif element.tag == "textarea":
            values.append((element.text or "").removeprefix("\n").replace("\n", "\r\n"))
        elif kind in ("checkbox", "radio"):
            values += [element.get("value", "on")] if element.get("checked") is not None else []
        else:
            values.append(element.get("value", ""))
    return inputs
