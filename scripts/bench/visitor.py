"""A browser without pictures: keeps its connection and cookies, reads forms, fills them in and sends them."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlencode

Fields = list[tuple[str, str]]
FORM = "application/x-www-form-urlencoded"


class Answer(NamedTuple):
    """What came back, and after how many seconds."""

    status: int
    body: str
    seconds: float
    timing: str = ""  # where the server says that its time went (scripts/belasting/wsgi.py)
    trace: str = ""  # under which it stands in the log, when it stands there


class Visitor:
    """One person at one desk."""

    def __init__(self, port: int, cookies: dict[str, str], headers: Mapping[str, str] | None = None) -> None:
        self.port = port
        self.cookies = dict(cookies)
        self.headers = dict(headers or {})
        self.busy = threading.Lock()  # one person does one thing at a time
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._send("GET", path, None, {})

    def post(self, path: str, fields: Fields) -> Answer:
        """Send a form; a redirect is not followed."""
        return self._send("POST", path, urlencode(fields), {"Content-Type": FORM})

    def post_json(self, path: str, data: object, token: str) -> Answer:
        """Send what a script of the page sends, with the token of its form."""
        return self._send("POST", path, json.dumps(data), {"Content-Type": "application/json", "X-CSRFToken": token})

    def form(self, path: str, **filled: str) -> Fields:
        """Open a page and fill in its form: every field as it stands there, and these instead."""
        answer = self.get(path)
        if answer.status != 200:
            raise RuntimeError(f"GET {path}: {answer.status}")
        fields = read_form(answer.body, set(filled))
        return [(name, value) for name, value in fields if name not in filled] + list(filled.items())

    def _send(self, method: str, path: str, body: str | None, more: Mapping[str, str]) -> Answer:
        with self.busy:
            return self._send_alone(method, path, body, more)

    def _send_alone(self, method: str, path: str, body: str | None, more: Mapping[str, str]) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, **self.headers, **more}
        begin = time.perf_counter()
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self.connection.close()  # kept open too long; a browser opens another as well
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
        text = response.read().decode()
        seconds = time.perf_counter() - begin
        for header in response.headers.get_all("Set-Cookie") or ():
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value
        trace = response.headers.get("traceparent", "")[3:35]
        return Answer(response.status, text, seconds, response.headers.get("Server-Timing", ""), trace)


def read_form(body: str, wanted: set[str]) -> Fields:
    """Return the fields of the form on this page that has all wanted fields, as they stand there."""
    reader = FormReader(wanted)
    reader.feed(body)
    return reader.best()


class FormReader(HTMLParser):
    """Collects the fields of every form that posts, as a browser would send them."""

    def __init__(self, wanted: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.wanted = wanted
        self.forms: list[Fields] = []
        self.names: list[set[str]] = []
        self.inside = False
        self.select = self.textarea = ""
        self.options: Fields = []

    def best(self) -> Fields:
        """Return the form that has the wanted fields."""
        for fields, names in zip(self.forms, self.names, strict=True):
            if self.wanted <= names:
                return fields
        raise RuntimeError(f"no form has {', '.join(sorted(self.wanted))}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field."""
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = at.get("method", "").lower() == "post"
            if self.inside:
                self.forms.append([])
                self.names.append(set())
        if not self.inside:
            return
        name = at.get("name", "")
        if name:
            self.names[-1].add(name)
        if tag == "input" and name and at.get("type", "text") not in {"submit", "button", "file"}:
            if at.get("type") not in {"checkbox", "radio"} or "checked" in at:
                self.forms[-1].append((name, at.get("value", "")))
        elif tag == "textarea":
            self.textarea = name
            self.forms[-1].append((name, ""))
        elif tag == "select":
            self.select, self.options = name, []
        elif tag == "option" and self.select:
            self.options.append(("chosen" if "selected" in at else "", at.get("value", "")))

    def handle_data(self, data: str) -> None:
        """The words in a textarea."""
        if self.inside and self.textarea:
            name, value = self.forms[-1].pop()
            self.forms[-1].append((name, value + data))

    def handle_endtag(self, tag: str) -> None:
        """A select sends its chosen option, or its first."""
        if tag == "textarea":
            self.textarea = ""
        elif tag == "select" and self.select:
            chosen = [value for mark, value in self.options if mark] or [value for _, value in self.options[:1]]
            self.forms[-1] += [(self.select, value) for value in chosen]
            self.select = ""
        elif tag == "form":
            self.inside = False
