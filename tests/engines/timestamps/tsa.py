"""A real time-stamping service for tests: `openssl ts` behind a small web server on this host, with certificates of its own."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
LONG = timedelta(days=3650)
CONFIG = """
[ tsa ]
default_tsa = here
[ here ]
serial = {folder}/serial
default_policy = 1.3.6.1.4.1.99999.1
signer_digest = sha256
digests = sha256
accuracy = secs:1
ess_cert_id_alg = {certificate_digest}
"""


class Tsa:
    """A service in a folder: root -> authority between -> signer."""

    def __init__(self, folder: Path, *, key: Key | None = None, usage: x509.ObjectIdentifier = ExtendedKeyUsageOID.TIME_STAMPING,
                 begins: datetime | None = None, certificate_digest: str = "sha256") -> None:  # fmt: skip
        self.folder = folder
        folder.mkdir(parents=True)
        begins = begins or datetime(2020, 1, 1, tzinfo=UTC)
        root_key, middle_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
        signer_key = key or ec.generate_private_key(ec.SECP256R1())
        self.root = issued("Root", root_key, "Root", root_key, begins=begins)
        middle = issued("Middle", middle_key, "Root", root_key, begins=begins)
        signer = issued("Time stamps", signer_key, "Middle", middle_key, begins=begins, usage=usage)
        (folder / "key.pem").write_bytes(signer_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        (folder / "signer.pem").write_bytes(signer.public_bytes(Encoding.PEM))
        (folder / "chain.pem").write_bytes(middle.public_bytes(Encoding.PEM))
        (folder / "roots.pem").write_bytes(self.root.public_bytes(Encoding.PEM))
        (folder / "serial").write_text("01\n")
        (folder / "config").write_text(CONFIG.format(folder=folder, certificate_digest=certificate_digest))

    def answer(self, asked: bytes) -> bytes:
        """The TimeStampResp to a TimeStampReq."""
        (self.folder / "asked").write_bytes(asked)
        command = ["openssl", "ts", "-reply", "-config", "config", "-queryfile", "asked", "-inkey", "key.pem", "-signer", "signer.pem"]
        command += ["-chain", "chain.pem", "-out", "answer"]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)
        return (self.folder / "answer").read_bytes()


def issued(name: str, key: Key, issuer: str, issuer_key: Key, *, begins: datetime,
           usage: x509.ObjectIdentifier | None = None) -> x509.Certificate:  # fmt: skip
    """A certificate; of an authority where it is for no usage in particular."""
    made = (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + LONG)
        .add_extension(x509.BasicConstraints(ca=usage is None, path_length=None), critical=True)
    )
    if usage is not None:
        made = made.add_extension(x509.ExtendedKeyUsage([usage]), critical=True)
    return made.sign(issuer_key, hashes.SHA256())


@contextmanager
def served(tsa: Tsa) -> Iterator[str]:
    """The address at which the service answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/timestamp-query"
            answer = tsa.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Nothing is said."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsr"
    finally:
        server.shutdown()
        server.server_close()


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
