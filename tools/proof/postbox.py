"""A mail server that keeps what it is sent, for the proofs that send mail."""

import email
import email.policy
import socketserver
import threading
from contextlib import contextmanager
from email.message import EmailMessage

GREETING, OK, GO_ON, BYE = b"220 sink", b"250 OK", b"354 go on", b"221 bye"


class _Conversation(socketserver.StreamRequestHandler):
    """One sender: whatever the envelope says, the message is kept."""

    def handle(self):
        self._say(GREETING)
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self._say(GO_ON)
                self._keep()
            self._say(BYE if word == b"QUIT" else OK)
            if word == b"QUIT":
                return

    def _say(self, answer):
        self.wfile.write(answer + b"\r\n")

    def _keep(self):
        """Read to the line with a dot alone; a line that begins with one had it doubled."""
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        message = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        self.server.messages.append(message)


class Postbox(socketserver.ThreadingTCPServer):
    """Listens on a loopback port; ``messages`` is what came in."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.messages: list[EmailMessage] = []
        self.port = self.server_address[1]


@contextmanager
def postbox():
    """A post box, as long as the block lasts."""
    with Postbox() as box:
        thread = threading.Thread(target=box.serve_forever)
        thread.start()
        try:
            yield box
        finally:
            box.shutdown()
            thread.join()
