import type { DecisionInput } from '@countersign/model';
import { RULE_VARIABLES, type CelDeclaration } from '@countersign/policy';

/** A value that a recording held. */
export type Sample = string | number | boolean;

/**
 * Values that recordings held, the most frequent first, by what conditions call them:
 * `resource.owner`, `action.properties.replicas`. Of lists their items. Plain JSON, so that a worker
 * can send it.
 */
export type SampleValues = Readonly<Record<string, readonly Sample[]>>;

/** Different values that are kept of each path, and the paths of parameters. */
const MAX_VALUES = 40;
const MAX_PARAMETERS = 200;
/** Of each path so many different values are counted; what comes new after that is not. */
const MAX_COUNTED = 2_000;
const MAX_LENGTH = 100;

/** Prose of agents: nobody compares with it, and it may say anything. */
const PROSE = new Set(['context.rationale', 'context.rollbackPlan.description']);

/** Collects sample values; reads each recording once. */
export function collectSamples(recordings: Iterable<DecisionInput>): SampleValues {
  const paths = valuePaths('', RULE_VARIABLES).filter(path => !PROSE.has(path));
  const counts = new Map<string, Map<Sample, number>>();
  const count = (path: string, value: unknown) => {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (!isSample(each)) {
        continue;
      }
      let values = counts.get(path);
      if (!values) {
        counts.set(path, (values = new Map()));
      }
      const before = values.get(each);
      if (before !== undefined || values.size < MAX_COUNTED) {
        values.set(each, (before ?? 0) + 1);
      }
    }
  };
  const parameters = new Set<string>();
  for (const { proposal, resource, factors } of recordings) {
    const { subject, action, context } = proposal;
    const facts = { subject, action, resource, context, impact: factors };
    for (const path of paths) {
      count(path, valueAt(facts, path));
    }
    for (const [name, value] of Object.entries(action.properties ?? {})) {
      if (parameters.has(name) || parameters.size < MAX_PARAMETERS) {
        parameters.add(name);
        count(`action.properties.${name}`, value);
      }
    }
  }
  return Object.fromEntries(
    Array.from(counts, ([path, values]) => [
      path,
      [...values]
        .sort((a, b) => b[1] - a[1])
        .slice(0, MAX_VALUES)
        .map(([value]) => value),
    ]),
  );
}

function isSample(value: unknown): value is Sample {
  return typeof value === 'string'
    ? value.length > 0 && value.length <= MAX_LENGTH
    : typeof value === 'number' || typeof value === 'boolean';
}

/** The paths of every declared value that is no object itself. */
function valuePaths(prefix: string, declared: Readonly<Record<string, CelDeclaration>>): string[] {
  return Object.entries(declared).flatMap(([name, { type }]) =>
    typeof type === 'string' ? [prefix + name] : valuePaths(`${prefix}${name}.`, type.members),
  );
}

function valueAt(from: unknown, path: string): unknown {
  let value = from;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) {
      return undefined;
    }
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}
