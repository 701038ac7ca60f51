import {
  refusalOf,
  says,
  type CompiledRule,
  type Conditional,
  type Policy,
  type PolicySet,
} from '@countersign/policy';
import type { ResourceFacts } from '@countersign/model';
import { RowInput } from '../columns/RowInput';
import type { Bitmap } from '../kernels/Kernels';
import type { Bench, Conditions } from './Conditions';
import type { DerivedLevels } from './deriveLevels';

/**
 * What decides each row, as bits: rows with the same bits get the same answer. Everything that can
 * make a difference to decision, level, rule, requirement, faults or holds is in them; what only makes
 * a difference to reasons is not.
 */
export async function signaturesOf(
  bench: Bench,
  set: PolicySet,
  conditions: Conditions,
  levels: DerivedLevels,
): Promise<readonly Bitmap[]> {
  const collector = new Collector(bench, set, conditions, levels);
  await collector.collect();
  return collector.planes;
}

/** The rows that the same scope policies cover. */
interface CoverClass {
  readonly policies: readonly Policy[];
  readonly rows: Bitmap;
}

class Collector {
  readonly planes: Bitmap[] = [];
  private readonly fault: Bitmap;
  private readonly all: Bitmap;

  constructor(
    private readonly bench: Bench,
    private readonly set: PolicySet,
    private readonly conditions: Conditions,
    private readonly levels: DerivedLevels,
  ) {
    this.fault = bench.store.filled(0);
    this.all = bench.store.filled(1);
  }

  async collect(): Promise<void> {
    const { kernels } = this.bench;
    const { set } = this;
    if (this.levels.fault) {
      kernels.or(this.fault, this.levels.fault, this.fault);
    }
    this.addNumbers(this.levels.bitmaps);
    const classes = this.coverClasses();
    this.addNumbers(classes.map(({ rows }) => rows));

    for (const { policy, rules } of set.mandatory) {
      for (const rule of rules) {
        this.addPlane(await this.counting(rule, policy, this.all));
      }
    }
    await this.collectFirstMatches(classes);
    await this.collectStops(classes);
    if (set.breakGlass) {
      const { policy, name, when } = set.breakGlass;
      const asked = { policy, rule: name, expression: when.expression };
      const { error } = await this.conditions.of(asked, this.all);
      if (error) {
        this.addPlane(error);
      }
    }
    this.addPlane(this.fault);
  }

  /** What each covering policy answers, and each guardrail's defaults where nothing covers. */
  private async collectFirstMatches(classes: readonly CoverClass[]): Promise<void> {
    const outcomes = new Map<Policy, readonly Bitmap[]>();
    const uncovered = classes.find(({ policies }) => policies.length === 0)?.rows;
    for (const { policy, rules } of uncovered ? this.set.defaults : []) {
      outcomes.set(policy, await this.firstMatches(rules, policy, uncovered!));
    }
    for (const policy of new Set(classes.flatMap(({ policies }) => policies))) {
      outcomes.set(
        policy,
        await this.firstMatches(policy.rules, policy, this.coveredBy(policy, classes)),
      );
    }
    // Rows of different classes never meet, so their answers may share the same bits.
    const places: Bitmap[][] = [];
    for (const { policies, rows } of classes) {
      const asked = policies.length > 0 ? policies : this.set.defaults.map(({ policy }) => policy);
      asked.forEach((policy, place) => {
        this.binary(outcomes.get(policy)!).forEach((plane, bit) => {
          const { kernels, store } = this.bench;
          const own = store.take();
          kernels.and(plane, rows, own);
          const shared = ((places[place] ??= [])[bit] ??= store.filled(0));
          kernels.or(shared, own, shared);
        });
      });
    }
    places.flat().forEach(plane => this.addPlane(plane));
  }

  /** For each rule that decides rows: those rows; and for each that a standing approval answers for. */
  private async firstMatches(
    rules: readonly CompiledRule[],
    policy: Policy,
    rows: Bitmap,
  ): Promise<readonly Bitmap[]> {
    const { kernels, store } = this.bench;
    const outcomes: Bitmap[] = [];
    const open = store.take();
    kernels.copy(rows, open);
    for (const rule of rules) {
      const decided = await this.counting(rule, policy, open);
      if (kernels.isEmpty(decided)) {
        continue;
      }
      kernels.andNot(open, decided, open);
      if (rule.decision === 'require_approval' && policy.standing.length > 0) {
        outcomes.push(...(await this.withStanding(policy, decided)));
      } else {
        outcomes.push(decided);
      }
    }
    return outcomes;
  }

  /** The rows that a rule asks about, and those that run within a standing approval all the same. */
  private async withStanding(policy: Policy, rows: Bitmap): Promise<Bitmap[]> {
    const { kernels, store, parts, columns } = this.bench;
    const open = store.take();
    kernels.copy(rows, open);
    const allowed = store.filled(0);
    for (const standing of policy.standing) {
      const hit = await this.matching(standing, open);
      if (kernels.isEmpty(hit)) {
        continue;
      }
      const usable = this.conditions.before(standing.endsAt);
      const { truth: refused } = await this.conditions.askCodes(parts.required('usage'), row =>
        Number(
          refusalOf(standing, { at: -Infinity, input: new RowInput(columns, row) }) !== undefined,
        ),
      );
      kernels.andNot(usable, refused, usable);
      kernels.and(hit, usable, hit);
      kernels.or(allowed, hit, allowed);
      kernels.andNot(open, hit, open);
    }
    return [open, allowed];
  }

  /** What holds and required fields deny. */
  private async collectStops(classes: readonly CoverClass[]): Promise<void> {
    const { kernels, store } = this.bench;
    const missing = store.filled(0);
    const covering = new Set(classes.flatMap(({ policies }) => policies));
    for (const policy of [...this.set.guardrails, ...covering]) {
      const rows = covering.has(policy) ? this.coveredBy(policy, classes) : this.all;
      for (const hold of policy.holds) {
        const window = policy.document.spec.holds.find(({ name }) => name === hold.name)!;
        const minutes = isQuarterly(window, policy) ? 15 : 1;
        const { truth: inForce } = await this.conditions.askClock(minutes, instant =>
          Number(hold.endsAt(instant) !== undefined),
        );
        kernels.and(inForce, rows, inForce);
        this.addPlane(await this.counting(hold, policy, inForce));
      }
      for (const required of policy.requiredFields) {
        const absent = store.filled(0);
        for (const field of required.fields) {
          const { truth } = await this.conditions.askCodes(...this.absence(field));
          kernels.or(absent, truth, absent);
        }
        kernels.and(absent, rows, absent);
        kernels.or(missing, await this.counting(required, policy, absent), missing);
      }
    }
    this.addPlane(missing);
  }

  private absence(field: string): Parameters<Conditions['askCodes']> {
    const { parts, columns } = this.bench;
    const parameter = field.startsWith(PARAMETER) ? field.slice(PARAMETER.length) : undefined;
    const name = parameter === undefined ? `context.${field}` : parts.parameterPart(parameter);
    const codes = name === undefined ? undefined : parts.presence(name);
    return [
      codes,
      row =>
        Number(!says(new RowInput(columns, row).proposal, field as Parameters<typeof says>[1])),
    ];
  }

  /** Rows where a part matches and no exception lifts it; faults are noted. */
  private async counting(part: Conditional, policy: Policy, rows: Bitmap): Promise<Bitmap> {
    const { kernels } = this.bench;
    const open = await this.matching(part, rows);
    for (const exception of policy.exceptions) {
      if (exception.from.has(part.name) && !kernels.isEmpty(open)) {
        const alive = this.conditions.before(exception.endsAt);
        kernels.and(alive, open, alive);
        const lifted = await this.matching(exception, alive);
        kernels.andNot(open, lifted, open);
      }
    }
    return open;
  }

  /** Of some rows those where a condition holds, in a bitmap of its own; faults are noted. */
  private async matching(part: Conditional, rows: Bitmap): Promise<Bitmap> {
    const { kernels, store } = this.bench;
    const { policy, name, when } = part;
    const asked = { policy, rule: name, expression: when.expression };
    const { truth, error } = await this.conditions.of(asked, rows);
    const own = store.take();
    if (error) {
      kernels.and(error, rows, own);
      kernels.or(this.fault, own, this.fault);
    }
    kernels.and(truth, rows, own);
    return own;
  }

  private coverClasses(): readonly CoverClass[] {
    const { parts, kernels, store, columns } = this.bench;
    const codes = parts.required('resource');
    const column = columns.part('resource');
    const values = column.kind === 'dictionary' ? column.values : [];
    const numbers = new Map<string, number>();
    const covers: (readonly Policy[])[] = [];
    const table = values.map(value => {
      const policies =
        value === undefined ? [] : this.set.covering(value as unknown as ResourceFacts);
      const key = policies.map(({ name }) => name).join('\n');
      let number = numbers.get(key);
      if (number === undefined) {
        number = covers.length;
        numbers.set(key, number);
        covers.push(policies);
      }
      return number;
    });
    return covers.map((policies, number) => {
      const own = kernels.arena.u8(codes.count);
      table.forEach((each, code) => (own[code] = Number(each === number)));
      const rows = store.take();
      kernels.lookUp(codes.codes, columns.rows, own, rows, undefined);
      kernels.arena.free(own);
      return { policies, rows };
    });
  }

  private coveredBy(policy: Policy, classes: readonly CoverClass[]): Bitmap {
    const { kernels, store } = this.bench;
    const covered = store.filled(0);
    for (const { policies, rows } of classes) {
      if (policies.includes(policy)) {
        kernels.or(covered, rows, covered);
      }
    }
    return covered;
  }

  /** Bitmaps of which each row is in one at most, as the bits of a number: 0 for a row in none. */
  private binary(bitmaps: readonly Bitmap[]): Bitmap[] {
    const { kernels, store } = this.bench;
    const planes: Bitmap[] = [];
    bitmaps.forEach((bitmap, index) => {
      const number = index + 1;
      for (let bit = 0; number >> bit > 0; bit++) {
        if ((number >> bit) & 1) {
          const plane = (planes[bit] ??= store.filled(0));
          kernels.or(plane, bitmap, plane);
        }
      }
    });
    return Array.from(planes, plane => plane ?? store.filled(0));
  }

  private addNumbers(bitmaps: readonly Bitmap[]): void {
    this.binary(bitmaps.slice(1)).forEach(plane => this.addPlane(plane));
  }

  private addPlane(plane: Bitmap): void {
    if (!this.bench.kernels.isEmpty(plane)) {
      this.planes.push(plane);
    }
  }
}

const PARAMETER = 'properties.';

function isQuarterly(hold: Policy['document']['spec']['holds'][number], policy: Policy): boolean {
  const { from, to } = 'window' in hold ? policy.document.spec.windows[hold.window]! : hold;
  return [from, to].every(time => /:(00|15|30|45)$/.test(time));
}
