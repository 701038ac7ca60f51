import {
  topologySchema,
  type JsonObject,
  type Topology,
  type TopologyEntity,
} from '@countersign/model';
import { bindRow } from '../import/bindRow';
import { holds, MemberFault, numberOf, textOf, textsOf } from '../import/evaluateMember';
import { RowFault } from '../import/RowFault';
import type { Mapping, Members, RowRule, TypedExpression } from '../mapping/Mapping';
import { openTable } from '../tables/openTable';

/**
 * Makes a topology of the tables that a mapping names for it. Where several rows describe one
 * entity, the first that says a thing counts, and later ones add what is still missing; an owner
 * that no group rule names becomes a group without a parent; equal edges are one.
 *
 * @param folder - Where the mapping's file names start.
 * @throws TableFault when a file does not fit the mapping.
 * @throws RowFault when a row cannot be used: a catalog with holes would measure nothing right.
 */
export async function buildTopology(mapping: Mapping, folder: string): Promise<Topology> {
  const entities = new Map<string, TopologyEntity>();
  const edges = new Map<string, Topology['edges'][number]>();
  const groups = new Map<string, Topology['groups'][number]>();
  const aliases = new Map<string, string>();

  for (const rule of mapping.topology.entities) {
    await eachRow(rule, folder, (members, values) => {
      const entity = entityOf(members, values);
      entities.set(entity.ref, { ...entity, ...entities.get(entity.ref) });
    });
  }
  for (const rule of mapping.topology.edges) {
    await eachRow(rule, folder, (members, values) => {
      const from = required(members.dependent!, values);
      const to = required(members.dependency!, values);
      if (from !== to) {
        edges.set(`${from} ${to}`, { from, to });
      }
    });
  }
  for (const rule of mapping.topology.groups) {
    await eachRow(rule, folder, (members, values) => {
      const ref = required(members.ref!, values);
      const parent = textOf(members.parent, values);
      groups.set(ref, groups.get(ref) ?? { ref, ...(parent && { parent }) });
    });
  }
  for (const rule of mapping.topology.aliases) {
    await eachRow(rule, folder, (members, values) => {
      const ref = required(members.ref!, values);
      for (const name of textsOf(members.name, values) ?? []) {
        aliases.set(name, aliases.get(name) ?? ref);
      }
    });
  }
  for (const { owner } of entities.values()) {
    if (owner?.startsWith('group:') && !groups.has(owner)) {
      groups.set(owner, { ref: owner });
    }
  }
  return checked(mapping, {
    takenAt: mapping.document.spec.topology.takenAt,
    entities: [...entities.values()],
    edges: [...edges.values()],
    groups: [...groups.values()],
    aliases: Object.fromEntries(aliases),
  });
}

function entityOf(members: Members, values: object): TopologyEntity {
  const optional: Record<string, unknown> = {
    title: textOf(members.title, values),
    owner: textOf(members.owner, values),
    system: textOf(members.system, values),
    domain: textOf(members.domain, values),
    tier: numberOf(members.tier, values),
    lifecycle: textOf(members.lifecycle, values),
  };
  return {
    ref: required(members.ref!, values),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    tags: textsOf(members.tags, values) ?? [],
  };
}

async function eachRow(
  rule: RowRule,
  folder: string,
  use: (members: Members, values: object) => void,
): Promise<void> {
  for await (const row of openTable(rule.table, folder)) {
    const fault = (message: string) =>
      new RowFault(
        `${rule.table.file}, row ${row.number}: ${message}.`,
        row.number,
        rule.table.file,
      );
    if ('fault' in row) {
      throw fault(row.fault);
    }
    try {
      const values = bindRow(rule, row.cells);
      if (holds(rule.when, values)) {
        use(rule.members, values);
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
