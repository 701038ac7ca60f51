import type { SqlDialect } from './SqlDialect';
import type { SqlParameters } from './SqlParameters';

/**
 * What is calculated once for each row before any condition is asked: parameters of the action that
 * conditions name, and what the clocks of their zones show. Columns are added as they are asked for.
 */
export class RowFacts {
  private readonly columns = new Map<string, string>();
  private readonly zoneNames = new Set<string>();

  constructor(
    private readonly dialect: SqlDialect,
    private readonly parameters: SqlParameters,
  ) {}

  /** All parameters of the action; NULL where reading them fails. */
  parametersOfAction(): string {
    return this.add(
      `CASE WHEN NOT action_properties_unreadable THEN ` +
        `COALESCE(${this.dialect.json('action_properties')}, ${this.emptyObject()}) END`,
    );
  }

  /** One of them; NULL where it is absent, or reading fails. */
  parameterOfAction(name: string): string {
    const key = this.parameters.bind(this.dialect.jsonKey(name), 'text');
    const member = this.dialect.jsonMember(this.dialect.json('action_properties'), key);
    return this.add(`CASE WHEN NOT action_properties_unreadable THEN ${member} END`);
  }

  /** What the clocks of a zone show. */
  localTime(zone: string): string {
    this.zoneNames.add(zone);
    return this.add(this.dialect.localTime('decision_at', this.parameters.bind(zone, 'text')));
  }

  get zones(): readonly string[] {
    return [...this.zoneNames].sort();
  }

  /** `, … AS name` for each. */
  get selection(): string {
    return [...this.columns].map(([sql, name]) => `,\n    ${sql} AS ${name}`).join('');
  }

  private emptyObject(): string {
    return this.dialect.name === 'duckdb' ? "CAST('{}' AS JSON)" : "'{}'::jsonb";
  }

  private add(sql: string): string {
    let name = this.columns.get(sql);
    if (name === undefined) {
      name = `cs_f${this.columns.size}`;
      this.columns.set(sql, name);
    }
    return name;
  }
}
