"""Run by test_field_recipe.py in a copy of the checkout that has the recipe's field: prints where it is found."""

import json
import re

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402

from archive.editing import marking  # noqa: E402
from tests.factories import make_document  # noqa: E402


def api(name, *ids):
    return reverse(f"admin:archive_document_api_{name}", args=ids)


setup_test_environment()
user, client = User.objects.create_superuser("adam"), Client()
client.force_login(user)
document = make_document("Every harbour deserves a library.", slug="remarks")
values = {"voice": "narrator", "attribution": "summary", "state": "published", "tone": "solemn"}
statement = marking.mark(user, document.pk, (0, 13), values).statement
address = api("statement", document.pk, statement.pk)
row = client.get(api("statements", document.pk)).json()["statements"][0]
change = {"data": json.dumps({"tone": "cheerful"}), "content_type": "application/json"}
answer = client.put(address, **change, headers={"If-Match": row["etag"]}).json()
form = client.get(reverse("admin:archive_statement_change", args=[statement.pk])).text
history = client.get(reverse("admin:archive_statement_history", args=[statement.pk])).text
page = client.get(reverse("admin:archive_document_annotate", args=[document.pk])).text
panel = json.loads(re.search(r'<script id="workbench-data" type="application/json">(.*?)</script>', page)[1])
jsonl = client.get(reverse("search_jsonl"), {"q": "harbour"}).getvalue().decode().splitlines()
csv = client.get(reverse("search_csv"), {"q": "harbour"}).getvalue().decode().splitlines()
values = {
    "workbench list": row["tone"],
    "workbench change": answer["tone"],
    "admin form": re.search(r'<input[^>]*name="tone"[^>]*>', form)[0],
    "history": "solemn" in history and "cheerful" in history,
    "panel": [field for field in panel["fields"] if field["name"] == "tone"],
    "JSON Lines": json.loads(jsonl[1])["tone"],
    "CSV": [line.split(",").index("tone") > 0 for line in csv[:1]] + ["cheerful" in line for line in csv[1:]],
    "JSON": client.get(reverse("search_json"), {"q": "harbour"}).json()["results"][0]["tone"],
}
print(json.dumps(values))
