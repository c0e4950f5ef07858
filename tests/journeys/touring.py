"""A browser that asks no server: the application answers each of its requests in this process, so that everything happens in one
transaction which is rolled back. It follows links and fills forms, and writes down whatever a text became part of.
"""

import contextvars
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page, Request, Route

HOME = "http://testserver"
WATCH = """
window.ran = []; window.broken = [];
window.x9 = () => window.ran.push('x9');
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) window[name] = () => window.ran.push(name);
document.addEventListener('securitypolicyviolation', one => window.broken.push(one.violatedDirective + ' ' + one.blockedURI));
"""
FOUND = """async () => {
  await new Promise(done => setTimeout(done, 15));
  const bad = [...document.querySelectorAll('*')].filter(one => one.localName == 'x9' || [...one.attributes].some(each =>
    each.name == 'x9' || each.name.startsWith('on') || /^\\s*(javascript|vbscript|data:text)/i.test(each.value)
      && ['href', 'src', 'action', 'formaction', 'data', 'xlink:href'].includes(each.name)));
  const linked = [...document.querySelectorAll('script[type="application/ld+json"]')];
  linked.forEach(one => JSON.parse(one.textContent));
  return {ran: window.ran, broken: window.broken, made: bad.map(one => one.outerHTML.slice(0, 200)),
    links: [...document.links].map(one => one.getAttribute('href')), linked: linked.length,
    forms: [...document.forms].map(one => [...one.elements].filter(each => each.name && FREE(each)).map(each => each.name))};
}""".replace("FREE", "(each => /^(text|search|textarea|tel|email|url|hidden)$/.test(each.type))")
FILL = """([at, texts, thorough]) => {
  let number = 0;
  const form = document.forms[at];
  for (const one of form.elements) {
    const free = one.tagName == 'TEXTAREA' || /^(text|search)$/.test(one.type) && !/numeric|decimal|tel/.test(one.inputMode);
    const typed = /^(tel|email|url|number|date|time|datetime-local|text|search)$/.test(one.type);
    if (!one.name || !(free || thorough && typed)) continue;
    if (!free) one.type = 'text';
    one.removeAttribute('maxlength');
    const most = +one.getAttribute('data-most') || 1e4;
    one.value = texts[number++ % texts.length].slice(0, most);
  }
  HTMLFormElement.prototype.submit.call(form);
}"""
FILES = re.compile(r"(unduh|ekspor|\.(pdf|jpg|png|json|csv|xml|webmanifest|js))$")
LEAVES = re.compile(r"^/(keluar|akun/tutup|akun/data/hapus|dev/|komponen)")


@dataclass
class Tour:
    """A browser in which somebody looks around: what was opened, and what was found there that must not be."""

    page: Page
    client: Client
    seen: Counter[str] = field(default_factory=Counter)
    filled: set[str] = field(default_factory=set)
    wrong: list[object] = field(default_factory=list)
    here: contextvars.Context = field(default_factory=contextvars.copy_context)
    """Where the test's own connection to the database lives: Playwright answers in a context of its own."""

    def __post_init__(self) -> None:
        self.page.add_init_script(WATCH)
        self.page.route("**/*", self.answer)
        self.page.on("dialog", lambda dialog: (self.wrong.append(dialog.message), dialog.dismiss()))

    def answer(self, route: Route) -> None:
        """What the application says, with its own headers; whoever asks anybody else is written down."""
        asked = route.request
        if not asked.url.startswith(HOME):
            if not asked.url.startswith(("data:", "blob:", "chrome:")):
                self.wrong.append(("asked outside", asked.url))
            return route.abort()
        if asked.resource_type in ("image", "font", "stylesheet"):
            return route.abort()
        path = asked.url.removeprefix(HOME)
        if path.startswith("/static/") and (file := finders.find(urlsplit(path).path.removeprefix("/static/"))):
            return route.fulfill(path=str(file))
        said = self.here.run(self.ask, asked, path)
        if said.status_code >= 500:
            self.wrong.append((said.status_code, asked.method, path))
        content = b"".join(said) if said.streaming else said.content
        return route.fulfill(status=said.status_code, headers=dict(said.headers), body=content)

    def ask(self, asked: Request, path: str) -> HttpResponse:
        headers = {name: value for name, value in asked.headers.items() if name.startswith("hx-")}
        if asked.method == "POST":
            kind = asked.headers.get("content-type", "application/x-www-form-urlencoded")
            said = self.client.generic("POST", path, asked.post_data_buffer or b"", kind, headers=headers)
        else:
            said = self.client.get(path, headers=headers)
        while said.status_code in (302, 303) and asked.resource_type == "document":
            said = self.client.get(said.headers["Location"].removeprefix(HOME))
        return said

    def look(self, path: str) -> dict[str, list[object]]:
        self.open(path)
        return self.found(path)

    def open(self, path: str) -> None:
        """Go there; a form that is still on its way goes first."""
        for _ in range(3):
            try:
                self.page.goto(HOME + path, wait_until="load")
                return
            except Error as error:
                if "interrupted by another navigation" not in str(error):
                    raise
                self.page.wait_for_load_state("load")

    def found(self, where: str) -> dict[str, list[object]]:
        found = self._evaluated()
        if found["ran"] or found["broken"] or found["made"]:
            self.wrong.append((where, found["ran"], found["broken"], found["made"][:3]))
        return found

    def _evaluated(self) -> dict[str, list[object]]:
        """What is on the page; where it goes on to another one by itself, what is on that one."""
        for _ in range(3):
            try:
                found: dict[str, list[object]] = self.page.evaluate(FOUND)
                return found
            except Error as error:
                if "most likely because of a navigation" not in str(error):
                    raise
                self.page.wait_for_load_state("load")
        raise AssertionError(f"{self.page.url} does not come to rest")

    def around(self, starts: list[str], *, each: int, most: int, chance: Random) -> list[str]:
        """Follow links, now this one and now that, of each kind of page so many."""
        waiting, known, opened = list(starts), set(starts), []
        while waiting and len(opened) < most:
            path = waiting.pop(chance.randrange(len(waiting)))
            kind = kind_of(path)
            if not kind or self.seen[kind] >= each:
                continue
            self.seen[kind] += 1
            opened.append(path)
            for link in self.look(path)["links"]:
                there = str(link or "").removeprefix(HOME).partition("#")[0]
                if (
                    there.startswith("/")
                    and there not in known
                    and not FILES.search(there.partition("?")[0])
                    and "berkas=" not in there
                    and not LEAVES.match(there)
                ):
                    known.add(there)
                    waiting.append(there)
        return opened

    def fill(self, path: str, texts: Iterator[str], *, thorough: bool, most: int = 50) -> None:
        """Send every form of a page, a text in every field that takes any; `thorough`: where a number belongs too."""
        for at, names in enumerate(self.look(path)["forms"][:most]):
            if names and set(names) - {"csrfmiddlewaretoken", "kembali", "bahasa", "next"}:
                self.open(path)
                if at >= self.page.evaluate("document.forms.length"):
                    break  # one that was sent took others away
                with self.page.expect_navigation(wait_until="load"):
                    self.page.evaluate(FILL, [at, [next(texts) for _ in range(25)], thorough])
                self.found(f"{path} form {at}")
                self.filled |= set(names)


def kind_of(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).route + ("?" if "?" in path else "")
    except Resolver404:
        return ""
