"""What people are told, and over what: notifications, notices, live."""

from chalicelib.contracts.envelope import Stamp
from chalicelib.contracts.notices import NoticeWords
from chalicelib.contracts.notifications import NotificationFailed
from chalicelib.kernel.actor import Actor
from chalicelib.live import store as live
from chalicelib.live.model import Connection
from chalicelib.notices import store as notices
from chalicelib.notices.model import Notice, Scope
from chalicelib.notices.way import way_of
from chalicelib.notifications import store as notifications
from chalicelib.notifications.accounts import NO_CHATS, WechatAccount, WechatToken
from chalicelib.notifications.model import Delivery, Notification
from chalicelib.notifications.preferences import Preferences
from chalicelib.notifications.reach import Reach
from chalicelib.notifications.waiting import Sealed, Waiting
from chalicelib.notifications.wording import TenantTemplate
from infra.data_model.samples.company import TENANT
from infra.data_model.samples.envelope import ADA, AT, ENVELOPE, Groups
from infra.data_model.samples.surveys import INVITED

CONNECTION = Connection(
    id="<connection>", actor=Actor(tenant=TENANT.id, id="<person>", kind="member"), until=AT
)
NOTIFICATION = Notification(
    id="<notification>",
    person_id="<person>",
    kind="survey_invited",
    title="How was it?",
    body="Tell us.",
    work_order_id="<order>",
    step=None,
    link=INVITED.link,
    created_at=AT,
)
REACH = Reach(person_id="<person>")
WECHAT_ACCOUNT = WechatAccount(
    app_id="wx1",
    sealed_secret="…",  # noqa: S106 - an ellipsis
    template_id="t",
    fields={"thing1": "title"},
)
WECHAT_TOKEN = WechatToken(app_id="wx1", expires_at=AT)
CHATS = NO_CHATS.changed()
NOTICE = Notice(
    id="<notice>",
    kind="outage",
    words={"en": NoticeWords(title="No water", body="On Tuesday.")},
    scope=Scope(is_company=True),
    channels=("sms",),
    author=ADA,
    created_at=AT,
)
LOST = NotificationFailed(
    **ENVELOPE,
    entity="<notification>",
    order_id="<order>",
    department_id="<department>",
    number="WO-2026-000001",
    person_id="<person>",
    person_name="Li",
    kind="deadline_breached",
    channels=(),
)
DELIVERY = Delivery(
    notification_id="<notification>",
    person_id="<person>",
    work_order_id="<order>",
    event_id=INVITED.id,
    kind="survey_invited",
    created_at=AT,
    sendings=(),
)
WAITING = Waiting(due_at=AT, bundle="digest", group="conversation", delivery=DELIVERY)
SEALED = Sealed(person_id="<person>", due_at=AT, place="<order>", notification_id="<notification>")

WRITTEN: Groups = {
    "notifications": [
        [*notifications.first(NOTIFICATION), notifications.save_delivery(DELIVERY)],
        [notifications.save_preferences(Preferences(person_id="<person>"))],
        [notifications.save_template(TenantTemplate(kind="<kind>", language="<language>"))],
        [notifications.wait(WAITING), notifications.seal(SEALED)],
        [notifications.lead_back("<message>", "<order>", NOTIFICATION.id, AT)],
        notifications.count_notice("<notice>", {}, {"reached": 1}),
        [
            notifications.save_reach(REACH),
            notifications.save_wechat_account(WECHAT_ACCOUNT),
            notifications.save_wechat_token(WECHAT_TOKEN),
            notifications.save_chats(CHATS),
            notifications.told_lost(LOST),
        ],
    ],
    "notices": [
        [notices.save_notice(NOTICE)],
        *(
            notices.save_way(way_of(NOTICE, purpose), Stamp(tenant=TENANT.id, at=AT, actor=ADA))
            for purpose in notices.PURPOSES
        ),
        notices.tell(
            "<notice>",
            [NOTICE.told(Stamp(tenant=TENANT.id, at=AT, actor=ADA), 1, ("<resident>",))],
            [(1, ("<resident>",))],
        ),
    ],
    "live": [[live.keep(CONNECTION)]],
}
