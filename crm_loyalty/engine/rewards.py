"""Profiles → rewards: who referred a customer that bought, once, over a chunk that is written."""

from odoo.tools import SQL

from .measured import with_chain


def settle_rewards(env, partners):
    """Make the rewards that became due; those that are due no more are void.

    What was given or refused stays as people left it. Two processes that make the same reward meet
    at its unique index: the second one tries again, and finds it there.

    :param partners: SQL condition on ``p.partner_id`` that selects the customers who were referred
    :return: the rewards that are new
    """
    chain = [
        ("bought", _bought(partners)),
        ("owed", _owed()),
        ("held", _held(partners)),
        ("settled", _settled()),
        ("moved", _moved(env)),
        ("made", _made(env)),
    ]
    rewards = env["crm.loyalty.reward"]
    env.flush_all()
    found = env.execute_query(SQL("%s SELECT id FROM made", with_chain(chain)))
    rewards.invalidate_model(flush=False)
    return rewards.browse(reward_id for [reward_id] in found)


def _bought(partners):
    """Customers that somebody referred and that bought since, with what the company gives."""
    return SQL(
        """
        SELECT p.partner_id AS referred_id, p.company_id, p.first_purchase_date AS day, p.user_id,
               customer.referred_by_id, company.loyalty_referral_depth AS depth,
               company.loyalty_referral_amount AS amount, company.loyalty_referral_text AS text
          FROM crm_loyalty_profile p
          JOIN res_partner customer ON customer.id = p.partner_id
          JOIN res_company company ON company.id = p.company_id
         WHERE %s AND customer.referred_by_id IS NOT NULL AND p.purchase_count > 0
           AND COALESCE(customer.referral_date <= p.first_purchase_date, TRUE)
        """,
        partners,
    )


def _owed():
    """Who is owed: the referrer, and up to the company's depth who referred that one.

    The referrer's salesperson is responsible, unless the referred one is a colleague's customer.
    """
    return SQL(
        """
        WITH RECURSIVE chain AS (
            SELECT bought.*, 1 AS level FROM bought
             UNION ALL
            SELECT chain.referred_id, chain.company_id, chain.day, chain.user_id,
                   above.referred_by_id, chain.depth, chain.amount, chain.text, chain.level + 1
              FROM chain
              JOIN res_partner referrer ON referrer.id = chain.referred_by_id
              JOIN res_partner above ON above.id = referrer.commercial_partner_id
             WHERE above.referred_by_id IS NOT NULL AND chain.level < chain.depth
        )
        SELECT chain.referred_id, chain.company_id, chain.level, chain.day, chain.amount,
               chain.text, customer.id AS referrer_id,
               CASE WHEN COALESCE(chain.user_id, customer.user_id) = customer.user_id
                    THEN customer.user_id END AS user_id
          FROM chain
          JOIN res_partner referrer ON referrer.id = chain.referred_by_id
          JOIN res_partner customer ON customer.id = referrer.commercial_partner_id
         WHERE chain.level <= chain.depth AND customer.id <> chain.referred_id
           AND customer.loyalty_opt_out IS NOT TRUE
        """
    )


def _held(partners):
    """The rewards there are; of several for one customer, as a merge leaves them, one counts."""
    return SQL(
        """
        SELECT p.id, p.state, p.referrer_id, p.company_id, p.level, p.partner_id AS referred_id,
               row_number() OVER (PARTITION BY p.partner_id, p.company_id, p.level
                                  ORDER BY p.state IN ('due', 'void'), p.id) AS copy
          FROM (SELECT id, state, company_id, level, partner_id AS referrer_id,
                       referred_id AS partner_id FROM crm_loyalty_reward) p
         WHERE %s
        """,
        partners,
    )


def _settled():
    """How open rewards should be: due or void, and whose."""
    return SQL(
        """
        SELECT held.id, COALESCE(owed.referrer_id, held.referrer_id) AS partner_id,
               CASE WHEN owed.level IS NULL OR held.copy > 1 THEN 'void' ELSE 'due' END AS state
          FROM held
          LEFT JOIN owed USING (referred_id, company_id, level)
         WHERE held.state IN ('due', 'void')
        """
    )


def _moved(env):
    return SQL(
        "UPDATE crm_loyalty_reward r SET state = settled.state, partner_id = settled.partner_id,"
        " write_date = %s FROM settled WHERE r.id = settled.id"
        " AND (r.state, r.partner_id) IS DISTINCT FROM (settled.state, settled.partner_id)"
        " RETURNING r.id",
        env.cr.now(),
    )


def _made(env):
    return SQL(
        "INSERT INTO crm_loyalty_reward (partner_id, referred_id, referred_number, level,"
        " company_id, day, amount, text, state, user_id, create_uid, create_date, write_date)"
        " SELECT owed.referrer_id, owed.referred_id, owed.referred_id, owed.level,"
        " owed.company_id, owed.day, owed.amount, owed.text, 'due', owed.user_id, %s, %s, %s"
        " FROM owed LEFT JOIN held USING (referred_id, company_id, level)"
        " WHERE held.id IS NULL ON CONFLICT DO NOTHING RETURNING id",
        env.uid,
        *(env.cr.now(),) * 2,
    )
