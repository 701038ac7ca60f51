/**
 * What an editor shows of a policy, as pure functions: from a version of its text, and what the
 * caller knows beside it, to the values of the Language Server Protocol. Nothing here knows an
 * editor; VS Code and the portal's page draw what these return.
 *
 * @packageDocumentation
 */
export * from './document/PolicyDocumentView';
export type { Named, NamedKind, PolicyNames } from './document/namesIn';
export type { LanguageContext } from './context/LanguageContext';
export * from './context/CatalogNames';
export * from './context/SampleValues';
export { DIAGNOSTIC_SOURCE, validate } from './validate';
export { codeActions } from './actions/codeActions';
export * from './complete/complete';
export * from './hover/hover';
export * from './outline/documentSymbols';
export * from './outline/foldingRanges';
export { format } from './format/format';
export * from './navigate/definition';
export * from './navigate/references';
export * from './marks/inlayHints';
export * from './marks/codeLenses';
export * from './marks/ReplaySummary';
export * from './marks/RuleMark';
export * from './marks/ruleMarks';
export * from './marks/describeSummary';
export * from './text/toRange';
export * from './text/countText';
export { escapeMarkdown, markdownCode } from './text/escapeMarkdown';
