"""The JSON Schema in the YAML language server that editors run, over its own protocol."""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest

from pipl_audit.usecases.starter import starter, starter_kinds

pytestmark = [pytest.mark.wheel, pytest.mark.xdist_group("editor")]

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "schema" / "pipl-audit-v1.json"
SERVER = "yaml-language-server@1.25.0"
COMPLIANT = sorted((ROOT / "fixtures" / "compliant").glob("*.yaml"))
WAIT = 60


class Client:
    """Speaks the Language Server Protocol with a process."""

    def __init__(self, command: list[str], folder: Path, settings: dict[str, Any]) -> None:
        self.folder, self.settings = folder, settings
        self.diagnostics: dict[str, Queue[list[dict[str, Any]]]] = {}
        self._answers: Queue[dict[str, Any]] = Queue()
        self._next = 0
        self._process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        root = folder.as_uri()
        self.request(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": root,
                "workspaceFolders": [{"uri": root, "name": "scratch"}],
                "capabilities": {
                    "workspace": {"configuration": True, "workspaceFolders": True},
                    "textDocument": {
                        "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                        "hover": {"contentFormat": ["markdown", "plaintext"]},
                    },
                },
            },
        )
        self.notify("initialized", {})
        self.notify("workspace/didChangeConfiguration", {"settings": settings})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while line := stream.readline():
            length = 0
            while line.strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
                line = stream.readline()
            message = json.loads(stream.read(length))
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": self._asked(message)})
            elif message.get("method") == "textDocument/publishDiagnostics":
                told = message["params"]
                self.diagnostics.setdefault(told["uri"], Queue()).put(told["diagnostics"])
            elif "id" in message:
                self._answers.put(message)

    def _asked(self, message: dict[str, Any]) -> Any:
        if message["method"] != "workspace/configuration":
            return None
        return [self.settings.get(item.get("section")) for item in message["params"]["items"]]

    def notify(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def request(self, method: str, params: Any) -> Any:
        self._next += 1
        self._send({"id": self._next, "method": method, "params": params})
        while True:
            answer = self._answers.get(timeout=WAIT)
            if answer["id"] == self._next:
                assert "error" not in answer, answer
                return answer["result"]

    def open(self, name: str, text: str) -> str:
        """Open a document; its address."""
        uri = (self.folder / name).as_uri()
        self.diagnostics[uri] = Queue()
        self.notify(
            "textDocument/didOpen",
            {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}},
        )
        return uri

    def told(self, uri: str) -> list[dict[str, Any]]:
        """The last diagnostics of a document, once the server has fallen silent on it."""
        found = self.diagnostics[uri].get(timeout=WAIT)
        while True:
            try:
                found = self.diagnostics[uri].get(timeout=2)
            except Empty:
                return found

    def at(self, method: str, uri: str, line: int, character: int) -> Any:
        position = {"line": line, "character": character}
        return self.request(method, {"textDocument": {"uri": uri}, "position": position})

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(WAIT)
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            stream.close()
        self._reader.join(WAIT)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The server as npm gives it. Without npm the test fails: nothing else shows what editors do."""
    folder = tmp_path_factory.mktemp("editor")
    command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefix"]
    done = subprocess.run(
        [*command, str(folder), SERVER], capture_output=True, text=True, check=False, cwd=folder
    )
    assert done.returncode == 0, done.stderr
    program = folder / "node_modules" / ".bin" / "yaml-language-server"
    schemas = {SCHEMA.as_uri(): ["*.yaml"]}
    yaml = {"schemas": schemas, "validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}  # fmt: skip
    found = Client([str(program), "--stdio"], folder, {"yaml": yaml})
    try:
        yield found
    finally:
        found.stop()


def labels(answer: Any) -> set[str]:
    items = answer["items"] if isinstance(answer, dict) else answer
    return {item["label"] for item in items or []}


def hovered(answer: Any) -> str:
    contents = (answer or {}).get("contents", "")
    return contents["value"] if isinstance(contents, dict) else str(contents)


@pytest.mark.parametrize("path", COMPLIANT, ids=lambda path: path.stem)
def test_no_complaint_about_a_compliant_declaration(client: Client, path: Path) -> None:
    uri = client.open(f"compliant-{path.name}", path.read_text("utf-8"))
    assert client.told(uri) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_complaint_about_a_starter(client: Client, lang: str) -> None:
    text = starter(starter_kinds()["lender"], "x", "甲", lang, schema=str(SCHEMA))  # type: ignore[arg-type]
    assert client.told(client.open(f"starter-{lang}.yaml", text)) == []


def test_unknown_keys_and_words_are_underlined(client: Client) -> None:
    text = (
        "schema: pipl-audit/v1\noperator:\n  id: a\n  legal_natur: enterprise\n"
        "  legal_nature: company\n  kinds: [lendr]\n"
    )
    told = client.told(client.open("wrong.yaml", text))
    at = {(d["range"]["start"]["line"], d["message"]) for d in told}
    assert any(line == 3 and "legal_natur" in message for line, message in at), at
    assert any(line == 4 for line, _ in at), at
    assert any(line == 5 for line, _ in at), at
    assert {line for line, _ in at} == {3, 4, 5}


def test_keys_are_completed(client: Client) -> None:
    uri = client.open("keys.yaml", "schema: pipl-audit/v1\noperator:\n  id: a\n  \n")
    found = labels(client.at("textDocument/completion", uri, 3, 2))
    assert {"legal_nature", "licences", "critical_infrastructure", "place"} <= found


def test_sections_are_completed(client: Client) -> None:
    uri = client.open("sections.yaml", "schema: pipl-audit/v1\n\n")
    found = labels(client.at("textDocument/completion", uri, 1, 0))
    assert {"operator", "activities", "consents", "rights"} <= found


def test_words_are_completed(client: Client) -> None:
    uri = client.open(
        "words.yaml",
        "schema: pipl-audit/v1\noperator:\n  id: a\n  legal_nature: \n  kinds:\n    - \n",
    )
    natures = labels(client.at("textDocument/completion", uri, 3, 16))
    assert {"state_organ", "authorised_organisation", "enterprise", "other"} <= natures
    kinds = labels(client.at("textDocument/completion", uri, 5, 6))
    assert {"lender", "court", "city_pilot"} <= kinds


def test_keys_are_explained_in_both_languages(client: Client) -> None:
    uri = client.open(
        "hover.yaml", "schema: pipl-audit/v1\noperator:\n  id: a\n  legal_nature: enterprise\n"
    )
    said = re.sub(r"\\(.)", r"\1", hovered(client.at("textDocument/hover", uri, 3, 4)))
    assert "法律性质" in said
    assert "Legal nature" in said
    assert "运营者" in hovered(client.at("textDocument/hover", uri, 1, 3))


def test_the_first_line_of_a_file_names_the_schema(client: Client) -> None:
    """The modeline works where no setting applies."""
    body = "schema: pipl-audit/v1\noperatr: {}\n"
    assert client.told(client.open("bare.yml", body)) == []
    first = f"# yaml-language-server: $schema={SCHEMA}\n"
    (told,) = client.told(client.open("modeline.yml", first + body))
    assert told["range"]["start"]["line"] == 2
    assert "operatr" in told["message"]
