/** Runs in a process of its own, with little memory and for a limited time: does everything with one hostile text. */
import {
  codeActions,
  codeLenses,
  complete,
  definition,
  documentSymbols,
  foldingRanges,
  format,
  hover,
  PolicyDocumentView,
  references,
  validate,
} from '@countersign/language-service';
import {
  checkPolicyTest,
  createPolicySet,
  decide,
  parsePolicy,
  parsePolicyTest,
  runPolicyTest,
} from '@countersign/policy';
import { example, GUARDRAIL, SCOPE } from '@countersign/policy/src/testing/examples';
import { HOSTILE_TEXTS, type HostileText } from '@countersign/policy/src/testing/hostileTexts';
import type { HostileRun } from './HostileRun';

const hostile = HOSTILE_TEXTS.find(({ name }) => name === process.argv[2])!;
// The first call of anything is slow because the program is new; that is not the text's doing.
exercise({ name: 'warm up', kind: 'policy', text: () => SCOPE });
process.stdout.write(JSON.stringify(exercise(hostile)));

function exercise({ kind, text }: HostileText): HostileRun {
  const source = text();
  const times: Record<string, number> = {};
  const timed = <T>(name: string, run: () => T): T => {
    const start = busy();
    const result = run();
    times[name] = busy() - start;
    return result;
  };
  const codes = kind === 'test' ? testCodes(source, timed) : policyCodes(source, timed);
  return { codes: [...new Set(codes)], findings: codes.length, times, memory: peakMemory() };
}

type Timed = <T>(name: string, run: () => T) => T;

function policyCodes(source: string, timed: Timed): string[] {
  const view = new PolicyDocumentView(source, 'hostile.policy.yaml');
  const found = timed('validate', () => validate(view));
  const positions = [0, 0.25, 0.5, 0.9, 1].map(
    share => view.offsetAt({ line: 0, character: 0 }) + Math.floor(share * source.length),
  );
  const places = positions.map(offset => view.rangeOf({ start: offset, end: offset }).start);
  const fresh = new PolicyDocumentView(source, 'hostile.policy.yaml');
  timed('complete', () => places.map(place => complete(fresh, place)));
  timed('hover', () => places.map(place => hover(view, place)));
  timed('documentSymbols', () => documentSymbols(view));
  timed('foldingRanges', () => foldingRanges(view));
  timed('codeLenses', () => codeLenses(view));
  timed('codeActions', () => codeActions(view, view.rangeOf({ start: 0, end: source.length })));
  timed('definition', () => places.map(place => definition(view, place)));
  timed('references', () => places.map(place => references(view, place)));
  timed('format', () => format(view));
  const { policy } = view.parsed;
  const guardrail = parsePolicy(GUARDRAIL, 'guardrail').policy!;
  if (policy) {
    const isAlone = policy.document.spec.layer === 'guardrail';
    const set = createPolicySet(isAlone ? [policy] : [guardrail, policy]);
    const input = example(({ proposal }) => {
      proposal.context.rationale = `${'a'.repeat(3_999)}!`;
      proposal.action.name = 'x'.repeat(256);
    });
    timed('decide', () => decide(set, input));
  }
  return found.map(({ code }) => String(code));
}

function testCodes(source: string, timed: Timed): string[] {
  const policies = [GUARDRAIL, SCOPE].map(text => parsePolicy(text, 'policy').policy!);
  const { test, diagnostics } = timed('validate', () =>
    parsePolicyTest(source, 'hostile.policy.test.yaml'),
  );
  const more = test ? timed('check', () => checkPolicyTest(test, policies)) : [];
  if (test) {
    timed('run', () => runPolicyTest(createPolicySet(policies), test));
  }
  return [...diagnostics, ...more].map(({ code }) => code);
}

/**
 * Milliseconds that the processor has worked for this thread: on a machine with other work a clock on the
 * wall would say how long this one waited. Older versions of Node only know it of the whole process.
 */
function busy(): number {
  const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1_000;
}

/** In megabytes, of the whole process. */
function peakMemory(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
