/**
 * What an editor shows of a policy, as pure functions: from a parsed policy and a replay to the
 * values of the Language Server Protocol. Nothing here knows an editor; VS Code and the portal's
 * page draw what these return.
 *
 * @packageDocumentation
 */
export * from './text/toRange';
export * from './text/countText';
export * from './validate';
export * from './outline/documentSymbols';
export * from './marks/ReplaySummary';
export * from './marks/RuleMark';
export * from './marks/ruleMarks';
export * from './marks/ruleHover';
export * from './marks/describeSummary';
