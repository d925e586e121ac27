"""A security key in software, after the specification of WebAuthn: what a browser would send, made independently of
the code that checks it."""

import hashlib
import json
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor


def encode(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


class Authenticator:
    """One credential for one site; ``origin`` is what the browser would say."""

    def __init__(self, origin="http://testserver", host="testserver"):
        self.origin, self.host = origin, host
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = hashlib.sha256(origin.encode()).digest()
        self.counter = 0

    def client_data(self, kind: str, options: dict) -> bytes:
        data = {"type": f"webauthn.{kind}", "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(data).encode()

    def data(self, flags: int) -> bytes:
        self.counter += 1
        return hashlib.sha256(self.host.encode()).digest() + struct.pack(">BI", flags, self.counter)

    def answer(self, **response: bytes) -> str:
        values = {name: encode(value) for name, value in response.items()}
        body = {"id": encode(self.id), "rawId": encode(self.id), "type": "public-key", "response": values}
        return json.dumps(body | {"clientExtensionResults": {}})

    def create(self, options: dict) -> str:
        numbers = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        public = cbor.encode({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        credential = bytes(16) + struct.pack(">H", len(self.id)) + self.id + public
        data = self.data(0x41) + credential
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        return self.answer(clientDataJSON=self.client_data("create", options), attestationObject=attestation)

    def get(self, options: dict) -> str:
        client, data = self.client_data("get", options), self.data(0x01)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self.answer(clientDataJSON=client, authenticatorData=data, signature=signature)


def decode(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
