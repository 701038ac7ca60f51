import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { hasErrors } from '@countersign/diagnostics';
import {
  checkPolicyTest,
  createPolicySet,
  parsePolicyTest,
  policiesOfTest,
  type ParsedPolicy,
  type PolicySet,
  type PolicyTest,
} from '@countersign/policy';
import { policyFilesIn } from '../policies/findPolicyFiles';
import { findingsOf, type PolicyFinding } from '../policies/findingsOf';
import { parsePolicyFiles } from '../policies/readPolicies';

/** A test document with the policies that it loads. */
export interface LoadedTest {
  readonly file: string;
  readonly text: string;
  readonly policies: readonly ParsedPolicy[];
  /** What is wrong with the document, and with what it says of its policies. */
  readonly findings: readonly PolicyFinding[];
  /** Errors in its policies, each for itself and together, that keep it from running. */
  readonly policyErrors: readonly PolicyFinding[];
  /** What is needed to run it; absent when there is any error. */
  readonly ready?: { readonly test: PolicyTest; readonly set: PolicySet };
}

/** Reads test documents with the policies that each names; a policy that several name is read once. */
export async function loadTests(files: readonly string[]): Promise<LoadedTest[]> {
  const parsed = new Map<string, ParsedPolicy>();
  const read = async (names: readonly string[]) => {
    const unread = names.filter(name => !parsed.has(name));
    (await parsePolicyFiles(unread)).forEach(policy => parsed.set(policy.uri, policy));
    return names.map(name => parsed.get(name)!);
  };
  const loaded: LoadedTest[] = [];
  for (const file of files) {
    loaded.push(await loadTest(file, read));
  }
  return loaded;
}

async function loadTest(
  file: string,
  read: (files: readonly string[]) => Promise<ParsedPolicy[]>,
): Promise<LoadedTest> {
  const text = await readFile(file, 'utf8');
  const { test, diagnostics } = parsePolicyTest(text, file);
  const inTest = (found: typeof diagnostics) =>
    found.map(diagnostic => ({ file, text, diagnostic }));
  if (!test) {
    return { file, text, policies: [], findings: inTest(diagnostics), policyErrors: [] };
  }
  const chosen = policiesOfTest(test, await candidates(test, dirname(file)));
  const policies = await read(chosen.files.map(name => join(dirname(file), name)));
  const policyErrors = errorsOf(policies);
  const names =
    policyErrors.length === 0 && chosen.diagnostics.length === 0
      ? checkPolicyTest(
          test,
          policies.map(({ policy }) => policy!),
        )
      : [];
  const findings = inTest([...diagnostics, ...chosen.diagnostics, ...names]);
  const isReady =
    policyErrors.length === 0 && !hasErrors(findings.map(({ diagnostic }) => diagnostic));
  return {
    file,
    text,
    policies,
    findings,
    policyErrors,
    ...(isReady && {
      ready: { test, set: createPolicySet(policies.map(({ policy }) => policy!)) },
    }),
  };
}

function errorsOf(policies: readonly ParsedPolicy[]): PolicyFinding[] {
  // Where there are none, the test itself says so.
  return findingsOf(policies, { asSet: policies.length > 0 }).filter(
    ({ diagnostic }) => diagnostic.severity === 'error',
  );
}

/** Files that the test's entries may mean, relative to its folder: what lies under their fixed parts. */
async function candidates(test: PolicyTest, folder: string): Promise<string[]> {
  const files = new Set<string>();
  for (const entry of test.document.spec.policies) {
    const names = entry.split('/');
    const wild = names.findIndex(name => name.includes('*'));
    const start = join(folder, ...(wild < 0 ? names : names.slice(0, wild)));
    const isFile = (await stat(start).catch(() => undefined))?.isFile();
    for (const file of isFile ? [start] : await policyFilesIn(start)) {
      files.add(relative(folder, file).split(sep).join('/'));
    }
  }
  return [...files].sort();
}
