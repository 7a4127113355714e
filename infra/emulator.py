"""The embedded cloud's process: MiniStack, whose rules invoke a function as AWS does. `infra/cloud.py` runs it.

On AWS a rule's event is an asynchronous invocation: it is tried again when the function dies, and goes to the
function's failure destination in the end. MiniStack has that for other callers, but calls a rule's function once and
forgets the event (docs/decisions/0018). Runs under the emulator's own Python: it may import nothing of this project.
"""

import json

from ministack.app import main
from ministack.services import eventbridge, lambda_svc


def invoke(arn: str, payload: str) -> None:
    """Invoke a rule's function with an event, again and with a destination as its `EventInvokeConfig` says."""
    function, config, _ = lambda_svc._get_func_record_for_ref(arn)  # noqa: SLF001 - there is no public way
    if function and config:
        lambda_svc.invoke_async_with_retry({**function, "config": config}, json.loads(payload))


eventbridge._dispatch_to_lambda = invoke  # noqa: SLF001
main()
