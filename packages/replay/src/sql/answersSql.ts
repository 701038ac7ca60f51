import { DECISIONS, type DecisionValue, type RequirableField } from '@countersign/model';
import {
  localInstant,
  parseLocalTime,
  type CompiledRule,
  type Conditional,
  type Policy,
  type PolicySet,
} from '@countersign/policy';
import type { ConditionColumns } from './ConditionColumns';
import { UNKNOWN } from './levelSql';
import type { RowFacts } from './RowFacts';
import type { SqlDialect } from './SqlDialect';
import type { SqlParameters } from './SqlParameters';
import { openAt } from './windowSql';

interface Tools {
  readonly dialect: SqlDialect;
  readonly parameters: SqlParameters;
  readonly facts: RowFacts;
  readonly conditions: ConditionColumns;
}

/** A step of the statement around what came before. */
type Step = (from: string) => string;

/** One answer that may come, and when it does. */
interface Candidate {
  readonly decision: DecisionValue;
  readonly from: (typeof RANKS)[number];
  readonly rule?: CompiledRule;
  /** Never NULL. */
  readonly when: string;
}

/** As `compareAnswers` of the policy package has it: among equally strict answers, who is named. */
const RANKS = ['mandatory', 'hold', 'required_fields', 'scope', 'default', 'fallback'] as const;

/**
 * The steps from conditions to the answer, as `decide` combines them: all answers that a set of
 * policies can give stand in the order of `compareAnswers`, and the first one that comes decides.
 */
export function writeAnswers(set: PolicySet, tools: Tools): { steps: Step[]; columns: number } {
  const writer = new AnswerWriter(set, tools);
  return writer.write();
}

class AnswerWriter {
  private readonly candidates: Candidate[] = [];
  /** When a condition that was asked has failed; none is ever NULL. */
  private readonly faults: string[] = ['cs_raise_fault'];
  /** The first match of policies, then what standing approvals allow: columns of two steps. */
  private readonly firsts: string[] = [];
  private readonly allowances: string[] = [];

  constructor(
    private readonly set: PolicySet,
    private readonly tools: Tools,
  ) {}

  write(): { steps: Step[]; columns: number } {
    const { set } = this;
    const scopes = set.policies.filter(({ document }) => document.spec.layer === 'scope');
    const covers = new Map(scopes.map(policy => [policy, this.coverage(policy)]));
    const uncovered = covers.size > 0 ? `NOT (${[...covers.values()].join(' OR ')})` : 'TRUE';

    for (const { policy, rules } of set.mandatory) {
      rules.forEach(rule => this.addIndependent(rule, policy, 'TRUE', rule.decision, 'mandatory'));
    }
    for (const policy of set.policies) {
      this.addProvisions(policy, covers.get(policy) ?? 'TRUE');
    }
    for (const [policy, covered] of covers) {
      const first = this.addChain(policy, policy.rules, covered);
      this.addFallback(`(${covered} AND ${first} = 0)`);
    }
    const defaults = set.defaults.map(({ policy, rules }) =>
      this.addChain(policy, rules, uncovered),
    );
    const unanswered = [uncovered, ...defaults.map(first => `${first} = 0`)].join(' AND ');
    this.addFallback(`(${unanswered})`);
    this.candidates.push({
      decision: 'require_approval',
      from: 'fallback',
      when: `(cs_rank = ${UNKNOWN} OR cs_fault)`,
    });
    return { steps: this.steps(), columns: this.firsts.length + this.allowances.length };
  }

  /** What is no rule of a chain: it counts by itself. */
  private addIndependent(
    part: Conditional,
    policy: Policy,
    active: string,
    decision: DecisionValue,
    from: Candidate['from'],
  ): void {
    const condition = this.tools.conditions.of(part, policy);
    this.addFault(condition, active);
    const lifted = this.lifted(part, policy, `${active} AND ${isTrue(condition)}`);
    this.candidates.push({
      ...{ decision, from },
      ...(from === 'mandatory' && { rule: part as CompiledRule }),
      when: `(${active} AND ${isTrue(condition)}${lifted ? ` AND NOT ${lifted}` : ''})`,
    });
  }

  private addProvisions(policy: Policy, active: string): void {
    const { conditions, facts, parameters } = this.tools;
    const { spec } = policy.document;
    policy.holds.forEach((hold, index) => {
      const document = spec.holds[index]!;
      const inForce =
        'window' in document
          ? openAt(spec.windows[document.window]!, { facts, parameters })
          : this.between(
              localInstant(parseLocalTime(document.from), document.zone, 'earlier'),
              localInstant(parseLocalTime(document.to), document.zone, 'later'),
            );
      const column = conditions.add(inForce);
      this.addIndependent(hold, policy, `${active} AND ${column}`, 'deny', 'hold');
    });
    for (const required of policy.requiredFields) {
      const isMissing = required.fields.map(field => `NOT ${this.says(field)}`).join(' OR ');
      const column = conditions.add(`(${isMissing})`);
      this.addIndependent(required, policy, `${active} AND ${column}`, 'deny', 'required_fields');
    }
  }

  /** Rules of which the first match answers; gives the column with its place from 1, or 0. */
  private addChain(policy: Policy, rules: readonly CompiledRule[], active: string): string {
    const first = `cs_m${this.firsts.length}`;
    const asked = (place: number) => `${active} AND (${first} = 0 OR ${first} >= ${place})`;
    const whens = rules.map((rule, index) => {
      const condition = this.tools.conditions.of(rule, policy);
      this.addFault(condition, asked(index + 1));
      const reached = `${asked(index + 1)} AND ${isTrue(condition)}`;
      const lifted = this.lifted(rule, policy, reached);
      return `WHEN ${isTrue(condition)}${lifted ? ` AND NOT ${lifted}` : ''} THEN ${index + 1}`;
    });
    this.firsts.push(`CASE ${whens.join(' ')} ELSE 0 END AS ${first}`);
    const allowed = this.standing(policy, rules, first, active);
    rules.forEach((rule, index) => {
      const when = `${active} AND ${first} = ${index + 1}`;
      const from = rule.kind;
      if (rule.decision === 'require_approval' && allowed) {
        const { decision } = rule;
        this.candidates.push({ decision: 'allow', from, rule, when: `(${when} AND ${allowed})` });
        this.candidates.push({ decision, from, rule, when: `(${when} AND NOT ${allowed})` });
      } else {
        this.candidates.push({ decision: rule.decision, from, rule, when: `(${when})` });
      }
    });
    return first;
  }

  /** The column that says whether a standing approval lets what a chain would ask about run. */
  private standing(
    policy: Policy,
    rules: readonly CompiledRule[],
    first: string,
    active: string,
  ): string | undefined {
    const places = rules.flatMap(({ decision }, index) =>
      decision === 'require_approval' ? [index + 1] : [],
    );
    if (policy.standing.length === 0 || places.length === 0) {
      return undefined;
    }
    const asks = `${active} AND ${first} IN (${places.join(', ')})`;
    const lets: string[] = [];
    for (const standing of policy.standing) {
      const condition = this.tools.conditions.of(standing, policy);
      const before = lets.map(let_ => ` AND NOT ${let_}`).join('');
      this.addFault(condition, `${asks}${before}`);
      const usable = this.tools.conditions.add(this.isUsable(standing));
      lets.push(`(${isTrue(condition)} AND ${usable})`);
    }
    const column = `cs_s${this.allowances.length}`;
    this.allowances.push(`(${lets.join(' OR ')}) AS ${column}`);
    return column;
  }

  private isUsable({ policy, name, endsAt, count, rateCount }: Policy['standing'][number]): string {
    const { dialect, parameters } = this.tools;
    const key = parameters.bind(dialect.jsonKey(`${policy}/${name}`), 'text');
    const uses = dialect.jsonMember(dialect.json('usage'), key);
    const number = (index: number) => dialect.jsonNumber(dialect.jsonElement(uses, index));
    const bounds = [
      this.before(endsAt),
      ...(count === Infinity ? [] : [`${number(0)} < ${parameters.bind(count, 'float8')}`]),
      `${number(1)} < ${parameters.bind(rateCount, 'float8')}`,
    ];
    // What is not known of its use lets nothing run.
    return `COALESCE(${bounds.join(' AND ')}, FALSE)`;
  }

  private addFallback(when: string): void {
    const decision = this.set.fallback.uncovered;
    this.candidates.push({ decision, from: 'fallback', when });
  }

  /** A condition that is asked only where `asked` holds. */
  private addFault(condition: string, asked: string): void {
    if (condition !== 'TRUE') {
      this.faults.push(`(${asked} AND ${condition} IS NULL)`);
    }
  }

  /** Whether an exception keeps a part from counting; its conditions are asked where `asked` holds. */
  private lifted(part: Conditional, policy: Policy, asked: string): string | undefined {
    const lifting: string[] = [];
    for (const exception of policy.exceptions) {
      if (exception.from.has(part.name)) {
        const ends = this.before(exception.endsAt);
        const condition = this.tools.conditions.of(exception, policy);
        const before = lifting.map(other => ` AND NOT ${other}`).join('');
        this.addFault(condition, `${asked} AND ${ends}${before}`);
        lifting.push(`(${ends} AND ${isTrue(condition)})`);
      }
    }
    return lifting.length > 0 ? `(${lifting.join(' OR ')})` : undefined;
  }

  private before(end: number): string {
    return `decision_at < ${this.instant(end)}`;
  }

  private between(from: number, to: number): string {
    return `(decision_at >= ${this.instant(from)} AND ${this.before(to)})`;
  }

  private instant(at: number): string {
    return this.tools.parameters.bind(new Date(at).toISOString(), 'timestamptz');
  }

  /** Whether a policy covers a row's target, as the index of the policy set finds it. */
  private coverage({ document: { spec } }: Policy): string {
    const { dialect, parameters, conditions } = this.tools;
    const entries = spec.layer === 'scope' ? spec.covers : [];
    const refs = (member: string) =>
      entries.flatMap(entry =>
        Object.entries(entry).flatMap(([key, ref]) =>
          key === member ? [parameters.bind(ref as string, 'text')] : [],
        ),
      );
    const [components, owners, systems] = [refs('component'), refs('owner'), refs('system')];
    const ways = [
      ...(components!.length > 0 ? [`resource_ref IN (${components!.join(', ')})`] : []),
      ...(owners!.length > 0
        ? [
            `resource_owner IN (${owners!.join(', ')})`,
            `(resource_owner IS NOT NULL AND ${dialect.listsMeet('resource_owner_ancestors', owners!)})`,
          ]
        : []),
      ...(systems!.length > 0 ? [`resource_system IN (${systems!.join(', ')})`] : []),
    ];
    return conditions.add(`COALESCE(${ways.join(' OR ')}, FALSE)`);
  }

  /** Whether a proposal says something: an empty list and null say nothing. */
  private says(field: RequirableField): string {
    const { dialect, parameters } = this.tools;
    if (!field.startsWith(PARAMETER)) {
      const [column, kind] = FIELDS[field as keyof typeof FIELDS];
      return kind === 'texts' ? `(${dialect.listSize(column)} > 0)` : `(${column} IS NOT NULL)`;
    }
    const key = parameters.bind(dialect.jsonKey(field.slice(PARAMETER.length)), 'text');
    const value = dialect.jsonMember(dialect.json('action_properties'), key);
    return (
      `COALESCE(CASE WHEN ${dialect.jsonIs(value, 'array')} THEN ${dialect.jsonListSize(value)} > 0 ` +
      `ELSE NOT ${dialect.jsonIs(value, 'null')} END, FALSE)`
    );
  }

  private steps(): Step[] {
    const ordered = [...this.candidates].sort(compareCandidates);
    const code = ordered.map(({ when }, index) => `WHEN ${when} THEN ${index}`).join('\n      ');
    const { breakGlass } = this.set;
    const policy = breakGlass && this.set.policies.find(({ name }) => name === breakGlass.policy)!;
    // Asked only where something stops the action; a fault in it then asks once more.
    const offer = breakGlass ? this.tools.conditions.of(breakGlass, policy!) : 'TRUE';
    const allows = ordered.flatMap(({ decision }, index) => (decision === 'allow' ? [index] : []));
    const lets = allows.length > 0 ? `cs_code NOT IN (${allows.join(', ')})` : 'TRUE';
    const offerFault = offer === 'TRUE' ? '' : ` OR (${lets} AND ${offer} IS NULL)`;
    const name = (value: string | undefined) =>
      value === undefined ? 'CAST(NULL AS text)' : this.tools.parameters.bind(value, 'text');
    const decode = (of: (candidate: Candidate) => string) =>
      `CASE cs_code ${ordered.map((candidate, index) => `WHEN ${index} THEN ${of(candidate)}`).join(' ')} END`;
    const decision = decode(candidate => `'${candidate.decision}'`);
    const policyName = decode(({ rule }) => name(rule?.policy));
    const ruleName = decode(({ rule }) => name(rule?.name));
    const added = (columns: readonly string[]) =>
      columns.map(column => `,\n    ${column}`).join('');
    return [
      from => `SELECT r.*${added(this.firsts)} FROM ${from} AS r`,
      from =>
        `SELECT r.*,\n    (${this.faults.join('\n      OR ')}) AS cs_fault` +
        `${added(this.allowances)} FROM ${from} AS r`,
      from => `SELECT r.*,\n    CASE ${code} END AS cs_code FROM ${from} AS r`,
      from =>
        `SELECT id,\n    ${decision} AS decision,\n    cs_level AS level,\n    ` +
        `${policyName} AS policy,\n    ${ruleName} AS rule,\n    ` +
        `(cs_rank = ${UNKNOWN} OR cs_fault${offerFault}) AS unknown\nFROM ${from} AS r`,
    ];
  }
}

const PARAMETER = 'properties.';

const FIELDS = {
  rationale: ['rationale', 'text'],
  successCriteria: ['success_criteria', 'texts'],
  rollbackPlan: ['rollback_plan', 'text'],
  executor: ['executor', 'text'],
  incidents: ['incidents', 'texts'],
  onBehalfOf: ['on_behalf_of', 'text'],
} as const;

function isTrue(condition: string): string {
  return condition === 'TRUE' ? 'TRUE' : `${condition} IS TRUE`;
}

function compareCandidates(a: Candidate, b: Candidate): number {
  return (
    DECISIONS.indexOf(b.decision) - DECISIONS.indexOf(a.decision) ||
    RANKS.indexOf(a.from) - RANKS.indexOf(b.from) ||
    compareText(a.rule?.policy, b.rule?.policy) ||
    compareText(a.rule?.name, b.rule?.name)
  );
}

function compareText(a = '', b = ''): number {
  return a < b ? -1 : Number(a > b);
}
