"""RFM limits: where one class ends and the next begins, from the company's own customers."""

from odoo.tools import SQL

from .measured import aggregate_query, fact_queries, prepare, with_chain
from .settings import RFM_LIMITS, setting_query

# Below this many customers quantiles say little, and the wider limits are used: a team's customers
# are measured by the company's, and those of a small company by its fixed ones.
SMALLEST_BASE = 20
FACTS = ("scope", "setting", "refund", "sale", "invoice", "document", "lead")


def calibrated(env, settings):
    """Fill the RFM limits and the size of the base into the settings of a run.

    The limits are quantiles of the values themselves, not of ranks: equal customers score equally,
    whatever the order of the rows. They are computed from the facts alone. There are as many of
    them as of the fixed limits that they replace.

    :param settings: list of ``company_settings``
    :return: the same list, with limits negated and ascending as the score formulas want them
    """
    prepare(env)
    by_team = any(setting["rfm_method"] == "team" for setting in settings)
    rows = env.execute_query_dict(_limits_query(env, settings, by_team))
    known = {setting["company_id"]: setting for setting in settings}
    # The company first: its limits are those of a team that has none of a kind.
    for row in sorted(rows, key=lambda row: (row["of_team"], row["team_id"] or 0)):
        setting = known[row["company_id"]]
        if not row["of_team"]:
            setting["base_size"] = row["base_size"]
        if row["base_size"] < SMALLEST_BASE or setting["rfm_method"] == "fixed":
            continue
        if not row["of_team"]:
            setting.update(_limits(row, setting))
        elif row["team_id"] and setting["rfm_method"] == "team":
            setting["rfm_team_ids"].append(row["team_id"])
            for name, limits in _limits(row, setting).items():
                setting[f"team_{name}"] += limits
    return settings


def _limits(row, setting):
    """The limits that were found, or those that stand where no value is known."""
    return {
        name: [-float(limit) for limit in reversed(row[name] or ())] or setting[name]
        for name in RFM_LIMITS
    }


_BY_COMPANY = {
    "team": SQL("NULL"),
    "of_team": SQL("FALSE"),
    "seller": SQL(""),
    "grouped": SQL("(company_id, fractions)"),
}
_BY_TEAM = {
    "team": SQL("team_id"),
    "of_team": SQL("GROUPING(team_id) = 0"),
    "seller": SQL("LEFT JOIN seller USING (partner_id, company_id)"),
    "grouped": SQL("(company_id, fractions), (company_id, team_id, fractions)"),
}


def _limits_query(env, settings, by_team):
    """SQL of the quantiles per company, and per team where asked for.

    It uses the same facts as the measures do. Columns: company_id, team_id, of_team (whether the
    row is a team's; ``team_id`` is also NULL for those without one), base_size, the limits.
    """
    facts = dict(fact_queries(env, SQL("TRUE"), setting_query(settings)))
    chain = [(name, facts[name]) for name in FACTS]
    if by_team:
        chain += _seller_queries(env)
    buyers = SQL(
        """
        SELECT company_id, partner_id, max(day) FILTER (WHERE sign > 0) AS last_day,
               count(*) FILTER (WHERE sign > 0) AS frequency, sum(amount) AS amount
          FROM document
         GROUP BY company_id, partner_id
        HAVING bool_or(sign > 0)
        """
    )
    return SQL(
        """
        %(chain)s
        SELECT company_id, %(team)s AS team_id, %(of_team)s AS of_team, count(*) AS base_size,
               percentile_disc(fractions) WITHIN GROUP (ORDER BY setting.as_of - last_day)
                   AS recency_limits,
               percentile_disc(fractions) WITHIN GROUP (ORDER BY frequency)
                   AS frequency_limits,
               percentile_disc(fractions) WITHIN GROUP (
                   ORDER BY round(amount, setting.digits)::float) AS monetary_limits
          FROM buyers %(seller)s
          JOIN setting USING (company_id)
          JOIN (SELECT company_id, array_agg(step / (limits + 1.0)::float ORDER BY step)
                                       AS fractions
                  FROM setting
                 CROSS JOIN LATERAL (SELECT cardinality(recency_limits) AS limits) counted
                 CROSS JOIN LATERAL generate_series(1, limits) step
                 GROUP BY company_id) classed USING (company_id)
         GROUP BY GROUPING SETS (%(grouped)s)
        """,
        chain=with_chain([*chain, ("buyers", buyers)]),
        **(_BY_TEAM if by_team else _BY_COMPANY),
    )


def _seller_queries(env):
    """The queries from the facts to ``seller``: the team of whoever looks after a customer.

    As the measure ``user_id`` has it: the contact's salesperson, who sold last, who has a lead.
    """
    known = env["crm.loyalty.profile"]._fields
    seller = SQL(
        """
        SELECT sold.partner_id, sold.company_id, users.sale_team_id AS team_id
          FROM (of_document FULL JOIN of_lead USING (partner_id, company_id)) sold
          JOIN res_partner partner ON partner.id = sold.partner_id
          JOIN res_users users
               ON users.id = COALESCE(partner.user_id, last_seller_id, lead_user_id)
        """
    )
    return [
        *(
            (f"of_{query}", aggregate_query(query, {name: known[name]}))
            for query, name in (("document", "last_seller_id"), ("lead", "lead_user_id"))
        ),
        ("seller", seller),
    ]
