import { compareDiagnostics } from '@countersign/diagnostics';
import type { CatalogSnapshot, PolicyDocument } from '@countersign/model';
import { spanAt, type ParsedPolicy } from '@countersign/policy';
import type { CatalogCheck } from './CatalogCheck';
import { checkAskedPeople } from './checkAskedPeople';
import { checkCovers } from './checkCovers';
import { checkPeopleBehind, checkReference } from './checkReference';
import { finding, type ApprovalDiagnostic } from './codes';
import { SnapshotIndex } from './SnapshotIndex';

/** A finding in one of the checked policies. */
export interface CatalogFinding {
  readonly uri: string;
  readonly diagnostic: ApprovalDiagnostic;
}

/**
 * What is wrong with policies beside a snapshot of the catalog: names that it does not have, coverage
 * of what others own, people of whom there are too few. For each policy in the order of its text.
 *
 * Policies with errors of their own are passed over, as are those in `disabled` mode. Roles come from
 * the active guardrails among the policies; a role that none of them defines is not judged here.
 *
 * @param policies - One policy, or those that are to be in force together.
 */
export function checkPolicyAgainstCatalog(
  policies: ParsedPolicy | readonly ParsedPolicy[],
  catalog: CatalogSnapshot,
): CatalogFinding[] {
  const index = new SnapshotIndex(catalog);
  const readable = [policies].flat().flatMap(parsed => {
    const document = (parsed as ParsedPolicy).policy?.document;
    return document ? [{ parsed: parsed as ParsedPolicy, document }] : [];
  });
  const roles = rolesOf(readable.map(({ document }) => document));

  return readable
    .filter(({ document }) => document.spec.mode !== 'disabled')
    .flatMap(({ parsed, document }) => {
      const found: ApprovalDiagnostic[] = [];
      checkDocument({
        document,
        index,
        roles,
        report: (code, path, message, data) =>
          found.push(finding(code, spanAt(parsed, path), message, data)),
      });
      return found
        .sort(compareDiagnostics)
        .map((diagnostic): CatalogFinding => ({ uri: parsed.uri, diagnostic }));
    });
}

function checkDocument(check: CatalogCheck): void {
  const { metadata, spec } = check.document;
  const isOwnerKnown = checkReference(check, metadata.owner, ['metadata', 'owner']);
  checkCovers(check, isOwnerKnown);
  spec.exceptions.forEach(({ owner }, position) =>
    checkReference(check, owner, ['spec', 'exceptions', position, 'owner']),
  );
  if (spec.layer === 'guardrail') {
    for (const [role, refs] of Object.entries(spec.roles)) {
      refs.forEach((ref, position) =>
        checkPeopleBehind(check, ref, ['spec', 'roles', role, position]),
      );
    }
    spec.breakGlass?.page.forEach((ref, position) =>
      checkPeopleBehind(check, ref, ['spec', 'breakGlass', 'page', position]),
    );
  }
  checkAskedPeople(check);
}

function rolesOf(documents: readonly PolicyDocument[]): Map<string, readonly string[]> {
  return new Map(
    documents.flatMap(({ spec }) =>
      spec.layer === 'guardrail' && spec.mode === 'active' ? Object.entries(spec.roles) : [],
    ),
  );
}
