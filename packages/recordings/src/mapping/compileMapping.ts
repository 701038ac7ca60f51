import { digestText, durationMinutes } from '@countersign/model';
import {
  createCelEnvironment,
  type CelDeclaration,
  type CelEnvironment,
} from '@countersign/policy';
import type {
  Column,
  HistoryRule,
  JoinRule,
  Mapping,
  Members,
  RecordingRule,
  RowRule,
  Table,
  TypedExpression,
} from './Mapping';
import type { MappingDocument, TableDocument } from './mappingDocument';
import { MAPPING_FUNCTIONS } from './mappingFunctions';
import type { MappingPath, MappingSource } from './MappingSource';

const TIMESTAMP = 'google.protobuf.Timestamp';

/** What an expression may yield; `dyn` is known only when it runs and is checked then. */
const YIELDS = {
  text: { word: 'a text', types: ['string'] },
  condition: { word: 'true or false', types: ['bool'] },
  instant: { word: 'an instant, as timestamp(…) gives', types: [TIMESTAMP] },
  number: { word: 'a number', types: ['int', 'double', 'uint'] },
  texts: { word: 'a list of texts', types: ['list<string>', 'list', 'list<dyn>'] },
  textOrTexts: { word: 'a text or a list of texts', types: ['string', 'list<string>'] },
  any: { word: 'anything', types: undefined },
} as const satisfies Record<string, { word: string; types: readonly string[] | undefined }>;
type Yield = keyof typeof YIELDS;

type Rows = MappingDocument['spec']['topology']['entities'][number] & { at?: string };

/** Compiles every expression of a well-formed document; faults go to the source. */
export function compileMapping(
  document: MappingDocument,
  source: MappingSource,
  uri: string,
): Mapping {
  return new MappingCompiler(document, source).compile(uri);
}

class MappingCompiler {
  private readonly tables: ReadonlyMap<string, Table>;

  constructor(
    private readonly document: MappingDocument,
    private readonly source: MappingSource,
  ) {
    this.tables = new Map(
      Object.entries(document.spec.tables).map(([name, table]) => [
        name,
        this.compileTable(name, table),
      ]),
    );
  }

  compile(uri: string): Mapping {
    const { topology } = this.document.spec;
    const each = (
      part: 'entities' | 'edges' | 'groups' | 'aliases',
      yields: Record<string, Yield>,
    ): RowRule[] =>
      topology[part].map((rows, i) =>
        this.compileRows(rows as Rows, ['spec', 'topology', part, i], yields),
      );
    return {
      uri,
      name: this.document.metadata.name,
      digest: digestText(this.source.text),
      document: this.document,
      tables: this.tables,
      topology: {
        entities: each('entities', {
          ref: 'text',
          title: 'text',
          owner: 'text',
          system: 'text',
          domain: 'text',
          tier: 'number',
          lifecycle: 'text',
          tags: 'texts',
        }),
        edges: each('edges', { dependent: 'text', dependency: 'text' }),
        groups: each('groups', { ref: 'text', parent: 'text' }),
        aliases: each('aliases', { name: 'textOrTexts', ref: 'text' }),
      },
      recordings: this.compileRecordings(),
    };
  }

  private compileTable(name: string, table: TableDocument): Table {
    const columns = table.columns.map((given, i): Column => {
      const column =
        typeof given === 'string' ? { name: given, list: false, optional: false } : given;
      if (column.list && table.format === 'csv') {
        this.source.at('invalid_member', 'A CSV file has no lists. Remove "list".', [
          ...['spec', 'tables', name, 'columns'],
          i,
        ]);
      }
      return { ...column, at: ('at' in column ? column.at : undefined) ?? column.name };
    });
    const seen = new Set<string>();
    columns.forEach((column, i) => {
      if (seen.has(column.name)) {
        this.source.at('name_taken', `The column "${column.name}" stands twice.`, [
          ...['spec', 'tables', name, 'columns'],
          i,
        ]);
      }
      seen.add(column.name);
    });
    if (table.items !== undefined && table.format !== 'json') {
      this.source.at('invalid_member', 'Only a file of json has items. Remove "items".', [
        ...['spec', 'tables', name, 'items'],
      ]);
    }
    if (table.each && table.format === 'csv') {
      this.source.at('invalid_member', 'A CSV file has no lists. Remove "each".', [
        ...['spec', 'tables', name, 'each'],
      ]);
    }
    // A class of its own for each table: CEL tells types apart by the class of what it is given.
    const Row = class {} as unknown as Table['Row'];
    return {
      name,
      file: table.file,
      format: table.format,
      items: table.items?.split('.') ?? [],
      ...(table.each && { each: table.each }),
      optional: table.optional,
      columns,
      Row,
      rowType: {
        name: `Row_${name}`,
        implementation: Row,
        members: Object.fromEntries(
          columns.map(column => [
            column.name,
            { type: column.list ? 'list<string>' : 'string' } satisfies CelDeclaration,
          ]),
        ),
      },
    };
  }

  private tableNamed(name: string, path: MappingPath): Table {
    const table = this.tables.get(name);
    if (table) {
      return table;
    }
    const known = [...this.tables.keys()].join(', ') || 'none';
    this.source.at('unknown_table', `There is no table "${name}". Tables: ${known}.`, [
      ...path,
      'from',
    ]);
    // Compiled all the same, so that its other faults are found too.
    const Row = class {} as unknown as Table['Row'];
    return {
      name,
      file: '',
      format: 'csv',
      items: [],
      optional: false,
      columns: [],
      Row,
      rowType: { name: `Row_${name}`, implementation: Row, members: {} },
    };
  }

  private compileRows(rows: Rows, path: MappingPath, yields: Record<string, Yield>): RowRule {
    const table = this.tableNamed(rows.from, path);
    const variables: Record<string, CelDeclaration> = { row: { type: table.rowType } };
    const lets = this.compileLets(rows, path, variables);
    const environment = createCelEnvironment(variables, MAPPING_FUNCTIONS);
    return {
      table,
      lets,
      ...(rows.when && {
        when: this.expression(environment, rows.when, [...path, 'when'], 'condition'),
      }),
      members: this.members(environment, rows, path, yields),
    };
  }

  /** Each name is declared with the type that its expression has, for those after it. */
  private compileLets(
    rows: Pick<Rows, 'let'>,
    path: MappingPath,
    variables: Record<string, CelDeclaration>,
  ): RowRule['lets'] {
    return Object.entries(rows.let).map(([name, text]) => {
      const letPath = [...path, 'let', name];
      this.checkName(name, letPath, ['row', 'history']);
      const environment = createCelEnvironment(variables, MAPPING_FUNCTIONS);
      const compiled = this.expression(environment, text, letPath, 'any');
      variables[name] = { type: compiled.expression.type ?? 'dyn' };
      return [name, compiled] as const;
    });
  }

  private checkName(name: string, path: MappingPath, taken: readonly string[]): void {
    if (taken.includes(name)) {
      this.source.at('name_taken', `"${name}" has a meaning of its own. Choose another.`, path);
    }
  }

  /** Declares each join for the expressions that may read it. */
  private compileJoins(
    before: CelEnvironment,
    variables: Record<string, CelDeclaration>,
  ): JoinRule[] {
    const { joins } = this.document.spec.recordings;
    return Object.entries(joins).map(([name, given]): JoinRule => {
      const path = ['spec', 'recordings', 'joins', name];
      this.checkName(name, path, ['row', 'history', ...Object.keys(variables)]);
      const table = this.tableNamed(given.from, path);
      const there = createCelEnvironment({ row: { type: table.rowType } }, MAPPING_FUNCTIONS);
      const empty = Object.fromEntries(
        table.columns.map(column => [column.name, column.list ? [] : '']),
      );
      const Joined = class {
        constructor() {
          Object.assign(this, empty, { found: false });
        }
      } as unknown as JoinRule['Joined'];
      variables[name] = {
        type: {
          name: `Joined_${name}`,
          implementation: Joined,
          members: { ...table.rowType.members, found: { type: 'bool' } },
        },
      };
      return {
        name,
        table,
        keep: given.keep,
        Joined,
        key: this.expression(there, given.key, [...path, 'key'], 'text'),
        equals: this.expression(before, given.equals, [...path, 'equals'], 'text'),
        ...(given.when && {
          when: this.expression(there, given.when, [...path, 'when'], 'condition'),
        }),
        ...(given.order && {
          order: this.expression(there, given.order, [...path, 'order'], 'instant'),
        }),
      };
    });
  }

  private compileRecordings(): RecordingRule {
    const path = ['spec', 'recordings'];
    const { recordings } = this.document.spec;
    const table = this.tableNamed(recordings.from, path);
    const variables: Record<string, CelDeclaration> = { row: { type: table.rowType } };
    const lets = this.compileLets(recordings, path, variables);

    // The history of a row is known before it is: what feeds it may not read it.
    const before = createCelEnvironment(variables, MAPPING_FUNCTIONS);
    const history = Object.entries(recordings.history).map(([name, given]): HistoryRule => {
      const at = [...path, 'history', name];
      const kind = 'last' in given ? 'last' : 'distinct' in given ? 'distinct' : 'count';
      return {
        name,
        kind,
        document: given,
        within: 'within' in given ? durationMinutes(given.within) * 60_000 : Infinity,
        when: this.expression(before, given.when, [...at, 'when'], 'condition'),
        ...(given.by && { by: this.expression(before, given.by, [...at, 'by'], 'text') }),
        ...('last' in given && {
          value: this.expression(before, given.last, [...at, 'last'], 'text'),
        }),
        ...('distinct' in given && {
          value: this.expression(before, given.distinct, [...at, 'distinct'], 'text'),
        }),
      };
    });

    // What is joined may have become known later, so neither history nor the order of rows reads it.
    const joins = this.compileJoins(before, variables);
    const History = class {} as unknown as RecordingRule['History'];
    const environment = createCelEnvironment(
      {
        ...variables,
        history: {
          type: {
            name: 'History',
            implementation: History,
            members: Object.fromEntries(
              history.map(({ name, kind }) => [name, { type: kind === 'last' ? 'string' : 'int' }]),
            ),
          },
        },
      },
      MAPPING_FUNCTIONS,
    );
    const part =
      (name: 'subject' | 'action' | 'resource' | 'context' | 'decided' | 'outcome') =>
      (yields: Record<string, Yield>) =>
        prefixed(name, this.members(environment, recordings[name] ?? {}, [...path, name], yields));
    return {
      table,
      lets,
      joins,
      history,
      History,
      ...(recordings.when && {
        when: this.expression(before, recordings.when, [...path, 'when'], 'condition'),
      }),
      members: {
        at: this.expression(before, recordings.at, [...path, 'at'], 'instant'),
        ...this.members(environment, recordings, path, { id: 'text', executedAt: 'instant' }),
        ...part('subject')({ type: 'text', id: 'text' }),
        ...part('action')({ name: 'text' }),
        ...part('resource')({ type: 'text', id: 'text' }),
        ...part('context')({
          rationale: 'text',
          rollbackPlan: 'text',
          rollbackTestedAt: 'instant',
          executor: 'text',
          onBehalfOf: 'text',
          incidents: 'texts',
        }),
        ...part('decided')({ decision: 'text', level: 'text' }),
        ...part('outcome')({ status: 'text', at: 'instant', detail: 'text' }),
      },
      properties: Object.fromEntries(
        Object.entries(recordings.action.properties).map(([name, text]) => [
          name,
          this.expression(environment, text, [...path, 'action', 'properties', name], 'any'),
        ]),
      ),
      reviews: recordings.reviews.map((review, i) =>
        this.members(environment, review, [...path, 'reviews', i], {
          when: 'condition',
          by: 'text',
          vote: 'text',
          minutes: 'number',
        }),
      ),
    };
  }

  private members(
    environment: CelEnvironment,
    given: object,
    path: MappingPath,
    yields: Record<string, Yield>,
  ): Members {
    const members: Record<string, TypedExpression> = {};
    for (const [name, expected] of Object.entries(yields)) {
      const text = (given as Record<string, unknown>)[name];
      if (typeof text === 'string') {
        members[name] = this.expression(environment, text, [...path, name], expected);
      }
    }
    return members;
  }

  private expression(
    environment: CelEnvironment,
    text: string,
    path: MappingPath,
    expected: Yield,
  ): TypedExpression {
    const expression = environment.compile(text);
    for (const fault of expression.faults) {
      this.source.inside('expression', fault.message, path, fault);
    }
    const { word, types } = YIELDS[expected];
    const { type } = expression;
    if (types && type && type !== 'dyn' && !(types as readonly string[]).includes(type)) {
      this.source.at(
        'expression_type',
        `${String(path.at(-1))} must yield ${word}, and this yields ${type.replace(TIMESTAMP, 'timestamp')}.`,
        path,
      );
    }
    return { expression, path: path.slice(1).join('.') };
  }
}

function prefixed(prefix: string, members: Members): Members {
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => [`${prefix}.${name}`, member]),
  );
}
