import type { CatalogSnapshot, Recording } from '@countersign/model';
import { replay } from '../engine/replay';
import { createRecordingSet } from '../RecordingSet';
import { askFrom, policySetOf } from '../testing/policies';
import { recordingOf } from '../testing/recordingOf';
import { PeopleResolver } from './PeopleResolver';
import { summarizePeople } from './summarizePeople';

const snapshot: CatalogSnapshot = {
  takenAt: '2026-05-01T00:00:00Z',
  entities: [],
  edges: [],
  aliases: {},
  groups: [
    { ref: 'group:default/payments' },
    { ref: 'group:default/cards', parent: 'group:default/payments' },
    { ref: 'group:default/platform' },
    // Two that contain each other must not keep anyone waiting.
    { ref: 'group:default/x', parent: 'group:default/y' },
    { ref: 'group:default/y', parent: 'group:default/x' },
  ],
  users: [
    { ref: 'user:default/ada', groups: ['group:default/payments'] },
    { ref: 'user:default/ada2', groups: ['group:default/cards'], samePersonAs: 'user:default/ada' },
    { ref: 'user:default/bea', groups: ['group:default/cards'] },
    { ref: 'user:default/cy', groups: ['group:default/x'] },
  ],
  agents: [{ id: 'deployer', registeredBy: 'user:default/bea' }],
};

async function summarize(recordings: Recording[], rules: string) {
  const set = createRecordingSet({ name: 'test', recordings });
  const head = policySetOf(rules);
  const result = await replay({ set, head });
  return summarizePeople(result, set, snapshot);
}

const of = (owner: string, agent = 'other') => {
  const plain = recordingOf();
  return recordingOf({
    resource: { ...plain.resource, owner },
    proposal: { ...plain.proposal, subject: { type: 'agent', id: agent } },
  });
};

describe('summarizePeople', () => {
  it('says who would have been asked, and what nobody could have approved', async () => {
    const asked = await summarize(
      [
        of('group:default/payments'),
        // Ada and Bea are two people; who registered the agent does not count.
        of('group:default/payments', 'deployer'),
        of('group:default/y'),
        of('group:default/gone'),
      ],
      askFrom('low', 2),
    );
    expect(asked).toMatchObject({
      catalogTakenAt: snapshot.takenAt,
      asked: 4,
      unfulfillable: 3,
      unknown: 0,
      parties: [
        { ref: 'group:default/payments', recordings: 2, people: 1 },
        { ref: 'group:default/gone', recordings: 1, people: 0 },
        { ref: 'group:default/y', recordings: 1, people: 1 },
      ],
    });
    expect(asked.shortages.map(({ recordings }) => recordings)).toEqual([1, 1, 1]);
    expect(asked.shortages.map(({ because }) => because).join()).toContain('group:default/gone');
  });

  it('counts nothing where nobody is asked', async () => {
    const asked = await summarize([of('group:default/payments')], askFrom('critical'));
    expect(asked).toMatchObject({ asked: 0, unfulfillable: 0, parties: [], shortages: [] });
  });
});

describe('PeopleResolver', () => {
  const onCall = { from: 'oncall(resource)', count: 1 };
  const ours = { from: 'group:default/payments', count: 1 };
  const nobody = { from: 'group:default/platform', count: 1 };

  it.each([
    ['unknown', onCall],
    ['fulfillable', ours],
    ['unfulfillable', nobody],
    ['fulfillable', { any: [onCall, ours] }],
    ['unknown', { any: [onCall, nobody] }],
    ['unfulfillable', { all: [onCall, nobody] }],
    ['unknown', { all: [onCall, ours] }],
  ] as const)('finds %s what asks %j', async (fulfillment, approvers) => {
    const requirement = {
      approvers: JSON.parse(JSON.stringify(approvers)),
      deadlineMinutes: 60,
      separation: [],
      reasonRequired: false,
    };
    const resolver = new PeopleResolver(snapshot);
    expect(await resolver.resolve(requirement, recordingOf())).toMatchObject({ fulfillment });
  });
});
