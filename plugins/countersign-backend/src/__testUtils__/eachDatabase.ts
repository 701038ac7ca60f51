import { TestDatabases } from '@backstage/backend-test-utils';

/**
 * The databases that a suite runs on: SQLite always, PostgreSQL where
 * BACKSTAGE_TEST_DATABASE_POSTGRES16_CONNECTION_STRING names a server.
 */
export const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_16'],
  disableDocker: true,
});
