import { createServer, type Server } from 'http';
import type { AddressInfo } from 'net';
import type { Page } from 'playwright-core';

/** What tests inside the extension host may ask of the page they are shown on. */
export type BridgeRequest =
  | { kind: 'picture'; name: string }
  | { kind: 'press'; keys: string }
  | { kind: 'type'; text: string }
  | { kind: 'texts'; selector: string }
  | { kind: 'marks' }
  | { kind: 'result'; name: string; milliseconds: number; error?: string };

/** One test's result. */
export interface TestResult {
  name: string;
  milliseconds: number;
  error?: string;
}

/**
 * A loopback server through which the tests, that run in the extension host, see and touch what a
 * person would: the page in the browser.
 */
export class Bridge {
  readonly results: TestResult[] = [];
  private page: Page | undefined;

  private constructor(
    private readonly server: Server,
    readonly url: string,
    private readonly picture: (page: Page, name: string) => Promise<void>,
  ) {}

  static async start(picture: (page: Page, name: string) => Promise<void>): Promise<Bridge> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        bridge
          .answer(JSON.parse(Buffer.concat(chunks).toString()) as BridgeRequest)
          .then(value => response.end(JSON.stringify(value ?? null)))
          .catch((error: Error) => response.writeHead(500).end(error.message));
      });
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const bridge = new Bridge(server, `http://127.0.0.1:${port}/`, picture);
    return bridge;
  }

  show(page: Page): void {
    this.page = page;
  }

  /** Keeps a result, and prints it. */
  report(result: TestResult): void {
    this.results.push(result);
    const { name, milliseconds, error } = result;
    console.log(`${error === undefined ? 'ok    ' : 'FAILED'} ${name} (${milliseconds} ms)`);
    if (error !== undefined) {
      console.log(error.replace(/^/gm, '         '));
    }
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: BridgeRequest): Promise<unknown> {
    if (request.kind === 'result') {
      const { name, milliseconds, error } = request;
      this.report({ name, milliseconds, ...(error !== undefined && { error }) });
      return undefined;
    }
    const page = this.page!;
    switch (request.kind) {
      case 'picture':
        return this.picture(page, request.name);
      case 'press':
        return page.keyboard.press(request.keys);
      case 'type':
        return page.keyboard.type(request.text, { delay: 5 });
      case 'texts':
        return page.locator(request.selector).allTextContents();
      case 'marks':
        return page.evaluate(READ_MARKS);
    }
  }
}

/**
 * What stands behind the lines of the editor: decorations are drawn as content of pseudo-elements,
 * which no text of the page holds. A script and not a function, because the bundler that runs this
 * file adds helpers to functions which the page does not have.
 */
const READ_MARKS = `[...document.querySelectorAll('.monaco-editor .view-line span')].flatMap(span => {
  const style = getComputedStyle(span, '::after');
  if (!style.content || style.content === 'none' || style.content === 'normal') return [];
  const line = span.closest('.view-line');
  return [{
    line: line.textContent.replaceAll('\\u00a0', ' ').trim(),
    text: JSON.parse(style.content).replaceAll('\\u00a0', ' '),
    color: style.color,
    italic: style.fontStyle === 'italic',
  }];
})`;
