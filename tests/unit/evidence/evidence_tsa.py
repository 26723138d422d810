"""Real timestamp authorities on this machine, made with openssl: EC and RSA, honest or not."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

CONFIG = """
[tsa]
default_tsa = t
[t]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
certs = {folder}/certs.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
[ext]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
"""

EC = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256")
CA = (
    "-days", "30", "-addext", "basicConstraints=critical,CA:true",
    "-addext", "keyUsage=keyCertSign",
)  # fmt: skip


class LocalTsa:
    """One authority with its own root, in a folder."""

    def __init__(
        self, folder: Path, algorithm: str, *, with_root: bool = False, root_name: str = "Root"
    ) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))
        (folder / "serial").write_text("01\n")
        key = ("-newkey", "rsa:2048") if algorithm == "rsa" else EC
        self.openssl(
            "req",
            "-x509",
            *key,
            "-nodes",
            "-keyout",
            "ca.key",
            "-out",
            "ca.pem",
            "-subj",
            f"/CN={root_name}",
            *CA,
        )
        request = ("-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=TSA")
        self.openssl("req", *key, "-nodes", *request)
        signer = ("-CA", "ca.pem", "-CAkey", "ca.key", "-days", "20")
        extensions = ("-extfile", "tsa.cnf", "-extensions", "ext")
        self.openssl("x509", "-req", "-in", "tsa.csr", "-out", "tsa.pem", *signer, *extensions)
        names = ["tsa.pem", "ca.pem"] if with_root else ["tsa.pem"]
        (folder / "certs.pem").write_bytes(b"".join((folder / n).read_bytes() for n in names))

    @property
    def root(self) -> bytes:
        return (self.folder / "ca.pem").read_bytes()

    @property
    def certificate(self) -> bytes:
        return (self.folder / "tsa.pem").read_bytes()

    def openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)

    def answer(self, query: bytes) -> bytes:
        (self.folder / "q.tsq").write_bytes(query)
        self.openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "q.tsq", "-out", "r.tsr")
        return (self.folder / "r.tsr").read_bytes()

    def query(self, data: bytes, *extra: str) -> bytes:
        (self.folder / "data").write_bytes(data)
        self.openssl("ts", "-query", "-data", "data", "-sha256", "-cert", *extra, "-out", "q.tsq")
        return (self.folder / "q.tsq").read_bytes()

    @contextmanager
    def serving(self, *, lie: bytes | None = None, status: int = 200) -> Iterator[str]:
        """Answer over HTTP while the block runs; yields the address."""
        tsa = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                query = self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(status)
                self.end_headers()
                self.wfile.write(tsa.answer(query) if lie is None else lie)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        server = HTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
