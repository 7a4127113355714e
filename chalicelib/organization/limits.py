"""How often one person may do what is costly: by operation, and for the four open to everybody by network.

Far above what anybody does by hand, and low enough that a stolen token or a client gone wild costs little. A deployment
changes them by its parameter `RateLimits`, for everybody or for one tenant, without a change here.
"""

from chalicelib.kernel.limits import Limit

_REPORTS = Limit("report", burst=300, per_minute=60)
_PHOTOS = Limit("photo", burst=300, per_minute=120)
_WORDS = Limit("words", burst=120, per_minute=30)
_PEOPLE = Limit("people", burst=600, per_minute=120)
_STATS = Limit("stats", burst=60, per_minute=30)
_EXPORTS = Limit("export", burst=20, per_minute=4)
_NOTICES = Limit("notice", burst=20, per_minute=6)
_TRIALS = Limit("trial", burst=10, per_minute=6)
_SURVEYS = Limit("survey", burst=120, per_minute=60)
_UNSUBSCRIBING = Limit("unsubscribe", burst=120, per_minute=60)

LIMITS: dict[str, Limit] = {
    "report": _REPORTS,
    "request_upload": _PHOTOS,
    # each of these is told to people, by mail and text message
    "comment": _WORDS,
    "direct": _WORDS,
    "nudge": _WORDS,
    "nudge_department": _WORDS,
    # each of these makes a user of the identity pool
    "create_member": _PEOPLE,
    "admit_resident": _PEOPLE,
    "read_work_order_stats": _STATS,
    "read_report_figures": _STATS,
    "read_work_digest": _STATS,
    "request_export": _EXPORTS,
    # each of these visits homes by the thousand, and one of them writes to all who live there
    "draft_notice": _NOTICES,
    "change_notice": _NOTICES,
    "follow_up_notice": _NOTICES,
    "send_notice": _NOTICES,
    # waits for another company's service
    "try_chat_channel": _TRIALS,
    # guessing links
    "show_survey": _SURVEYS,
    "answer_survey": _SURVEYS,
    "show_unsubscribe": _UNSUBSCRIBING,
    "unsubscribe": _UNSUBSCRIBING,
}
