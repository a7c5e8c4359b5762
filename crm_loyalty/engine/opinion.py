"""How a company reads what its customers say: as a pass takes it as given."""

from odoo.fields import Domain

# (name, type) of the columns of the relation ``setting`` that measures of opinion read.
OPINION_COLUMNS = (
    ("half_life", "numeric"),
    ("gap_weight", "numeric"),
    ("components", "integer"),
)
# Of these what stands still between two full passes: a new component is in nobody's answers yet.
OPINION_STANDING = ("components",)


def opinion_settings(company):
    """:return: dict of JSON values, keyed as ``OPINION_COLUMNS``"""
    aspects = company.env["crm.loyalty.aspect"]
    components = Domain("kind", "in", ["benefit", "cost"])
    here = Domain("company_id", "in", [company.id, False])
    return {
        "half_life": company.loyalty_half_life,
        "gap_weight": company.loyalty_gap_weight or 0,
        "components": aspects.search_count(components & here),
    }
