/**
 * Deciding recordings anew under another policy, and counting what would change: how many actions
 * would run by themselves that did not before, how many of those went wrong (regret), and how
 * many reviews would newly be asked of people (toil).
 *
 * The way of the data: bytes → lines → recordings → one decision per recording and policy set →
 * totals → sentences. Everything here runs in a browser, a worker and Node alike.
 *
 * @packageDocumentation
 */
export * from './read/ByteSource';
export * from './read/decompress';
export * from './read/splitLines';
export * from './read/readRecordingLine';
export * from './read/readRecordings';
export * from './cache/CacheFault';
export * from './cache/readColumns';
export * from './cache/writeColumns';
export * from './columns/Column';
export * from './columns/Columns';
export * from './columns/ColumnsBuilder';
export * from './columns/partNames';
export * from './columns/Recordings';
export type { ReviewColumns } from './columns/ReviewColumns';
export * from './RecordingSet';
export * from './engine/ReplayEngine';
export * from './engine/ReplayResult';
export * from './engine/ScalarReplayEngine';
export * from './engine/ColumnReplayEngine';
export * from './engine/replay';
export * from './engine/leastReviews';
export * from './engine/Pacer';
export * from './describe/describeReplay';
export * from './group/GroupKey';
export * from './group/groupBy';
export * from './group/ReplayDecisions';
export * from './select/Selection';
export * from './select/selectRows';
export * from './budgets/checkBudgets';
export * from './budgets/recordedSpan';
export * from './history/PolicyHistory';
export * from './history/replayHistory';
export * from './people/PeopleResolver';
export * from './people/summarizePeople';
export * from './describe/ReplayReport';
export { describeReport } from './describe/describeReport';
export * from './describe/reportAsJson';
export * from './describe/reportAsMarkdown';
export * from './describe/html/reportAsHtml';
export * from './describe/explainRow';
export { plainText } from './describe/plainText';
export { DECISION_WORDS } from './describe/words';
export * from './sql';
export * from './kernels/Arena';
export * from './kernels/Kernels';
export * from './kernels/bitmapWords';
export * from './kernels/createKernels';
export { JsKernels } from './kernels/JsKernels';
export { WasmKernels } from './kernels/WasmKernels';
