import ast
from pathlib import Path

from odoo.tests import BaseCase, tagged

ADDON = Path(__file__).parents[1]


@tagged("post_install", "-at_install")
class TestSecuritySudo(BaseCase):
    """Acting as superuser is an exception, and every exception says why it is one."""

    def test_every_sudo_has_its_reason_right_above_it(self):
        missing = [
            f"{path.relative_to(ADDON)}:{number}"
            for path in sorted(ADDON.rglob("*.py"))
            if "tests" not in path.parts
            for number in unexplained(path.read_text())
        ]
        self.assertEqual(missing, [])

    def test_what_is_looked_for_is_found(self):
        text = (
            "# Why.\nself.sudo()\nfor x in y.sudo():\n    f(\n        z.sudo()\n    )\n"
            "a.sudo(False)\n"
        )
        self.assertEqual(unexplained(text), [3, 4])


def unexplained(text):
    """The lines of statements that become superuser and have no comment right above them."""
    lines = ["", *text.splitlines()]
    return sorted(
        {
            statement.lineno
            for statement in ast.walk(ast.parse(text))
            if isinstance(statement, ast.stmt)
            and any(is_sudo(node) for node in own_nodes(statement))
            and not lines[statement.lineno - 1].lstrip().startswith("#")
        }
    )


def own_nodes(statement):
    """The expressions of a statement, but not the statements inside it."""
    waiting = [node for node in ast.iter_child_nodes(statement) if not isinstance(node, ast.stmt)]
    for node in waiting:
        yield node
        waiting += [
            child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)
        ]


def is_sudo(node):
    """Whether an expression is ``….sudo()``; ``….sudo(False)`` gives the right up again."""
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return called and node.func.attr == "sudo" and not node.args
