"""What the check plays itself: a subscriber that does badly on demand, and a collector of traces."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def do_GET(self) -> None:
        self.answer(404)


class Subscriber(_Handler):
    """Answers an event by its title: "retry" fails at first, "drop" is given up, and everything else is a success. Refuses jobs."""

    seen: set[str] = set()

    def do_POST(self) -> None:
        body = self.body()
        if self.path.startswith("/job/"):
            return self.answer(500)
        event = json.loads(body)
        title = ((event.get("data") or {}).get("payload") or {}).get("title")
        status = "SUCCESS"
        if title == "drop":
            status = "DROP"
        elif title == "retry" and event["id"] not in self.seen:
            self.seen.add(event["id"])
            status = "RETRY"
        self.answer(200, json.dumps({"status": status}).encode())


class Collector(_Handler):
    """Takes spans as Zipkin does."""

    def do_POST(self) -> None:
        self.body()
        self.answer(202)


class Server:
    """One of the above on a free loopback port, until the block is left."""

    def __init__(self, handler: type[_Handler]):
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.port: int = self._server.server_address[1]

    def __enter__(self) -> "Server":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
