"""What a survey asks: a template that categories name, and that each survey keeps as it was when it was sent. Pure."""

from typing import ClassVar

from chalicelib.kernel.entity import Entity, Value
from chalicelib.kernel.errors import Conflict, Texts

#: the code of the template that is used where a category names none
DEFAULT = "default"


class SurveyTemplateExists(Conflict):
    """The code is taken."""

    code = "survey_template_exists"
    texts: ClassVar[Texts] = {
        "en": "There is a survey template with this code.",
        "zh-CN": "该问卷模板代码已存在。",
    }


class Phrase(Value):
    """Something that is shown in the reader's language and stored by its code."""

    code: str
    texts: dict[str, str]

    def text(self, language: str) -> str:
        """The text in `language`, or in English."""
        return self.texts.get(language) or self.texts["en"]


class Form(Value):
    """What is asked: questions scored 1 to 5, tags to choose, whether there is room for words.

    `script` says what to say on the telephone, by language. Without tags the resident's app offers its own.
    """

    questions: tuple[Phrase, ...] = ()
    tags: tuple[Phrase, ...] = ()
    takes_text: bool = True
    script: dict[str, str] | None = None


class SurveyTemplate(Entity):
    """A form under a code that categories name; `default` is the tenant's for all others."""

    code: str
    name: str
    form: Form = Form()
