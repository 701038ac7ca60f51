import { percentOf, type ConditionCoverage, type Coverage, type Share } from '@countersign/policy';
import type { Paint } from '../io/Terminal';

/** A table of every rule and condition with what the cases showed of it, and then what they left out. */
export function describeCoverage(coverage: Coverage, paint: Paint): string[] {
  const { conditions, rules, outcomes } = coverage;
  const width = Math.max(0, ...conditions.map(one => label(one).length));
  const lines: string[] = [];
  const files = [...new Set(conditions.map(({ uri }) => uri))];
  for (const file of files) {
    const own = conditions.filter(({ uri }) => uri === file);
    lines.push(
      '',
      `${own[0]!.policy} (${file})`,
      paint('dim', `  ${''.padEnd(width)}  decides  counts    true   false   fault`),
      ...own.map(one => `  ${row(one, width, paint)}`),
    );
  }
  const gaps = conditions.flatMap(gapsOf);
  return [
    ...lines,
    '',
    `Rules that some case reaches: ${describeShare(rules)}.`,
    `Conditions seen true and seen false: ${describeShare(outcomes)}.`,
    ...(gaps.length > 0 ? ['', 'No case shows:', ...gaps.map(gap => `  ${gap}`)] : []),
  ];
}

/** `12 of 14 (85 %)`. */
export function describeShare(share: Share): string {
  return `${share.reached} of ${share.total} (${percentOf(share)} %)`;
}

/** What no case shows of a condition. */
export function gapsOf(one: ConditionCoverage): string[] {
  const { policy, part, reached, always, seen } = one;
  const name = `${PARTS[part]} ${one.name} of ${policy}`;
  if (!reached) {
    return [part === 'rule' ? `${name} answering` : `${name} applying`];
  }
  const missing = [
    seen.true === 0 && 'being true',
    !always && seen.false === 0 && 'being false',
  ].filter(word => word !== false);
  return missing.map(word => `the condition of ${name} ${word}`);
}

function row(one: ConditionCoverage, width: number, paint: Paint): string {
  const { part, seen, counted, decided, always, reached } = one;
  const number = (value: number | undefined) => String(value ?? '').padStart(8);
  const isRule = part === 'rule';
  const text = [
    label(one).padEnd(width),
    number(isRule ? decided : undefined).slice(-8),
    number(isRule ? counted : undefined),
    number(seen.true),
    always ? '       –' : number(seen.false),
    number(seen.fault),
  ].join('');
  return reached ? text : paint('red', text);
}

function label({ part, name }: ConditionCoverage): string {
  return part === 'rule' ? name : `${name} (${PARTS[part]})`;
}

const PARTS: Readonly<Record<ConditionCoverage['part'], string>> = {
  rule: 'rule',
  raise: 'raise',
  hold: 'hold',
  required_fields: 'required fields',
  standing: 'standing approval',
  exception: 'exception',
  break_glass: 'break-glass',
};
