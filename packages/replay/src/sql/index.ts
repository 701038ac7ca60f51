/**
 * Policies as SQL, for recordings that lie where one machine's memory does not reach: the layout of a
 * table of recordings, and a set of policies as one statement over it. Text and parameters only; what
 * runs them is in `@countersign/recordings`.
 */
export * from './SqlDialect';
export type { SqlParameter } from './SqlParameters';
export { SQL_REFUSALS, type SqlRefusal, type SqlRefusalCode } from './SqlRefusal';
export * from './recordingColumns';
export * from './recordingAsRow';
export * from './createTableSql';
export * from './sqlOf';
