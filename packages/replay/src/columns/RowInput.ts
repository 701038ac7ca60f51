import type { DecisionInput } from '@countersign/model';
import { valueAt } from './Column';
import type { Columns } from './Columns';
import type { ValuePart } from './partNames';

/**
 * What decides a row, read from the columns part by part as it is asked for: a condition that looks at
 * one member costs one look-up, where a rebuilt recording costs forty. Members that are absent read as
 * `undefined`.
 */
export class RowInput implements DecisionInput {
  readonly proposal: DecisionInput['proposal'];
  readonly factors: DecisionInput['factors'];

  /**
   * @param parameters - The only parameters that are there; all without it. One that conditions cannot
   * read (a list too long) spoils all of them, so what asks about one must see no other.
   */
  constructor(
    private readonly columns: Columns,
    readonly row: number,
    parameters?: ReadonlySet<string>,
  ) {
    this.proposal = new RowProposal(
      columns,
      row,
      parameters,
    ) as unknown as DecisionInput['proposal'];
    this.factors = new RowFactors(columns, row) as unknown as DecisionInput['factors'];
  }

  get resource(): DecisionInput['resource'] {
    return this.part('resource') as DecisionInput['resource'];
  }

  get at(): string {
    return this.columns.instantAt('at', this.row)!;
  }

  get usage(): DecisionInput['usage'] {
    return this.part('usage') as DecisionInput['usage'];
  }

  private part(name: ValuePart): unknown {
    return valueAt(this.columns.part(name), this.row);
  }
}

class RowProposal {
  readonly action: RowAction;
  readonly context: RowContext;
  constructor(
    private readonly columns: Columns,
    private readonly row: number,
    parameters: ReadonlySet<string> | undefined,
  ) {
    this.action = new RowAction(columns, row, parameters);
    this.context = new RowContext(columns, row);
  }
  get subject() {
    return this.part('subject');
  }
  get resource() {
    return this.part('proposal.resource');
  }
  private part(name: ValuePart) {
    return valueAt(this.columns.part(name), this.row);
  }
}

class RowAction {
  constructor(
    private readonly columns: Columns,
    private readonly row: number,
    private readonly parameters: ReadonlySet<string> | undefined,
  ) {}
  get name() {
    return valueAt(this.columns.part('action.name'), this.row);
  }
  get properties() {
    return this.columns.parametersAt(this.row, this.parameters);
  }
}

class RowContext {
  constructor(
    private readonly columns: Columns,
    private readonly row: number,
  ) {}
  get rationale() {
    return this.part('context.rationale');
  }
  get successCriteria() {
    return this.part('context.successCriteria');
  }
  get rollbackPlan() {
    return this.part('context.rollbackPlan');
  }
  get executor() {
    return this.part('context.executor');
  }
  get incidents() {
    return this.part('context.incidents');
  }
  get onBehalfOf() {
    return this.part('context.onBehalfOf');
  }
  private part(name: ValuePart) {
    return valueAt(this.columns.part(name), this.row);
  }
}

class RowFactors {
  readonly blastRadius: RowBlastRadius;
  constructor(
    private readonly columns: Columns,
    private readonly row: number,
  ) {
    this.blastRadius = new RowBlastRadius(columns, row);
  }
  get actionType() {
    return this.part('factors.actionType');
  }
  get reversibility() {
    return this.part('factors.reversibility');
  }
  get effects() {
    return this.part('factors.effects');
  }
  get rollbackPlan() {
    return this.part('factors.rollbackPlan');
  }
  get confidence() {
    return this.part('factors.confidence');
  }
  get missing() {
    return this.part('factors.missing');
  }
  get sources() {
    return this.part('factors.sources');
  }
  private part(name: ValuePart) {
    return valueAt(this.columns.part(name), this.row);
  }
}

class RowBlastRadius {
  constructor(
    private readonly columns: Columns,
    private readonly row: number,
  ) {}
  get size() {
    return this.part('factors.blastRadius.size');
  }
  get tier0() {
    return this.part('factors.blastRadius.tier0');
  }
  get tier1() {
    return this.part('factors.blastRadius.tier1');
  }
  get depth() {
    return this.part('factors.blastRadius.depth');
  }
  get owners() {
    return this.part('factors.blastRadius.owners');
  }
  get hits() {
    return this.part('factors.blastRadius.hits');
  }
  private part(name: ValuePart) {
    return valueAt(this.columns.part(name), this.row);
  }
}
