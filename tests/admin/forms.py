"""What a browser sends back when somebody changes a form of the admin."""

from django.urls import reverse

from archive.editing.publication.checklist import RULES

CONFIRMED = ",".join(rule.code for rule in RULES)  # whatever the checklist says before publishing


def change_url(obj):
    return reverse(f"admin:archive_{obj._meta.model_name}_change", args=[obj.pk])


def list_url(model_name):
    return reverse(f"admin:archive_{model_name}_changelist")


def form_data(response):
    """All fields of the page's forms with the values shown, as a browser would send them."""
    data = bound_values(response.context["adminform"].form)
    for inline in response.context["inline_admin_formsets"]:
        data |= bound_values(inline.formset.management_form)
        for form in inline.formset.forms:
            data |= bound_values(form)
    return data


def bound_values(form):
    data = {}
    for bound in form:
        value = bound.value()
        if value is True:
            data[bound.html_name] = "on"
        elif value is not None and value is not False:
            data[bound.html_name] = value if isinstance(value, list) else str(value).replace("\n", "\r\n")
    return data


def save(client, obj, **changes):
    """Open the form, change some fields (None: leave the field out), save."""
    url = change_url(obj)
    data = form_data(client.get(url)) | changes
    return client.post(url, {name: value for name, value in data.items() if value is not None})


def run_action(client, model_name, action, *objects, **more):
    data = {"action": action, "_selected_action": [obj.pk for obj in objects], **more}
    return client.post(list_url(model_name), data, follow=True)


def messages_on(response):
    return [str(message) for message in response.context["messages"]]


def errors_of(response):
    return response.context["adminform"].form.errors.get_json_data(escape_html=False)


def error_texts(response):
    return {name: [entry["message"] for entry in errors] for name, errors in errors_of(response).items()}
