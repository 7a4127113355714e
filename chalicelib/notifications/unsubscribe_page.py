"""The page behind an unsubscribe link: one HTML text, without scripts and outside requests."""

from html import escape

from chalicelib.notifications.texts import language
from chalicelib.notifications.unsubscribing import Subscription

HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}


def page(subscription: Subscription) -> str:
    """What the link would end, with its button; or that it has ended."""
    spoken = language(subscription.language)
    words = spoken.wording["unsubscribe"]
    what = words["subjects"][subscription.subject]
    said = words["done" if subscription.is_off else "ask"].format(what=what, company=subscription.company)
    button = (
        ""
        if subscription.is_off
        else f'<form method="post"><button>{escape(words["button"])}</button></form>'
    )
    return (
        f'<!doctype html><html lang="{spoken.code}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(words['title'])}</title></head><body><main><h1>{escape(words['title'])}</h1>"
        f"<p>{escape(said)}</p>{button}<p>{escape(words['kept'])}</p></main></body></html>"
    )
