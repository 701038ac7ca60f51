import { compareDiagnostics, hasErrors } from '@countersign/diagnostics';
import {
  digestText,
  policyDocumentSchema,
  type Digest,
  type PolicyDocument,
} from '@countersign/model';
import { checkCoverage } from '../check/checkCoverage';
import { checkImpact } from '../check/checkImpact';
import { checkRules } from '../check/checkRules';
import { checkWindows } from '../check/checkWindows';
import { checkWindowUse } from '../check/checkWindowUse';
import { checkDates } from '../check/provisions/checkDates';
import { checkProvisionConditions } from '../check/provisions/checkProvisionConditions';
import { checkReferences } from '../check/provisions/checkReferences';
import { checkRequirements } from '../check/provisions/checkRequirements';
import type { Expression } from '../cel/Expression';
import type { PolicyDiagnostic } from '../codes';
import { createPolicyEnvironments } from '../facts/createPolicyEnvironments';
import { compilePolicy, conditionKey } from '../plan/compilePolicy';
import type { Policy } from '../plan/Policy';
import { outlineOf, type PolicyOutline } from './PolicyOutline';
import { PolicyText, type Path } from './PolicyText';
import { readYaml, YAML_LIMITS } from './readYaml';
import { schemaFindings } from './schemaFindings';

/** A policy's text with everything that could be made of it. */
export interface ParsedPolicy {
  readonly uri: string;
  readonly text: string;
  /** Digest of the text; names the version. */
  readonly digest: Digest;
  /** Ready to decide; absent when there is any error. */
  readonly policy?: Policy;
  /** In the order of the text; at most 100. */
  readonly diagnostics: readonly PolicyDiagnostic[];
  readonly outline: PolicyOutline;
}

/** What a text is checked against beside itself. */
export interface ParseOptions {
  /** Today. Without it nothing is said about days that have gone by. */
  readonly now?: Date;
}

/**
 * Reads, checks and compiles one policy. All its faults are reported at once, each with its span;
 * whatever the text, nothing throws and memory stays bounded.
 */
export function parsePolicy(text: string, uri: string, options: ParseOptions = {}): ParsedPolicy {
  const digest = digestText(text.toWellFormed());
  const { root, diagnostics } = readYaml(text);
  if (!root) {
    return { uri, text, digest, diagnostics, outline: { rules: [] } };
  }
  const source = new PolicyText(text, root);
  const outline = outlineOf(source);

  const parsed = policyDocumentSchema.safeParse(source.value);
  const windows = checkWindows(source);
  const environments = createPolicyEnvironments(windows.windows);
  const rules = checkRules(source, environments.rules);
  const impact = checkImpact(source, environments.raises);
  const provisions = checkProvisionConditions(source, environments.rules);
  const conditions = new Map(provisions.conditions);
  rules.conditions.forEach((condition, index) => keep(['spec', 'rules', index], condition));
  impact.raises.forEach((raise, index) => keep(['spec', 'impact', 'raises', index], raise));
  function keep(part: Path, condition: Expression | undefined): void {
    if (condition) {
      conditions.set(conditionKey(part), condition);
    }
  }
  if (diagnostics.some(({ code }) => code === 'yaml-syntax')) {
    // Where the text is not YAML its shape means nothing; what else was found would only mislead.
    return { uri, text, digest, diagnostics: diagnostics.sort(compareDiagnostics), outline };
  }
  const aliases = diagnostics.filter(({ code }) => code === 'alias').map(({ span }) => span.start);
  const found = [
    ...diagnostics,
    ...(parsed.success ? [] : schemaFindings(parsed.error.issues, source)),
    ...windows.diagnostics,
    ...rules.diagnostics,
    ...impact.diagnostics,
    ...provisions.diagnostics,
    ...checkCoverage(source),
    ...checkReferences(source),
    ...checkRequirements(source),
    ...checkDates(source, options.now),
    ...checkWindowUse(source, [...conditions.values()]),
  ]
    // What stands for an alias is not there; that it is missing is no fault of its own.
    .filter(({ code, span }) => code === 'alias' || !aliases.includes(span.start))
    // Cut to what anyone reads, errors before the rest, so that no error can hide behind hints.
    .sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
    .slice(0, YAML_LIMITS.diagnostics)
    .sort(compareDiagnostics);

  const result = { uri, text, digest, diagnostics: found, outline };
  if (!parsed.success || hasErrors(found)) {
    return result;
  }
  const document: PolicyDocument = parsed.data;
  return {
    ...result,
    policy: compilePolicy({
      uri,
      digest,
      document,
      source,
      conditions,
    }),
  };
}
