"""A thousand posts a minute on the public page: few are let in, and others hardly notice (C15).

Three floods, each a minute long and beside a user who opens the customers' list over and over: from
one address over many links, from many addresses on one link, and from one address on links that do
not exist. Before and between them the user is alone: what he then waits is the measure.
"""

import http.client
import json
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import quantiles
from urllib.parse import urlencode, urlsplit

from scene import arguments, main, verdict

NAME = "proof_flood"
SECONDS = 60
POSTS = 1_000
LINKS, ADDRESSES = 60, 100
AT_ONCE = 10
PAUSE = 0.1  # of the user, between two looks
LIST = {"partner_id": {"fields": {"display_name": {}}}, "status_id": {}, "revenue_12m": {}}


def proof() -> int:
    """Flood, watch, and count."""
    options = arguments(__doc__, size=10_000)
    from server import User, served

    from benchmarks.database import database, environment
    from benchmarks.world import build

    with database(NAME, options.template) as registry, environment(registry) as env:
        build(env, options.size)
        env["crm.loyalty.run"]._queue("full")
        env["crm.loyalty.run"]._conduct(("full",))
        login, values, paths = prepare(env)
        floods = {
            "one address, many links": [(1, path) for path in paths],
            "many addresses, one link": [(2 + n, paths[0]) for n in range(ADDRESSES)],
            "one address, no link": [(1, f"/loyalty/answer/{n:032}") for n in range(LINKS)],
        }
        claims = {}
        with served(NAME) as (port, _process):
            user = User(port, NAME, login, login)
            look(user)  # warms the caches of the server
            for title, places in floods.items():
                claims |= one_flood(title, user, [port, places, values])
        env.cr.rollback()  # to see what the server did
        kept = env["crm.loyalty.response"].search_count([("channel", "=", "link")])
        print(f"answers kept: {kept}")
        return verdict(claims)


def prepare(env):
    """A user, what is posted, and the paths of links of as many customers."""
    user = env["res.users"].search([("login", "like", "salesperson")], limit=1)
    user.password = user.login
    customers = env["crm.loyalty.profile"].search([], limit=LINKS).partner_id
    questionnaire = env.ref("crm_loyalty.questionnaire_purchase")
    asked = {"company_id": env.company.id, "questionnaire_id": questionnaire.id}
    invites = env["crm.loyalty.invite"].create(
        [asked | {"partner_id": customer.id} for customer in customers]
    )
    paths = [urlsplit(invite._new_link()).path for invite in invites]
    env.cr.commit()
    return user.login, {f"q{questionnaire.line_ids[0].id}": "5"}, paths


def one_flood(title, user, orders):
    """Watch a user alone and beside a flood, and say what holds."""
    alone = watch(user)
    with flooding(orders) as answers:
        beside = watch(user)
    codes = Counter(code for _moment, code in answers)
    let_in = [moment for moment, code in answers if code != 429]
    print(f"{title}: {dict(codes)} in {answers[-1][0] - answers[0][0]:.0f} s")
    print(f"  p95 of the user: alone {alone:.0f} ms, beside {beside:.0f} ms")
    links = {path for _address, path in orders[1]}
    limit, why = (5, "a day") if len(links) == 1 else (20, "a minute")
    return {
        f"{title}: {len(answers)} posts are answered, none by an error": len(answers) == POSTS
        and set(codes) <= {200, 404, 429},
        f"{title}: at most {limit} {why} are let in": most_in_a_minute(let_in) <= limit,
        f"{title}: the user waits at most twice as long": beside <= 2 * alone,
    }


def most_in_a_minute(moments):
    """How many there are at most in any minute."""
    return max(sum(0 <= later - first < 60 for later in moments) for first in moments)


def watch(user):
    """The milliseconds within which 19 of 20 looks at the list were answered, over a minute."""
    seconds, end = [], time.monotonic() + SECONDS
    while time.monotonic() < end:
        begin = time.perf_counter()
        look(user)
        seconds.append(time.perf_counter() - begin)
        time.sleep(PAUSE)
    return 1000 * quantiles(seconds, n=20)[18]


def look(user):
    """Open the list of customers, as the web client does."""
    user.call("crm.loyalty.profile", "web_search_read", [], LIST, limit=80)


@contextmanager
def flooding(orders):
    """A flood from a process of its own, which takes no time from whoever watches."""
    words = [sys.executable, __file__, "flood"]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    answers = []
    reader = threading.Thread(
        target=lambda: answers.extend(json.loads(process.communicate(json.dumps(orders))[0]))
    )
    reader.start()
    yield answers
    reader.join()


def flood(port, places, values):
    """Post at an even pace; give when each answer came and its code.

    :param places: pairs of a number of a loopback address and a path, taken in turn
    """
    body, begin, answers = urlencode(values), time.monotonic(), []

    def post(number):
        address, path = places[number % len(places)]
        time.sleep(max(0, begin + number * SECONDS / POSTS - time.monotonic()))
        source = (f"127.0.1.{address}", 0)
        one = http.client.HTTPConnection("127.0.0.1", port, 60, source_address=source)
        one.request("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})
        code = one.getresponse().status
        answers.append((time.monotonic(), code))
        one.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(post, range(POSTS)))
    return sorted(answers)


if __name__ == "__main__":
    if sys.argv[1:] == ["flood"]:
        json.dump(flood(*json.load(sys.stdin)), sys.stdout)
    else:
        main(proof)
