"""A visitor for the benchmark: makes an account over HTTP and knows what to ask for."""

from __future__ import annotations

import http.client
import re
from urllib.parse import urlencode

PAGE = "/cours/ia-pour-tous/apprendre-des-donnees/"
QUESTION = "q-apprendre-regle-20"


class Visitor:
    """Speaks to the site of one port under its own name, and keeps its cookie."""

    page = PAGE
    answer_path = f"/repondre/{QUESTION}"

    def __init__(self, port: int) -> None:
        self.port = port
        self.host = f"sudia.localhost:{port}"
        self.cookie = ""
        self.token = ""

    def sign_in(self) -> str:
        """Answer once, make an account; returns the cookie of the signed-in browser."""
        self._post(self.answer_path, {"answer": "2"})
        self._token()
        form = {"login": "banc.essai", "password": "quatre mots sans lien", "email": ""}
        self._post("/compte/creer", form)
        self._token()
        # The first answer of a day marks the cookie; a browser sends the marked one from then on.
        self._post(self.answer_path, {"answer": "2", "attempt": "1"})
        return self.cookie

    def page_bytes(self) -> bytes:
        """The page as an anonymous visitor receives it."""
        return self._send("GET", self.page, "", cookie="")

    def answer_script(self) -> str:
        """A wrk script: each request is another attempt at the question."""
        fields = {"csrf_token": self.token, "answer": "2"}
        return f"""
local seen = 0
request = function()
  seen = seen + 1
  local headers = {{
    ["Host"] = "{self.host}",
    ["Origin"] = "http://{self.host}",
    ["Cookie"] = "{self.cookie}",
    ["Content-Type"] = "application/x-www-form-urlencoded",
  }}
  return wrk.format("POST", nil, headers, "{urlencode(fields)}&attempt=" .. seen)
end
"""

    def _token(self) -> None:
        body = self._send("GET", self.page, "", cookie=self.cookie).decode()
        found = re.search(r'name="csrf_token" value="([^"]+)"', body)
        assert found, "the page holds no token"
        self.token = found.group(1)

    def _post(self, path: str, fields: dict[str, str]) -> None:
        self._send("POST", path, urlencode(fields | {"csrf_token": self.token}), self.cookie)

    def _send(self, method: str, path: str, body: str, cookie: str) -> bytes:
        headers = {"Host": self.host, "Origin": f"http://{self.host}"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if cookie:
            headers["Cookie"] = cookie
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, body or None, headers)
        response = connection.getresponse()
        content = response.read()
        if response.status >= 400:
            raise RuntimeError(f"{method} {path}: {response.status}")
        if given := response.getheader("Set-Cookie"):
            self.cookie = given.split(";", 1)[0]
        return content
