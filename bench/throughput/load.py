"""The load generator, a process of its own: a plan as JSON on stdin, what it saw as JSON on stdout.

A plan is `{port, headers, scripts, seconds, requests}`: a thread for each script, which sends the script's requests
(`[method, path, body]`) one after the other, over and over, until the time is over or the number reached, and stops
only at its end. Connections are kept as long as the server keeps them.
"""

import http.client
import json
import sys
import threading
import time
from typing import Any
from uuid import uuid4

Plan = dict[str, Any]


def run(plan: Plan) -> dict[str, float]:
    """Send it; gives the number of requests, seconds, and milliseconds of the median and the slowest twentieth."""
    latencies: list[float] = []
    refused: list[str] = []
    started = time.monotonic()
    threads = [
        threading.Thread(target=_send, args=(plan, script, latencies, refused)) for script in plan["scripts"]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - started
    if refused:
        sys.exit(refused[0])
    latencies.sort()
    return {
        "requests": len(latencies),
        "seconds": took,
        "p50": latencies[len(latencies) // 2] * 1000,
        "p95": latencies[len(latencies) * 95 // 100] * 1000,
    }


def _send(plan: Plan, script: list[tuple[str, str, Any]], latencies: list[float], refused: list[str]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", plan["port"], timeout=60)
    until = time.monotonic() + plan.get("seconds", 0)
    while time.monotonic() < until or len(latencies) < plan.get("requests", 0):
        for method, path, body in script:
            headers = {**plan["headers"], "Idempotency-Key": str(uuid4())}
            content = None if body is None else json.dumps(body)
            if content:
                headers["Content-Type"] = "application/json"
            sent = time.perf_counter()
            connection.request(method, path, content, headers)
            answer = connection.getresponse()
            text = answer.read()
            latencies.append(time.perf_counter() - sent)
            if answer.status >= 300:
                refused.append(f"{method} {path}: {answer.status} {text[:300]!r}")
                return


if __name__ == "__main__":
    json.dump(run(json.load(sys.stdin)), sys.stdout)
