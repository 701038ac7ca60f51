import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Data and vectors of others lie beside the checkout, and are not part of it. */
const SHARED = resolve(__dirname, '../../../../shared');

/**
 * Describes tests that read `../shared/<part>`. Where it is not there they are skipped, and say so.
 */
export function describeWithShared(
  part: string,
  name: string,
  tests: (folder: string) => void,
): void {
  const folder = resolve(SHARED, part);
  if (existsSync(folder)) {
    describe(name, () => tests(folder));
  } else {
    describe(name, () => {
      it.skip(`is skipped: ../shared/${part} is not beside this checkout`, () => {});
    });
  }
}
