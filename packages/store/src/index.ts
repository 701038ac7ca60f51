/**
 * Where everything that Countersign knows is kept, and where it is decided who comes first: stores
 * in memory, on SQLite and on PostgreSQL, and the sequencer of the ledger.
 *
 * @packageDocumentation
 */
export * from './records';
export * from './StoreFault';
export * from './types';
export * from './database/createDatabaseStore';
export * from './database/migrations';
export * from './memory/createMemoryStore';
export * from './ledger/CheckpointSink';
export * from './ledger/FileCheckpointSink';
export * from './ledger/Sequencer';
export * from './ledger/proveEntry';
export * from './ledger/verifyLedger';
