"""`sekoci verify`: recompute from the rows what must always be true; exit 1 and name the rows where anything is off."""

import argparse
import json
from dataclasses import asdict

HELP = "recompute stock, payments and books from the rows; exit 1 and name the rows where anything is off"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run(options: argparse.Namespace) -> int:
    from sekoci.kit.clock import now
    from sekoci.operations.actions import keep_report
    from sekoci.operations.verify import verify

    began = now()
    report = verify()
    keep_report(report, began=began)
    if options.json:
        checks = [asdict(check) for check in report.checks]
        warnings = [asdict(each) for each in report.warnings]
        print(json.dumps({"ok": report.is_clean, "seconds": report.seconds, "checks": checks, "warnings": warnings}))
        return 0 if report.is_clean else 1
    for check in report.checks:
        print(f"{'WRONG' if check.wrong else 'ok':>5}  {check.counted:>9,}  {check.what}")
        for name in check.wrong:
            print(f"{'':18}{name}")
    for each in report.warnings:
        print(f"{'look':>5}  {each.count:>9,}  {each.what} (see: {each.see})")
    print(f"{'All is well' if report.is_clean else 'Something is off'} ({report.seconds} s).")
    return 0 if report.is_clean else 1
