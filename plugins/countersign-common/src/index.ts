/**
 * What the Countersign plugins of Backstage's frontend and backend share.
 *
 * @packageDocumentation
 */
export * from './permissions';
export * from './signals';
