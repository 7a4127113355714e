"""What each operation that shows figures may ask of the table: insights and reports."""

from collections.abc import Mapping

from infra.data_model.budget import ADD, BATCH, CHANGE, GET, LIST, QUERY, READ_ONE, WRITE, Budget, queries

FAMILIES = (QUERY,) * 5  # of the sums that a report is made of
_EDITION = "which edition of the figures is live"

#: operation id -> its budgets
FIGURES: Mapping[str, tuple[Budget, ...]] = {
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
    # where orders stand
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
        queries(1, "when nothing stands anywhere"),
        Budget((QUERY, BATCH), "of one department", "the names of department and members"),
        Budget(
            (QUERY, QUERY, BATCH),
            "of all; for each further department in which something stands, one more Query",
            "the gauges, which tell where something stands; the names of department and members",
        ),
    ),
    "read_durations": (
        queries(1, "by category, for the whole tenant"),
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
