"""Every page of the three apps, as addresses below the app."""

from dataclasses import dataclass

from tests.browser.device import App


@dataclass(frozen=True)
class Page:
    """A page of an app: `role` is who looks at it.

    `path` may name `{id}` (an order), `{code}`, `{unit}`, `{survey}`, `{call}`, `{template}`, `{technician}` or
    `{report}`.
    """

    app: App
    name: str
    path: str
    role: str


def _pages(app: App, role: str, **paths: str) -> list[Page]:
    return [Page(app, name, path, role) for name, path in paths.items()]


PAGES = [
    *_pages(
        "technician",
        "technician",
        today="",
        queue="queue",
        inbox="inbox",
        me="me",
        messages="messages",
        password="password",
        outbox="outbox",
        order="orders/{id}",
        check_in="orders/{id}/check-in",
        complete="orders/{id}/complete",
        pause="orders/{id}/pause",
        decline="orders/{id}/decline",
        progress="orders/{id}/progress",
        comment="orders/{id}/comment",
        collaborator="orders/{id}/collaborator",
    ),
    *_pages(
        "resident",
        "resident",
        home="",
        report="report",
        form="report/{code}",
        orders="orders",
        order="orders/{id}",
        account="account",
        notices="notices",
        me="me",
        messages="me/messages",
        survey="surveys/{survey}?score=4",
        no_survey="surveys/not-a-token",
    ),
    *_pages(
        "console",
        "manager",
        board="board",
        orders="orders",
        order="orders?order={id}",
        stalls="stalls",
        departments_board="departments-board",
        escalations="escalations",
        callbacks="callbacks",
        callback="callbacks?call={call}",
        deliveries="deliveries?person={technician}",
        preferences="preferences",
        new_order="new-order",
        map="map",
        kpis="kpis",
        waiting="kpis?topic=waiting",
        digest="digest?member={technician}&window=year",
        reports="reports",
        new_report="reports?new=yes",
        report="reports/{report}",
        files="reports?tab=files",
        notices="notices",
        new_notice="notices?new=yes",
        draft="notices/{draft}",
        notice="notices/{notice}",
    ),
    *_pages(
        "console",
        "admin",
        welcome="welcome",
        members="members",
        departments="departments",
        places="places",
        residents="residents",
        imports="import",
        categories="categories",
        category="categories/{code}",
        company="company",
        calendars="calendars",
        calendar="calendars/new",
        rotas="rotas",
        surveys="surveys",
        survey_template="surveys/{template}",
        templates="templates",
        template="templates/suspended",
        chats="chats",
        wechat="chats?wechat=yes",
        audit="audit",
    ),
    *_pages("console", "billing-clerk", accounts="accounts", account="accounts/{unit}"),
]
