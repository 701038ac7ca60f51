import { mkdir, mkdtemp, rm, writeFile } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { Bridge } from './Bridge';
import { EXTENSION } from './buildExtension';
import { CodeServer } from './CodeServer';
import { packageExtension } from './packageExtension';
import { provideChromium } from './provideChromium';
import { provideCodeServer } from './provideCodeServer';
import { checkWebHost } from './checkWebHost';
import { writeWorkspace } from './writeWorkspace';

/**
 * `npm run test:vscode`: packages the extension, installs the package in a real VS Code, opens that
 * in Chromium and runs `vscode-extension/test` inside its extension host. Pictures go to
 * `.results/vscode/`, the sums to `.results/vscode.json` and to the last line. An argument is a regular
 * expression: only tests whose name it matches are run.
 */
const RESULTS = join(__dirname, '..', '..', '.results');

/** Only tests whose name this matches are run. */
const FILTER = new RegExp(process.argv[2] ?? '');

const WEB_HOST = 'the web build replays in the browser, without Node';

/** Longest time for all tests together, in milliseconds. */
const TIME_LIMIT = 10 * 60_000;

async function main(): Promise<void> {
  const pictures = join(RESULTS, 'vscode');
  await rm(pictures, { recursive: true, force: true });
  await mkdir(pictures, { recursive: true });
  const scratch = await mkdtemp(join(tmpdir(), 'countersign-vscode-'));
  const timings: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const value = await work();
    timings[name] = Math.round(performance.now() - began);
    return value;
  };

  const bridge = await Bridge.start(async (page, name) => {
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  });
  let server: CodeServer | undefined;
  let browser: Browser | undefined;
  let fault: string | undefined;
  const stop = async () => {
    await browser?.close().catch(() => undefined);
    await server?.stop();
    bridge.stop();
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop().finally(() => process.exit(130)));
  }

  try {
    const entry = await timed('provide VS Code', provideCodeServer);
    const executablePath = await timed('provide Chromium', provideChromium);
    const { vsix, bundles } = await timed('package', packageExtension);
    const workspace = join(scratch, 'workspace');
    await timed('write the workspace', () => writeWorkspace(workspace));
    const tests = await buildTests(join(scratch, 'tests'), bridge.url);
    server = await timed('start VS Code', () => CodeServer.start(entry, vsix, scratch, {}));
    browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
    const page = await browser.newPage({ viewport: { width: 1360, height: 860 } });
    bridge.show(page);
    const { origin } = server;
    await timed('tests', () => runTests(page, origin, workspace, tests));
    await page.close();
    if (WEB_HOST.match(FILTER)) {
      const webPage = await browser.newPage({ viewport: { width: 1360, height: 860 } });
      const began = performance.now();
      const error = await checkWebHost(webPage, origin, workspace, scratch).then(
        () => undefined,
        (failure: Error) => failure.message,
      );
      await webPage.screenshot({ path: join(pictures, 'web-host.png') });
      const milliseconds = Math.round(performance.now() - began);
      bridge.report({ name: WEB_HOST, milliseconds, ...(error !== undefined && { error }) });
    }
    for (const [path, bytes] of Object.entries(bundles)) {
      console.log(`${path}: ${Math.round(bytes / 1024)} KB`);
    }
  } catch (error) {
    fault = error instanceof Error ? error.message : String(error);
    console.error(fault);
  } finally {
    await stop();
  }

  const failed = bridge.results.filter(result => result.error !== undefined).length;
  const sums = {
    passed: bridge.results.length - failed,
    failed: failed + (fault === undefined ? 0 : 1),
    skipped: 0,
  };
  await writeFile(join(RESULTS, 'vscode.json'), JSON.stringify(sums));
  console.log(JSON.stringify({ ...sums, timings, tests: bridge.results }));
  console.log(`${sums.passed} passed, ${sums.failed} failed`);
  process.exitCode = sums.failed === 0 ? 0 : 1;
}

const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Bundles the tests into a folder that VS Code takes for an extension under development. */
async function buildTests(folder: string, bridgeUrl: string): Promise<string> {
  await build({
    entryPoints: [join(EXTENSION, 'test', 'index.ts')],
    outfile: join(folder, 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'warning',
    define: {
      BRIDGE_URL: JSON.stringify(bridgeUrl),
      FILTER: JSON.stringify(FILTER.source),
    },
  });
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({
      name: 'countersign-tests',
      publisher: 'countersign',
      version: '0.0.0',
      engines: { vscode: '^1.100.0' },
    }),
  );
  return folder;
}

/** Opens VS Code with the workspace and the tests, and waits until they have said that they are done. */
async function runTests(
  page: Page,
  origin: string,
  workspace: string,
  tests: string,
): Promise<void> {
  let finish: (code: number) => void;
  const finished = new Promise<number>(done => {
    finish = done;
  });
  const said: string[] = [];
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
    said.push(`${type}: ${args.join(' ')}`);
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => finish(code));

  const remote = `vscode-remote://${new URL(origin).host}`;
  const payload = [
    ['extensionDevelopmentPath', `${remote}${tests}`],
    ['extensionTestsPath', `${remote}${join(tests, 'index.js')}`],
  ];
  const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) });
  await page.goto(`${origin}/?${query}`);

  let timer: ReturnType<typeof setTimeout>;
  const code = await Promise.race([
    finished,
    new Promise<undefined>(done => {
      timer = setTimeout(() => done(undefined), TIME_LIMIT);
    }),
  ]);
  clearTimeout(timer!);
  if (code !== 0) {
    const ending = code === undefined ? 'did not end in time' : `ended with ${code}`;
    throw new Error(`The tests ${ending}. VS Code said last:\n${said.slice(-20).join('\n')}`);
  }
}

main().catch((error: Error) => {
  console.error(error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
});
