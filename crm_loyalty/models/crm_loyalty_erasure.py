import logging

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

_logger = logging.getLogger(__name__)

OURS = "crm_loyalty"
# Where others' models have columns of ours, and what leads from there to the contact.
PLACES = {"res.partner": "id", "sale.order": "partner_id", "crm.lead": "partner_id"}
KEPT = ("loyalty_opt_out",)  # the objection itself outlives what it is about
BATCH = 2000


class CrmLoyaltyErasure(models.Model):
    """That something known of persons was deleted: when, by whom, how many rows; never what.

    Erased is whatever is ours and points at the contact: every model of ours with a link to
    contacts loses its rows, unless it has a method ``_erase_persons(contacts)`` that takes the
    person out of them. So another addon's model takes part without a word.
    """

    _name = "crm.loyalty.erasure"
    _inherit = "crm.loyalty.append.only"
    _description = "Erasure of Personal Data"
    _order = "id desc"
    _rec_name = "kind"

    kind = fields.Selection(
        [("request", "On Request"), ("retention", "Kept Long Enough")], required=True, readonly=True
    )
    contact_number = fields.Integer(
        readonly=True, help="The database's number of the contact, not its name."
    )
    company_id = fields.Many2one("res.company", readonly=True, index=True, ondelete="cascade")
    rows = fields.Integer(readonly=True)
    counts = fields.Json(readonly=True)
    told = fields.Char("What", compute="_compute_told")

    def _compute_told(self):
        # The names of models are no secret.
        models_ = self.env["ir.model"].sudo()
        for erasure in self:
            erasure.told = ", ".join(
                f"{models_._get(name).name or name}: {count}"
                for name, count in (erasure.counts or {}).items()
            )

    @api.model
    def _erase(self, contact, companies):
        """Delete what is known of a contact; of a customer also what is known of its contacts.

        :param contact: one contact, as superuser
        :param companies: whose rows are deleted; what other companies know is theirs
        :return: the log entry
        """
        family = contact
        if contact == contact.commercial_partner_id:
            everybody = contact.with_context(active_test=False)
            family |= everybody.search([("commercial_partner_id", "=", contact.id)])
        counts = self._erase_rows(family, companies) | self._erase_columns(family, companies)
        contact.loyalty_opt_out = True
        return self._log("request", counts, contact_number=contact.id)

    def _erase_rows(self, family, companies):
        counts = {}
        for model, links in self._linked().items():
            pointing = Domain.OR(Domain(name, "in", family.ids) for name in links)
            rows = model.search(pointing & self._of_companies(model, companies))
            if not rows:
                continue
            counts[model._name] = len(rows)
            if hasattr(rows, "_erase_persons"):
                rows._erase_persons(family)
            else:
                rows.unlink()
        return counts

    def _linked(self):
        """Our models with links to contacts: {model as superuser: names of the stored links}."""
        found = {}
        for name, model in self.env.items():
            if not name.startswith("crm.loyalty.") or not model._auto or model._transient:
                continue
            links = [n for n, field in model._fields.items() if _is_link(field)]
            if links:
                # Hidden, archived and append-only rows are erased too: hence superuser.
                found[self.env[name].sudo().with_context(active_test=False)] = links
        return found

    def _erase_columns(self, family, companies):
        """Empty our columns on the contacts, their orders and leads, and what names them there."""
        counts = {}
        for name, path in PLACES.items():
            # The person's rows, whoever may see them.
            model = self.env[name].sudo().with_context(active_test=False)
            ours = {n: f for n, f in model._fields.items() if _is_ours(f) and n not in KEPT}
            scope = self._of_companies(model, companies) if path != "id" else Domain.TRUE
            own = model.search(Domain(path, "in", family.ids) & scope)
            own.write(dict.fromkeys(ours, False))
            for link in (n for n, field in ours.items() if _is_link(field)):
                named = model.search(Domain(link, "in", family.ids) & scope)
                named.write({link: False})
                own |= named
            counts[name] = len(own)
        return counts

    def _of_companies(self, model, companies):
        if "company_id" not in model._fields:
            return Domain.TRUE
        return Domain("company_id", "in", [False, *companies.ids])

    def _log(self, kind, counts, **values):
        counts = {name: count for name, count in counts.items() if count}
        total = sum(counts.values())
        _logger.info("Erased (%s): %s", kind, counts)
        return self.create({"kind": kind, "counts": counts, "rows": total} | values)

    @api.model
    def _retained(self):
        """What is kept for a time alone.

        :return: {model: (field with its age, field of the company with the months)}
        """
        history = "loyalty_keep_history_months"
        return {
            "crm.loyalty.response": ("date", "loyalty_keep_told_months"),
            "crm.loyalty.idea": ("date", "loyalty_keep_told_months"),
            "crm.loyalty.wallet": ("date", "loyalty_keep_told_months"),
            "crm.loyalty.history": ("day", history),
            "crm.loyalty.member": ("date_to", history),
            "crm.loyalty.pin": ("date_to", history),
            "crm.loyalty.balance": ("day", history),
        }

    @api.autovacuum
    def _gc_old(self):
        """Every night: delete what is older than its company keeps it, some thousand at a time."""
        done, more = 0, False
        for company in self.env["crm.loyalty.run"]._companies():
            counts = {}
            for name, (age, months) in self._retained().items():
                if company[months]:
                    old = self._old(name, age, company, company[months])
                    counts[name] = len(old)
                    more |= len(old) == BATCH
                    old.unlink()
            if any(counts.values()):
                done += self._log("retention", counts, company_id=company.id).rows
        return done, more

    def _old(self, name, age, company, months):
        model = self.env[name].with_context(active_test=False)
        until = fields.Date.today() - relativedelta(months=months)
        mine = Domain("company_id", "=", company.id)
        return model.search(mine & Domain(age, "<", until), order="id", limit=BATCH)


def _is_ours(field):
    """Whether a stored column is this addon's, or one of its bridges'."""
    return field.store and all(name.startswith(OURS) for name in field._modules or [""])


def _is_link(field):
    return field.store and field.type == "many2one" and field.comodel_name == "res.partner"
