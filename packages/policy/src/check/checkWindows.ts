import { windowSchema, type WindowDocument } from '@countersign/model';
import { finding, type PolicyDiagnostic } from '../codes';
import { isZone } from '../evaluate/zonedTime';
import type { PolicyText } from '../parse/PolicyText';
import { compileWindow, minutesOf, type Window } from '../plan/compileWindow';
import { overlappingWindows } from './reach/overlappingWindows';

/** The windows of a policy, by name; one with a fault of its own never contains any time. */
export interface CheckedWindows {
  readonly windows: ReadonlyMap<string, Window>;
  readonly diagnostics: PolicyDiagnostic[];
}

/**
 * Zones are those that the JavaScript engine knows; an end equal to the start would be empty; windows
 * that overlap are pointed out.
 */
export function checkWindows(text: PolicyText): CheckedWindows {
  const windows = new Map<string, Window>();
  const sound = new Map<string, WindowDocument>();
  const diagnostics: PolicyDiagnostic[] = [];
  for (const name of text.names(['spec', 'windows'])) {
    const path = ['spec', 'windows', name];
    const zone = text.string([...path, 'zone']);
    if (zone !== undefined && !isZone(zone)) {
      diagnostics.push(
        finding(
          'unknown-zone',
          text.span([...path, 'zone']),
          `There is no time zone "${zone}". Use an IANA name such as Europe/London or UTC.`,
        ),
      );
    }
    const from = text.string([...path, 'from']);
    const to = text.string([...path, 'to']);
    if (from !== undefined && to !== undefined && minutesOf(from) % 1440 === minutesOf(to) % 1440) {
      if (!(minutesOf(from) === 0 && minutesOf(to) === 1440)) {
        diagnostics.push(
          finding(
            'empty-window',
            text.span([...path, 'to']),
            `The window "${name}" ends when it starts. For a whole day write from 00:00 to 24:00.`,
          ),
        );
      }
    }
    const document = windowSchema.safeParse(text.valueAt(path));
    windows.set(name, document.success ? compileWindow(document.data) : CLOSED);
    if (document.success && isZone(document.data.zone)) {
      sound.set(name, document.data);
    }
  }
  for (const { first, second, message } of overlappingWindows(sound)) {
    diagnostics.push(
      finding('overlapping-windows', text.keySpan(['spec', 'windows', second]), message, {
        overlaps: first,
      }),
    );
  }
  return { windows, diagnostics };
}

const CLOSED: Window = { contains: () => false };
