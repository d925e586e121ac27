"""A small OpenID provider, written after the specification and apart from the code that asks it.

Discovery, keys and tokens; these are put together by hand, so that each part of one can be wrong.
"""

import hashlib
import hmac
import json
import threading
import time
from base64 import urlsafe_b64encode
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

CLIENT, SECRET = "archive", "a secret of both"


@cache
def private_key(owner: str) -> rsa.RSAPrivateKey:
    """Made when it is first used: that takes a quarter of a second."""
    return rsa.generate_private_key(65537, 2048)


def encode(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def number(value: int) -> str:
    return encode(value.to_bytes((value.bit_length() + 7) // 8, "big"))


class IdentityProvider:
    """``claims`` and ``header`` are put over those of a right token; ``answers`` over what an address says."""

    def __init__(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(self))
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.claims: dict = {}
        self.header: dict = {}
        self.answers: dict = {}
        self.metadata: dict = {}
        self.redirects: dict = {}
        self.codes: dict = {}  # code -> what the browser had asked for
        self.signer, self.key_name = "own", "first"
        self.asked: list[str] = []
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def authorize(self, address: str) -> dict[str, str]:
        """What the browser brings back after somebody has signed in at this address."""
        parts = urlsplit(address)
        request = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert address.startswith(f"{self.issuer}/authorize?")
        assert (request["response_type"], request["client_id"]) == ("code", CLIENT)
        assert request["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = request
        return {"code": code, "state": request["state"]}

    def answer(self, path: str, body: str, authorization: str):
        self.asked.append(path)
        if path in self.answers:
            return self.answers[path]
        match path:
            case "/.well-known/openid-configuration":
                return 200, self.describe()
            case "/keys":
                public = private_key("own").public_key().public_numbers()
                key = {"kty": "RSA", "use": "sig", "kid": self.key_name, "n": number(public.n)}
                return 200, {"keys": [key | {"e": number(public.e)}]}
            case "/token":
                return self.answer_code(
                    {name: values[0] for name, values in parse_qs(body).items()}, authorization
                )
        return 404, {}

    def describe(self) -> dict:
        metadata = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/end",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }
        return metadata | self.metadata

    def answer_code(self, sent: dict, authorization: str):
        request = self.codes.pop(sent.get("code", ""), None)
        challenge = encode(hashlib.sha256(sent.get("code_verifier", "").encode()).digest())
        if (
            request is None
            or challenge != request["code_challenge"]
            or sent.get("redirect_uri") != request["redirect_uri"]
            or not authorization.startswith("Basic ")
        ):
            return 400, {"error": "invalid_grant"}
        token = self.sign(self.header, self.right_claims(request) | self.claims)
        return 200, {"access_token": "access", "token_type": "Bearer", "id_token": token}

    def right_claims(self, asked: dict) -> dict:
        now = int(time.time())
        return {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "248289761001",
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            "preferred_username": "erika",
            "given_name": "Erika",
            "email": "erika@example.org",
            "email_verified": True,
            "groups": ["archive-editors", "others"],
        }

    def sign(self, header: dict, claims: dict) -> str:
        header = {"alg": "RS256", "kid": self.key_name} | header
        left = {name: value for name, value in claims.items() if value is not None}
        message = ".".join(encode(json.dumps(part).encode()) for part in (header, left))
        return f"{message}.{encode(self.signature(header['alg'], message.encode()))}"

    def signature(self, algorithm: str, signed: bytes) -> bytes:
        if algorithm == "none":
            return b""
        if algorithm == "HS256":
            return hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()
        return private_key(self.signer).sign(signed, padding.PKCS1v15(), hashes.SHA256())


def handler_of(provider: IdentityProvider):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            answer = provider.answer(urlsplit(self.path).path, body, self.headers.get("Authorization", ""))
            status, content = answer
            payload = content if isinstance(content, bytes) else json.dumps(content).encode()
            leads_to = provider.redirects.get(urlsplit(self.path).path)
            self.send_response(302 if leads_to else status)
            if leads_to:
                self.send_header("Location", leads_to)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        do_POST = do_GET

        def log_message(self, *_arguments):
            pass

    return Handler
