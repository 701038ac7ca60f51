/** Recordings in databases, decided where they lie. */
export * from './SqlReplay';
export { ZoneDisagreement } from './checkZones';
export * from './DuckDbReplay';
export * from './PostgresReplay';
export * from './WrittenTable';
export * from './writeParquet';
export * from './writePostgresTable';
