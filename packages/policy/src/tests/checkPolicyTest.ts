import { nearestName } from '@countersign/diagnostics';
import type { PolicyTestGiven } from '@countersign/model';
import { finding, type PolicyDiagnostic } from '../codes';
import type { Path } from '../parse/PolicyText';
import { YAML_LIMITS } from '../parse/readYaml';
import type { ConditionKind, Policy } from '../plan/Policy';
import { conditionsOf } from './conditionsOf';
import { fullName, isNamed, type PartRef } from './partNames';
import type { PolicyTest } from './PolicyTest';

/**
 * What a test says of policies that the policies do not bear out: rules, raises, holds and other
 * parts that none of them has, or several have. A case that names one of those can never pass, or passes
 * for the wrong reason.
 *
 * @param policies - Those that the test loads, whatever their mode.
 */
export function checkPolicyTest(test: PolicyTest, policies: readonly Policy[]): PolicyDiagnostic[] {
  const parts = partsByKind(policies);
  const diagnostics: PolicyDiagnostic[] = [];
  // The same few names stand in many cases: each is looked up once.
  const known = new Map<string, readonly string[]>();
  for (const { name, path, kinds, what } of namesIn(test)) {
    if (diagnostics.length >= YAML_LIMITS.diagnostics) {
      break;
    }
    const candidates = () => kinds.flatMap(kind => parts.get(kind) ?? []);
    const key = `${kinds.join()} ${name}`;
    const meant = known.get(key) ?? [
      ...new Set(
        candidates()
          .filter(part => isNamed(name, part))
          .map(fullName),
      ),
    ];
    known.set(key, meant);
    if (meant.length === 0) {
      diagnostics.push(unknownName(test, path, name, what, candidates()));
    } else if (meant.length > 1) {
      diagnostics.push(ambiguousName(test, path, name, what, meant));
    }
  }
  return diagnostics;
}

type Kind = ConditionKind | 'shadow';

interface NameInTest {
  readonly name: string;
  readonly path: Path;
  readonly kinds: readonly Kind[];
  readonly what: string;
}

function partsByKind(policies: readonly Policy[]): Map<Kind, PartRef[]> {
  const parts = new Map<Kind, PartRef[]>();
  const add = (kind: Kind, part: PartRef) => {
    const own = parts.get(kind);
    if (own) {
      own.push(part);
    } else {
      parts.set(kind, [part]);
    }
  };
  for (const policy of policies) {
    const { mode } = policy.document.spec;
    if (mode === 'shadow') {
      add('shadow', { policy: policy.name, name: policy.name });
    } else if (mode === 'active') {
      conditionsOf(policy).forEach(({ part, policy: holder, name }) =>
        add(part, { policy: holder, name }),
      );
    }
  }
  return parts;
}

const ANY: readonly Kind[] = ['rule', 'raise', 'hold', 'required_fields', 'standing', 'exception'];

function namesIn({ document: { spec } }: PolicyTest): NameInTest[] {
  const found: NameInTest[] = [...usageNames(spec.defaults, ['spec', 'defaults'])];
  spec.cases.forEach(({ given, expect }, index) => {
    const path: Path = ['spec', 'cases', index];
    found.push(...usageNames(given, [...path, 'given']));
    const all = (
      member: keyof typeof expect,
      names: readonly string[] | undefined,
      kinds: readonly Kind[],
      what: string,
    ) =>
      names?.forEach((name, position) =>
        found.push({ name, path: [...path, 'expect', member, position], kinds, what }),
      );
    if (expect.rule !== undefined) {
      found.push({
        name: expect.rule,
        path: [...path, 'expect', 'rule'],
        kinds: ['rule'],
        what: 'rule',
      });
    }
    all('rules', expect.rules, ['rule'], 'rule');
    all('raises', expect.raises, ['raise'], 'raise');
    all('holds', expect.holds, ['hold'], 'hold');
    all('exceptions', expect.exceptions, ['exception'], 'exception');
    all('faults', expect.faults, ANY, 'condition');
    expect.standing?.forEach((entry, position) => {
      const own: Path = [...path, 'expect', 'standing', position];
      found.push({
        name: typeof entry === 'string' ? entry : entry.name,
        path: typeof entry === 'string' ? own : [...own, 'name'],
        kinds: ['standing'],
        what: 'standing approval',
      });
    });
    Object.keys(expect.shadow ?? {}).forEach(name =>
      found.push({
        name,
        path: [...path, 'expect', 'shadow', name],
        kinds: ['shadow'],
        what: 'policy in shadow mode',
      }),
    );
  });
  return found;
}

function usageNames(given: PolicyTestGiven | undefined, path: Path): NameInTest[] {
  return (given?.usage ?? []).map(({ standing }, index) => ({
    name: standing,
    path: [...path, 'usage', index, 'standing'],
    kinds: ['standing'],
    what: 'standing approval',
  }));
}

function unknownName(
  test: PolicyTest,
  path: Path,
  name: string,
  what: string,
  candidates: readonly PartRef[],
): PolicyDiagnostic {
  const own = name.includes('/') ? candidates.map(fullName) : candidates.map(part => part.name);
  const suggestion = nearestName(name, own);
  const hint =
    suggestion !== undefined
      ? ` Did you mean "${suggestion}"?`
      : own.length > 0 && own.length <= 20
        ? ` They have ${[...new Set(own)].join(', ')}.`
        : '';
  return finding(
    'test-unknown-name',
    test.place(path),
    `None of the policies of this test has a ${what} "${name}".${hint}`,
    suggestion === undefined ? undefined : { suggestion },
  );
}

function ambiguousName(
  test: PolicyTest,
  path: Path,
  name: string,
  what: string,
  meant: readonly string[],
): PolicyDiagnostic {
  return finding(
    'test-ambiguous-name',
    test.place(path),
    `Several policies have a ${what} "${name}", and any of them would do here. Write ${meant.slice(0, 5).join(' or ')}.`,
    { values: meant },
  );
}
