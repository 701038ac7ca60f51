import { CelFault, createCelEnvironment, type CelDeclaration } from '@countersign/policy';
import type { SuiteTest } from './readSuite';
import {
  NeedsProtobuf,
  printExpected,
  printOurs,
  toOurs,
  typeName,
  typeOfDeclaration,
} from './translate';

/**
 * - `passed`: the value, or the error, that the suite wants;
 * - `refused`: a fault where the suite wants a value: nobody is misled;
 * - `wrong`: another value, or a value where the suite wants an error;
 * - `protobuf`: the test is about protobuf's messages, which the profile has not.
 */
export type Verdict = 'passed' | 'refused' | 'wrong' | 'protobuf';

export interface Outcome extends SuiteTest {
  readonly verdict: Verdict;
  /** What came, and what the suite wants, where they differ. */
  readonly difference?: string;
}

export function runSuiteTest(entry: SuiteTest): Outcome {
  try {
    return { ...entry, ...judge(entry) };
  } catch (error) {
    if (error instanceof NeedsProtobuf) {
      return { ...entry, verdict: 'protobuf' };
    }
    throw error;
  }
}

/** Messages that are written out or named, extensions of messages, enumerations. */
const PROTOBUF =
  /\b[A-Z]\w*\s*\{|google\.protobuf\.(?!Timestamp\b|Duration\b)\w|cel\.expr\.conformance|TestAllTypes|proto\.(?:has|get)Ext|GlobalEnum|\bproto[23]\b|NestedEnum/;

function judge({ test }: SuiteTest): Pick<Outcome, 'verdict' | 'difference'> {
  if (PROTOBUF.test(test.expr) || /^(?:cel\.expr|google)\b/.test(test.container)) {
    throw new NeedsProtobuf(test.expr);
  }
  if (test.container !== '') {
    return { verdict: 'refused', difference: 'there are no containers to look names up in' };
  }
  const values: Record<string, unknown> = {};
  const variables: Record<string, CelDeclaration> = {};
  for (const [name, { kind }] of Object.entries(test.bindings)) {
    values[name] = kind.case === 'value' ? toOurs(kind.value) : undefined;
    variables[name] = { type: 'dyn' };
  }
  for (const declaration of test.typeEnv) {
    if (declaration.declKind.case === 'ident') {
      variables[declaration.name] = { type: typeOfDeclaration(declaration) };
    }
  }
  const { resultMatcher } = test;
  const wanted =
    resultMatcher.case === 'value'
      ? printExpected(resultMatcher.value)
      : resultMatcher.case === 'typedResult'
        ? resultMatcher.value.result && printExpected(resultMatcher.value.result)
        : resultMatcher.case === undefined
          ? printOurs(true)
          : undefined;
  const isError = resultMatcher.case === 'evalError' || resultMatcher.case === 'anyEvalErrors';

  const expression = createCelEnvironment(variables).compile(test.expr);
  const got = expression.faults[0] ?? (test.checkOnly ? undefined : expression.evaluate(values));
  if (got instanceof CelFault) {
    return isError
      ? { verdict: 'passed' }
      : { verdict: 'refused', difference: `wanted ${wanted}; ${got.kind}: ${got.message}` };
  }
  const deduced = resultMatcher.case === 'typedResult' && resultMatcher.value.deducedType;
  if (deduced && !isType(expression.type!, typeName(deduced))) {
    const difference = `wanted type ${typeName(deduced)}; got ${expression.type}`;
    return { verdict: /dyn|list$|map$/.test(expression.type!) ? 'refused' : 'wrong', difference };
  }
  if (test.checkOnly || (!isError && printOurs(got) === wanted)) {
    return { verdict: 'passed' };
  }
  return {
    verdict: 'wrong',
    difference: `wanted ${isError ? 'an error' : wanted}; got ${printOurs(got)}`,
  };
}

/** The library leaves out parameters that are all `dyn`. */
function isType(ours: string, wanted: string): boolean {
  return (
    ours.replace('google.protobuf.Timestamp', 'timestamp') ===
    wanted.replace(/^(list<dyn>|map<dyn, dyn>)$/, text => text.replace(/<.*/, ''))
  );
}
