"""What to say on the telephone, where a tenant has no words of its own."""

from chalicelib.survey_templates.service import Form

_USUAL = {
    "en": (
        "Good day, this is the property office. We have finished the work you reported and would like to know:"
        " is it fixed, half fixed, or not fixed? How do you rate it, from 1 to 5? Is there anything else?"
    ),
    "zh-CN": (
        "您好，这里是物业服务中心。您报修的工作已经完成，想向您了解：问题是否已修好、部分修好，还是没有修好？"
        "请您按 1 到 5 分评分。您还有其他意见吗？"
    ),
}


def script(form: Form | None, language: str) -> str:
    """The words of the survey's form, else the usual ones, in the language of whoever calls."""
    words = form.script if form and form.script else _USUAL
    return words.get(language) or words["en"]
