"""The operator's guide, word for word, on a clean Debian: every block of commands in it, run by root in a fresh root folder.

What is played: systemctl (there is no systemd in a root folder) runs the unit's own ExecStart as its User; Caddy checks its file
and asks no authority for a certificate.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDE = ROOT / "docs" / "guide" / "operator.md"
SYSTEMCTL = r"""#!/bin/bash
# Plays systemctl: start and stop of the one service that the guide installs.
unit=/etc/systemd/system/sekoci.service
say() { sed -n "s/^$1=//p" $unit; }
start() {
    set -a; . "$(say EnvironmentFile)"; export $(say Environment); set +a
    cd "$(say WorkingDirectory)"
    setsid setpriv --reuid="$(say User)" --regid="$(say Group)" --init-groups $(say ExecStart) >> /var/log/sekoci 2>&1 &
    echo $! > /run/sekoci.pid
    for i in $(seq 300); do python3 -c '
import urllib.request
urllib.request.urlopen("http://127.0.0.1:8000/healthz")' 2>/dev/null && return; sleep 0.5; done
    tail -20 /var/log/sekoci; exit 1
}
stop() { kill $(cat /run/sekoci.pid); while kill -0 $(cat /run/sekoci.pid) 2>/dev/null; do sleep 0.2; done; }
case "$1 ${@: -1}" in
    "daemon-reload "*) ;;
    "enable sekoci"|"start sekoci") start ;;
    "stop sekoci") stop ;;
    "restart sekoci") stop; start ;;
    "reload caddy") caddy validate --adapter caddyfile --config /etc/caddy/Caddyfile ;;
    *) echo "systemctl $*: not in the guide"; exit 1 ;;
esac
"""
ENTER = """
mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && mount -t tmpfs tmpfs "$1/run"
for place in $2; do mkdir -p "$1$place" && mount --rbind "$place" "$1$place"; done
exec chroot "$1" /bin/bash -eux /root/guide.sh
"""


def blocks() -> list[str]:
    return re.findall(r"```sh\n(.*?)```", GUIDE.read_text(), re.DOTALL)


def test_the_guide_fits_two_pages_and_its_commands_are_shell():
    assert len(GUIDE.read_text().splitlines()) <= 160
    assert len(blocks()) >= 6
    for block in blocks():
        assert subprocess.run(["bash", "-n"], input=block, text=True, timeout=10).returncode == 0, block


@pytest.mark.faults
@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("debootstrap"), reason="needs root and debootstrap")
def test_the_guide_works_word_for_word_on_a_clean_debian(tmp_path: Path):
    root = tmp_path / "debian"
    mirror = os.environ.get("DEBIAN_MIRROR", "").split()  # without one, debootstrap knows its own
    make = ["debootstrap", "--variant=minbase", "--include=ca-certificates", "bookworm", str(root), *mirror]
    subprocess.run(make, check=True, timeout=900, stdout=subprocess.DEVNULL)
    places = as_this_machine_reaches_packages(root)
    archive = ["git", "archive", "--prefix=sekoci/", "-o", str(root / "root" / "sekoci.tar.gz"), "HEAD"]
    subprocess.run(archive, check=True, cwd=ROOT, timeout=60)
    play = root / "usr" / "local" / "sbin" / "systemctl"
    play.write_text(SYSTEMCTL)
    play.chmod(0o755)
    (root / "root" / "guide.sh").write_text(
        "export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n" + "\n".join(blocks())
    )
    inside = ["unshare", "--mount", "--propagation=private", "--pid", "--fork", "--kill-child", "sh", "-eux", "-c", ENTER, "sh"]
    plain = {name: value for name, value in os.environ.items() if name.startswith("PIP_") or name in ("LANG", "TERM")}
    done = subprocess.run(
        [*inside, str(root), " ".join(places)], env={"PATH": os.defpath + ":/usr/sbin:/sbin", **plain}, capture_output=True,
        text=True, timeout=2400,
    )  # fmt: skip
    log = root / "var" / "log" / "sekoci"
    assert done.returncode == 0, done.stderr[-3000:] + done.stdout[-3000:] + (log.read_text()[-2000:] if log.exists() else "")
    assert done.stdout.count("All is well") == 2
    assert "restored and verified" in done.stdout
    wrong = [line for line in done.stdout.splitlines() if line.startswith("WRONG")]
    assert wrong == [], done.stdout


def as_this_machine_reaches_packages(root: Path) -> list[str]:
    """The apt and pip settings of this machine, copied in; folders of packages that they name, to be shown inside."""
    for path in ("etc/apt/sources.list", "etc/apt/sources.list.d", "etc/apt/apt.conf.d", "etc/resolv.conf",
                 "etc/hosts", "etc/pip.conf", "etc/ssl/certs/ca-certificates.crt",
                 "usr/share/keyrings"):  # fmt: skip
        source, target = Path("/") / path, root / path
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True, ignore_dangling_symlinks=True)
        elif source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    said = (
        subprocess.run(["pip", "config", "list"], capture_output=True, text=True, timeout=60).stdout
        if shutil.which("pip")
        else ""
    )
    config = [line.removeprefix("global.") for line in said.splitlines() if line.startswith("global.")]
    lines = [line.replace("='", " = ").rstrip("'") for line in config]
    (root / "etc" / "pip.conf").write_text("[global]\n" + "\n".join(lines) + "\n")
    named = re.findall(r"(?:file://|find-links=')(/[^\s']+?)(?:/simple)?(?=[\s'])", said)
    return sorted({place for place in named if Path(place).is_dir()})
