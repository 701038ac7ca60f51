import path from 'node:path';

/** Where the example's catalog and policies lie: this package's own folder. */
export const EXAMPLE_DIRECTORY = path.resolve(__dirname, '../..');
