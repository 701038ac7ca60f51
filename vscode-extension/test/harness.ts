import type { BridgeRequest } from '../../scripts/vscode/Bridge';

/** Written in by the bundler. */
declare const BRIDGE_URL: string;
/** Written in by the bundler: a regular expression that names of tests have to match. */
declare const FILTER: string;

/** A mark as it is drawn behind a line of the editor. */
export interface DrawnMark {
  line: string;
  text: string;
  color: string;
  italic: boolean;
}

const tests: { name: string; run: () => Promise<void> }[] = [];

/** Declares a test. They run in order and share the window, as a person's morning does. */
export function test(name: string, run: () => Promise<void>): void {
  tests.push({ name, run });
}

/** Runs what was declared and reports each; a failing one stops none. */
export async function runTests(): Promise<void> {
  for (const { name, run } of tests.filter(each => new RegExp(FILTER).test(each.name))) {
    const began = Date.now();
    let error: string | undefined;
    try {
      await run();
    } catch (thrown) {
      error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
      await picture(`failed-${name.replace(/[^a-z0-9]+/gi, '-').slice(0, 60)}`);
    }
    await ask({ kind: 'result', name, milliseconds: Date.now() - began, error });
  }
}

/** Waits until something holds; what it throws last is what is reported. */
export async function eventually<T>(
  what: string,
  check: () => T | Promise<T>,
  milliseconds = 15_000,
): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) {
        throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    await pause(50);
  }
}

/** Lets the window breathe. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise(done => setTimeout(done, milliseconds));
}

/** Keeps what is on the screen as a picture. */
export async function picture(name: string): Promise<void> {
  await pause(250);
  await ask({ kind: 'picture', name });
}

/** Presses keys in the window, as `Control+S`. */
export async function press(keys: string): Promise<void> {
  await ask({ kind: 'press', keys });
}

/** Types into whatever has the focus. */
export async function type(text: string): Promise<void> {
  await ask({ kind: 'type', text });
}

/** The texts of all elements of the page that a selector finds. */
export async function texts(selector: string): Promise<string[]> {
  const found = (await ask({ kind: 'texts', selector })) as string[];
  return found.map(text => text.replaceAll('\u00a0', ' ').trim());
}

/** The marks behind the lines that are on the screen. */
export async function marks(): Promise<DrawnMark[]> {
  return (await ask({ kind: 'marks' })) as DrawnMark[];
}

async function ask(request: BridgeRequest): Promise<unknown> {
  const answer = await fetch(BRIDGE_URL, { method: 'POST', body: JSON.stringify(request) });
  if (!answer.ok) {
    throw new Error(await answer.text());
  }
  return answer.json();
}
