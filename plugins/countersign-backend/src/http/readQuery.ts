import { Problem } from '@countersign/model';
import type { Request } from 'express';
import type { z } from 'zod';
import { explainIssues } from './explainIssues';

/** Checks a query. @throws Problem `invalid_member` */
export function readQuery<T>(request: Request, schema: z.ZodType<T>): T {
  const checked = schema.safeParse(request.query);
  if (!checked.success) {
    throw new Problem(
      'invalid_member',
      'The query cannot be used: see errors.',
      explainIssues(checked.error),
    );
  }
  return checked.data;
}
