"""Every line that is logged is paid for."""

import json

from tests.architecture.application import in_fresh_process

CODE = "import app; from chalicelib.kernel.observability import log; log().info('served', status=200)"


def test_the_api_logs_a_line_once_and_as_json():
    (line,) = in_fresh_process(CODE, POWERTOOLS_SERVICE_NAME="steward", LOG_LEVEL="INFO").splitlines()
    assert json.loads(line)["status"] == 200
