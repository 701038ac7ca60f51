import { schemaMembers } from './schemaMembers';
import { schemaValue } from './schemaValue';

const RULE = ['spec', 'rules', 0];

describe('schemaValue', () => {
  it.each([
    [['spec', 'rules'], ['list'], undefined],
    [['spec', 'windows'], ['names'], undefined],
    [['spec', 'windows', 'any-name'], ['members'], undefined],
    [[...RULE, 'when'], ['text'], 'condition'],
    [[...RULE, 'require', 'deadline'], ['text'], 'duration'],
    [[...RULE, 'require', 'approvers', 'all', 3, 'any', 0, 'from'], ['text'], 'approver'],
    [[...RULE, 'require', 'reasonRequired'], ['truth'], undefined],
    [['metadata', 'owner'], ['text'], 'entity'],
    [['metadata', 'reviewBy'], ['text'], 'day'],
    [['spec', 'exceptions', 0, 'from', 0], ['text'], 'name'],
    [['spec', 'impact', 'bands', 'local'], ['number'], undefined],
    [['spec', 'nonsense', 'constructor'], [], undefined],
  ])('%s is %s in the form %s', (path, kinds, form) => {
    expect(schemaValue(path)).toMatchObject({ kinds, ...(form && { form }) });
    expect(schemaValue(path).form).toBe(form);
  });

  it('knows choices, meaning and what holds when nothing is said', () => {
    expect(schemaValue(['spec', 'mode'])).toMatchObject({
      values: ['active', 'shadow', 'disabled'],
      fallback: 'active',
      description: expect.stringContaining('decides'),
    });
  });
});

describe('schemaMembers', () => {
  const names = (...present: string[]) =>
    schemaMembers([...RULE, 'require', 'approvers'], undefined, undefined, present).map(
      member => member.name,
    );

  it('tells shapes apart by what stands there', () => {
    expect(names()).toEqual(['from', 'count', 'all', 'any']);
    expect(names('count')).toEqual(['from', 'count']);
    expect(names('any')).toEqual(['any']);
    expect(names('nonsense')).toEqual(['from', 'count', 'all', 'any']);
  });
});
