/**
 * A type by its CEL name: `string`, `int`, `double`, `bool`, `dyn`, `timestamp`, `list<string>`,
 * `map<string, dyn>` …
 */
export type CelTypeName = string;

/** A type with named members. */
export interface CelObjectType {
  /** Shown in messages: `Resource`. */
  readonly name: string;
  readonly members: Readonly<Record<string, CelDeclaration>>;
  /** Members that one may expect and that are not there, each with the reason. */
  readonly notHere?: Readonly<Record<string, string>>;
  /**
   * The class whose instances are passed in. Without it plain objects are, and each evaluation
   * wraps them anew; with it nothing is wrapped and getters are read only when a condition asks.
   */
  readonly implementation?: abstract new (...parameters: never[]) => object;
}

/** A variable, or a member of an object type. */
export interface CelDeclaration {
  readonly type: CelTypeName | CelObjectType;
  /** One sentence, for hover and completion. */
  readonly description?: string;
  /** Whether it may be absent: reading it then is an evaluation error, `has(…)` asks first. */
  readonly optional?: boolean;
  /** The only values that a string takes; a comparison with another one is a fault. */
  readonly values?: readonly string[];
}

/** A function that conditions may call beside CEL's own. */
export interface CelFunction {
  readonly name: string;
  /** CEL types of the parameters, without those of `reads`. */
  readonly parameters: readonly CelTypeName[];
  readonly result: CelTypeName;
  readonly description: string;
  /** Variables that the implementation gets in front of its arguments, as `now` for a window. */
  readonly reads?: readonly string[];
  /**
   * For each parameter that must be a literal: the texts it may be, with the fault's kind and the
   * word for what it names. `undefined` where any expression may stand.
   */
  readonly literals?: readonly (LiteralParameter | undefined)[];
  readonly evaluate: (...values: never[]) => unknown;
}

/**
 * A parameter that names something from a closed list. Where an environment gives values to the
 * names of this noun (`naming`), the implementation gets the value instead of the name.
 */
export interface LiteralParameter {
  /** What it names, in one word: `window`, `level`. */
  readonly noun: string;
  readonly values: readonly string[];
  /** Whether an expression may stand there too; then only literals are checked. */
  readonly expressions?: boolean;
}
