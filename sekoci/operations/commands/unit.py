"""`sekoci unit`: a unit for systemd that runs this checkout, closed as far as systemd can close it."""

import argparse
import re
import sys
from pathlib import Path

from sekoci.operations.home import CHECKOUT, Trouble

HELP = "print a systemd unit that runs this checkout: sekoci unit > /etc/systemd/system/sekoci.service"
NEEDS_DATABASE = False

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
Environment=SEKOCI_HOME=/var/lib/sekoci
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
UMask=0077
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
    print(unit(user=options.user, program=prefix / "bin" / "sekoci"), end="")
    return 0


def unit(*, user: str, program: Path) -> str:
    if not re.fullmatch(r"[a-z_][a-z0-9_-]{0,31}", user):
        raise Trouble(f"{user} is no name of a system user.")
    if re.search(r"[\s%\"'\\]", str(program)):
        raise Trouble(f"systemd does not take the path {program}: move {CHECKOUT} to one without spaces and quotes.")
    return UNIT.format(user=user, program=program)
