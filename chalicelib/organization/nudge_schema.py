"""A department's nudge in the API."""

from datetime import datetime

from pydantic import Field

from chalicelib.kernel.schema import Body, Out, Text


class NudgeDepartmentIn(Body):
    """A wish for speed."""

    text: Text = Field(examples=["Seven orders wait since yesterday. Please take them today."])


class NudgeOut(Out):
    """A wish for speed, as it was told."""

    id: str = Field(examples=["nd_01JDB3K8Q2V5T7W9X1Y3Z5A7B9"])
    department_id: str
    text: str
    at: datetime
