"""Kill the sending of links at random moments: nobody gets two, and who got none is told (C17).

The mails go to a server of our own that keeps who got one. Each kill is a SIGKILL in the middle.
"""

import random
import re
import signal
import socketserver
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress

from scene import arguments, main, verdict

NAME = "proof_links"
KILLS = 10


class Sink(socketserver.StreamRequestHandler):
    """One connection to a mail server that takes everything and keeps whom it was for."""

    got: Counter = Counter()
    links: set[str] = set()

    def handle(self):
        with suppress(ConnectionError):  # who talked to us was killed
            self.talk()

    def talk(self):
        self.say("220 here")
        while line := self.rfile.readline().decode(errors="replace"):
            word = line[:4].upper()
            if word == "RCPT":
                self.to = line.partition("<")[2].partition(">")[0]
            self.say({"DATA": "354 go on", "QUIT": "221 bye"}.get(word, "250 fine"))
            if word == "DATA":
                self.take()
            if word == "QUIT":
                return

    def take(self):
        """Read a mail to its end; from the answer on it is ours."""
        text = b""
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            text += line
        plain = text.replace(b"=\r\n", b"").decode(errors="replace")
        self.links.update(re.findall(r"/loyalty/answer/([\w-]+)", plain))
        self.got[self.to] += 1
        self.say("250 taken")

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


def proof() -> int:
    """Kill, carry on, and compare what left with what is written down."""
    options = arguments(__doc__, size=1_000)
    from benchmarks.database import database, environment

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Sink)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with database(NAME, options.template) as registry, environment(registry) as env:
        ask(env, options.size, server.server_address[1])
        began = time.monotonic()
        for number in range(KILLS):
            wait_and_kill(work(), env, random.Random(number))
        work().wait()
        print(f"{options.size} customers, {KILLS} kills, {time.monotonic() - began:.0f} s")
        env.cr.rollback()
        env.invalidate_all()
        return compare(env, options.size)


def ask(env, size, port):
    """A customer for every mail, asked twice at once: the second click finds nobody."""
    from odoo.exceptions import UserError

    env["ir.mail_server"].search([]).active = False
    env["ir.mail_server"].create({"name": "Sink", "smtp_host": "127.0.0.1", "smtp_port": port})
    env.company.email = "shop@company.example"
    partners = env["res.partner"].create(
        [{"name": f"C{number}", "email": f"c{number}@x.example"} for number in range(size)]
    )
    context = {"active_model": "res.partner", "active_ids": partners.ids}
    dialog = env["crm.loyalty.ask"].with_context(**context).create({})
    dialog.action_send()
    try:
        dialog.action_send()
    except UserError:
        env.cr.commit()


def work():
    """A process that sends until nobody waits."""
    return subprocess.Popen([sys.executable, __file__, "work"], stdout=subprocess.PIPE, text=True)


def wait_and_kill(process, env, chance):
    """Kill a process some tenths of a second after it began to send."""
    process.stdout.readline()
    time.sleep(chance.uniform(0.1, 2))
    process.send_signal(signal.SIGKILL)
    process.wait()


def compare(env, size):
    """What the customers got against what is written down."""
    invites = env["crm.loyalty.invite"].search([])
    unsure = invites.filtered(lambda invite: invite.state == "unsure")
    told = {invite.partner_id.email for invite in invites - unsure if invite.state == "open"}
    once = {address for address, number in Sink.got.items() if number == 1}
    lost = {invite.partner_id.email for invite in unsure} - {*once}
    left = env["mail.mail"].search([("body_html", "like", "/loyalty/answer/")])
    print(f"asked {len(told)}, perhaps {len(unsure)}, of those without a mail {len(lost)}")
    print(f"with one mail: {len(once) / size:.2%}")
    return verdict(
        {
            "nobody got two mails": max(Sink.got.values()) == 1,
            "999 of 1000 got one, or all but one": len(once) >= min(0.999 * size, size - 1),
            "every customer who is marked as asked got one": told <= once,
            "whoever got none is listed as perhaps sent": len(once) + len(lost) == size,
            "a kill costs one customer at most": len(unsure) <= KILLS,
            "every link that left is good": all(map(invites._by_token, Sink.links)),
            "no link stays in the queue": not left,
        }
    )


def send() -> None:
    """What the scheduled action does."""
    from odoo.modules.registry import Registry
    from odoo.tools import config

    config.parse_config(["--no-http", "--log-level=error"], setup_logging=True)
    registry = Registry(NAME)
    from benchmarks.database import environment

    with environment(registry) as env:
        print("begin", flush=True)
        env["crm.loyalty.invite"]._cron_ask()


if __name__ == "__main__":
    if sys.argv[1:] == ["work"]:
        send()
    else:
        main(proof)
