/**
 * Policies: a text becomes a checked and compiled policy, policies become a set, a set decides, and
 * a decision explains itself. Four steps apart: parse, check, plan, evaluate.
 *
 * Nothing here reads a clock, a file or the network, and nothing that a text or an input can do makes
 * it throw.
 *
 * @packageDocumentation
 */
export * from './codes';
export { CODE_DESCRIPTIONS } from './codeDescriptions';
export * from './parse/parsePolicy';
export * from './parse/PolicyOutline';
export { schemaMembers, type SchemaMember } from './parse/schemaMembers';
export {
  schemaValue,
  type SchemaForm,
  type SchemaKind,
  type SchemaValue,
} from './parse/schemaValue';
export * from './parse/LooseDocument';
export { readLoosely } from './parse/readLoosely';
export { placeAt, type Place } from './parse/placeAt';
export { ScalarText } from './parse/ScalarText';
export type { Path } from './parse/PolicyText';
export { YAML_LIMITS } from './parse/readYaml';
export { spanAt } from './parse/spanAt';
export { checkPolicySet, type PolicySetFinding } from './check/checkPolicySet';
export * from './plan/Policy';
export * from './plan/PolicySet';
export { standingFor } from './plan/standingFor';
export { compileWindow, type Window } from './plan/compileWindow';
export { decide } from './evaluate/decide';
// The pieces of a decision, for a replay that asks each of them once for what many recordings share.
export { PolicyFacts } from './facts/PolicyFacts';
export { bandOf, deriveLevel, raised } from './evaluate/deriveLevel';
export { scoreImpact } from './evaluate/scoreImpact';
export { refusalOf } from './evaluate/applyStanding';
export { says } from './evaluate/fieldAnswers';
export { localInstant, parseLocalTime } from './evaluate/localInstant';
export { zonedTime, type ZonedTime } from './evaluate/zonedTime';
export * from './evaluate/decideWithTrace';
export type { SeenPart, SeenValue } from './evaluate/seen';
export { combineRequirements } from './evaluate/combineRequirements';
export * from './explain/explain';
export { describeApprovers, describeMinutes } from './explain/describeApprovers';
export * from './cel/CelDeclaration';
export * from './cel/CelFault';
export * from './cel/Expression';
export * from './cel/ExpressionNode';
export * from './cel/walkExpression';
export { accessPath } from './cel/accessPath';
export type { NamedValues } from './cel/NamedValues';
export * from './cel/createCelEnvironment';
export { fromCel, toCel } from './cel/celValues';
export { typeOfValue, type ValueType } from './cel/library/values';
export { uint as celUint } from './cel/library/arithmetic';
export { durationNanos, durationOf } from './cel/library/durations';
export { policyFunctions } from './facts/createPolicyEnvironments';
export { RAISE_VARIABLES, RULE_VARIABLES } from './facts/variables';
export * from './tests/parsePolicyTest';
export * from './tests/PolicyTest';
export { checkPolicyTest } from './tests/checkPolicyTest';
export {
  policiesOfTest,
  POLICY_FILE_ENDING,
  POLICY_TEST_FILE_ENDING,
} from './tests/policiesOfTest';
export * from './tests/runPolicyTest';
export * from './tests/coverageOf';
