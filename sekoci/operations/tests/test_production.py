"""Before real people come: what is missing is said all at once, and what serves them is closed."""

import argparse
import importlib
import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from sekoci.operations.cli import dispatch
from sekoci.operations.commands.unit import unit
from sekoci.operations.home import CHECKOUT, Trouble
from sekoci.operations.production import messages, refuse_unless_ready, shortcomings, tls
from sekoci.operations.readiness.machine import certificate, files_open_to_others
from sekoci.operations.up import check_port
from sekoci.operations.variables import NAMES, slips, strangers
from tests.installation import Installation, eventually

OPERATOR = CHECKOUT / "docs" / "guide" / "operator.md"
MESSAGING = CHECKOUT / "docs" / "guide" / "messaging.md"
WRITTEN = r"cat > /etc/sekoci.env <<'END'\n(.*?)END\n"
READY = {"SEKOCI_PRODUCTION": "1", "SEKOCI_URL": "https://toko.example.id", "SEKOCI_TRUSTED_PROXIES": "1"}


def test_nothing_is_asked_of_who_only_tries():
    assert shortcomings({}) == []
    assert shortcomings(READY) == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"SEKOCI_URL": ""}, "Set SEKOCI_URL"),
        ({"SEKOCI_URL": "http://toko.example.id"}, "Set SEKOCI_URL"),
        ({"SEKOCI_URL": "https://toko.example.id/"}, "SEKOCI_URL is the address alone"),
        ({"SEKOCI_HOSTS": "*"}, "must name the hosts"),
        ({"SEKOCI_HOSTS": "lain.example.id"}, "does not name toko.example.id"),
        ({"SEKOCI_SECRET_KEY": "rahasia"}, "guessed too easily"),
        ({"SEKOCI_SECRET_KEY": "a" * 50}, "guessed too easily"),
        ({"SEKOCI_TRUSTED_PROXIES": ""}, "Nobody does HTTPS"),
        ({"SEKOCI_TRUSTED_PROXIES": "yes"}, "is the number of proxies"),
        ({"SEKOCI_LISTEN": "0.0.0.0"}, "plain HTTP to everybody"),
        ({"SEKOCI_LISTEN": "8.8.8.8"}, "plain HTTP to everybody"),
        ({"SEKOCI_TLS_CERT": "/no/cert.pem"}, "belong together"),
        ({"SEKOCI_TLS_CERT": "/no/cert.pem", "SEKOCI_TLS_KEY": "/no/key.pem"}, "cannot be read"),
        ({"SEKOCI_TLS_CERT": str(OPERATOR), "SEKOCI_TLS_KEY": str(OPERATOR)}, "is no certificate in PEM"),
        ({"SEKOCI_PRETEND_SECRET": "simulasi"}, "payments that nobody made"),
    ],
)
def test_what_is_missing_is_named(more, said):
    assert any(said in each for each in shortcomings(READY | more))


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("SEKOCI_PORT", "delapan", "8000"),
        ("SEKOCI_PORT", "70000", "443"),
        ("SEKOCI_TRUSTED_PROXIES", "yes", "1"),
        ("SEKOCI_LIMITS", "address=many", "address=50 key=0"),
        ("SEKOCI_LIMITS", "adress=50", ""),
        ("SEKOCI_KEEP_BUYERS_DAYS", "0", "30"),
        ("SEKOCI_BACKUP_AT", "25:99", "02:30"),
        ("SEKOCI_SMS_HEADERS", "Content-Type", '{"Accept": "*/*"}'),
        ("SEKOCI_LOG", "loud", "DEBUG"),
        ("SEKOCI_PRODUCTION", "0", "1"),
        ("SEKOCI_BACKUP_WAL", "no", "1"),
        ("SEKOCI_MESSAGING", "smpt", "whatsapp, sms_http,smtp"),
        ("SEKOCI_LISTEN", "999.1.1.1", "10.0.0.5"),
        ("SEKOCI_LISTEN", "localhost", "0.0.0.0"),
        ("SEKOCI_BACKUP_TO", "ftp://x", "s3://bucket/sekoci"),
        ("DATABASE_URL", "mysql://x", "postgresql://sekoci@/sekoci?host=/run/postgresql"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318", "http://127.0.0.1:4318"),
    ],
)
def test_a_slip_of_the_pen_is_named_before_anything_starts(monkeypatch, name, wrong, right):
    assert slips({name: right}) == []
    monkeypatch.setenv(name, wrong)
    with pytest.raises(Trouble, match=f"{name}={wrong}: "):
        dispatch(["verify"])


def test_two_that_want_the_same_port_are_told_before_anything_starts():
    for said in ({"SEKOCI_METRICS_PORT": "8000"}, {"SEKOCI_PORT": "9100", "SEKOCI_METRICS_PORT": "9100"}):
        assert "another port than the pages'" in slips(said)[0]
    assert slips({"SEKOCI_PORT": "8000", "SEKOCI_METRICS_PORT": "9100"}) == []


def test_a_variable_that_nobody_reads_is_named_and_every_one_that_the_code_reads_is_known():
    sources = [each for top in ("sekoci", "config") for each in (CHECKOUT / top).rglob("*.py") if "tests" not in each.parts]
    read = {name for each in sources for name in re.findall(r"SEKOCI_[A-Z0-9_]*[A-Z0-9]", each.read_text())}
    written = {
        name for each in (CHECKOUT / "docs" / "guide").glob("*.md") for name in re.findall(r"SEKOCI_[A-Z0-9_]+", each.read_text())
    }
    assert (strangers(dict.fromkeys(read | written, "x")), NAMES - read) == ([], frozenset())
    [said] = strangers({"SEKOCI_BACKUPTO": "x", "SEKOCI_BACKUP_TO": "x", "PATH": "x"})
    assert said.startswith("SEKOCI_BACKUPTO is unknown") and said.endswith("did you mean SEKOCI_BACKUP_TO?")


def test_a_slip_in_an_address_is_named_without_its_password():
    [said] = slips({"DATABASE_URL": "mysql://owner:rahasia@10.0.0.5/sekoci"})
    assert said.startswith("DATABASE_URL=mysql://…@10.0.0.5/sekoci: a PostgreSQL address")


def test_a_key_of_backups_that_cannot_be_read_keeps_even_who_only_tries_from_starting():
    wrong = {"SEKOCI_BACKUP_TO": "/srv", "SEKOCI_BACKUP_KEY": "/nope"}
    for said in (wrong, READY | wrong):
        with pytest.raises(Trouble, match="SEKOCI_BACKUP_KEY: /nope cannot be read"):
            refuse_unless_ready(said)


def test_an_address_that_is_not_of_this_machine_is_not_called_a_port_that_is_taken(monkeypatch):
    monkeypatch.setenv("SEKOCI_LISTEN", "192.0.2.1")
    with pytest.raises(Trouble, match="is no address of this machine"):
        check_port(8197)


@pytest.mark.parametrize(("verb", "said"), [(["otp", "081200000001"], "development only"), (["demo"], "invented")])
def test_what_is_for_trying_says_so_where_real_people_come(monkeypatch, verb, said):
    monkeypatch.setenv("SEKOCI_PRODUCTION", "1")
    command = importlib.import_module(f"sekoci.operations.commands.{verb[0]}")
    with pytest.raises(Trouble, match=said):
        command.run(argparse.Namespace(phone=verb[-1], listings=None))


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({}, "Nobody can log in"),
        ({"SEKOCI_MESSAGING": "smtp", "SEKOCI_SMTP_URL": "smtp://x", "SEKOCI_MAIL_FROM": "a@b.id"}, "Nobody can log in"),
        ({"SEKOCI_MESSAGING": "whatsapp, smtp", "SEKOCI_SMTP_URL": "smtp://x"}, "set SEKOCI_WHATSAPP_PHONE_ID and"),
        ({"SEKOCI_MESSAGING": "sms_http"}, "set SEKOCI_SMS_URL"),
        ({"SEKOCI_MESSAGING": "sms_http", "SEKOCI_SMS_URL": "https://x", "SEKOCI_SMS_BODY": "to=$to"}, "empty messages"),
        ({"SEKOCI_MESSAGING": "sms_http", "SEKOCI_SMS_URL": "https://x?to=$to&m=${text}"}, ""),
        ({"SEKOCI_MESSAGING": "of_a_package"}, ""),
    ],
)
def test_messages_that_reach_no_phone_are_not_called_ready(said, wrong):
    found = messages(said)
    assert bool(found) == bool(wrong) and any(wrong in each for each in found or [""])


def test_what_the_guide_installs_is_ready_and_reaches_phones(tmp_path: Path):
    written = re.search(WRITTEN, OPERATOR.read_text(), re.DOTALL)
    said = dict(line.replace('"', "").split("=", 1) for line in written[1].splitlines())
    key = tmp_path / "key"
    key.write_text("sebuah sandi yang panjang")
    assert said["SEKOCI_BACKUP_KEY"] == "/etc/sekoci-backup.key"
    assert (slips(said), shortcomings(said | {"SEKOCI_BACKUP_KEY": str(key)}), messages(said)) == ([], [], [])


def test_what_the_guides_set_is_understood_and_the_shell_reads_it_as_it_stands(tmp_path: Path):
    examples = re.findall(r"```sh\n(.*?)```", MESSAGING.read_text(), re.DOTALL) + re.findall(
        WRITTEN, OPERATOR.read_text(), re.DOTALL
    )
    assert len(examples) == 7 and "$digits" in "".join(examples)
    for example in examples:
        lines = [line.split("=", 1) for line in example.splitlines() if not line.startswith("#")]
        meant = {name: value[1:-1] if value[0] in "'\"" else value for name, value in lines}
        file = tmp_path / "sekoci.env"
        file.write_text(example)
        told = subprocess.run(
            ["sh", "-c", f"set -a; . {file}; exec env -0"], env={"PATH": os.defpath}, capture_output=True, text=True, timeout=10
        )
        read = dict(each.split("=", 1) for each in told.stdout.split("\0") if each.startswith("SEKOCI_"))
        assert (told.returncode, told.stderr, read, slips(read)) == (0, "", meant, [])


def test_everything_that_is_missing_is_said_at_once():
    with pytest.raises(Trouble) as refused:
        refuse_unless_ready({"SEKOCI_PRODUCTION": "1"})
    assert str(refused.value).count("\n  - ") == 2


def test_secrets_that_others_may_read_are_named(tmp_path: Path):
    tmp_path.chmod(0o700)
    (tmp_path / "secret-key").write_text("x")
    (tmp_path / "secret-key").chmod(0o644)
    assert files_open_to_others(tmp_path) == [f"Others may read {tmp_path / 'secret-key'}: chmod go= {tmp_path / 'secret-key'}"]
    (tmp_path / "secret-key").chmod(0o600)
    assert files_open_to_others(tmp_path) == []


def test_a_certificate_of_another_name_or_near_its_end_is_named(tmp_path: Path):
    cert, _ = self_signed(tmp_path, "toko.example.id")
    now = datetime.now(UTC)
    assert certificate(cert, "toko.example.id", now) == []
    assert certificate(cert, "lain.example.id", now) == ["The certificate is for toko.example.id, not for lain.example.id."]
    assert "renew it" in certificate(cert, "toko.example.id", now + timedelta(days=80))[0]
    cert.write_text("no")
    assert "no certificate" in certificate(cert, "toko.example.id", now)[0]


def test_a_key_that_is_not_of_the_certificate_is_named_before_anything_starts(tmp_path: Path):
    (tmp_path / "other").mkdir()
    (cert, key), (_, other) = self_signed(tmp_path, "toko.example.id"), self_signed(tmp_path / "other", "toko.example.id")
    assert tls({"SEKOCI_TLS_CERT": str(cert), "SEKOCI_TLS_KEY": str(key)}) == []
    assert "is not the key of" in tls({"SEKOCI_TLS_CERT": str(cert), "SEKOCI_TLS_KEY": str(other)})[0]
    assert "is no private key" in tls({"SEKOCI_TLS_CERT": str(cert), "SEKOCI_TLS_KEY": str(cert)})[0]


def test_an_installation_with_its_own_certificate_serves_real_people(installation: Installation, tmp_path: Path):
    cert, key = self_signed(tmp_path, "127.0.0.1")
    real = {
        "SEKOCI_PRODUCTION": "1", "SEKOCI_URL": f"https://127.0.0.1:{installation.port}", "SEKOCI_TLS_CERT": str(cert),
        "SEKOCI_TLS_KEY": str(key), "SEKOCI_MESSAGING": "sms_http",
        "SEKOCI_SMS_URL": "http://127.0.0.1:9/?to=$to&text=$text", "SEKOCI_OPERATOR": "Koperasi Laweyan, Jl. Sidoluhur 1, Solo",
        "SEKOCI_OPERATOR_CONTACT": "data@contoh.id",
    }  # fmt: skip
    trusting = ssl.create_default_context(cafile=str(cert))
    trusting.check_hostname = False
    installation.up_without_waiting(**real)
    url = real["SEKOCI_URL"]

    def answers() -> bool:
        try:
            return bool(urllib.request.urlopen(f"{url}/healthz", context=trusting, timeout=5).status == 200)
        except OSError:
            return False

    eventually(answers, within=60, what=lambda: installation.said)
    with urllib.request.urlopen(f"{url}/masuk", context=trusting, timeout=5) as page:
        assert "max-age=" in page.headers["Strict-Transport-Security"]
        assert "unsafe" not in page.headers["Content-Security-Policy"]
        assert page.headers["Set-Cookie"].strip().startswith("__Host-csrf=")
    checked = installation.command("check", "--deploy", "--json", **real)
    points = {point["name"]: point for point in json.loads(checked.stdout)["points"]}
    wrong = [name for name, point in points.items() if not point["ok"]]
    assert set(wrong) <= {"certificate", "backup", "clock", "disk"}, points  # an address is no name; the machine is whose it is
    assert points["staff"]["say"].startswith("nobody yet") and points["staff"]["look"]
    assert "the demo" not in installation.said
    assert {"worker", "database role", "rows of others", "headers", "pages for developers", "web server"} <= set(points)
    assert installation.command("otp", "081200000001", **real).returncode == 1


def test_the_unit_is_one_that_systemd_understands(tmp_path: Path, capsys, monkeypatch):
    monkeypatch.delenv("SEKOCI_HOME")
    monkeypatch.setenv("SEKOCI_BACKUP_TO", "/srv/sekoci-backups")
    assert dispatch(["unit"]) == 0
    said = capsys.readouterr().out
    assert f"ExecStart={sys.prefix}/bin/sekoci up\n" in said and "ReadWritePaths=-/srv/sekoci-backups\n" in said
    with pytest.raises(Trouble):
        unit(user="root; rm", program=Path("/x"), environment={})
    with pytest.raises(Trouble):
        unit(user="sekoci", program=Path("/a b/sekoci"), environment={})
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not here")
    file = tmp_path / "sekoci.service"
    file.write_text(unit(user="daemon", program=Path("/bin/true"), environment={"SEKOCI_BACKUP_TO": "/mnt/disk/sekoci"}))
    told = subprocess.run(["systemd-analyze", "verify", "--man=no", str(file)], capture_output=True, text=True, timeout=60)
    assert (told.returncode, [line for line in told.stderr.splitlines() if "sekoci.service" in line]) == (0, [])


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ({}, []),
        ({"SEKOCI_BACKUP_TO": "s3://bucket/sekoci"}, []),
        ({"SEKOCI_BACKUP_TO": "/var/lib/sekoci/backups"}, []),
        ({"SEKOCI_BACKUP_TO": "/home/budi/b", "SEKOCI_HOME": "/data/sekoci"}, ["/data/sekoci", "/home/budi/b"]),
    ],
)
def test_the_service_may_write_where_its_settings_say_and_nowhere_else(said, written):
    lines = unit(user="sekoci", program=Path("/x"), environment=said).splitlines()
    assert [line for line in lines if line.startswith("ReadWritePaths=")] == [f"ReadWritePaths=-{each}" for each in written]
    assert f"Environment=SEKOCI_HOME={said.get('SEKOCI_HOME', '/var/lib/sekoci')}" in lines


@pytest.mark.parametrize("where", ["backups", "~/backups", "/srv/my backups", "/srv/%h", "/tmp/b", "/var/tmp/b", "/srv/../tmp/b"])
def test_a_folder_that_the_service_would_not_find_is_refused(where):
    with pytest.raises(Trouble, match="SEKOCI_BACKUP_TO"):
        unit(user="sekoci", program=Path("/x"), environment={"SEKOCI_BACKUP_TO": where})


def self_signed(folder: Path, name: str) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(7).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=90))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    cert, private = folder / "cert.pem", folder / "key.pem"
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    no_password = serialization.NoEncryption()
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, no_password))
    return cert, private
