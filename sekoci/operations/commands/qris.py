"""`sekoci qris decode STRING` and `sekoci qris dynamic STRING AMOUNT`: JSON on standard output, or a refusal and exit 1."""

import argparse
import json
import sys

HELP = "read a QRIS code, or put an amount into a static one"
NEEDS_DATABASE = False


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="act", required=True)
    decode = verbs.add_parser("decode", help="what a code says")
    decode.add_argument("text", help="the code's text, beginning with 000201")
    dynamic = verbs.add_parser("dynamic", help="the static code with an amount in it")
    dynamic.add_argument("text", help="the static code's text")
    dynamic.add_argument("amount", help="rupiah, such as 25000")


def run(options: argparse.Namespace) -> int:
    from sekoci.kit.errors import Refusal
    from sekoci.payments.rules import decode_qris, make_dynamic

    try:
        payload = options.text if options.act == "decode" else make_dynamic(options.text, options.amount)
        read = decode_qris(payload).as_json()
    except Refusal as refusal:
        print(f"sekoci: {refusal.sentence('id')}", file=sys.stderr)
        return 1
    print(json.dumps(read, ensure_ascii=False))
    return 0
