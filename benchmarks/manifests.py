"""Manifests of 60 lines for benches: one operator each, with the sections most manifests have."""

from __future__ import annotations

from pathlib import Path

TEMPLATE = """\
schema: pipl-audit/v1
declared: {{on: 2026-05-20, by: 合规部, standing: operator}}
operator:
  id: operator-{n}
  name: {{zh: 第{n}号消费金融公司, en: Consumer Finance {n}}}
  kinds: [lender, information_provider, information_user]
  legal_nature: enterprise
  critical_infrastructure: false
  place: {{jurisdiction: mainland, country: CN}}
  processes_in_mainland: true
  licences:
    - {{id: licence, type: financial_licence, number: "{n}", status: valid}}
scale:
  persons: {n}
activities:
  - id: underwriting
    name: {{zh: 贷款审批, en: Underwriting}}
    purpose: 评估申请人的还款能力，决定是否放款及额度
    natural_persons_named: true
    purpose_explicit: true
    purpose_kinds: [lending, credit_scoring]
    role: handler
    status: active
    subjects: [borrower]
    sources: [subject]
    categories: [person.name, contact.mobile_number, property.income]
    beyond_minimum: false
    operations:
      - id: assess
        kinds: [collect, store, use, process]
        legal_basis: consent
        consent: c-underwriting
        necessary: true
    notice: privacy-notice
    exemptions_claimed: []
    changes: []
consents:
  - id: c-underwriting
    obtained: before_processing
    informed: true
    voluntary: true
    explicit: true
    pre_ticked: false
    bundled: false
    purposes: [评估申请人的还款能力]
    categories: [person.name, contact.mobile_number, property.income]
    on_refusal: service_continues
    withdrawal: {{available: true, as_easy_as_giving: true}}
notices:
  - id: privacy-notice
    given: before_processing
    conspicuous: true
    contents: [handler_name, handler_contact, purpose, method, categories, retention]
    rules_published: true
datasets: []
processors: []
suppliers: []
automated_decisions: []
restructurings: []
public_place_devices: []
"""


def write(folder: Path, count: int) -> list[Path]:
    """``count`` manifests in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for n in range(1, count + 1):
        path = folder / f"operator-{n}.yaml"
        path.write_text(TEMPLATE.format(n=n), "utf-8")
        paths.append(path)
    assert TEMPLATE.count("\n") == 60
    return paths
