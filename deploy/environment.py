"""Makes `.venv` and `.env` ready: `python deploy/environment.py requirements.txt`.

Runs on the Python that was found, before anything is installed, so on the standard library only. What is ready stays
as it is.
"""

import hashlib
import secrets
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
NEEDED_BYTES = 800 * 1024**2
NETWORK_FAULTS = ("NewConnectionError", "NameResolutionError", "Max retries exceeded", "ConnectTimeout", "ReadTimeout")


def main(requirements: Path) -> None:
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        stop(f"This is Python {sys.version.split()[0]}. Vertebra runs on Python 3.11, 3.12 and 3.13.")
    make_secret()
    wanted = fingerprint(requirements)
    stamp = ENVIRONMENT / f"{requirements.name}.installed"
    if works() and stamp.is_file() and stamp.read_text() == wanted:
        return
    if shutil.disk_usage(ROOT).free < NEEDED_BYTES:
        stop(f"Too little room at {ROOT}: {NEEDED_BYTES // 1024**2} MB must be free to install.")
    if not works():
        make_environment()
    install(requirements)
    stamp.write_text(fingerprint(requirements))


def fingerprint(requirements: Path) -> str:
    return hashlib.sha256(requirements.read_bytes()).hexdigest()


def works() -> bool:
    """Whether the environment is there and runs on a Python that fits; not when that Python was removed since."""
    ask = "import pip, sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))"
    try:
        return subprocess.run([PYTHON, "-c", ask], capture_output=True, check=False).returncode == 0  # noqa: S603
    except OSError:
        return False


def make_environment() -> None:
    say(f"Making a virtual environment with Python {sys.version.split()[0]} in .venv ...")
    try:
        venv.create(ENVIRONMENT, with_pip=True, clear=True, symlinks=True)
    except (ImportError, subprocess.CalledProcessError):
        stop("This Python can't make virtual environments. On Debian and Ubuntu: apt install python3-venv")


def install(requirements: Path) -> None:
    say(f"Installing {requirements.name}; the first time takes a minute or two ...")
    # The list is whole. Asked to resolve it again, pip refuses it as soon as a package that others want with an extra
    # has a newer release (pypa/pip#9644).
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
    pip = [PYTHON, "-m", "pip", "install", *options, "-r", requirements]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode == 0:
        return
    sys.stderr.write(done.stderr)
    if "No space left on device" in done.stderr:
        stop("The disk is full.")
    if any(fault in done.stderr for fault in NETWORK_FAULTS):
        stop("The packages can't be fetched. The first start needs the network, or a package index that pip can reach.")
    stop("The packages can't be installed; what pip said stands above.")


def make_secret() -> None:
    """Sessions and form tokens are signed with it: made once, kept in `.env`."""
    file = ROOT / ".env"
    lines = file.read_text() if file.is_file() else ""
    if not any(line.startswith("SECRET_KEY=") for line in lines.splitlines()):
        file.touch(mode=0o600)
        file.write_text(f"{lines.rstrip()}\nSECRET_KEY={secrets.token_urlsafe(50)}\n".lstrip())


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def stop(text: str) -> None:
    sys.exit(f"\n{text}")


if __name__ == "__main__":
    try:
        main(ROOT / sys.argv[1])
    except OSError as error:
        stop(f"{error.filename or ROOT} can't be written: {error.strerror}")
