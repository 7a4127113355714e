"""How what lies in the table is reached: the access patterns of the stores, each with its calls and its test."""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.organization.limits import LIMITS

_STORES = "tests/rooms/test_stores.py::"
_BY_KEY = _STORES + "test_every_item_is_read_by_its_key"
_FLAT = "tests/budgets/test_flatness.py::test_lists_cost_the_same_with_20_and_with_20_000_orders"


@dataclass(frozen=True)
class Pattern:
    """One way to reach something. `where` is the partition, with its index; `users` are operations and functions."""

    room: str
    what: str
    where: str
    calls: str
    users: str
    test: str


_QUERY, _PAGES, _GET, _BATCHED = "1 Query", "1 Query for each 200", "1 GetItem", "in a BatchGetItem"
_TABLE = "tests/rooms/kernel/test_table.py::"
_LISTS = _STORES + "test_a_list_of_the_estate_is_read_page_by_page_newest_first"
_SEARCHES = "tests/rooms/estates/test_searching.py::"
_ORDERS = _STORES + "test_an_order_lies_where_those_who_may_see_it_look"

PATTERNS = (
    Pattern(
        "kernel",
        "whom a sign-in, a slug or a link leads to",
        "LOOKUP#<kind>#<name>",
        _GET,
        "the authorizer, `create_tenant`, `show_survey`, `answer_survey`",
        _TABLE + "test_a_name_leads_to_one_id_of_one_tenant",
    ),
    Pattern(
        "kernel",
        "the answer to an idempotency key, when a request comes again",
        "IDEM#<person>",
        _GET,
        "every POST",
        "tests/rooms/kernel/test_idempotency.py::test_a_repeated_request_gets_the_first_answer_again",
    ),
    Pattern(
        "kernel",
        "whether a consumer has taken an event",
        "SEEN#<consumer>#<event>",
        "none: a condition of its transaction",
        "`workorders_escalate`",
        "tests/rooms/kernel/test_triggers.py::test_an_event_has_its_effect_once_for_each_consumer",
    ),
    Pattern(
        "kernel",
        "every tenant",
        "TENANTS",
        _PAGES,
        "`billing_publish_standing`, `notifications_release`, `reports_tell_week`, `surveys_expire`, "
        "`surveys_remind`, `workorders_renew_calendars`",
        "tests/rooms/kernel/test_tenancy.py::"
        "test_every_registered_tenant_is_listed_once_however_many_there_are",
    ),
    Pattern(
        "kernel",
        "how much somebody has done of late of what is costly",
        "LIMIT#<person>",
        "none: a condition of its own write",
        ", ".join(f"`{name}`" for name in LIMITS),
        _TABLE + "test_a_number_moves_on_from_itself_or_from_now_up_to_a_bound",
    ),
    Pattern("tenants", "the tenant", "TENANT", _GET, "`get_tenant`; most rooms, " + _BATCHED, _BY_KEY),
    Pattern(
        "tenants",
        "who changed what, newest first",
        "AUDIT",
        _QUERY,
        "`list_audit`",
        "tests/rooms/tenants/test_audit.py::test_every_administrative_change_is_on_record_newest_first",
    ),
    Pattern(
        "organization",
        "a member",
        "MEMBER#<member>",
        _GET,
        "the authorizer, `get_member`, `assign`, `organization_carry`",
        _BY_KEY,
    ),
    Pattern(
        "organization",
        "a department with all who work there",
        "DEPARTMENT#<department>",
        _QUERY,
        "`notifications_deliver`, `deadlines_fire`, `read_work_order_stats`",
        _STORES + "test_a_department_is_read_with_all_who_work_there",
    ),
    Pattern(
        "organization",
        "the members of a department, in the order they came",
        "DEPARTMENT#<department>",
        _QUERY,
        "`list_members`",
        _STORES + "test_members_are_listed_in_the_order_they_came",
    ),
    Pattern(
        "organization",
        "all members",
        "GSI1 MEMBERS",
        _QUERY,
        "`list_members`",
        _STORES + "test_members_are_listed_in_the_order_they_came",
    ),
    Pattern(
        "organization",
        "those who are told of every breach",
        "ASSESSORS",
        _QUERY,
        "`deadlines_fire`, `notifications_deliver`",
        _STORES + "test_assessors_are_found_together",
    ),
    Pattern(
        "organization",
        "all departments",
        "GSI1 DEPARTMENTS",
        _QUERY,
        "`list_departments`",
        _STORES + "test_departments_are_listed_in_the_order_they_were_made",
    ),
    Pattern("estates", "the communities", "GSI1 COMMUNITIES", _QUERY, "`list_communities`", _LISTS),
    Pattern("estates", "the buildings", "GSI1 BUILDINGS", _QUERY, "`list_buildings`", _LISTS),
    Pattern(
        "estates",
        "the buildings of a community",
        "GSI2 BUILDINGS#<community>",
        _QUERY,
        "`list_buildings`",
        _LISTS,
    ),
    Pattern("estates", "the units", "GSI1 UNITS", _QUERY, "`list_units`, `list_accounts`", _LISTS),
    Pattern(
        "estates",
        "the units of a building",
        "GSI2 UNITS#<building>",
        _QUERY,
        "`list_units`, `list_accounts`",
        _LISTS,
    ),
    Pattern("estates", "the residents", "GSI1 RESIDENTS", _QUERY, "`list_residents`", _LISTS),
    Pattern(
        "estates", "the residents of a unit", "GSI2 RESIDENTS#<unit>", _QUERY, "`list_residents`", _LISTS
    ),
    *(
        Pattern("estates", f"residents by {what}", f"{where}", _QUERY, "`list_residents`", _SEARCHES + test)
        for what, where, test in (
            (
                "the beginning of a name",
                "GSI3 RESIDENTS_BY_NAME",
                "test_a_name_is_found_by_its_beginning_and_by_that_of_its_last_word",
            ),
            (
                "the beginning of a name's last word",
                "GSI5 RESIDENTS_BY_SURNAME",
                "test_a_name_is_found_by_its_beginning_and_by_that_of_its_last_word",
            ),
            (
                "the end of a telephone number",
                "GSI4 RESIDENTS_BY_PHONE",
                "test_a_telephone_is_found_by_its_end_with_or_without_its_country",
            ),
            (
                "their unit's name",
                "GSI3 UNITS_BY_NAME",
                "test_a_unit_leads_to_those_who_live_there",
            ),
        )
    ),
    Pattern(
        "billing",
        "a unit's account",
        "ACCOUNT#<unit>",
        _BATCHED,
        "`report`, `read_account`, `list_accounts`, every posting, `workorders_resume`",
        _BY_KEY,
    ),
    Pattern(
        "billing",
        "the newest lines of an account",
        "ACCOUNT#<unit>",
        _QUERY,
        "`read_account`",
        _STORES + "test_the_newest_lines_of_an_account_come_first",
    ),
    Pattern(
        "billing",
        "a charge, a payment, and what reversed it",
        "CHARGE#ch_<charge>",
        _GET,
        "the reversals, the disputes",
        _BY_KEY,
    ),
    Pattern(
        "billing",
        "which payment has a provider's reference",
        "REFERENCE#<provider>",
        _BATCHED,
        "`post_payment`",
        _BY_KEY,
    ),
    Pattern(
        "billing",
        "the accounts with a charge that has fallen due",
        "GSI1 ACCOUNTS#DUE",
        _PAGES,
        "`billing_publish_standing`",
        _STORES + "test_the_accounts_whose_standing_the_date_can_change_are_found",
    ),
    Pattern(
        "billing",
        "the accounts that were told to be in arrears",
        "GSI2 ACCOUNTS#ARREARS",
        _PAGES,
        "`billing_publish_standing`",
        _STORES + "test_the_accounts_whose_standing_the_date_can_change_are_found",
    ),
    Pattern(
        "deadlines",
        "the clocks of an order",
        "DEADLINES#<order>",
        _BATCHED,
        "every action, `get_deadlines`, `deadlines_fire`",
        _BY_KEY,
    ),
    Pattern(
        "deadlines",
        "who is on call for a department",
        "ROTA#<department>",
        _BATCHED,
        "`get_rota`, `deadlines_fire`",
        _BY_KEY,
    ),
    Pattern(
        "deadlines",
        "a calendar",
        "CALENDAR#<calendar>",
        _GET,
        "`get_calendar`, `list_calendar_days`, `change_calendar`; `patch_department`, `patch_tenant`, "
        + _BATCHED,
        _BY_KEY,
    ),
    Pattern(
        "deadlines",
        "all rotas",
        "GSI1 ROTAS",
        _QUERY,
        "`list_rotas`",
        "tests/rooms/deadlines/test_rotas.py::test_rotas_are_made_listed_read_and_changed_and_told_of",
    ),
    Pattern(
        "deadlines",
        "the calendars, in the order they were made",
        "GSI1 CALENDARS",
        _QUERY,
        "`list_calendars`, `create_calendar`",
        _STORES + "test_calendars_are_listed_in_the_order_they_were_made",
    ),
    Pattern(
        "attachments",
        "the photos of an order, oldest first",
        "ATTACHMENTS#<order>",
        _QUERY,
        "`list_attachments`",
        _STORES + "test_an_orders_attachments_are_listed_oldest_first_without_their_evidence",
    ),
    Pattern(
        "attachments",
        "how many photos of an order are verified",
        "PHOTOS#<order>",
        _BATCHED,
        "`check_in`, `complete`, `attachments_verify`",
        _BY_KEY,
    ),
    Pattern(
        "attachments",
        "the photos that look like another one",
        "LOOKS#<band>#<bits>",
        "4 Queries, three of them of GSI1, GSI2 and GSI3",
        "`attachments_verify`",
        _STORES + "test_a_look_is_found_by_whatever_is_near_to_it",
    ),
    Pattern(
        "categories",
        "the categories by code",
        "GSI1 CATEGORIES",
        _QUERY,
        "`list_categories`",
        _STORES + "test_categories_are_listed_by_code",
    ),
    Pattern(
        "survey_templates",
        "the survey templates by code",
        "GSI1 SURVEY_TEMPLATES",
        _QUERY,
        "`list_survey_templates`",
        _STORES + "test_survey_templates_are_listed_by_code",
    ),
    Pattern(
        "survey_templates",
        "what a survey asks",
        "SURVEY_TEMPLATE#<template>",
        _BATCHED,
        "`surveys_invite`, `create_category`",
        _BY_KEY,
    ),
    Pattern(
        "workorders", "an order", "WO#<order>", _GET, "`get_work_order`; every action, " + _BATCHED, _BY_KEY
    ),
    Pattern(
        "workorders",
        "what happened to an order, and the order with it",
        "WO#<order>",
        _QUERY,
        "`get_timeline`",
        _STORES + "test_a_timeline_brings_its_order_along",
    ),
    Pattern(
        "workorders",
        "all orders, active or done",
        "GSI1 WO#active",
        "1 Query each",
        "`list_work_orders`",
        _FLAT,
    ),
    Pattern(
        "workorders",
        "the orders of a department",
        "GSI2 WO#D#<department>#active",
        "1 Query each",
        "`list_work_orders`",
        _ORDERS,
    ),
    Pattern(
        "workorders",
        "the active orders of a department, oldest first",
        "GSI2 WO#D#<department>#active",
        "1 Query for each 50",
        "`workorders_recount`",
        _STORES + "test_the_active_orders_of_a_department_are_found_oldest_first",
    ),
    Pattern(
        "workorders",
        "the orders that somebody has",
        "GSI3 WO#A#<member>#active",
        "1 Query each",
        "`list_work_orders`",
        _ORDERS,
    ),
    Pattern(
        "workorders",
        "the open orders of a department that nobody has",
        "GSI3 WO#Q#<department>#active",
        _QUERY,
        "`list_work_orders`",
        _ORDERS,
    ),
    Pattern(
        "workorders",
        "the orders of a unit",
        "GSI4 WO#U#<unit>#active",
        "1 Query each",
        "`list_work_orders`",
        _ORDERS,
    ),
    Pattern(
        "workorders",
        "the orders that somebody reported",
        "GSI5 WO#R#<person>#active",
        "1 Query each",
        "`list_work_orders`",
        _ORDERS,
    ),
    Pattern(
        "workorders", "the order that has a number", "WONUMBER#<number>", _GET, "`list_work_orders`", _BY_KEY
    ),
    Pattern(
        "workorders",
        "the suspended orders of a unit",
        "HOLDS#<unit>",
        _PAGES,
        "`workorders_resume`",
        _STORES + "test_the_suspended_orders_of_a_unit_are_found",
    ),
    Pattern("surveys", "a survey", "SURVEY#<survey>", _BATCHED, "`show_survey`, `answer_survey`", _BY_KEY),
    Pattern(
        "surveys",
        "the open surveys whose time is over",
        "GSI1 SURVEYS_OPEN",
        _PAGES,
        "`surveys_expire`",
        _STORES + "test_the_open_surveys_whose_time_is_over_are_found",
    ),
    Pattern(
        "surveys",
        "the open surveys that are to be reminded of",
        "GSI2 SURVEYS_TO_REMIND",
        _PAGES,
        "`surveys_remind`",
        _STORES + "test_the_open_surveys_that_are_to_be_reminded_of_are_found",
    ),
    Pattern(
        "surveys",
        "when a resident was asked last",
        "SURVEY_ASKED#<resident>",
        _BATCHED,
        "`surveys_invite`",
        _BY_KEY,
    ),
    Pattern(
        "surveys",
        "the residents to be called, those who wait longest first",
        "GSI3 CALLBACKS#open",
        _QUERY,
        "`list_callbacks`",
        _STORES + "test_calls_are_listed_by_status_and_department_oldest_first",
    ),
    Pattern(
        "surveys",
        "those of a department",
        "GSI4 CALLBACKS#<department>#open",
        "1 Query for each department",
        "`list_callbacks`",
        _STORES + "test_calls_are_listed_by_status_and_department_oldest_first",
    ),
    Pattern(
        "notifications",
        "an inbox, newest first, with the count of what is unread",
        "INBOX#<person>",
        _QUERY,
        "`list_notifications`",
        _STORES + "test_an_inbox_is_read_newest_first_with_its_count",
    ),
    Pattern(
        "notifications",
        "how a notification went out",
        "DELIVERIES#<order>",
        _GET,
        "`notifications_send`, `notifications_note`, `notifications_deliver`",
        _BY_KEY,
    ),
    Pattern(
        "notifications",
        "what left the house about an order",
        "DELIVERIES#<order>",
        _QUERY,
        "`list_deliveries`",
        "tests/rooms/notifications/test_log.py::test_the_log_of_an_order_is_newest_first",
    ),
    Pattern(
        "notifications",
        "what a channel did not bring, newest first",
        "GSI1 DELIVERIES_TROUBLED",
        _QUERY,
        "`list_deliveries`",
        "tests/rooms/notifications/test_log.py::test_without_order_and_person_only_what_did_not_arrive_is_listed",
    ),
    Pattern(
        "notifications",
        "a person's endpoints and bad addresses",
        "REACH#<person>",
        _BATCHED,
        "`notifications_deliver`, `notifications_send`, `list_endpoints`",
        _BY_KEY,
    ),
    Pattern(
        "notifications",
        "a company's official account, and its token",
        "WECHAT",
        _GET,
        "`notifications_send`, `get_wechat_account`",
        _BY_KEY,
    ),
    Pattern(
        "notifications",
        "a company's group chats",
        "CHATS",
        _BATCHED,
        "`notifications_deliver`, `notifications_send`, `list_chat_channels`, `try_chat_channel`",
        _BY_KEY,
    ),
    Pattern(
        "notifications",
        "what a person chose",
        "PREFERENCES#<person>",
        _GET + ", or " + _BATCHED,
        "`get_preferences`, `put_preferences`, `notifications_deliver`",
        _BY_KEY,
    ),
    Pattern(
        "notifications",
        "messages that have waited long enough",
        "WAITING",
        _PAGES,
        "`notifications_release`",
        "tests/rooms/notifications/test_waiting.py::test_an_idle_run_asks_once_for_each_tenant",
    ),
    Pattern(
        "notifications",
        "a tenant's own words for a kind of news in a language",
        "TEMPLATE#<kind>",
        _GET + ", or " + _BATCHED,
        "`list_templates`, `get_template`, `put_template`, `delete_template`, `preview_template`, "
        "`notifications_deliver`",
        _BY_KEY,
    ),
    Pattern(
        "insights",
        "which edition of the figures is read, and which are counted",
        "EDITIONS",
        _GET,
        "`read_work_order_stats`, `read_work_order_series`, `list_work_order_facts`, `read_work_digest`, "
        "`insights_count`",
        _BY_KEY,
    ),
    Pattern(
        "insights",
        "the counters of people or places in a window of days",
        "STATS#<edition>#<space>#<family>#<year>",
        "1 Query for each family and year",
        "`read_work_order_stats`, `read_work_order_series`, `list_work_order_facts`, `read_work_digest`",
        _STORES + "test_the_counters_of_a_window_are_one_query",
    ),
    Pattern(
        "insights",
        "the months that are over, and how often each was corrected",
        "MONTHS#<edition>#<space>#<family>",
        "1 Query for each family",
        "`read_work_order_stats`, `read_work_order_series`, `read_work_digest`",
        "tests/rooms/insights/test_months.py::test_a_month_of_many_cells_lies_in_parts_that_are_true_together",
    ),
    Pattern(
        "insights",
        "what was counted of an order",
        "COUNTED#<edition>#<order>",
        "none but its own writes; in a BatchGetItem when more is said of it; 1 Query for an order of a digest",
        "`insights_count`, `read_work_digest`",
        _BY_KEY,
    ),
    Pattern(
        "insights",
        "the facts behind a figure, the newest day first",
        "GSI1 FACTS#<edition>#<family>",
        "1 Query for each stretch of days and each 200",
        "`list_work_order_facts`, `read_work_digest`",
        _STORES + "test_the_facts_of_some_days_are_read_newest_first",
    ),
    Pattern(
        "insights",
        "where an order stands",
        "POSITION#<order>",
        _BATCHED,
        "`insights_place`, `read_work_digest`",
        _BY_KEY,
    ),
    Pattern(
        "insights",
        "what stands in a department, oldest first",
        "GSI2 POSITIONS#<department>",
        _QUERY,
        "`list_stalls`, `read_departments_board`, `read_department_board`",
        _STORES + "test_what_stands_in_a_department_is_read_oldest_first",
    ),
    Pattern(
        "insights",
        "how many orders stand where, with whom",
        "BOARD",
        _QUERY,
        "`list_stalls`, `read_departments_board`, `read_department_board`",
        _STORES + "test_the_gauges_of_a_department_or_of_all_are_one_query",
    ),
    Pattern(
        "insights",
        "how long orders stood with whom, in a window of days",
        "TIMES#place",
        _QUERY,
        "`read_durations`",
        _STORES + "test_the_durations_of_a_window_are_one_query",
    ),
    Pattern(
        "insights",
        "how long orders of a category stood, in a window of days",
        "TIMES#category",
        _QUERY,
        "`read_durations`",
        _STORES + "test_the_durations_of_a_window_are_one_query",
    ),
    Pattern(
        "reports",
        "the saved reports of the tenant, newest first",
        "REPORTS",
        "1 Query for each 200",
        "`list_reports`; one: `get_report`, `read_report_figures`",
        "tests/rooms/reports/test_saved.py::test_a_list_goes_on_over_the_reports_of_others",
    ),
    Pattern(
        "reports",
        "an export, and how far it is",
        "EXPORT#<export>",
        _GET,
        "`get_export`; `reports_export`, " + _BATCHED,
        _BY_KEY,
    ),
    Pattern("reports", "how far a week has been told", "WEEK#<Monday>", _GET, "`reports_tell_week`", _BY_KEY),
    Pattern(
        "live",
        "who of the tenant listens, and over which connections",
        "LIVE",
        "1 Query for each 1,000",
        "`live_tell`; those of one person: `live_hello`",
        "tests/rooms/live/test_live.py::test_2_000_people_are_told_once_each",
    ),
)


def tests() -> Iterator[tuple[str, str]]:
    """File and name of every test that a pattern names."""
    for pattern in PATTERNS:
        path, _, name = pattern.test.partition("::")
        yield path, name
