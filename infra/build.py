"""Package the application: `chalice package --merge-template`, with its two slow parts cached.

The dependencies form one layer, rebuilt only when requirements.txt, Python or the processor changes. Chalice
can build it too, but asks the index about every package three times (90 s); everything is pinned here, so one
`pip install --no-deps` does (10 s). Chalice then finds the layer under the name it would have given it.

The code is packaged from a staged copy without caches, so that the same sources give the same package.
"""

import argparse
import compileall
import fcntl
import json
import os
import platform
import py_compile
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from infra.paths import CACHE, CANARY, PROCESSES, ROOT, TEMPLATE, TEMPLATE_PARTS, fail
from infra.watching import watched

CHALICE_STAGE = "api"
# On AWS the functions run on arm64; the embedded cloud runs them on this machine's processor.
AWS_ARCHITECTURE = "arm64"
_WHEEL_MACHINES = {"x86_64": "x86_64", "arm64": "aarch64"}
# The functions run on the Python that builds them.
_VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
# Amazon Linux 2, under Lambda's Python 3.11, has glibc 2.26; the later ones have more.
_GLIBC_MINORS = range(17, 27)
_NOT_NEEDED = ("tests", "bin")
# Of Powertools the functions use the logger: a cold start unpacks the layer, and pays for each file.
_UNUSED = tuple(
    f"aws_lambda_powertools/{name}"
    for name in (
        "event_handler",
        "utilities/batch",
        "utilities/circuit_breaker",
        "utilities/data_classes",
        "utilities/data_masking",
        "utilities/idempotency",
        "utilities/kafka",
        "utilities/parameters",
        "utilities/parser",
        "utilities/streaming",
    )
)
# Of Apprise the services that notifications/channels/chat.py writes to; the others are nine parts in ten of it.
_CHATS = {"__init__", "base", "dingtalk", "feishu", "slack", "wecombot", "workflows"}
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Package:
    """What CloudFormation needs: a template, and the archives that it names."""

    template: dict[str, Any]
    folder: Path


def local_architecture() -> str:
    """This machine's processor by Lambda's name for it."""
    machine = platform.machine().lower()
    return "arm64" if machine in {"aarch64", "arm64"} else "x86_64"


def build(architecture: str, out: Path) -> Package:
    """Package the sources as they are now."""
    stage = out / "stage"
    shutil.rmtree(stage, ignore_errors=True)
    _stage_sources(stage, architecture)
    _stage_layer(stage, architecture)
    command = [str(Path(sys.executable).with_name("chalice")), "package", "--stage", CHALICE_STAGE]
    command += ["--merge-template", str(TEMPLATE), str(out / "package")]
    done = subprocess.run(
        command,
        cwd=stage,
        env=os.environ | {"AWS_DEFAULT_REGION": "us-east-1", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        fail(f"chalice could not package the application:\n{done.stdout}{done.stderr}")
    template = yaml.safe_load((out / "package" / "sam.yaml").read_text())
    return Package(_with_code(_with_parts(template), architecture), out / "package")


def _stage_sources(stage: Path, architecture: str) -> None:
    ignore = shutil.ignore_patterns("__pycache__", "*.pyc", "deployments", "deployed")
    shutil.copytree(ROOT / "chalicelib", stage / "chalicelib", ignore=ignore)
    shutil.copytree(ROOT / ".chalice", stage / ".chalice", ignore=ignore)
    for name in ("app.py", "requirements.txt"):
        shutil.copy2(ROOT / name, stage / name)
    config = stage / ".chalice" / "config.json"
    settings = json.loads(config.read_text())
    config.write_text(json.dumps(settings | {"lambda_architecture": architecture}))


def _stage_layer(stage: Path, architecture: str) -> None:
    """Put the cached layer where Chalice looks for one that it built before."""
    from chalice.deploy.packager import DependencyBuilder, LayerDeploymentPackager
    from chalice.utils import UI, OSUtils

    osutils = OSUtils()
    packager = LayerDeploymentPackager(osutils, DependencyBuilder(osutils), UI(), architecture)
    expected = Path(packager.deployment_package_filename(str(stage), f"python{_VERSION}"))
    cached = CACHE / "layers" / f"{architecture}-{expected.name}"
    cached.parent.mkdir(parents=True, exist_ok=True)
    with (cached.parent / "lock").open("w") as lock:
        # The tests' stacks come up side by side: one builds the layer, the others wait for it.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not cached.exists():
            _build_layer(stage / "requirements.txt", architecture, cached)
    expected.parent.mkdir(parents=True, exist_ok=True)
    expected.unlink(missing_ok=True)
    os.link(cached, expected)


def _build_layer(requirements: Path, architecture: str, target: Path) -> None:
    machine = _WHEEL_MACHINES[architecture]
    platforms = [f"manylinux_2_{minor}_{machine}" for minor in _GLIBC_MINORS] + [f"manylinux2014_{machine}"]
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        site = Path(scratch) / "python"
        command = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
        ]
        command += ["--no-deps", "--no-compile", "--only-binary=:all:", "--implementation=cp"]
        command += [
            f"--python-version={_VERSION}",
            f"--abi=cp{_VERSION.replace('.', '')}",
            "--abi=abi3",
            "--abi=none",
        ]
        command += [f"--platform={name}" for name in platforms]
        command += ["--target", str(site), "--requirement", str(requirements)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            fail(f"pip could not collect the layer's packages:\n{done.stderr}")
        for unused in _UNUSED:
            shutil.rmtree(site / unused)
        for plugin in (site / "apprise" / "plugins").iterdir():
            if plugin.stem not in _CHATS:
                shutil.rmtree(plugin) if plugin.is_dir() else plugin.unlink()
        # With bytecode in it a cold start compiles nothing. Unchecked: unpacking gives files other times than here.
        compileall.compile_dir(
            site,
            quiet=2,
            stripdir=scratch,
            prependdir="/opt",
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        # python/ comes first on the path on AWS as in the embedded cloud; python/lib/... comes after the
        # emulator's own packages, among them another pydantic.
        archive = Path(scratch) / "layer.zip"
        _write_archive(site, archive)
        archive.replace(target)


def _write_archive(site: Path, archive: Path) -> None:
    unwanted = shutil.ignore_patterns(*_NOT_NEEDED)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bundle:
        for folder, folders, files in os.walk(site):
            dropped = unwanted(folder, [*folders, *files])
            folders[:] = sorted(set(folders) - dropped)
            for name in sorted(set(files) - dropped):
                path = Path(folder, name)
                entry = zipfile.ZipInfo(str(path.relative_to(site.parent)), _EPOCH)
                entry.external_attr = 0o644 << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                bundle.writestr(entry, path.read_bytes())


def _with_parts(template: dict[str, Any]) -> dict[str, Any]:
    """The template with the other files merged in, by Chalice's own rule, and what watches all of it."""
    from chalice.package import TemplateDeepMerger, YAMLTemplateSerializer

    for path in TEMPLATE_PARTS:
        part = YAMLTemplateSerializer().load_template(path.read_text(encoding="utf-8"))
        template = TemplateDeepMerger().merge(part, template)
    return template | {"Resources": watched(template["Resources"])}


def _with_code(template: dict[str, Any], architecture: str) -> dict[str, Any]:
    """Write the files that the template names into it, so that it stands alone."""
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::Serverless::StateMachine" and "DefinitionUri" in properties:
            properties["Definition"] = json.loads((PROCESSES / properties.pop("DefinitionUri")).read_text())
    canary = template["Resources"]["CanaryFunction"]["Properties"]
    canary["Code"] = {"ZipFile": CANARY.read_text(encoding="utf-8")}
    canary |= {"Architectures": [architecture], "Runtime": f"python{_VERSION}"}
    return template


def main() -> None:
    """Build from the command line, for a look at the merged template."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--architecture", default=AWS_ARCHITECTURE, choices=sorted(_WHEEL_MACHINES))
    parser.add_argument("--out", type=Path, default=CACHE / "aws")
    arguments = parser.parse_args()
    package = build(arguments.architecture, arguments.out)
    merged = package.folder / "template.yaml"
    merged.write_text(yaml.safe_dump(package.template, sort_keys=False))
    print(merged)


if __name__ == "__main__":
    main()
