"""A server on this machine that takes messages, writes down what it was sent, and fails when told to."""

import json
import socketserver
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Who does not wait for the answer is no error of the server."""


class Listener:
    """What arrived: `paths`, `queries` and `messages` (JSON). `status`, `answer` and `delay` (seconds) are said back."""

    def __init__(self) -> None:
        self.messages: list[Any] = []
        self.paths: list[str] = []
        self.status, self.answer, self.delay, self.location = 200, b"{}", 0.0, ""
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self.port: int = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        """Its address as a person would set it."""
        return f"json://127.0.0.1:{self.port}/inbox/of/a/person"

    def close(self) -> None:
        """Take no more messages."""
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                time.sleep(listener.delay)
                listener.paths.append(self.path)
                listener.messages.append(json.loads(content))
                self.send_response(listener.status)
                if listener.location:
                    self.send_header("Location", listener.location)
                self.end_headers()
                self.wfile.write(listener.answer)

            def do_GET(self) -> None:
                listener.paths.append(self.path)
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler


class Mailbox(socketserver.ThreadingTCPServer):
    """A mail server that takes every message."""

    daemon_threads = True

    def __init__(self) -> None:
        self.mails: list[str] = []
        super().__init__(("127.0.0.1", 0), _Mail)
        self.port: int = self.server_address[1]
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()


class _Mail(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        """Just enough of SMTP."""
        self.wfile.write(b"220 here\r\n")
        lines: list[str] = []
        reading = False
        for raw in self.rfile:
            line = raw.decode().rstrip("\r\n")
            if reading:
                if line == ".":
                    self.server.mails.append("\n".join(lines))
                    reading = False
                    self.wfile.write(b"250 taken\r\n")
                else:
                    lines.append(line)
                continue
            word = line[:4].upper()
            reading = word == "DATA"
            self.wfile.write(
                b"354 go on\r\n" if reading else b"221 bye\r\n" if word == "QUIT" else b"250 ok\r\n"
            )
            if word == "QUIT":
                return


_CALLS: list[list[tuple[str, int]]] = []


def _heard(event: str, args: tuple[Any, ...]) -> None:
    if event == "socket.connect" and _CALLS and isinstance(args[1], tuple):
        for calls in _CALLS:
            calls.append((str(args[1][0]), int(args[1][1])))


sys.addaudithook(_heard)


@contextmanager
def connections() -> Iterator[list[tuple[str, int]]]:
    """Every place that this process opens a connection to meanwhile."""
    calls: list[tuple[str, int]] = []
    _CALLS.append(calls)
    try:
        yield calls
    finally:
        _CALLS.remove(calls)
