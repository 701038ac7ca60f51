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
