import { nearestName } from '@countersign/diagnostics';
import { finding, type PolicyDiagnostic } from '../../codes';
import type { Path, PolicyText } from '../../parse/PolicyText';
import { entriesOf, PROVISIONS, type Provision } from './provisions';

/**
 * Names that parts of one policy call each other by: each is given once, and each that is used is
 * there.
 */
export function checkReferences(text: PolicyText): PolicyDiagnostic[] {
  return [
    ...duplicateNames(text),
    ...entriesOf(text, 'exceptions').flatMap(exception =>
      unknownNames(text, [...exception, 'from'], namesIn(text, LIFTABLE), LIFTED),
    ),
    ...holdWindows(text),
    ...controls(text),
  ];
}

const LIFTABLE = ['rules', 'holds', 'requiredFields'] as const;
const LIFTED = 'An exception lifts rules, holds or required fields of its own policy, and';

function namesIn(text: PolicyText, lists: readonly (Provision | 'rules')[]): string[] {
  return lists.flatMap(list =>
    entriesOf(text, list).flatMap(entry => text.string([...entry, 'name']) ?? []),
  );
}

/** Two rules of one name are found with the rules. */
function duplicateNames(text: PolicyText): PolicyDiagnostic[] {
  const seen = new Set(namesIn(text, ['rules']));
  return PROVISIONS.flatMap(list => entriesOf(text, list)).flatMap(entry => {
    const path = [...entry, 'name'];
    const name = text.string(path);
    if (name === undefined || !seen.has(name)) {
      seen.add(name ?? '');
      return [];
    }
    return [
      finding(
        'duplicate-name',
        text.span(path),
        `Another part of this policy is named "${name}" too. Give them different names, since exceptions and explanations call them by it.`,
      ),
    ];
  });
}

function holdWindows(text: PolicyText): PolicyDiagnostic[] {
  const windows = text.names(['spec', 'windows']);
  return entriesOf(text, 'holds').flatMap(hold => {
    const path = [...hold, 'window'];
    const window = text.string(path);
    return window === undefined || windows.includes(window)
      ? []
      : [unknown('unknown-window', text, path, window, windows, 'This policy has no window')];
  });
}

function controls(text: PolicyText): PolicyDiagnostic[] {
  const rules = namesIn(text, ['rules']);
  const seen = new Set<string>();
  return Array.from({ length: text.count(['metadata', 'controls']) }).flatMap((_, index) => {
    const path = ['metadata', 'controls', index];
    const id = text.string([...path, 'id']) ?? '';
    const findings = unknownNames(
      text,
      [...path, 'rules'],
      rules,
      'A control is implemented by rules of this policy, and',
    );
    if (id !== '' && seen.has(id)) {
      findings.push(
        finding(
          'duplicate-control',
          text.span([...path, 'id']),
          `The control "${id}" is named above already. Put the rules of both into one entry.`,
        ),
      );
    }
    seen.add(id);
    return findings;
  });
}

function unknownNames(
  text: PolicyText,
  list: Path,
  known: readonly string[],
  why: string,
): PolicyDiagnostic[] {
  return Array.from({ length: text.count(list) }).flatMap((_, index) => {
    const path = [...list, index];
    const name = text.string(path);
    return name === undefined || known.includes(name)
      ? []
      : [unknown('unknown-rule', text, path, name, known, `${why} there is none`)];
  });
}

function unknown(
  code: 'unknown-rule' | 'unknown-window',
  text: PolicyText,
  path: Path,
  name: string,
  known: readonly string[],
  what: string,
): PolicyDiagnostic {
  const suggestion = nearestName(name, known);
  const hint = suggestion ? ` Did you mean "${suggestion}"?` : '';
  return finding(
    code,
    text.span(path),
    `${what} named "${name}".${hint}`,
    suggestion === undefined ? undefined : { suggestion },
  );
}
