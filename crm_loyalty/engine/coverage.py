"""Do the rules of RFM segments leave a combination of scores out, or a rule without any?"""

from odoo.tools import SQL, Query

from .decision import MEASURED, decision_sql


def decided_scores(env, rules, company, classes):
    """Decide every combination of scores, and that of a customer who never bought, by the rules.

    :param rules: the rules of the reading in the order of decision
    :param company: the id of the company whose customers these would be
    :param classes: how many RFM classes there are
    :return: dict {(recency, frequency, monetary): id of the first stage that matches or None};
        the scores are None for who never bought
    """
    profile = env["crm.loyalty.profile"]
    query = Query(env, MEASURED, SQL.identifier(MEASURED))
    decided = decision_sql(profile, rules, MEASURED, query)
    scores = SQL(
        """
        SELECT %(company)s AS company_id, r AS recency_score, f AS frequency_score,
               m AS monetary_score, round((r - 1) / %(steps)s::numeric, 4) AS recency_rank,
               round((f - 1) / %(steps)s::numeric, 4) AS frequency_rank,
               round((m - 1) / %(steps)s::numeric, 4) AS monetary_rank
          FROM generate_series(1, %(classes)s) r, generate_series(1, %(classes)s) f,
               generate_series(1, %(classes)s) m
         UNION ALL
        SELECT %(company)s, NULL, NULL, NULL, NULL, NULL, NULL
         ORDER BY 2, 3, 4
        """,
        company=company,
        classes=classes,
        steps=classes - 1,
    )
    rows = env.execute_query(
        SQL(
            "WITH %s AS (%s) SELECT recency_score, frequency_score, monetary_score, %s FROM %s",
            SQL.identifier(MEASURED),
            scores,
            decided,
            query.from_clause,
        )
    )
    return {(r, f, m): stage_id for r, f, m, stage_id in rows}
