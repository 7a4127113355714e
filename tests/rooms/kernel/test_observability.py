import json

from tests.architecture.application import in_fresh_process

SERVED = """
import os
os.environ.update(POWERTOOLS_SERVICE_NAME="steward", LOG_LEVEL="INFO")
from app import app
from chalicelib.kernel.observability import log
log().info("served", status=200)
"""


def test_the_api_writes_a_line_once_and_as_json():
    (line,) = in_fresh_process(SERVED).splitlines()
    assert json.loads(line)["status"] == 200
