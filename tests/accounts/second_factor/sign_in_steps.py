"""How an account signs in, sets up a second factor and passes it."""

import json
import re
import time
from base64 import b32decode

from django.test import Client
from django_otp.oath import TOTP

LOGIN, INDEX = "/admin/login/", "/admin/"
VERIFY, SETUP = "/admin/second-factor/", "/admin/second-factor/set-up/"


def sign_in(username, client=None, next_page=INDEX):
    client = client or Client()
    words = {"username": username, "password": "correct horse", "next": next_page}
    assert client.post(LOGIN, words).status_code == 302
    return client


def sign_in_an_hour_ago(username):
    client = sign_in(username)
    session = client.session
    session["started"] -= 3600
    session.save()
    return client


def set_up_app(client):
    """An app, as its owner would: the code of the key on the page. The recovery codes shown."""
    page = client.get(SETUP).text
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    key = b32decode(secret + "=" * (-len(secret) % 8))
    page = client.post(SETUP, {"action": "app", "name": "My phone", "code": f"{TOTP(key).token():06d}"}).text
    return re.findall(r"<li><code>([a-z2-9-]{29})</code>", page)


def app_code(device, shift=0):
    """As an app would show it, for the time step after the last that was used."""
    totp = TOTP(device.bin_key)
    totp.time = time.time() + 30 * shift
    return f"{totp.token():06d}"


def security_key_options(response):
    match = re.search(
        r'<script id="security-key-options" type="application/json">(.*?)</script>', response.text
    )
    return json.loads(match[1])
