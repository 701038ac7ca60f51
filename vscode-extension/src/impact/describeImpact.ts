import { countText, describeSummary } from '@countersign/language-service';
import type { RecordingsState } from '../recordings/RecordingsState';
import type { ImpactState } from './ImpactState';

/**
 * How the state of the replay reads: a few words for the status bar, a line for the file's head.
 * Only the short form tells of progress: an editor asks for the line anew after a moment without
 * changes, so one that changes all the time would never be drawn.
 */
export interface ImpactText {
  icon: 'history' | 'sync~spin' | 'warning' | 'circle-slash';
  short: string;
  sentence: string;
  /** Whether the numbers said are older than the text, or whether there are none at all. */
  stale: boolean;
  /** Whether something that the edit newly lets through went wrong. */
  regret: boolean;
  /** Whether the first thing to do is to load recordings. */
  wantsRecordings: boolean;
}

/** Puts the state of the replay into words. */
export function describeImpact(recordings: RecordingsState, impact: ImpactState): ImpactText {
  const text = { icon: 'history', stale: false, regret: false, wantsRecordings: false } as const;
  switch (recordings.kind) {
    case 'none':
      if (impact.reason !== undefined) {
        return describeReplayed(impact, 0);
      }
      return {
        ...text,
        short: 'no recordings',
        sentence: 'No recordings are loaded: load some to see what these rules would have done',
        stale: true,
        wantsRecordings: true,
      };
    case 'loading':
      return {
        ...text,
        icon: 'sync~spin',
        short: `reading recordings, ${countText(recordings.lines)} lines`,
        sentence: `Reading recordings from ${recordings.name} …`,
        stale: true,
      };
    case 'failed':
      return {
        ...text,
        icon: 'warning',
        short: 'recordings not loaded',
        sentence: `Recordings could not be loaded. ${recordings.message}`,
        stale: true,
        wantsRecordings: true,
      };
    case 'loaded':
      if (recordings.report.count === 0) {
        return { ...text, ...emptySet(recordings.report.name, recordings.report.faults) };
      }
  }
  return describeReplayed(impact, recordings.report.count);
}

function describeReplayed(impact: ImpactState, count: number): ImpactText {
  const numbers = impact.summary && describeSummary(impact.summary);
  const text = { stale: !impact.fresh, regret: false, wantsRecordings: false };
  if (impact.reason !== undefined) {
    const older = numbers ? ' The numbers below are from before that.' : '';
    return {
      ...text,
      icon: 'circle-slash',
      short: 'not replayed',
      sentence: `Not replayed: ${endSentence(impact.reason)}${older}`,
    };
  }
  if (!impact.fresh || !numbers) {
    const done = `${Math.floor(100 * (impact.progress ?? 0))} %`;
    const before = numbers ? ` · before the last edit: ${lowerFirst(numbers.sentence)}` : '';
    return {
      ...text,
      icon: 'sync~spin',
      short: `${numbers ? `${numbers.short} · ` : ''}replaying, ${done}`,
      sentence: `Replaying ${countText(count)} recordings …${before}`,
      regret: numbers?.regret ?? false,
    };
  }
  const compared = impact.baseFault
    ? ` · no comparison, because of the saved files: ${impact.baseFault}`
    : '';
  return {
    ...text,
    icon: numbers.regret ? 'warning' : 'history',
    short: numbers.short,
    sentence: `${numbers.sentence}${compared}`,
    regret: numbers.regret,
  };
}

function emptySet(name: string, faults: number) {
  const why =
    faults > 0
      ? `none of its ${countText(faults)} lines is a recording. Recordings are JSON Lines as Countersign exports them`
      : 'it is empty';
  return {
    icon: 'warning' as const,
    short: 'no recordings',
    sentence: `There is nothing to replay in ${name}: ${why}`,
    stale: true,
    wantsRecordings: true,
  };
}

function endSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
