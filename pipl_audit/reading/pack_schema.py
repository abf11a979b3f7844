"""The shape of pack files, for Cerberus. Scalars arrive as text; numbers and days are coerced."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

from pipl_audit.model.policy import Level, Unit
from pipl_audit.model.terms import ArticleStatus, Reading, Severity, SourceText


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value


def _day(value: Any) -> Any:
    # Kept as text: a pack is cached as JSON. Only its form is checked.
    if isinstance(value, str):
        date.fromisoformat(value)
    return value


BILINGUAL: dict[str, Any] = {
    "type": "dict",
    "schema": {
        "zh": {"type": "string", "required": True, "empty": False},
        "en": {"type": "string", "required": True, "empty": False},
    },
}
_REQUIRED_BILINGUAL = {**BILINGUAL, "required": True}
_NUMBER = {"type": "integer", "coerce": _number, "min": 0}
_DAY = {"type": "string", "coerce": _day}
_PREDICATE = {"type": "dict", "allow_unknown": True, "minlength": 1}
_NAME = {"type": "string", "regex": r"[A-Za-z0-9][A-Za-z0-9_.-]*"}

INSTRUMENT: dict[str, Any] = {
    "instrument": {**_NAME, "required": True},
    "title": _REQUIRED_BILINGUAL,
    "short": _REQUIRED_BILINGUAL,
    "level": {"type": "string", "required": True, "allowed": list(get_args(Level))},
    "issuer": _REQUIRED_BILINGUAL,
    # What the document numbers.
    "unit": {"type": "string", "allowed": list(get_args(Unit)), "default": "article"},
    "knowledge_date": {**_DAY, "required": True},
    # Per enclosing kind of object, what must hold for any rule of the instrument to apply.
    "scope": {"type": "dict", "valuesrules": _PREDICATE, "default": {}},
    "versions": {
        "type": "list",
        "required": True,
        "minlength": 1,
        "schema": {
            "type": "dict",
            "schema": {
                "id": {**_NAME, "required": True},
                "document_no": {"type": "string"},
                "promulgated": _DAY,
                "effective": {**_DAY, "required": True},
                "until": {**_DAY, "nullable": True},
                "articles": {**_NUMBER, "required": True},
                "source": {
                    "type": "string",
                    "required": True,
                    "allowed": list(get_args(SourceText)),
                },
            },
        },
    },
}

_EXAMPLE: dict[str, Any] = {
    "type": "dict",
    "schema": {
        "base": {**_NAME, "required": True},
        "set": {"type": "dict", "allow_unknown": True, "default": {}},
        "remove": {"type": "list", "schema": {"type": "string"}, "default": []},
        "at": {"type": "string", "required": True},
        "status": {
            "type": "string",
            "allowed": ["violated", "review", "satisfied", "not_applicable", "not_demonstrated"],
        },
        "also": {"type": "list", "schema": {"type": "string"}, "default": []},
        "as_of": _DAY,
        "note": {"type": "string", "default": ""},
    },
}

RULE: dict[str, Any] = {
    "id": {"type": "string", "required": True, "regex": r"[A-Z][A-Z0-9]*(-[A-Za-z0-9]+)+"},
    "title": _REQUIRED_BILINGUAL,
    "applies_to": {"type": "string", "default": "declaration"},
    "when": _PREDICATE,
    "require": _PREDICATE,
    "question": BILINGUAL,
    "provisions": {
        "type": "list",
        "required": True,
        "minlength": 1,
        "schema": {
            "type": "dict",
            "schema": {
                "version": _NAME,
                "article": _NUMBER,
                "paragraph": {**_NUMBER, "default": 0},
                "item": {**_NUMBER, "default": 0},
            },
        },
    },
    "severity": {"type": "string", "required": True, "allowed": list(get_args(Severity))},
    "reading": {"type": "string", "allowed": list(get_args(Reading)), "default": "settled"},
    "message": _REQUIRED_BILINGUAL,
    "remedy": _REQUIRED_BILINGUAL,
    "sanctions": {"type": "list", "schema": _NAME, "default": []},
    "guideline": {
        "type": "list",
        "schema": {"type": "integer", "coerce": _number, "min": 1, "max": 27},
        "default": [],
    },
    "from": _DAY,
    "until": _DAY,
    # For rules on events: the day (or moment) whose law decides.
    "judged_on": {"type": "string"},
    "waivable": {"type": "boolean", "default": True},
    "examples": {
        "type": "dict",
        "required": True,
        "schema": {
            "bad": {"type": "list", "required": True, "minlength": 1, "schema": _EXAMPLE},
            "good": {"type": "list", "required": True, "minlength": 1, "schema": _EXAMPLE},
        },
    },
}

_SANCTION: dict[str, Any] = {
    "id": {**_NAME, "required": True},
    "paragraph": {**_NUMBER, "default": 0},
    "item": {**_NUMBER, "default": 0},
    "addressee": _REQUIRED_BILINGUAL,
    "measure": _REQUIRED_BILINGUAL,
    "condition": _REQUIRED_BILINGUAL,
    "fine": {"type": "dict", "nullable": True, "allow_unknown": True},
    "applies_to": {
        "type": "list",
        "required": True,
        "schema": {
            "type": "string",
            "allowed": ["any", "enterprise", "state_organ", "authorised_organisation", "other"],
        },
    },
    "provisions": {"type": ["string", "list"]},
}

CHAPTER: dict[str, Any] = {
    "instrument": {**_NAME, "required": True},
    "chapter": _REQUIRED_BILINGUAL,
    "articles": {
        "type": "list",
        "required": True,
        "minlength": 1,
        "schema": {
            "type": "dict",
            "schema": {
                "article": {**_NUMBER, "required": True},
                # The last article of a range that one entry covers.
                "to": _NUMBER,
                "version": _NAME,
                "status": {
                    "type": "string",
                    "required": True,
                    "allowed": list(get_args(ArticleStatus)),
                },
                "paraphrase": _REQUIRED_BILINGUAL,
                "note": BILINGUAL,
                "sanctions": {"type": "list", "schema": {"type": "dict", "schema": _SANCTION}},
                "rules": {"type": "list", "schema": {"type": "dict", "schema": RULE}},
            },
        },
    },
}

PARAMETERS: dict[str, Any] = {
    "instrument": {**_NAME, "required": True},
    "parameters": {
        "type": "list",
        "required": True,
        "schema": {
            "type": "dict",
            "schema": {
                "id": {**_NAME, "required": True},
                "label": _REQUIRED_BILINGUAL,
                "unit": {"type": "string"},
                "values": {
                    "type": "list",
                    "required": True,
                    "minlength": 1,
                    "schema": {
                        "type": "dict",
                        "schema": {
                            "from": {**_DAY, "required": True},
                            "value": {"type": "string", "required": True, "nullable": True},
                            "source": {"type": "string", "required": True},
                        },
                    },
                },
            },
        },
    },
}

EVIDENCE: dict[str, Any] = {
    "evidence": {
        "type": "list",
        "required": True,
        "schema": {
            "type": "dict",
            "schema": {
                "id": {**_NAME, "required": True},
                "applies_to": {"type": "string", "default": "declaration"},
                "title": _REQUIRED_BILINGUAL,
                "ask": _REQUIRED_BILINGUAL,
                "when": {**_PREDICATE, "required": True},
                "fact": {"type": "string", "required": True},
            },
        },
    },
}

STRUCTURE: dict[str, Any] = {
    "instrument": {**_NAME, "required": True},
    "versions": {
        "type": "dict",
        "required": True,
        "valuesrules": {
            "type": "dict",
            "schema": {
                "articles": {
                    "type": "dict",
                    "required": True,
                    "keysrules": {"type": "integer", "coerce": _number},
                    "valuesrules": {"type": "list", "schema": _NUMBER},
                },
                "annex": {
                    "type": "dict",
                    "keysrules": {"type": "integer", "coerce": _number},
                    "valuesrules": {"type": "list", "schema": _NUMBER},
                },
            },
        },
    },
}

GUIDELINE: dict[str, Any] = {
    "instrument": {**_NAME, "required": True},
    "version": {**_NAME, "required": True},
    "items": {
        "type": "list",
        "required": True,
        "schema": {
            "type": "dict",
            "schema": {
                "item": {**_NUMBER, "required": True},
                "title": _REQUIRED_BILINGUAL,
                "concerns": {
                    "type": "string",
                    "required": True,
                    "allowed": ["basis", "everyone", "large_platforms"],
                },
            },
        },
    },
}

TAXONOMY: dict[str, Any] = {
    "knowledge_date": {**_DAY, "required": True},
    "categories": {
        "type": "list",
        "required": True,
        "schema": {
            "type": "dict",
            "allow_unknown": {"type": ["string", "list"]},
            "schema": {
                "id": {"type": "string", "required": True},
                "parent": {"type": "string"},
                "label": _REQUIRED_BILINGUAL,
                "note": BILINGUAL,
            },
        },
    },
    "data_grades": {"type": ["list", "dict"]},
    "vocabularies": {"type": ["list", "dict"]},
}
