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
        ("owed", _owed(env)),
        ("held", _held(partners)),
        ("matched", _matched()),
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


def _owed(env):
    """Who is owed: the referrer, and up to the company's depth who referred that one.

    Responsible is somebody who may see both customers: the salesperson of the referrer or of the
    referred one, unless the other is a colleague's; then whoever oversees the two.
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
               CASE WHEN chain.user_id <> seller.id THEN (%s)
                    ELSE COALESCE(seller.id, chain.user_id) END AS user_id
          FROM chain
          JOIN res_partner referrer ON referrer.id = chain.referred_by_id
          JOIN res_partner customer ON customer.id = referrer.commercial_partner_id
          LEFT JOIN crm_loyalty_profile profile ON profile.partner_id = customer.id
                                               AND profile.company_id = chain.company_id
         CROSS JOIN LATERAL (SELECT COALESCE(profile.user_id, customer.user_id) AS id) seller
         WHERE chain.level <= chain.depth AND customer.id <> chain.referred_id
           AND customer.loyalty_opt_out IS NOT TRUE
        """,
        _overseer(env),
    )


def _overseer(env):
    """Of the two salespeople and their teams' leaders, the first who may see all documents."""
    everything = env.ref("sales_team.group_sale_salesman_all_leads").all_user_ids
    return SQL(
        """
        SELECT known.user_id
          FROM (SELECT seller.id AS user_id, 1 AS place
                 UNION ALL SELECT chain.user_id, 2
                 UNION ALL SELECT team.user_id, CASE member.user_id WHEN seller.id THEN 3 ELSE 4 END
                  FROM crm_team_member member JOIN crm_team team ON team.id = member.crm_team_id
                 WHERE member.active AND member.user_id IN (seller.id, chain.user_id)) known
          JOIN res_company_users_rel works ON works.user_id = known.user_id
                                          AND works.cid = chain.company_id
         WHERE known.user_id = ANY(%s) ORDER BY known.place, known.user_id LIMIT 1
        """,
        everything.filtered("active").ids,
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


def _matched():
    """What there is against what is owed.

    A full join is never done by a loop, whatever number of rows the planner expects.
    """
    return SQL(
        """
        SELECT referred_id, company_id, level, held.id, held.state, held.copy,
               held.referrer_id AS held_by, owed.referrer_id AS owed_to, owed.day, owed.amount,
               owed.text, owed.user_id
          FROM held FULL JOIN owed USING (referred_id, company_id, level)
        """
    )


def _moved(env):
    """Open rewards are due or void, and whose the referral says."""
    return SQL(
        """
        UPDATE crm_loyalty_reward r
           SET state = found.state, partner_id = found.partner_id, write_date = %s
          FROM (SELECT id, COALESCE(owed_to, held_by) AS partner_id,
                       CASE WHEN owed_to IS NULL OR copy > 1 THEN 'void' ELSE 'due' END AS state
                  FROM matched WHERE state IN ('due', 'void')) found
         WHERE r.id = found.id
           AND (r.state, r.partner_id) IS DISTINCT FROM (found.state, found.partner_id)
        RETURNING r.id
        """,
        env.cr.now(),
    )


def _made(env):
    return SQL(
        "INSERT INTO crm_loyalty_reward (partner_id, referred_id, referred_number, level,"
        " company_id, day, amount, text, state, user_id, create_uid, create_date, write_date)"
        " SELECT owed_to, referred_id, referred_id, level, company_id, day, amount, text, 'due',"
        " user_id, %s, %s, %s"
        " FROM matched WHERE id IS NULL ORDER BY referred_id, level"
        " ON CONFLICT DO NOTHING RETURNING id",
        env.uid,
        *(env.cr.now(),) * 2,
    )
