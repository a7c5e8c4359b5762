"""Everything that is measured at one size."""

from odoo.addons.crm_loyalty.engine.settings import company_settings

from benchmarks.clock import median_of, middle, spent
from benchmarks.database import database, environment, vacuum
from benchmarks.floor import empty_floor, floor
from benchmarks.machine import description
from benchmarks.passes import measure_passes
from benchmarks.screens import measure_screens
from benchmarks.users import measure_users
from benchmarks.world import TABLES, build


def measure(customers, template, keep=False):
    """Make a world of some size and measure in it.

    :return: dict of measurements, and the machine's description
    """
    name = f"bench_{customers}"
    with database(name, template, keep) as registry, environment(registry) as env:
        found = {"load": _said("load", spent(env, lambda: build(env, customers)))}
        vacuum(env, *TABLES)
        before = _floor(env)
        found |= _said("passes", measure_passes(env, customers))
        vacuum(env, "crm_loyalty_profile", *TABLES)
        found["floor"] = _said("floor", median_of([before, _floor(env)]))
        found |= _said("screens", measure_screens(env))
        found |= _said("users", measure_users(env))
        return found, description(env)


def _floor(env):
    settings = company_settings(env.company)
    return middle(env, lambda: floor(env, settings), lambda: empty_floor(env))


def _said(name, value):
    print(f"  {name}: {value}", flush=True)
    return value
