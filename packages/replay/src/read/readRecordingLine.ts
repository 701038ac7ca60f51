import { recordingSchema, type Recording } from '@countersign/model';

/**
 * Reads one line: the recording, or in a sentence why it is none; `undefined` for a blank one.
 * Never throws.
 */
export function readRecordingLine(
  text: string,
): { recording: Recording } | { message: string } | undefined {
  if (text.trim() === '') {
    return undefined;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { message: 'The line is not JSON' };
  }
  try {
    const parsed = recordingSchema.safeParse(value);
    return parsed.success
      ? { recording: parsed.data }
      : { message: `The line is not a recording: ${firstIssue(parsed.error.issues)}` };
  } catch (error) {
    // A value nested thousands of levels deep ends the stack of whoever walks it.
    if (error instanceof RangeError) {
      return { message: 'The line nests too deeply' };
    }
    throw error;
  }
}

function firstIssue(issues: { path: PropertyKey[]; message: string }[]): string {
  const [issue] = issues;
  const place = issue && issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : '';
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return `${place}${issue?.message ?? 'it does not fit the schema'}${more}`;
}
