"""Fresh transactions for conductors: Odoo retries what a user asks for, but no scheduled action."""

import time

import psycopg2.errors

from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

# Another transaction was at work on the same rows; what it left is seen by the next one.
AT_WORK = (*PG_CONCURRENCY_EXCEPTIONS_TO_RETRY, psycopg2.errors.UniqueViolation)
TRIES = 5
PAUSE = 0.1  # seconds, doubled from try to try


def fresh_transactions(env):
    """Begin a transaction for each try, a little later each time.

    Whoever is done leaves the loop; what is not done is rolled back.
    """
    for attempt in range(TRIES):
        env["ir.cron"]._commit_progress()
        yield
        env.cr.rollback()
        time.sleep(PAUSE * 2**attempt)
