"""What each operation of the API may ask of the table.

The rules: reading one thing is one call; a list is one Query for each partition in the caller's scope; a change is
one round of reads (a report two) and one transaction. What costs more says why. The authorizer's two reads, the
atomic ADD of an order's number and the write of a costly operation's token are counted apart. `tests/budgets` holds
every number here against what is measured, and the same numbers are the tables of `docs/data-model.md`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["nothing", "read", "list", "change"]
ROUNDS = {
    "report": 2,
    "register_wechat": 2,
}  # rounds of reads that a change may have; one where nothing is said


@dataclass(frozen=True)
class Budget:
    """The calls of one way to use an operation, in order.

    `beside` are calls of other services, `when` tells the ways of one operation apart, `why` is the reason of one that
    costs more than the rule allows, and `runs` says how many of its Queries go to a partition asked before.
    """

    calls: tuple[str, ...] = ()
    when: str = ""
    why: str = ""
    beside: tuple[str, ...] = ()
    runs: int = 0

    def is_within_rule(self, kind: Kind, operation: str) -> bool:
        """Whether this is what the rule allows an operation of this kind."""
        *reads, last = self.calls or ("",)
        match kind:
            case "nothing":
                return not self.calls
            case "read":
                return len(self.calls) <= 1 and last != WRITE
            case "list":
                return set(self.calls) <= {QUERY} and not self.runs
            case "change":
                return last == WRITE and len(reads) <= ROUNDS.get(operation, 1) and WRITE not in reads


GET, BATCH, QUERY, WRITE = "GetItem", "BatchGetItem", "Query", "TransactWriteItems"
INVITES = ("cognito-idp:AdminCreateUser",)

READ_ONE = (Budget((GET,)),)
LIST = (Budget((QUERY,)),)
ADD = Budget((WRITE,))
CHANGE = Budget((GET, WRITE))
BATCHED_CHANGE = Budget((BATCH, WRITE))
SUPPOSED = Budget((GET, BATCH, WRITE), why="the charge says whose account it is on")


def _queries(number: int, when: str) -> Budget:
    return Budget((QUERY,) * number, when)


FAMILIES = (QUERY,) * 5  # of the sums that a report is made of
_EDITION = "which edition of the figures is live"
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
        _queries(2, "by whoever oversees the tenant, or of one's own (`assignee=me`): active, done"),
        _queries(1, "such a list, `status` within one of the two"),
        _queries(3, "by a technician of one department: own (active, done), the department's queue"),
        _queries(6, "by a manager of one department: own, reported, the department's (active, done each)"),
        _queries(4, "by a resident of one unit: the unit's, reported (active, done each)"),
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
        _queries(1, "for the whole tenant, or by department"),
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
    # insights
    "read_work_order_stats": (
        Budget((GET, *FAMILIES), "by category, for the whole tenant", _EDITION),
        Budget(
            (GET, *FAMILIES, BATCH),
            "by member, department or community",
            f"{_EDITION}, the names of the rows",
        ),
        Budget(
            (BATCH, GET, *FAMILIES, BATCH),
            "by member, one's own row",
            f"which of the own departments one heads; {_EDITION}, the names of the rows",
        ),
        Budget(
            (QUERY, GET, *FAMILIES, BATCH),
            "by member, by a manager of one department",
            f"who works in the department; {_EDITION}, the names of the rows",
        ),
        Budget((), "by category or community, without oversight of the whole tenant"),
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
    # reports
    "save_report": (Budget((WRITE,)),),
    "list_reports": LIST,
    "get_report": READ_ONE,
    "change_report": (CHANGE,),
    "remove_report": (CHANGE,),
    "read_report_figures": (
        Budget(
            (GET, GET, GET, *FAMILIES),
            "by category, for the whole tenant",
            f"the report, the tenant whose days they are; {_EDITION}",
        ),
    ),
    "read_work_digest": (
        Budget(
            (GET, *FAMILIES, GET),
            "when nothing counted",
            f"{_EDITION}, and whose digest it is",
        ),
        Budget(
            (GET, *FAMILIES, *FAMILIES, QUERY, GET, BATCH, BATCH, BATCH),
            "of one day, one order",
            f"{_EDITION}, the facts of each family, what the order counted for, whose digest it is; "
            "the order with its deadlines and where it stood, the names of who had it",
        ),
    ),
    "request_export": (ADD, Budget((GET, WRITE), "of a saved report")),
    "list_exports": LIST,
    "get_export": READ_ONE,
    "read_departments_board": (
        Budget((QUERY,) * 2, "when nothing stands anywhere", "the gauges, and the departments' names"),
        Budget(
            (QUERY,) * 3,
            "for each department in which something stands, one more",
            "the gauges, the departments' names; since when the oldest stands",
        ),
    ),
    "read_department_board": (
        Budget((QUERY, BATCH), "when nothing stands there", "the gauges; the names of the members"),
        Budget(
            (QUERY, QUERY, BATCH), why="the gauges; since when the oldest stands; the names of the members"
        ),
    ),
    "list_stalls": (
        _queries(1, "when nothing stands anywhere"),
        Budget((QUERY, BATCH), "of one department", "the names of department and members"),
        Budget(
            (QUERY, QUERY, BATCH),
            "of all; for each further department in which something stands, one more Query",
            "the gauges, which tell where something stands; the names of department and members",
        ),
    ),
    "read_durations": (
        _queries(1, "by category, for the whole tenant"),
        Budget((QUERY, BATCH), "by member or department", "the names of the rows"),
        Budget(
            (BATCH, QUERY, BATCH),
            "by member, one's own row",
            "which of the own departments one heads; the names of the rows",
        ),
        Budget((), "by category, without oversight of the whole tenant"),
    ),
    "read_work_order_series": (
        Budget((GET, QUERY), "by category, for the whole tenant, a measure of one family", _EDITION),
    ),
    "list_work_order_facts": (
        Budget(
            (GET, QUERY, QUERY),
            "by category, for the whole tenant, of one day",
            f"{_EDITION}, and the counters which days there are",
        ),
    ),
    "list_measures": (Budget(),),
}
