import type { Span } from '@countersign/diagnostics';
import type { ParsedPolicy } from './parsePolicy';
import { PolicyText, type Path } from './PolicyText';
import { readYaml } from './readYaml';

/**
 * The place of a value in a policy's text, for findings that are made of its document; the place of
 * what should hold the value where the text leaves it out.
 *
 * Reads the text again when a policy is first asked about, and keeps that reading as long as the policy.
 *
 * @param path - member names and positions in lists, such as `['spec', 'rules', 0, 'name']`
 */
export function spanAt(parsed: ParsedPolicy, path: Path): Span {
  let source = readings.get(parsed);
  if (!source) {
    const { root } = readYaml(parsed.text);
    if (!root) {
      return { start: 0, end: 0 };
    }
    source = new PolicyText(parsed.text, root);
    readings.set(parsed, source);
  }
  return source.span(path);
}

const readings = new WeakMap<ParsedPolicy, PolicyText>();
