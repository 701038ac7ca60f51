import { existsSync } from 'fs';
import { runCommand } from './runCommand';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Finds Chromium, and as root on Debian installs it where it is missing. `COUNTERSIGN_CHROMIUM`
 * names another one.
 *
 * @throws Error that says how to install it by hand.
 */
export async function provideChromium(): Promise<string> {
  const given = process.env.COUNTERSIGN_CHROMIUM;
  if (given && !existsSync(given)) {
    throw new Error(`COUNTERSIGN_CHROMIUM names ${given}, which does not exist.`);
  }
  const found = [given, ...PLACES].find(place => place !== undefined && existsSync(place));
  if (found) {
    return found;
  }
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await runCommand('apt-get', ['update', '-q'], { env });
    await runCommand('apt-get', ['install', '-qy', '--no-install-recommends', 'chromium'], { env });
    if (existsSync(PLACES[0]!)) {
      return PLACES[0]!;
    }
  }
  throw new Error(
    'Chromium is needed and was not found. Install it (Debian: apt-get install chromium) or name it in COUNTERSIGN_CHROMIUM.',
  );
}
