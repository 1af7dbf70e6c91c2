"""An identity provider for the tests, a process of its own: description, keys, codes with PKCE, signed ID tokens - on order bad ones.

python oidc_provider.py prints its address. POST /next sets who logs in next and what is wrong: {"sub": ..., "email": ..., "fault": ...}.
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

CLIENT, SECRET = "kantor", "a secret: of the client"
KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
CODES: dict[str, dict[str, Any]] = {}
NEXT: dict[str, Any] = {"sub": "nobody"}


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def number(value: int) -> str:
    return base64url(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def id_token(issuer: str, code: dict[str, Any]) -> str:
    """Signed with RS256; `fault` of the person who logs in says what is wrong with it."""
    who = code["who"]
    fault, now = who.get("fault", ""), int(time.time())
    claims = {"iss": issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": code["nonce"]}
    claims |= {name: who[name] for name in ("sub", "email", "email_verified", "amr") if name in who}
    claims |= {
        "issuer": {"iss": "https://evil.example"},
        "audience": {"aud": "another client"},
        "nonce": {"nonce": "of another log-in"},
        "expired": {"iat": now - 900, "exp": now - 600},
    }.get(fault, {})
    header = {"alg": "none" if fault == "unsigned" else "RS256", "kid": "k1"}
    signed = ".".join(base64url(json.dumps(part).encode()) for part in (header, claims))
    key = OTHER_KEY if fault == "key" else KEY
    signature = b"" if fault == "unsigned" else key.sign(signed.encode(), padding.PKCS1v15(), SHA256())
    return f"{signed}.{base64url(signature)}"


class Provider(BaseHTTPRequestHandler):
    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def log_message(self, format: str, *given: object) -> None:
        """The tests look at answers."""

    def tell(self, told: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        place, asked = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if place == "/.well-known/openid-configuration":
            names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            issuer = "https://evil.example" if NEXT.get("fault") == "description" else self.issuer
            self.tell({"issuer": issuer, **{name: f"{self.issuer}/{path}" for name, path in names.items()}})
        elif place == "/keys":
            public = KEY.public_key().public_numbers()
            self.tell({"keys": [{"kty": "RSA", "use": "sig", "kid": "k1", "n": number(public.n), "e": number(public.e)}]})
        elif place == "/authorize" and asked["client_id"] == [CLIENT] and asked["code_challenge_method"] == ["S256"]:
            code = secrets.token_urlsafe(16)
            CODES[code] = {
                "challenge": asked["code_challenge"][0],
                "nonce": asked["nonce"][0],
                "back": asked["redirect_uri"][0],
                "who": dict(NEXT),
            }
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri'][0]}?{urlencode({'code': code, 'state': asked['state'][0]})}")
            self.end_headers()
        else:
            self.tell({"error": "invalid_request"}, 400)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if self.path == "/next":
            NEXT.clear()
            NEXT.update(json.loads(body))
            self.tell({})
            return
        asked = {name: values[0] for name, values in parse_qs(body).items()}
        code = CODES.pop(asked.get("code", ""), None)
        by = base64.b64encode(f"{CLIENT}:{SECRET.replace(':', '%3A').replace(' ', '%20')}".encode()).decode()
        challenge = base64url(hashlib.sha256(asked.get("code_verifier", "").encode()).digest())
        if self.headers.get("Authorization") != f"Basic {by}" or code is None:
            self.tell({"error": "invalid_client"}, 401)
        elif challenge != code["challenge"] or asked["redirect_uri"] != code["back"]:
            self.tell({"error": "invalid_grant"}, 400)
        else:
            self.tell({"token_type": "Bearer", "access_token": "unused", "id_token": id_token(self.issuer, code)})


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
    sys.exit(server.serve_forever())
