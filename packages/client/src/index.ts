/**
 * The HTTP contract of Countersign as schemas and types, and the one client of it. Needs `fetch`
 * and nothing else: it runs in browsers, workers and Node alike.
 *
 * @packageDocumentation
 */
export * from './api/evaluation';
export * from './api/accessRequest';
export * from './api/request';
export * from './api/grant';
export * from './api/policy';
export * from './api/status';
export * from './api/ledger';
export * from './api/problem';
export * from './http/CountersignError';
export * from './http/CountersignUnreachable';
export * from './run/polling';
export * from './run/runAction';
export * from './CountersignClient';
