/**
 * The words of Countersign as schemas. The types, the JSON Schemas and the API's components are
 * all made from these; nothing else in the repository defines them a second time.
 *
 * @packageDocumentation
 */
export * from './json/JsonValue';
export * from './json/canonicalJson';
export * from './json/digest';
export * from './json/readJson';
export * from './words/entityRef';
export * from './words/scalars';
export * from './words/impact';
export * from './words/proposal';
export * from './words/requirement';
export * from './words/decision';
export * from './words/explanation';
export * from './words/packet';
export * from './words/recording';
export * from './words/topology';
export * from './words/catalogSnapshot';
export * from './words/problem';
export * from './words/ledgerEntry';
export * from './policy/policyScalars';
export * from './policy/requireDocument';
export * from './policy/ruleDocument';
export * from './policy/windowDocument';
export * from './policy/impactRules';
export * from './policy/provisions';
export * from './policy/policyDocument';
export * from './policy/policyTest';
