"""Bringing translations up to date, without a database."""

import doctest

import polib
import pytest

from tools import translate

HEAD = 'msgid ""\nmsgstr ""\n"POT-Creation-Date: {date}\\n"\n\n'


def catalog(**terms):
    """A catalog of terms with their translations."""
    found = polib.POFile()
    found.extend(polib.POEntry(msgid=term, msgstr=text) for term, text in terms.items())
    return found


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(translate).failed == 0
    assert doctest.testmod(translate).attempted >= 3


def test_two_exports_of_the_same_terms_are_the_same_file():
    first, second = (
        str(translate.parsed(HEAD.format(date=date) + terms))
        for date, terms in (
            ("2026-01-01 00:00+0000", 'msgid "A"\nmsgstr ""\n\nmsgid "B"\nmsgstr ""\n'),
            ("2026-02-02 00:00+0000", 'msgid "B"\nmsgstr ""\n\nmsgid "A"\nmsgstr ""\n'),
        )
    )
    assert first == second
    assert "2026" not in first


def test_translations_are_kept_new_terms_are_empty_and_gone_ones_go():
    now = catalog(Kept="", New="")
    result = translate.merged(now, catalog(Kept="留", Gone="去"), "zh_CN")
    assert {entry.msgid: entry.msgstr for entry in result} == {"Kept": "留", "New": ""}
    assert result.metadata["Language"] == "zh_CN"


def test_a_term_that_comes_back_is_translated_anew():
    obsolete = catalog(Back="旧")
    obsolete[0].obsolete = True
    [entry] = translate.merged(catalog(Back=""), obsolete, "zh_CN")
    assert not entry.msgstr


def test_a_fuzzy_translation_stays_fuzzy_until_somebody_looks_at_it():
    guessed = catalog(Kept="留")
    guessed[0].flags = ["fuzzy"]
    assert translate.faults(translate.merged(catalog(Kept=""), guessed, "zh_CN")) == [
        "fuzzy: 'Kept'"
    ]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("%s days", "天"),
        ("%(met)s of %(all)s", "%(met)s 于 %(al)s"),
        ("10 %% of %s", "%s 的 10 %"),
        ("<b>First</b> wins", "首个生效"),
        ('<i class="fa" title="to"/>', '<i class="fas" title="到"/>'),
        ("New", "  "),
    ],
)
def test_what_a_translation_must_not_lose_is_missed(term, text):
    assert len(translate.faults(catalog(**{term: text}))) == 1


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("%(met)s of %(all)s", "%(all)s 中 %(met)s"),
        ('<i class="fa" title="to"/>', '<i class="fa" title="到"/>'),
        ("before < after", "前 < 后"),
        ("0.1 is 10 % more", "0.1 表示增长 10%"),
    ],
)
def test_the_order_of_words_is_free(term, text):
    assert translate.faults(catalog(**{term: text})) == []
