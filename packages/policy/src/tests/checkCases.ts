import { finding, type PolicyDiagnostic } from '../codes';
import type { Path, PolicyText } from '../parse/PolicyText';
import { YAML_LIMITS } from '../parse/readYaml';

/** What the schema cannot say of cases: names, an action, a moment, and expectations that can hold. */
export function checkCases(text: PolicyText): PolicyDiagnostic[] {
  const diagnostics: PolicyDiagnostic[] = [];
  const names = new Set<string>();
  const count = text.count(['spec', 'cases']);
  let isTimeless = false;
  for (let index = 0; index < count && diagnostics.length < YAML_LIMITS.diagnostics; index++) {
    const path = ['spec', 'cases', index];
    const name = text.string([...path, 'name']);
    if (name !== undefined && names.has(name)) {
      diagnostics.push(
        finding(
          'test-duplicate-case',
          text.span([...path, 'name']),
          `Another case is named "${name}" too. Reports name cases, so each needs a name of its own.`,
        ),
      );
    }
    names.add(name ?? '');

    const isRecorded = text.node([...path, 'recording']) !== undefined;
    if (!isRecorded && !hasAction(text, [...path, 'given']) && !hasAction(text, DEFAULTS)) {
      diagnostics.push(
        finding(
          'test-no-action',
          text.headSpan([...path, 'given']),
          'Nothing says what the agent wants to do. Add "action" to "given" here, or to "defaults" for all cases.',
        ),
      );
    }
    // Once is enough: one line mends it for all cases.
    if (!isTimeless && !isRecorded && !text.node([...path, 'at']) && !text.node(['spec', 'at'])) {
      isTimeless = true;
      diagnostics.push(
        finding(
          'test-no-time',
          text.keySpan(['spec', 'cases']),
          `Nothing says at which moment ${name === undefined ? 'a case' : `"${name}"`} is decided, and a test must not depend on the day it runs. Add "at" to "spec", such as at: 2026-11-16T12:00:00Z.`,
        ),
      );
    }
    diagnostics.push(...checkExpected(text, [...path, 'expect']));
  }
  return diagnostics;
}

const DEFAULTS: Path = ['spec', 'defaults'];

function hasAction(text: PolicyText, given: Path): boolean {
  return (
    text.string([...given, 'action']) !== undefined ||
    text.node([...given, 'action', 'name']) !== undefined
  );
}

function checkExpected(text: PolicyText, path: Path): PolicyDiagnostic[] {
  const members = text.names(path);
  const isMapping = text.valueAt(path)?.constructor === Object;
  if (isMapping && members.length === 0) {
    return [
      finding(
        'test-no-expectation',
        text.span(path),
        'This case expects nothing, so it would always pass. Say at least which decision it expects.',
      ),
    ];
  }
  const has = (member: string) => members.includes(member);
  const decision = text.string([...path, 'decision']);
  if (text.valueAt([...path, 'fallback']) === true && has('rule')) {
    return [
      finding(
        'test-contradiction',
        text.keySpan([...path, 'fallback']),
        'The fallback answers only where no rule decides, so a case cannot expect both. Remove "fallback" or "rule".',
      ),
    ];
  }
  if ((decision === 'allow' || decision === 'deny') && has('requirement')) {
    return [
      finding(
        'test-contradiction',
        text.keySpan([...path, 'requirement']),
        `What is answered with "${decision}" asks nobody, so there is no requirement. Remove it, or expect require_approval.`,
      ),
    ];
  }
  const [min, max] = ['min', 'max'].map(bound => text.valueAt([...path, 'score', bound]));
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    return [
      finding(
        'test-contradiction',
        text.span([...path, 'score']),
        `No score is at least ${min} and at most ${max}. Swap the bounds.`,
      ),
    ];
  }
  return [];
}
