import { requirementSchema, type Approvers, type Requirement } from '@countersign/model';
import { combineRequirements } from './combineRequirements';

const require = (approvers: Approvers, rest: Partial<Requirement> = {}): Requirement => ({
  approvers,
  deadlineMinutes: 60,
  separation: [],
  reasonRequired: false,
  ...rest,
});
const of = (from: string, count = 1) => ({ from, count });

it('flattens what is joined by all, asks equal parts once, keeps the greater count', () => {
  const any = { any: [of('group:default/a'), of('group:default/b')] };
  const combined = combineRequirements([
    require({ all: [of('group:default/a'), { all: [of('owners(resource)'), any] }] }),
    require(of('group:default/a', 2)),
    require(any),
  ]);
  expect(combined.approvers).toEqual({
    all: [of('group:default/a', 2), of('owners(resource)'), any],
  });
});

it('takes the earliest deadline, every separation, and a reason if any wants one', () => {
  expect(
    combineRequirements([
      require(of('group:default/a'), { deadlineMinutes: 30, separation: ['policy_author'] }),
      require(of('group:default/a'), { separation: ['agent_owners'], reasonRequired: true }),
    ]),
  ).toEqual({
    approvers: of('group:default/a'),
    deadlineMinutes: 30,
    separation: ['agent_owners', 'policy_author'],
    reasonRequired: true,
  });
});

it('stays within the schema with more parts than one join may have', () => {
  const many = Array.from({ length: 50 }, (_, index) => require(of(`group:default/g${index}`)));
  expect(requirementSchema.safeParse(combineRequirements(many)).success).toBe(true);
});

describe('escalation', () => {
  const step = (instead: Approvers, afterMinutes = 30) => ({
    afterMinutes,
    instead,
    to: of('group:default/later'),
  });
  const a = of('group:default/a');
  const b = of('group:default/b');

  it('is kept for the part that it stands in for', () => {
    const combined = combineRequirements([require(a, { escalation: [step(a)] }), require(b)]);
    expect(combined.escalation).toEqual([step(a)]);
  });

  it('is dropped where somebody else asks the same people without it', () => {
    const combined = combineRequirements([
      require(a, { escalation: [step(a)] }),
      require(of('group:default/a', 2)),
    ]);
    expect(combined.approvers).toEqual(of('group:default/a', 2));
    expect(combined.escalation).toBeUndefined();
  });

  it('is dropped where the earliest deadline comes first', () => {
    const combined = combineRequirements([
      require(a, { escalation: [step(a, 30), step(a, 10)], reminderMinutes: [5, 25] }),
      require(b, { deadlineMinutes: 20, reminderMinutes: [5, 15] }),
    ]);
    expect(combined.escalation).toEqual([step(a, 10)]);
    expect(combined.reminderMinutes).toEqual([5, 15]);
  });
});

it('takes the strongest assurance, and waits past the deadline only if all would', () => {
  const a = require(of('group:default/a'), { assurance: 'fresh_sign_in', end: 'wait' });
  const b = require(of('group:default/b'), { assurance: 'passkey' });
  expect(combineRequirements([a, b])).toMatchObject({ assurance: 'passkey' });
  expect(combineRequirements([a, b]).end).toBeUndefined();
  expect(combineRequirements([a, { ...b, end: 'wait' }]).end).toBe('wait');
});
