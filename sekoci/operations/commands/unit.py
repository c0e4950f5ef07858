"""`sekoci unit`: a unit for systemd that runs this checkout, closed as far as systemd can close it."""

import argparse
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from sekoci.operations.home import CHECKOUT, Trouble

HELP = "print a systemd unit that runs this checkout: sekoci unit > /etc/systemd/system/sekoci.service"
NEEDS_DATABASE = False

STATE = Path("/var/lib/sekoci")
SAID = "# Besides its own folder, those of /etc/sekoci.env: write this unit again after changing them there.\n"
UNIT = """\
[Unit]
Description=Sekoci
Wants=network-online.target
After=network-online.target postgresql.service

[Service]
Type=exec
User={user}
Group={user}
EnvironmentFile=/etc/sekoci.env
Environment=SEKOCI_HOME={home}
WorkingDirectory=/var/lib/sekoci
ExecStart={program} up
Restart=on-failure
RestartSec=2
# Only `sekoci up` is told to stop; it ends the web server, the worker and the database in this order.
KillMode=mixed
TimeoutStopSec=120
LimitNOFILE=65536
StateDirectory=sekoci
StateDirectoryMode=0700
{folders}UMask=0077
# Port 443 without a proxy; nothing else of root's.
AmbientCapabilities=CAP_NET_BIND_SERVICE
CapabilityBoundingSet=CAP_NET_BIND_SERVICE
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service

[Install]
WantedBy=multi-user.target
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--user", default="sekoci", help="the system user it runs as (default sekoci)")
    parser.add_argument(
        "--at", type=Path, metavar="FOLDER", help="where the checkout is found, such as a link that upgrades move"
    )


def run(options: argparse.Namespace) -> int:
    prefix = options.at / ".venv" if options.at else Path(sys.prefix)
    print(unit(user=options.user, program=prefix / "bin" / "sekoci", environment=os.environ), end="")
    return 0


def unit(*, user: str, program: Path, environment: Mapping[str, str]) -> str:
    """The unit; it may write where the environment says that data and backups lie, and nowhere else."""
    if not re.fullmatch(r"[a-z_][a-z0-9_-]{0,31}", user):
        raise Trouble(f"{user} is no name of a system user.")
    if _is_odd(str(program)):
        raise Trouble(f"systemd does not take the path {program}: move {CHECKOUT} to one without spaces and quotes.")
    home, to = environment.get("SEKOCI_HOME") or str(STATE), environment.get("SEKOCI_BACKUP_TO") or ""
    written = [_folder("SEKOCI_HOME", home), *([] if "://" in to or not to else [_folder("SEKOCI_BACKUP_TO", to)])]
    folders = "".join(f"ReadWritePaths=-{each}\n" for each in written if not each.is_relative_to(STATE))
    return UNIT.format(user=user, program=program, home=home, folders=folders and SAID + folders)


def _folder(name: str, text: str) -> Path:
    """One that the service finds where we find it, too."""
    folder = Path(text)
    if not folder.is_absolute() or _is_odd(text) or ".." in folder.parts:
        raise Trouble(f"systemd does not take {name}={text}: write the whole path, from /, without spaces and quotes.")
    if any(folder.is_relative_to(each) for each in ("/tmp", "/var/tmp")):  # noqa: S108  refused
        raise Trouble(f"{name}={text}: the service has a /tmp of its own, that ends with it. Name another folder.")
    return folder


def _is_odd(path: str) -> bool:
    return bool(re.search(r"[\s%\"'\\]", path))
