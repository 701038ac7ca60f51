import { CountersignClient } from '@countersign/client';
import { loadExampleTopology } from '@countersign/example';

/**
 * Waits until Countersign sees the whole example catalog. Before, a service may have no owner yet, and
 * a request would go to the fallback approvers instead.
 *
 * @throws Error with `abandoned`'s text, or after `seconds`
 */
export async function waitForCatalog(
  portal: { countersignUrl: string; token: string },
  options: { seconds: number; abandoned: () => string | undefined },
): Promise<void> {
  const expected = loadExampleTopology().entities.length;
  const client = new CountersignClient({
    baseUrl: portal.countersignUrl,
    token: async () => portal.token,
  });
  const end = Date.now() + options.seconds * 1000;
  for (;;) {
    const fault = options.abandoned();
    if (fault !== undefined) {
      throw new Error(fault);
    }
    const { catalog } = await client.status();
    if (catalog.entities >= expected) {
      return;
    }
    if (Date.now() > end) {
      throw new Error(
        `The catalog has ${catalog.entities} of ${expected} entities after ${options.seconds} s`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}
