import time

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools.image import image_data_uri
from odoo.tools.misc import get_lang, hash_sign, verify_hash_signed

URL = "/loyalty/answer/<string:token>"
LARGEST = 100_000  # bytes of a post
READING = 2  # seconds that nobody answers faster than
SHOWN, SUBMITTED = "crm_loyalty.shown", "crm_loyalty.submitted"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src data:;"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


class AnswerController(http.Controller):
    """The public page: a link is all that a customer needs, and all that he has.

    No session and no cookie: whoever holds the link may answer, so a forged post has nothing to
    borrow, and Odoo's check against it (which is bound to a session) would check nothing. That the
    form came from here, and when, is signed into it.
    """

    @http.route(URL, type="http", auth="public", methods=["GET"], readonly=True, save_session=False)
    def show(self, token, **_given):
        """Show the questions; nothing is written, whoever looks and however often."""
        invite = self._invite(token)
        return self._form(invite, {}) if invite else self._gone()

    @http.route(
        URL,
        type="http",
        auth="public",
        methods=["POST"],
        csrf=False,
        save_session=False,
        max_content_length=LARGEST,
    )
    def answer(self, token, **given):
        """Keep what was sent, and ask to confirm it; or take the confirmation."""
        given = {name: value for name, value in given.items() if isinstance(value, str)}
        attempts = self._engine("crm.loyalty.attempt")
        if not attempts._admit_address(request.httprequest.remote_addr):
            return self._busy()
        invite = self._invite(token)
        if not invite:
            return self._gone()
        if given.get("confirm"):
            return self._confirmed(invite, given["confirm"])
        try:
            answers, comment = invite._read_form(given)
        except UserError as error:
            return self._form(invite, given, message=str(error), status=422)
        if "change" in given:
            return self._form(invite, given)
        if not attempts._admit_link(invite.token_hash):
            return self._busy()
        response = invite._submit(answers, comment, self._doubt(invite, given))
        ticket = hash_sign(invite.env, SUBMITTED, [invite.token_hash, response.id])
        return self._page("answer_confirm", invite, given=given, ticket=ticket)

    def _engine(self, model):
        # Nobody from outside has a right to any record; what is his is found by his link alone.
        return request.env[model].sudo()

    def _invite(self, token):
        """The invite of a link, in its customer's language; nothing if it is good no more."""
        invite = self._engine("crm.loyalty.invite")._by_token(token)
        wanted = invite.partner_id.lang or invite.company_id.partner_id.lang
        request.update_context(lang=get_lang(request.env, wanted).code)
        return invite.with_env(request.env(su=True)).with_company(invite.company_id)

    def _doubt(self, invite, given):
        """Why a submission may not be a person's; False: nothing speaks against it."""
        shown = _signed(invite.env, SHOWN, given.get("stamp"))
        if not shown or shown[0] != invite.token_hash:
            return "foreign"
        if time.time() - shown[1] < READING:
            return "fast"
        return "trap" if given.get("website") else False

    def _confirmed(self, invite, ticket):
        """The second step: the ticket of the first, which no program makes up, is sent back."""
        ticket = _signed(invite.env, SUBMITTED, ticket)
        if not ticket or ticket[0] != invite.token_hash:
            return self._form(invite, {}, status=422)
        responses = invite.env["crm.loyalty.response"]
        # The number is our own, signed; and it is looked for among those of this link alone.
        response = responses.search([("id", "=", ticket[1]), ("invite_id", "=", invite.id)])
        if response:
            invite._confirm(response)
        return self._page("answer_thanks", invite)

    def _form(self, invite, given, message=None, status=200):
        stamp = hash_sign(invite.env, SHOWN, [invite.token_hash, time.time()])
        return self._page("answer_form", invite, status, given=given, message=message, stamp=stamp)

    def _gone(self):
        """Unknown, expired, revoked, forgotten: the very same page, which does not say which."""
        return self._page("answer_gone", status=404)

    def _busy(self):
        return self._page("answer_busy", status=429, headers={"Retry-After": "60"})

    def _page(self, template, invite=None, status=200, headers=None, **values):
        company = invite.company_id if invite else None
        # A company without a logo has Odoo's picture of one: nothing for customers.
        logo = company.logo_web if company and not company.uses_default_logo else None
        values |= {
            "invite": invite,
            "company": company,
            "lines": invite.questionnaire_id._asked_lines() if invite else (),
            "logo": image_data_uri(logo) if logo else None,
            "lang": request.env.context.get("lang") or "en_US",
        }
        page = request.render(f"crm_loyalty.{template}", values, lazy=False)
        return request.make_response(page, HEADERS | (headers or {}), status=status)


def _signed(env, scope, payload):
    """What we signed for a purpose, None if it was not us."""
    try:
        return verify_hash_signed(env, scope, payload) if payload else None
    except (ValueError, AttributeError):
        return None
