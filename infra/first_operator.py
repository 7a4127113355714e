"""Make the platform operator, the one person whom nobody can invite.

It runs in a process of its own, with the deployment's names in its environment, as a function would have them.
"""

import os
import subprocess
import sys
from collections.abc import Mapping

from infra.paths import ROOT


def create_operator(environment: Mapping[str, str], username: str, password: str) -> None:
    """Make the operator, or set their password. `environment` holds the AWS settings and the stack's names."""
    subprocess.run(
        [sys.executable, "-m", "infra.first_operator", username],
        env={**os.environ, **environment},
        cwd=ROOT,
        input=password,
        text=True,
        check=True,
    )


def main() -> None:
    """Take the user name from the command line and the password from standard input."""
    from chalicelib.organization.bootstrap import create_platform_operator

    create_platform_operator(sys.argv[1], sys.stdin.read().strip())


if __name__ == "__main__":
    main()
