/** `npm start`: the example portal on this machine, until interrupted. */
import { readOptions, USAGE, UsageFault, type PortalOptions } from './portal/options';
import { startPortal, type Portal } from './portal/startPortal';
import { describePortal } from './portal/describePortal';

async function main(): Promise<number> {
  let options: PortalOptions | 'help';
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    if (error instanceof UsageFault) {
      console.error(`${error.message}\n\n${USAGE}`);
      return 2;
    }
    throw error;
  }
  if (options === 'help') {
    console.log(USAGE);
    return 0;
  }

  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(0)} s`.padStart(5);
  console.log('Starting the example portal; this takes half a minute.');
  const interrupted = new Promise<undefined>(resolve => {
    process.once('SIGINT', () => resolve(undefined));
    process.once('SIGTERM', () => resolve(undefined));
  });
  const abandon = new AbortController();
  const report = (step: string) => console.log(`${seconds()}  ${step}`);
  const starting = startPortal(options, report, abandon.signal);
  const portal = await Promise.race([starting, interrupted]);
  if (!portal) {
    console.log('\nStopping …');
    abandon.abort();
    await starting.then(
      (started: Portal) => started.stop(),
      () => undefined,
    );
    return 0;
  }
  console.log(describePortal(portal, options));
  const fault = await Promise.race([portal.failed, interrupted]);
  console.log(fault ? `\n${fault}\n\nStopping the rest …` : '\nStopping …');
  await portal.stop();
  return fault ? 1 : 0;
}

main().then(
  code => process.exit(code),
  (error: Error) => {
    console.error(`\n${error.message}`);
    process.exit(1);
  },
);
