"""What a tenant's own words may be made of."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.notifications.facts import facts
from chalicelib.notifications.rules import EVENTS, KINDS, RULES
from chalicelib.notifications.texts import LANGUAGES, built_in, language
from chalicelib.notifications.variables import examples, longest, variables_of
from chalicelib.notifications.wording import TenantTemplate, check, compiled
from tests.rooms.notifications.events import event
from tests.rooms.notifications.test_texts import HOSTILE, SHANGHAI

NAMES = frozenset(examples("commented", "en"))
PAIRS = [(kind, rule.kind) for kind in EVENTS for rule in RULES[kind]]
TRICKS = [
    ("{{ subject.__class__ }}", "Getattr"),
    ("{{ subject['__class__'] }}", "Getitem"),
    ("{{ subject|attr('__class__') }}", "filter 'attr'"),
    ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "Call"),
    ("{{ self._TemplateReference__context }}", "Getattr"),
    ("{{ self }}", "variable 'self'"),
    ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "Call"),
    ("{{ lipsum() }}", "Call"),
    ("{% for x in range(10 ** 9) %}x{% endfor %}", "For"),
    ("{% for c in text %}{{ text }}{% endfor %}", "For"),
    ("{% macro m() %}{{ m() }}{% endmacro %}", "Macro"),
    ("{% set x = 1 %}", "Assign"),
    ("{% include 'x' %}", "Include"),
    ("{% import 'x' as y %}", "Import"),
    ("{% extends 'x' %}", "Extends"),
    ("{% block x %}{% endblock %}", "Block"),
    ("{% with a = text %}{{ a }}{% endwith %}", "With"),
    ("{% filter upper %}x{% endfilter %}", "FilterBlock"),
    ("{{ 'a' * 10 ** 9 }}", "Mul"),
    ("{{ 10 ** 10 ** 10 }}", "Pow"),
    ("{{ '%c' % 1 }}", "Mod"),
    ("{{ [1, 2] }}", "List"),
    ("{{ subject|center(10000000) }}", "filter 'center'"),
    ("{{ subject|replace('', text) }}", "filter 'replace'"),
    ("{{ subject|map('upper') }}", "filter 'map'"),
    ("{{ subject is sameas(text) }}", "test 'sameas'"),
    ("{{ nobody }}", "variable 'nobody'"),
    ("{{ subject", "line 1"),
    ("{% if subject %}", "line 1"),
    ("{{ subject|nothing }}", "nothing"),
    ("{{ " + "(" * 900 + "subject" + ")" * 900 + " }}", "nested"),
    ("{{ " + "not " * 490 + "subject }}", "nested"),
]
PIECES = st.sampled_from(
    [
        *(
            "{{",
            "}}",
            "{%",
            "%}",
            "{#",
            "#}",
            "if",
            "else",
            "endif",
            "elif",
            "for",
            "in",
            "range(9**9)",
            "set",
        ),
        *(
            "subject",
            "text",
            "number",
            "is_emergency",
            "|",
            "upper",
            "truncate(9)",
            "default('x')",
            "(",
            ")",
            "~",
        ),
        *(
            "'a'",
            "1",
            "*",
            "+",
            "and",
            "not",
            "==",
            "is",
            "none",
            "defined",
            ".",
            "[",
            "]",
            "__class__",
            "\n",
            "词",
        ),
    ]
)


@pytest.mark.parametrize(("source", "reason"), TRICKS)
def test_a_template_that_is_more_than_words_is_refused_with_the_reason(source, reason):
    with pytest.raises(ValueError, match=reason.replace("(", r"\(")):
        check(source, NAMES)


@pytest.mark.parametrize(
    "source",
    [
        "plain words",
        "{{ actor }} on {{ number }}: {{ subject|truncate(20, true, '…', 0) }}",
        "{% if is_emergency and not is_resident %}!{% elif text == 'x' %}?{% else %}{{ text|default('-') }}{% endif %}",
        "{{ 'urgent' if is_emergency else 'usual' }}",
        "{{ text is none }}{{ actor ~ number }}{# a note #}{% raw %}{{ }}{% endraw %}",
    ],
)
def test_words_values_conditions_and_filters_are_a_template(source):
    check(source, NAMES)
    assert compiled(source).render(examples("commented", "en"))


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES, max_size=40).map(" ".join), HOSTILE)
def test_whatever_is_written_is_refused_with_a_reason_or_ends_soon_within_bounds(source, written):
    source = source[:2000]
    try:
        check(source, NAMES)
    except ValueError:
        return
    values = {**examples("commented", "en"), "text": written, "subject": written[:60]}
    began = time.monotonic()
    try:
        said = compiled(source).render(values)
    except TypeError:  # words compared with a number: the built-in template is said then
        return
    assert time.monotonic() - began < 1
    assert len(said) <= len(source) * (len(written) + 40)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_comes_with_the_product_would_be_taken_from_a_tenant(kind, code):
    names = frozenset(examples(kind, code))
    for source in built_in(kind, code).values():
        check(source, names)
        assert compiled(source).render(examples(kind, code)).strip()
        assert compiled(source).render(longest(kind, code)).strip()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("kind", "news"), PAIRS)
def test_every_variable_is_there_in_every_event_that_makes_the_news(kind, news, code):
    known = facts(event(kind), language(code).wording, SHANGHAI, is_resident=True)
    for one in variables_of(news):
        assert one.name in known
        value, shown = known[one.name], one.examples[code]
        assert value is None or isinstance(value, type(shown))
        assert not isinstance(value, str) or len(value) <= one.longest
        assert set(one.about) == set(LANGUAGES)


def test_a_value_that_is_empty_says_nothing():
    own = TenantTemplate(kind="suspended", language="en", title="[{{ since }}]", body="x")
    assert own.rendered({"since": None})["title"] == "[]"
