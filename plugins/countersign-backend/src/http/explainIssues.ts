import type { ProblemDocument } from '@countersign/model';
import type { z } from 'zod';

/** A schema's findings as JSON pointers (RFC 6901), each with its fault; at most 20. */
export function explainIssues(error: z.ZodError): NonNullable<ProblemDocument['errors']> {
  return error.issues
    .flatMap(issue =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map(key => ({
            pointer: pointer([...issue.path, key]),
            message: 'is not a member that is known here',
          }))
        : [{ pointer: pointer(issue.path), message: issue.message }],
    )
    .slice(0, 20);
}

function pointer(path: readonly PropertyKey[]): string {
  return path.map(part => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
