"""Public holidays and make-up workdays, from the package `holidays`.

Imported when a calendar is made or renewed and never to count by one: it is by far the heaviest thing in this room.
China announces a year's make-up workdays in the November before; the package knows them a release later. Until then a
tenant enters them as exceptions, which go before.
"""

from datetime import date
from typing import Any

from chalicelib.deadlines.calendar_model import Holiday, UnknownHolidays

_MAKE_UP = {"zh-CN": "调休上班", "en": "Make-up workday"}
#: our languages, as the package writes them
_LANGUAGES = {"zh-CN": "zh_CN", "en": "en_US"}


def of(region: str, first_year: int, last_year: int) -> dict[date, Holiday]:
    """The public holidays of a region (`CN`, `DE-BY`), with the weekend days that are worked instead.

    Names are in the package's own language for the country where it lacks one of ours. Raises UnknownHolidays.
    """
    years = range(first_year, last_year + 1)
    in_language = {ours: _known(region, list(years), theirs) for ours, theirs in _LANGUAGES.items()}
    any_language = in_language["en"]
    found = {
        day: Holiday(names={ours: holidays[day] for ours, holidays in in_language.items()})
        for day in sorted(any_language)
    }
    worked = [day for day in any_language.weekend_workdays if day.year in years]
    return found | {day: Holiday(names=_MAKE_UP, is_workday=True) for day in sorted(worked)}


def _known(region: str, years: list[int], language: str) -> Any:
    import holidays

    country, _, subdivision = region.partition("-")
    try:
        default = holidays.country_holidays(country, subdiv=subdivision or None, years=years)
    except NotImplementedError:
        raise UnknownHolidays("body", "region", region=region) from None
    if language not in default.supported_languages:
        return default
    return holidays.country_holidays(country, subdiv=subdivision or None, years=years, language=language)
