"""What customers say: a response of each, and a complaint of every fifth, over two years."""

from odoo.tools import SQL

from benchmarks.bare import bare_tables
from benchmarks.database import vacuum
from tools.store.prototypes import insert, keep_made

TABLES = ["crm_loyalty_response", "crm_loyalty_answer", "crm_loyalty_complaint"]
COMPLAINTS = 5  # one complaint to so many customers
# What a short survey after a purchase asks: two dimensions, of one what was expected too, and NPS.
ASKED = (("satisfaction", "experience"), ("satisfaction", "expectation"), ("nps", "experience"))


def let_speak(env):
    """Insert what the customers say, and commit."""
    keep_made(env, _patterns)
    with bare_tables(env, TABLES):
        _insert_responses(env)
        _insert_answers(env)
        _insert_complaints(env)
    env.cr.commit()
    vacuum(env, *TABLES)


def _patterns(trying):
    partner = trying["res.partner"].create({"name": "Pattern"})
    response = trying["crm.loyalty.response"].create({"partner_id": partner.id})
    aspect = trying["crm.loyalty.aspect"].search([("kind", "=", "nps")], limit=1)
    answer = trying["crm.loyalty.answer"].create(
        {"response_id": response.id, "aspect_id": aspect.id, "score": 50}
    )
    complaint = trying["crm.loyalty.complaint"].create(
        {"name": "Pattern", "partner_id": partner.id}
    )
    return response, answer, complaint


def _insert_responses(env):
    insert(
        env,
        "crm_loyalty_response",
        SQL(
            """
            (SELECT partner_id, now() AT TIME ZONE 'UTC' - random() * interval '2 years' AS at
               FROM crm_loyalty_profile ORDER BY at) said
            CROSS JOIN store_proto_crm_loyalty_response proto
            """
        ),
        {
            "id": SQL("nextval('crm_loyalty_response_id_seq')"),
            "partner_id": SQL("said.partner_id"),
            **dict.fromkeys(("date", "create_date", "write_date"), SQL("said.at")),
        },
    )


def _insert_answers(env):
    """Answers to the questions asked; to two aspects where a kind has more than one."""
    insert(
        env,
        "crm_loyalty_answer",
        SQL(
            """
            (SELECT response.id AS response_id, response.partner_id, response.date, asked.*
               FROM crm_loyalty_response response
              CROSS JOIN (SELECT aspect.id AS aspect_id, asked.side
                            FROM (SELECT id, kind, row_number() OVER (
                                             PARTITION BY kind ORDER BY sequence, id) AS place
                                    FROM crm_loyalty_aspect WHERE active) aspect
                            JOIN unnest(%s::text[], %s::text[]) AS asked (kind, side)
                                 USING (kind)
                           WHERE place <= CASE asked.side WHEN 'experience' THEN 2 ELSE 1 END
                         ) asked
              ORDER BY response.id) said
            CROSS JOIN store_proto_crm_loyalty_answer proto
            """,
            *(list(column) for column in zip(*ASKED, strict=True)),
        ),
        {
            "id": SQL("nextval('crm_loyalty_answer_id_seq')"),
            **{
                name: SQL("said.%s", SQL.identifier(name))
                for name in ("response_id", "partner_id", "date", "aspect_id", "side")
            },
            "score": SQL("10 * floor(11 * sqrt(random()))"),
            **dict.fromkeys(("create_date", "write_date"), SQL("said.date")),
        },
    )


def _insert_complaints(env):
    """Complaints, most of them solved within a week."""
    insert(
        env,
        "crm_loyalty_complaint",
        SQL(
            """
            (SELECT nextval('crm_loyalty_complaint_id_seq') AS id, partner_id,
                    now() AT TIME ZONE 'UTC' - random() * interval '2 years' AS at,
                    random() AS chance
               FROM crm_loyalty_profile
              WHERE random() * %s < 1) said
            CROSS JOIN store_proto_crm_loyalty_complaint proto
            """,
            COMPLAINTS,
        ),
        {
            "id": SQL("said.id"),
            "number": SQL("'C' || said.id"),
            "partner_id": SQL("said.partner_id"),
            "state": SQL("CASE WHEN chance < 0.9 THEN 'solved' ELSE 'open' END"),
            "solved_at": SQL("CASE WHEN chance < 0.9 THEN at + chance * interval '1 week' END"),
            "satisfaction": SQL("CASE WHEN chance < 0.5 THEN 1 + floor(10 * chance) END"),
            **dict.fromkeys(("opened_at", "create_date", "write_date"), SQL("said.at")),
        },
    )
