"""Keep the translations of the addons in step with their strings.

python tools/translate.py --database DB --config RC [--check] [--lang zh_CN]

Exports the terms of every addon of this checkout from DB, where all of them are installed and up
to date, and writes `i18n/ADDON.pot` and `i18n/LANG.po`: translations are kept, new terms come in
empty, terms that are gone go. Dates of creation are left out, so that the files change only with
the terms. What is left to translate is listed, by addon; the exit status is 1 if there is anything.
With `--check` nothing is written, and files that would be written otherwise are reported too.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
METADATA = {
    "Project-Id-Version": "Odoo Server 19.0",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "",
}
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdif]|%%")
# A tag is told from a sign in a sentence by the letter after its bracket.
TAG = re.compile(r"</?[a-zA-Z][^>]*>")
SPOKEN = re.compile(r"\s(?:title|alt|placeholder|aria-label|data-tooltip)=\"[^\"]*\"")


def parsed(text):
    """Read the text of a .po or .pot file, without what changes at every export.

    :return: ``polib.POFile`` with entries in the order of their terms
    """
    catalog = polib.pofile(text)
    catalog.metadata = dict(METADATA)
    catalog.header = ""
    catalog.sort(key=lambda entry: entry.msgid)
    return catalog


def merged(template, translated, lang):
    """Give the translations that a template wants, as far as there are any.

    :param template: ``polib.POFile`` of the terms as they are
    :param translated: ``polib.POFile`` of the translations so far
    :param lang: code of the language
    """
    known = {entry.msgid: entry for entry in translated if not entry.obsolete}
    result = parsed(str(template))
    result.metadata = METADATA | {"Language": lang}
    for entry in result:
        if entry.msgid in known:
            entry.msgstr, entry.flags = known[entry.msgid].msgstr, known[entry.msgid].flags
    return result


def faults(catalog):
    """Say what is wrong with the translations of a catalog.

    :return: list of sentences, empty if all is well

    >>> entry = polib.POEntry(msgid="%(a)s of %(b)s", msgstr="%(b)s")
    >>> faults([entry])
    ["other placeholders: '%(a)s of %(b)s' → '%(b)s'"]
    """
    found = []
    for entry in catalog:
        if not entry.msgstr.strip():
            found.append(f"not translated: {entry.msgid!r}")
        elif entry.fuzzy:
            found.append(f"fuzzy: {entry.msgid!r}")
        elif fixed_parts(entry.msgid) != fixed_parts(entry.msgstr):
            found.append(f"other placeholders: {entry.msgid!r} → {entry.msgstr!r}")
    return found


def fixed_parts(text):
    """What a translation must not change, in any order: placeholders, and tags but for their words.

    >>> fixed_parts('%(b)s <i title="to"/> %s')
    ['%(b)s', '%s', '<i/>']
    """
    tags = [SPOKEN.sub("", tag) for tag in TAG.findall(text)]
    return sorted([*PLACEHOLDER.findall(text), *tags])


def template_of(addon, options):
    """Have Odoo export the terms of an addon.

    :return: ``polib.POFile``
    """
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, f"{addon}.pot")
        words = ["-c", options.config, "-d", options.database, "-l", "pot", "-o", target]
        command = [sys.executable, "-m", "odoo", "i18n", "export", *words, "--", addon]
        done = subprocess.run(command, capture_output=True, text=True)
        if not target.exists() or not target.stat().st_size:
            raise SystemExit(f"Odoo exported no terms of {addon}:\n{done.stderr}{done.stdout}")
        return parsed(target.read_text())


def translate(addon, options):
    """Bring the files of one addon up to date, or with ``check`` say where they are not.

    :return: list of sentences about what is left to do
    """
    folder = ROOT / addon / "i18n"
    path = folder / f"{options.lang}.po"
    template = template_of(addon, options)
    so_far = parsed(path.read_text()) if path.exists() else polib.POFile()
    catalog = merged(template, so_far, options.lang)
    left = faults(catalog)
    for target, wanted in ((folder / f"{addon}.pot", template), (path, catalog)):
        text = str(wanted)
        if options.check and (not target.exists() or target.read_text() != text):
            left.append(f"not up to date: {target.relative_to(ROOT)}")
        elif not options.check:
            folder.mkdir(exist_ok=True)
            target.write_text(text)
    return left


def main():
    """0, or 1 if something is left to translate."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--database", required=True, help="where the addons are installed")
    parser.add_argument("--config", required=True, help="Odoo's configuration file")
    parser.add_argument("--lang", default="zh_CN", help="the language (zh_CN)")
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    left = 0
    for manifest in sorted(ROOT.glob("crm_loyalty*/__manifest__.py")):
        found = translate(manifest.parent.name, options)
        left += len(found)
        print(f"{manifest.parent.name}: {len(found) or 'nothing'} left", *found, sep="\n    ")
    return int(bool(left))


if __name__ == "__main__":
    sys.exit(main())
