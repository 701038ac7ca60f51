import ts from 'typescript';

/** What a snippet finds beside its imports. */
export interface SnippetWorld {
  /** Resolves the imports. */
  readonly require: (name: string) => unknown;
  /** Variables that the text around the snippet speaks of. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Runs TypeScript as it stands in a document, and gives back the lines that it prints. */
export async function runSnippet(code: string, world: SnippetWorld): Promise<string[]> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  });
  const printed: string[] = [];
  const variables = world.variables ?? {};
  const run = new Function(
    ...['require', 'exports', 'console', ...Object.keys(variables)],
    `return (async () => {${outputText}})()`,
  );
  const log = (...words: unknown[]) => printed.push(...words.map(String).join(' ').split('\n'));
  await run(world.require, {}, { log }, ...Object.values(variables));
  return printed;
}

/**
 * The lines that a snippet promises to print: those of the block `text` right after it, or else the
 * comments behind its calls of `console.log`, or on the line below one.
 */
export function promisedLines(code: string, text: string | undefined): string[] {
  return text === undefined
    ? [...code.matchAll(/console\.log\(.*\);(?:\n| )\/\/ (.*)$/gm)].map(match => match[1]!)
    : text.replace(/\n$/, '').split('\n');
}
