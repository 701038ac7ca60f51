import {
  impactFactorsSchema,
  outcomeSchema,
  proposalContextSchema,
  proposalSchema,
  recordingSchema,
  actionSchema,
  type JsonValue,
  type Recording,
} from '@countersign/model';
import { NULL, PartReader, UNREAD, type PartCheck, type PartSpec } from './PartReader';
import { readRecordingLine } from './readRecordingLine';

/** Deepest and longest parameters are left to the slower way, which knows what to say of them. */
const MAX_PARAMETER_LENGTH = 4096;

/**
 * Reads lines of recordings, one after the other; the result is that of {@link readRecordingLine}.
 *
 * Most of a line stood in lines before it: the target's facts, the impact, the parameters' names. Such a
 * part is parsed and checked once; see {@link PartReader}. A line with a fault is read as a whole, which
 * says what is wrong. Holds up to some ten thousand distinct texts of each part.
 */
export class RecordingReader {
  private readonly reader = new PartReader(RECORDING);

  read(text: string): ReturnType<typeof readRecordingLine> {
    const value = this.reader.read(text);
    return value === UNREAD ? readRecordingLine(text) : { recording: value as Recording };
  }
}

interface Schema {
  safeParse(value: unknown): { success: boolean; data?: unknown };
}

const checkedBy =
  (schema: Schema): PartCheck =>
  value => {
    const result = schema.safeParse(value);
    return result.success ? result.data : undefined;
  };

/** An object whose members are read one by one; some of them in parts again. */
function objectOf(
  schema: Schema & { readonly shape: Readonly<Record<string, Schema>> },
  deeper: Readonly<Record<string, PartSpec>> = {},
): PartSpec {
  return {
    check: checkedBy(schema),
    members: Object.fromEntries(
      Object.entries(schema.shape).map(([name, member]) => [
        name,
        deeper[name] ?? { check: checkedBy(member) },
      ]),
    ),
  };
}

/** Any JSON; what `JSON.parse` gives is that, but for numbers that are out of range. */
const PARAMETER: PartSpec = {
  check: value => {
    if (value === null) {
      return NULL;
    }
    const text = typeof value === 'object' ? JSON.stringify(value) : '';
    const isSound =
      typeof value === 'number'
        ? Number.isFinite(value)
        : text.length <= MAX_PARAMETER_LENGTH &&
          !text.includes('null') &&
          !text.includes('__proto__');
    return isSound ? (value as JsonValue) : undefined;
  },
};

const RECORDING = objectOf(recordingSchema, {
  proposal: objectOf(proposalSchema, {
    action: objectOf(actionSchema, {
      properties: {
        check: checkedBy(actionSchema.shape.properties),
        others: PARAMETER,
      },
    }),
    context: objectOf(proposalContextSchema),
  }),
  factors: objectOf(impactFactorsSchema),
  outcome: objectOf(outcomeSchema),
});
