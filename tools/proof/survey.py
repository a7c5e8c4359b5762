"""Ten customers get a real survey by mail, answer it in a browser, and their figures are right.

./dev proof survey

The mail goes to a post box on this machine; the links are taken out of it and answered in a
headless Chromium, without a login. Then what changed is computed and held against figures worked
by hand.
Pictures of what the staff see are in .dev/pictures.
"""

import os
import re
import shutil
from contextlib import ExitStack, contextmanager
from pathlib import Path

from answers import (
    ASKED,
    CUSTOMERS,
    DETRACTORS,
    DIMENSIONS,
    INDEX,
    MEANS,
    NET,
    PROMOTERS,
    Customer,
)
from postbox import postbox
from respondent import Respondent
from scene import ROOT, arguments, database, main, odoo, verdict
from server import User, served

NAME = "proof_survey"
PICTURES = ROOT / ".dev" / "pictures"
UNWILLING = "Kim Lee"  # is on the blacklist
COMMENT = "Came a day late, <b>but</b> =1+1 good."
FIGURES = ("expectation_score", "experience_score", "satisfaction_gap", "satisfaction_index")


def proof() -> int:
    """Send, answer, compute, compare, look."""
    options = arguments(__doc__)
    with ExitStack() as stack:
        stack.enter_context(database(NAME, options.template))
        stack.enter_context(files(options.template))
        words = ("--skip-auto-install", "--stop-after-init", "--no-http")
        odoo("-d", NAME, "-i", "crm_loyalty_survey", *words)
        box = stack.enter_context(postbox())
        port, _process = stack.enter_context(served(NAME))
        user = User(port, NAME, "admin", "admin")
        world = prepare(user, port, box.port)
        links = invite(user, box, world)
        respondent = stack.enter_context(Respondent.browsing())
        for customer in CUSTOMERS:
            answers = world_answers(customer, world["questions"])
            respondent.answer(links[customer.name], answers, COMMENT)
        run(user, "crm_loyalty.ir_cron_changes")
        found = profiles(user)
        PICTURES.mkdir(parents=True, exist_ok=True)
        levers = user.call("crm.loyalty.profile", "levers")
        shown = respondent.look(
            f"http://127.0.0.1:{port}", NAME, found["Dan Weber"]["id"], PICTURES
        )
        return verdict(claims(links, found) | together(levers) | {"every screen opens": shown})


@contextmanager
def files(template: str):
    """The template's stored files, linked: the web client's assets are among them."""
    from odoo.tools import config

    there = Path(config.filestore(NAME))
    shutil.rmtree(there, ignore_errors=True)
    if (stored := Path(config.filestore(template))).exists():
        shutil.copytree(stored, there, copy_function=os.link)
    try:
        yield
    finally:
        shutil.rmtree(there, ignore_errors=True)


def prepare(user: User, port: int, mail_port: int) -> dict:
    """The mail server, the customers with an order each, and the questions of the survey."""
    parameters = {"web.base.url": f"http://127.0.0.1:{port}", "web.base.url.freeze": "True"}
    for key, value in parameters.items():
        user.call("ir.config_parameter", "set_param", key, value)
    server = {"name": "Post Box", "smtp_host": "127.0.0.1", "smtp_port": mail_port}
    user.call("ir.mail_server", "create", server)
    [me] = user.call("res.users", "search", [["login", "=", "admin"]])
    user.call("res.users", "write", [me], {"email": "staff@example.com"})
    names = [customer.name for customer in CUSTOMERS] + [UNWILLING]
    partners = [{"name": name, "email": address(name)} for name in names]
    created = user.call("res.partner", "create", partners)
    user.call("mail.blacklist", "create", {"email": address(UNWILLING)})
    product = user.call("product.product", "create", {"name": "Lantern", "list_price": 80})
    line = [[0, 0, {"product_id": product, "product_uom_qty": 2}]]
    orders = [{"partner_id": partner, "order_line": line} for partner in created]
    user.call("sale.order", "action_confirm", user.call("sale.order", "create", orders))
    run(user, "crm_loyalty.ir_cron_full")
    return {"partners": created, "questions": questions(user)}


def questions(user: User) -> dict[str, int]:
    """The questions of the survey after a purchase: {last part of the external id: id}."""
    mine = [["module", "=", "crm_loyalty_survey"], ["name", "=like", "survey\\_purchase\\_%"]]
    rows = user.call("ir.model.data", "search_read", mine, ["name", "res_id"])
    return {row["name"].removeprefix("survey_purchase_"): row["res_id"] for row in rows}


def invite(user: User, box, world: dict) -> dict[str, str]:
    """Ask all customers, as in their list; give the links out of the mails: {name: link}."""
    chosen = user.call("crm.loyalty.profile", "search", [["partner_id", "in", world["partners"]]])
    context = user.call("crm.loyalty.profile", "action_ask_by_survey", chosen)["context"]
    composed = user.call("survey.invite", "create", {}, context=context)
    user.call("survey.invite", "action_invite", [composed], context=context)
    run(user, "mail.ir_cron_mail_scheduler_action")
    links = {}
    for message in box.messages:
        body = message.get_body(("html",)).get_content()
        link = re.search(r'href="([^"]+/survey/start/[^"]+)"', body)
        name = re.match(r'"?([^"<]+?)"? <', message["To"])
        links[name[1]] = link[1].replace("&amp;", "&")
    return links


def world_answers(customer: Customer, ids: dict[str, int]) -> dict[int, str]:
    """What a customer clicks: {question id: value}."""
    sides = (("expected", customer.expected), ("experienced", customer.met))
    answers = {
        ids[f"{dimension}_{side}"]: value
        for side, values in sides
        for dimension, value in zip(DIMENSIONS, values, strict=True)
        if value != "-"
    }
    return answers | ({} if customer.nps is None else {ids["nps"]: str(customer.nps)})


def profiles(user: User) -> dict[str, dict]:
    """The figures of all customers: {name: figures}."""
    fields = ["partner_id", "answer_count", "nps_count", "nps_promoters", "nps_detractors"]
    rows = user.call("crm.loyalty.profile", "search_read", [], [*fields, *FIGURES])
    return {row["partner_id"][1]: row for row in rows}


def run(user: User, cron: str) -> None:
    """Run a scheduled action as an administrator does."""
    module, name = cron.split(".")
    found = [["module", "=", module], ["name", "=", name]]
    [row] = user.call("ir.model.data", "search_read", found, ["res_id"])
    user.call("ir.cron", "method_direct_trigger", [row["res_id"]])


def together(levers: dict) -> dict[str, bool]:
    """What the lever report claims of all customers."""
    means = {row["name"]: round(row["here"], 2) for row in levers["satisfaction"]["rows"]}
    score, index = round(levers["nps"]["score"], 2), round(levers["satisfaction"]["here"], 2)
    print(f"together: index {index}, NPS {score}, dimensions {means}")
    return {"the report has the same": (index, score, means) == (INDEX, NET, MEANS)}


def claims(links: dict, found: dict) -> dict[str, bool]:
    """What is claimed, and whether it holds."""
    told = {}
    for customer in CUSTOMERS:
        row = found[customer.name]
        ours = tuple(None if row[name] is False else row[name] for name in FIGURES)
        theirs = (customer.expectation, customer.experience, customer.gap, customer.index)
        print(f"{customer.name:12} {ours} by hand {theirs}")
        told[f"figures of {customer.name}"] = ours == theirs
    totals = [
        sum(found[c.name][name] for c in CUSTOMERS)
        for name in ("nps_count", "nps_promoters", "nps_detractors")
    ]
    return {
        "ten customers have a mail with a link": set(links) == {c.name for c in CUSTOMERS},
        "who is on the blacklist has none": UNWILLING not in links,
        **told,
        "and of who was not asked nothing is known": found[UNWILLING]["answer_count"] == 0,
        "nine say if they recommend: 4 promote, 3 detract": totals
        == [ASKED, PROMOTERS, DETRACTORS],
    }


def address(name: str) -> str:
    """The mail address of a customer."""
    return f"{name.lower().replace(' ', '.')}@example.com"


if __name__ == "__main__":
    main(proof)
