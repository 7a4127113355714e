"""What each operation of the API may ask of the table, room by room."""

from collections.abc import Mapping

from infra.data_model.budget import (
    ADD,
    BATCH,
    BATCHED_CHANGE,
    CHANGE,
    GET,
    INVITES,
    LIST,
    QUERY,
    READ_ONE,
    SUPPOSED,
    WRITE,
    Budget,
    queries,
)
from infra.data_model.figure_budgets import FIGURES

_HOURS = (BATCH, GET)
_WHOSE_HOURS = "the category says who does it, that department or the tenant which calendar it goes by"

#: operation id -> its budgets
BUDGETS: Mapping[str, tuple[Budget, ...]] = {
    # description
    "get_openapi": (Budget(),),
    "get_docs": (Budget(),),
    # tenants and organization
    "create_tenant": (Budget((GET, WRITE), beside=INVITES),),
    "get_tenant": READ_ONE,
    "patch_tenant": (BATCHED_CHANGE,),
    "list_audit": LIST,
    "get_me": (Budget((BATCH,)),),
    "change_me": (BATCHED_CHANGE,),
    "create_department": (Budget((WRITE,), "at the top"), Budget((GET, WRITE), "below another")),
    "list_departments": LIST,
    "get_department": READ_ONE,
    "patch_department": (
        BATCHED_CHANGE,
        Budget(
            (BATCH, GET, GET, WRITE),
            "moved below another",
            "each department above is read and guarded, one by one, so that two moves at once close no circle",
        ),
    ),
    "nudge_department": (CHANGE,),
    "create_member": (Budget((BATCH, WRITE), beside=INVITES),),
    "list_members": LIST,
    "get_member": READ_ONE,
    "patch_member": (
        CHANGE,
        Budget(
            (GET, BATCH, WRITE),
            "given other roles or departments",
            "where the member was says which are read",
        ),
    ),
    "revoke_member": (Budget((GET, WRITE), beside=("cognito-idp:AdminDisableUser",)),),
    # estates
    "create_community": (ADD,),
    "list_communities": LIST,
    "read_community": READ_ONE,
    "change_community": (CHANGE,),
    "create_building": (CHANGE,),
    "list_buildings": LIST,
    "read_building": READ_ONE,
    "change_building": (CHANGE,),
    "create_unit": (CHANGE,),
    "list_units": LIST,
    "read_unit": READ_ONE,
    "change_unit": (CHANGE,),
    "admit_resident": (
        Budget((BATCH, WRITE), "without a sign-in"),
        Budget((BATCH, WRITE), "with a sign-in", beside=INVITES),
    ),
    "list_residents": LIST,
    "read_resident": READ_ONE,
    "change_resident": (CHANGE,),
    # billing
    "post_charge": (BATCHED_CHANGE,),
    "post_payment": (
        BATCHED_CHANGE,
        Budget(
            (BATCH, BATCH, WRITE), "told again", "what the provider's reference led to is read and answered"
        ),
    ),
    "reverse_charge": (SUPPOSED,),
    "reverse_payment": (
        Budget(
            (GET, BATCH, BATCH, WRITE),
            why="the payment says whose account it is on, and which charges it paid: one that was reversed is not "
            "owed again",
        ),
    ),
    "dispute_charge": (SUPPOSED,),
    "settle_dispute": (SUPPOSED,),
    "read_account": (
        Budget(
            (QUERY, BATCH),
            why="the lines of the account are a list, the rules of its standing are the tenant's",
        ),
    ),
    "list_accounts": (
        Budget(
            (QUERY, BATCH),
            why="the units are a list, and their accounts and the tenant's rules are read with it",
        ),
    ),
    # categories
    "create_category": (BATCHED_CHANGE,),
    "list_categories": LIST,
    "get_category": READ_ONE,
    "change_category": (BATCHED_CHANGE,),
    # survey templates
    "create_survey_template": (ADD,),
    "list_survey_templates": LIST,
    "get_survey_template": READ_ONE,
    "change_survey_template": (CHANGE,),
    # rotas
    "create_rota": (BATCHED_CHANGE,),
    "list_rotas": (Budget((QUERY, BATCH), why="whose day it is follows from the tenant's zone"),),
    "get_rota": (Budget((BATCH,)),),
    "change_rota": (BATCHED_CHANGE,),
    # calendars
    "create_calendar": (Budget((QUERY, WRITE)),),
    "list_calendars": LIST,
    "get_calendar": READ_ONE,
    "list_calendar_days": (Budget((GET,), why="the days are worked out from the calendar"),),
    "change_calendar": (CHANGE,),
    # work orders
    "report": (
        Budget((BATCH, BATCH, WRITE), "in a unit"),
        Budget((BATCH, WRITE), "in a building, or in no place that is named"),
        Budget((BATCH, BATCH, *_HOURS, WRITE), "in a unit, of a category in working time", _WHOSE_HOURS),
    ),
    "reclassify": (
        BATCHED_CHANGE,
        Budget((BATCH, *_HOURS, WRITE), "to a category in working time", _WHOSE_HOURS),
    ),
    "list_work_orders": (
        queries(2, "by whoever oversees the tenant, or of one's own (`assignee=me`): active, done"),
        queries(1, "such a list, `status` within one of the two"),
        queries(3, "by a technician of one department: own (active, done), the department's queue"),
        queries(6, "by a manager of one department: own, reported, the department's (active, done each)"),
        queries(4, "by a resident of one unit: the unit's, reported (active, done each)"),
        Budget(
            (GET, QUERY, QUERY), "such a list, reported within days", "the days are the tenant's calendar's"
        ),
        Budget((GET, GET), "by number", "the number leads to the order"),
        Budget((GET,), "by a number that is nobody's", "the number leads nowhere"),
    ),
    "get_work_order": READ_ONE,
    "get_people": (Budget((GET, BATCH), why="the order says who they are, and who may see them"),),
    "change_work_order": (BATCHED_CHANGE,),
    "get_timeline": (
        Budget((QUERY,), "first page"),
        Budget(
            (QUERY, GET), "later pages", "the order, which comes with the first page, says who may see it"
        ),
    ),
    "get_deadlines": (
        Budget((BATCH,), why="the clocks of an order are one item, and the order says who may see them"),
    ),
    "request_upload": (BATCHED_CHANGE,),
    "list_attachments": (Budget((GET, QUERY), why="the order says who may see them"),),
    **dict.fromkeys(
        (
            "accept",
            "acknowledge",
            "add_collaborator",
            "assign",
            "cancel",
            "check_in",
            "comment",
            "complete",
            "decline",
            "direct",
            "nudge",
            "pause",
            "plan",
            "progress",
            "rate",
            "resume",
            "rework",
            "take",
            "waive_hold",
        ),
        (BATCHED_CHANGE,),
    ),
    # surveys
    "show_survey": (Budget((GET, BATCH), why="the token's own lookup stands in for the authorizer"),),
    "answer_survey": (
        Budget((GET, BATCH, WRITE), why="the token's own lookup stands in for the authorizer"),
    ),
    "list_callbacks": (
        queries(1, "for the whole tenant, or by department"),
        Budget((QUERY, BATCH), "with calls that one has claimed", "whom to call"),
    ),
    "get_callback": (
        *READ_ONE,
        Budget((GET, BATCH), "one that one has claimed", "whom to call"),
    ),
    **dict.fromkeys(
        ("claim_callback", "note_callback_attempt"),
        (Budget((GET, BATCH, WRITE), why="the survey says whom to call"),),
    ),
    "end_callback": (Budget((GET, BATCH, WRITE), why="the survey says which order the answer moves"),),
    # notifications
    "list_notifications": (
        Budget((QUERY,), "first page"),
        Budget((QUERY, QUERY), "later pages", "how many are unread, which comes with the first page", runs=1),
    ),
    "read_notification": (CHANGE,),
    "get_push_key": (Budget(),),
    "list_endpoints": READ_ONE,
    "register_browser": (CHANGE,),
    "register_wechat": (Budget((GET, GET, WRITE)),),
    "forget_endpoint": (CHANGE,),
    "get_addresses": (Budget((BATCH,)),),
    "mend_address": (BATCHED_CHANGE,),
    "get_wechat_account": READ_ONE,
    "put_wechat_account": (CHANGE,),
    "list_chat_channels": READ_ONE,
    "connect_chat_channel": (BATCHED_CHANGE,),
    "try_chat_channel": (CHANGE,),
    "disconnect_chat_channel": (CHANGE,),
    "list_deliveries": (
        Budget((QUERY,), "of an order, or what did not arrive"),
        Budget((QUERY, BATCH), "to a person", "what the person was told, and how each went out"),
    ),
    "get_preferences": READ_ONE,
    "put_preferences": (CHANGE,),
    "list_templates": (Budget((BATCH,)),),
    "get_template": READ_ONE,
    "put_template": (CHANGE,),
    "delete_template": (CHANGE,),
    "preview_template": (CHANGE,),
    "show_unsubscribe": (
        Budget((BATCH,), why="the page speaks of what its reader gets now, in the reader's language"),
    ),
    "unsubscribe": (
        Budget((BATCH, WRITE), "the first time"),
        Budget((BATCH,), "again", "what is off already needs no writing"),
    ),
    # notices
    "draft_notice": (ADD, Budget((BATCH, WRITE), "for some places")),
    "list_notices": LIST,
    "get_notice": (
        Budget((BATCH,) * 2, "of a draft", "how far it is, and the tenant's own words for its samples"),
        Budget((BATCH, BATCH, QUERY), "of one on its way", "the same, and what became of its messages"),
    ),
    "change_notice": (BATCHED_CHANGE,),
    "remove_notice": (BATCHED_CHANGE,),
    "send_notice": (BATCHED_CHANGE,),
    "follow_up_notice": (CHANGE,),
    **FIGURES,
}
