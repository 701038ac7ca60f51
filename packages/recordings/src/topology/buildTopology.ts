import {
  topologySchema,
  type JsonObject,
  type Topology,
  type TopologyEntity,
} from '@countersign/model';
import { createPacer } from '@countersign/replay';
import { bindRow } from '../import/bindRow';
import { holds, MemberFault, numberOf, textOf, textsOf } from '../import/evaluateMember';
import { RowFault } from '../import/RowFault';
import type { Mapping, Members, RowRule, Table, TypedExpression } from '../mapping/Mapping';
import { openTable } from '../tables/openTable';

/**
 * Makes a topology of the tables that a mapping names for it. Where several rows describe one
 * entity, the first rule and row that says a thing counts, and later ones add what is still
 * missing; an owner that no group rule names becomes a group without a parent; equal edges are one.
 * Each table is read once, however many rules walk it.
 *
 * @param folder - Where the mapping's file names start.
 * @param at - When it was taken, where the mapping does not say.
 * @throws TableFault when a file does not fit the mapping.
 * @throws RowFault when a row cannot be used: a catalog with holes would measure nothing right.
 */
export async function buildTopology(
  mapping: Mapping,
  folder: string,
  at: string,
  signal?: AbortSignal,
): Promise<Topology> {
  const { entities, edges, groups, aliases } = mapping.topology;
  const found = {
    entities: entities.map(rule => collector(rule, entityOf, completed)),
    edges: edges.map(rule => collector(rule, edgeOf)),
    groups: groups.map(rule => collector(rule, groupOf)),
    aliases: aliases.map(rule => collector(rule, aliasesOf)),
  };
  const all: Collector<unknown>[] = Object.values(found).flat();
  for (const table of new Set(all.map(each => each.rule.table))) {
    const here = all.filter(each => each.rule.table === table);
    await readTable(table, folder, here, signal);
  }

  const known = merged(found.groups);
  const things = merged(found.entities, completed);
  for (const { owner } of things.values()) {
    if (owner?.startsWith('group:') && !known.has(owner)) {
      known.set(owner, { ref: owner });
    }
  }
  return checked(mapping, {
    takenAt: mapping.document.spec.topology.takenAt ?? at,
    entities: [...things.values()],
    edges: [...merged(found.edges).values()],
    groups: [...known.values()],
    aliases: Object.fromEntries(merged(found.aliases)),
  });
}

/** What one rule finds in its table, by key. */
interface Collector<T> {
  readonly rule: RowRule;
  readonly found: Map<string, T>;
  take(values: object): void;
}

/** How two descriptions of one thing become one; by default the earlier stands. */
type Merge<T> = (earlier: T, later: T) => T;
const keepEarlier: Merge<unknown> = earlier => earlier;

function collector<T>(
  rule: RowRule,
  read: (members: Members, values: object) => Iterable<readonly [key: string, thing: T]>,
  merge: Merge<T> = keepEarlier as Merge<T>,
): Collector<T> {
  const found = new Map<string, T>();
  return {
    rule,
    found,
    take(values) {
      for (const [key, thing] of read(rule.members, values)) {
        const earlier = found.get(key);
        found.set(key, earlier === undefined ? thing : merge(earlier, thing));
      }
    },
  };
}

function merged<T>(
  collectors: readonly Collector<T>[],
  merge: Merge<T> = keepEarlier as Merge<T>,
): Map<string, T> {
  const all = new Map<string, T>();
  for (const { found } of collectors) {
    for (const [key, thing] of found) {
      const earlier = all.get(key);
      all.set(key, earlier === undefined ? thing : merge(earlier, thing));
    }
  }
  return all;
}

function completed(earlier: TopologyEntity, later: TopologyEntity): TopologyEntity {
  return {
    ...later,
    ...earlier,
    tags: earlier.tags.length > 0 ? earlier.tags : later.tags,
  };
}

function* edgeOf(members: Members, values: object) {
  const from = required(members.dependent!, values);
  const to = required(members.dependency!, values);
  if (from !== to) {
    yield [`${from} ${to}`, { from, to }] as const;
  }
}

function* groupOf(members: Members, values: object) {
  const ref = required(members.ref!, values);
  const parent = textOf(members.parent, values);
  yield [ref, { ref, ...(parent && { parent }) }] as const;
}

function* aliasesOf(members: Members, values: object) {
  const ref = required(members.ref!, values);
  for (const name of textsOf(members.name, values) ?? []) {
    yield [name, ref] as const;
  }
}

function* entityOf(members: Members, values: object): Generator<readonly [string, TopologyEntity]> {
  const optional: Record<string, unknown> = {
    title: textOf(members.title, values),
    owner: textOf(members.owner, values),
    system: textOf(members.system, values),
    domain: textOf(members.domain, values),
    tier: numberOf(members.tier, values),
    lifecycle: textOf(members.lifecycle, values),
  };
  const ref = required(members.ref!, values);
  const entity: TopologyEntity = {
    ref,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    tags: textsOf(members.tags, values) ?? [],
  };
  yield [ref, entity] as const;
}

async function readTable(
  table: Table,
  folder: string,
  collectors: readonly Collector<unknown>[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const pacer = createPacer(signal);
  for await (const row of openTable(table, folder)) {
    if (pacer.due()) {
      await pacer.pause();
    }
    const fault = (message: string) =>
      new RowFault(`${table.file}, row ${row.number}: ${message}.`, row.number, table.file);
    if ('fault' in row) {
      throw fault(row.fault);
    }
    try {
      for (const { rule, take } of collectors) {
        const values = bindRow(rule, row.cells);
        if (holds(rule.when, values)) {
          take(values);
        }
      }
    } catch (error) {
      throw error instanceof MemberFault ? fault(error.message) : error;
    }
  }
}

function required(member: TypedExpression, values: object): string {
  const text = textOf(member, values);
  if (text === undefined) {
    throw new MemberFault(`${member.path}: it is empty`);
  }
  return text;
}

function checked(mapping: Mapping, topology: Topology): Topology {
  const result = topologySchema.safeParse(topology);
  if (result.success) {
    return result.data;
  }
  const [issue] = result.error.issues;
  const culprit = issue!.path
    .slice(0, 2)
    .reduce<unknown>((value, part) => (value as JsonObject)[part as string], topology);
  throw new RowFault(
    `The topology of ${mapping.uri} is not one: ${issue!.path.join('.')} ${issue!.message}, in ${JSON.stringify(culprit)}.`,
    0,
    mapping.uri,
  );
}
