"""For the tests of this addon and of its bridges: are all terms of an addon translated?"""

import re

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools import file_path
from odoo.tools.translate import TranslationModuleReader

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdif]")


@tagged("post_install", "-at_install")
class TranslationsCase(TransactionCase):
    """What Odoo would export as terms of an addon, against the addon's own files."""

    addon = "crm_loyalty"

    def exported(self):
        """The terms that a user may see, as Odoo itself finds them."""
        reader = TranslationModuleReader(self.env.cr, modules=[self.addon])
        return {source for _module, _kind, _name, _id, source, *_rest in reader}

    def catalog(self, name):
        """{term: translation} of a file of the addon."""
        path = file_path(f"{self.addon}/i18n/{name}")
        return {entry.msgid: entry.msgstr for entry in polib.pofile(path) if not entry.fuzzy}

    def assert_translated(self, lang):
        """Every term has a translation, with the placeholders of the term."""
        terms, known = self.exported(), self.catalog(f"{lang}.po")
        self.assertGreater(len(terms), 5)
        self.assertFalse([term for term in terms if not known.get(term, "").strip()])
        for term in terms:
            placeholders = [sorted(PLACEHOLDER.findall(text)) for text in (term, known[term])]
            self.assertEqual(*placeholders, f"{term!r}: {known[term]!r}")

    def assert_template(self):
        """The template holds the terms as they are, so that others can translate them."""
        self.assertEqual(set(self.catalog(f"{self.addon}.pot")), self.exported())
