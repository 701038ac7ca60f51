import type { Recording } from '@countersign/model';
import type { ReplayRow } from '../engine/ReplayResult';
import { isoWeek } from './isoWeek';

/** What recordings can be put together by. */
export const GROUP_KEYS = ['service', 'team', 'agent', 'action', 'level', 'week'] as const;
export type GroupKey = (typeof GROUP_KEYS)[number];

/** The value of recordings whose target has no owner on record. */
export const NO_TEAM = '(no owner)';

/** What each key reads, in words. */
export const GROUP_KEY_MEANINGS: Readonly<Record<GroupKey, string>> = {
  service: 'the target, by its reference',
  team: 'the owner of the target, as recorded',
  agent: 'who wanted to act',
  action: 'the type of the action',
  level: "the head's level",
  week: 'the ISO week in which it was proposed, in UTC',
};

/** The group that a row belongs to. */
export function groupValue(key: GroupKey, row: ReplayRow, recording: Recording): string {
  switch (key) {
    case 'service':
      return recording.resource.ref;
    case 'team':
      return recording.resource.owner ?? NO_TEAM;
    case 'agent':
      return recording.proposal.subject.id;
    case 'action':
      return recording.proposal.action.name;
    case 'level':
      return row.head.level;
    case 'week':
      return isoWeek(Date.parse(recording.at));
  }
}
