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
export * from './parse/parsePolicy';
export * from './parse/PolicyOutline';
export { schemaMembers, type SchemaMember } from './parse/schemaMembers';
export { schemaValue, type SchemaForm, type SchemaKind, type SchemaValue } from './parse/schemaValue';
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
export * from './evaluate/decide';
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
export { policyFunctions } from './facts/createPolicyEnvironments';
export { RAISE_VARIABLES, RULE_VARIABLES } from './facts/variables';
