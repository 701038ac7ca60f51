import type { Environment } from '@marcbachmann/cel-js';
import type { CelDeclaration, CelFunction, CelObjectType } from './CelDeclaration';
import type { Names } from './checkNames';
import { compileExpression } from './compileExpression';
import type { Expression } from './Expression';
import { baseEnvironment } from './library/baseEnvironment';
import { HIDDEN } from './library/hidden';
import type { NamedValues } from './NamedValues';

/** What expressions of one kind may name. */
export interface CelEnvironment {
  readonly variables: Readonly<Record<string, CelDeclaration>>;
  readonly functions: readonly CelFunction[];
  /** Parses and checks. Never throws: what is wrong stands in the expression's `faults`. */
  compile(source: string): Expression;
  /**
   * The same environment where the literals of calls may name these values too, as a policy's own
   * windows. Costs next to nothing: what is built is shared.
   */
  naming(named: NamedValues): CelEnvironment;
}

/** How expressions are evaluated. */
export interface CelOptions {
  /**
   * Whether what is simple is evaluated without the library behind; true where it is not said. It
   * changes how long an evaluation takes and nothing else, so that only tests switch it off.
   */
  readonly direct?: boolean;
}

/**
 * An environment for CEL expressions with typed variables. The CEL library stays behind it. Making
 * one costs about a millisecond: once for each set of variables, not for each expression.
 *
 * @throws TypeError when a declaration names a type that does not exist; a mistake of the caller.
 */
export function createCelEnvironment(
  variables: Readonly<Record<string, CelDeclaration>>,
  functions: readonly CelFunction[] = [],
  { direct = true }: CelOptions = {},
): CelEnvironment {
  const base = baseEnvironment();
  const environment = base.environment.clone();
  const registered = new Set<string>();
  for (const [name, declaration] of Object.entries(variables)) {
    environment.registerVariable(name, typeName(environment, registered, declaration.type));
  }
  for (const declared of functions) {
    const reads = (declared.reads ?? []).map(name =>
      typeName(environment, registered, variables[name]!.type),
    );
    const parameters = [...reads, ...declared.parameters.map(celName)];
    const name = reads.length ? HIDDEN + declared.name : declared.name;
    environment.registerFunction(
      `${name}(${parameters.join(', ')}): ${celName(declared.result)}`,
      declared.evaluate,
      { async: false },
    );
  }

  const callable = new Set([...base.callable, ...functions.map(({ name }) => name)]);
  return environmentOf(environment, { variables, functions, callable, named: {} }, direct);
}

function environmentOf(environment: Environment, names: Names, isDirect: boolean): CelEnvironment {
  const { variables, functions } = names;
  return {
    variables,
    functions,
    compile: source => compileExpression(source, environment, names, isDirect),
    naming: named =>
      environmentOf(
        environment,
        {
          ...names,
          named: { ...names.named, ...named },
          functions: functions.map(declared => withNames(declared, named)),
        },
        isDirect,
      ),
  };
}

/** The declaration with the names that its literals may have, for whoever shows or completes it. */
function withNames(declared: CelFunction, named: NamedValues): CelFunction {
  const { literals } = declared;
  return literals?.some(literal => literal && Object.hasOwn(named, literal.noun))
    ? {
        ...declared,
        literals: literals.map(literal =>
          literal && Object.hasOwn(named, literal.noun)
            ? { ...literal, values: [...named[literal.noun]!.keys()] }
            : literal,
        ),
      }
    : declared;
}

function celName(type: string): string {
  return type.replaceAll('timestamp', 'google.protobuf.Timestamp');
}

function typeName(
  environment: Environment,
  registered: Set<string>,
  type: string | CelObjectType,
): string {
  if (typeof type === 'string') {
    return celName(type);
  }
  if (!registered.has(type.name)) {
    registered.add(type.name);
    const fields = Object.fromEntries(
      Object.entries(type.members).map(([name, member]) => [
        name,
        typeName(environment, registered, member.type),
      ]),
    );
    const { implementation } = type;
    environment.registerType(
      type.name,
      implementation ? { ctor: implementation, fields } : { fields },
    );
  }
  return type.name;
}
