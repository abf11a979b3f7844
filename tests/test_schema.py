import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipl_audit.model.declaration import SECTIONS
from pipl_audit.reading.packs import load_policies
from pipl_audit.reading.tree import read
from pipl_audit.usecases.schema import manifest_schema, schema_text

ROOT = Path(__file__).parent.parent
CHECKED_IN = ROOT / "schema" / "pipl-audit-v1.json"


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft7Validator:
    schema = json.loads(CHECKED_IN.read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def data(text: str) -> Any:
    return read(("schema: pipl-audit/v1\n" + text).encode(), "m.yaml").data


def test_the_checked_in_schema_is_fresh() -> None:
    fresh = schema_text(manifest_schema(load_policies().categories))
    assert CHECKED_IN.read_text("utf-8") == fresh, (
        "run: pipl-audit schema -o schema/pipl-audit-v1.json"
    )


def test_every_reference_leads_somewhere_and_every_key_is_described() -> None:
    schema = json.loads(CHECKED_IN.read_text("utf-8"))
    text = CHECKED_IN.read_text("utf-8")
    for name in {part.split('"')[0] for part in text.split("#/$defs/")[1:]}:
        assert name in schema["$defs"], name
    for name in SECTIONS:
        assert " — " in schema["properties"][name]["description"]
    for name, body in schema["$defs"].items():
        for key, entry in body.get("properties", {}).items():
            if key not in ("x-house", "value") and "allOf" in entry:
                zh, en = entry["description"].split(" — ", 1)
                assert zh, (name, key)
                assert en, (name, key)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "fixtures" / "compliant").glob("*.yaml")), ids=lambda p: p.stem
)
def test_the_compliant_manifests_pass(validator: jsonschema.Draft7Validator, path: Path) -> None:
    assert not list(validator.iter_errors(read(path.read_bytes(), path.name).data))


VALID = """\
operator:
  id: acme
  name: {zh: 艾克美}
  licences: [{id: l1, granted_on: "2020-01-01", number: 12}]
  x-house: {anything: [1, {goes: true}]}
scale: {persons: "2000000", registered_users: null, counted_on: ???}
consents: [{id: c1, pre_ticked: false, categories: [person.name]}]
x-house: {team: x}
"""


@pytest.mark.parametrize(
    "text",
    [
        VALID,
        "part_of: acme\nconsents: []\n",
        "operator: {id: a}\nscale: {persons: {value: 5, evidence: a.pdf, source: x, since: y}}\n",
        "operator: {id: a}\nconsents: {value: [{id: c}], complete: false}\n",
        "operator: {id: a}\nconsents: [{id: c, voluntary: {value: ???, evidence: [{url: x}, b.pdf]}}]\n",
        "operator: {id: a}\nconsents: [{value: {id: c}, evidence: {file: a.pdf}}]\n",
        "operator: {id: a}\nconsents: [{id: c, categories: {value: [{value: person.name}]}}]\n",
    ],
)
def test_valid(validator: jsonschema.Draft7Validator, text: str) -> None:
    assert not list(validator.iter_errors(data(text)))


@pytest.mark.parametrize(
    "text",
    [
        "operator: {id: a, kindz: []}\n",
        "operators: {id: a}\n",
        "operator: {name: {zh: x}}\n",
        "operator: {id: a}\nscale: {persons: many}\n",
        "operator: {id: a}\nscale: {persons: 1e3}\n",
        "operator: {id: a}\nscale: {counted_on: 2026/01/01}\n",
        "operator: {id: a, legal_nature: company}\n",
        "operator: {id: a}\nconsents: {id: c}\n",
        "operator: {id: a}\nconsents: [{id: c, categories: [no.such.kind]}]\n",
        "operator: {id: a}\nconsents: [{id: c, voluntary: {value: true, extra: 1}}]\n",
        "operator: {id: a}\nconsents: [{id: c, voluntary: 'yes'}]\n",
    ],
)
def test_invalid(validator: jsonschema.Draft7Validator, text: str) -> None:
    assert list(validator.iter_errors(data(text)))


def test_the_schema_is_of_version_1(validator: jsonschema.Draft7Validator) -> None:
    assert list(validator.iter_errors({"schema": "pipl-audit/v2", "operator": {"id": "a"}}))
