import { ACTION_TYPES } from './actionTypes';
import { resolveActionType } from './resolveActionType';

describe('the registry of action types', () => {
  const types = [...ACTION_TYPES.values()];

  it('has dotted names in lower case', () => {
    for (const { name } of types) {
      expect(name).toMatch(/^[a-z]+\.[a-z]+$/);
    }
  });

  it('means one type by each spelling', () => {
    const spellings = types.flatMap(type => [type.name, ...type.aliases]);
    expect(spellings.filter((one, at) => spellings.indexOf(one) !== at)).toEqual([]);
    expect(spellings.filter(one => one !== one.toLowerCase().trim())).toEqual([]);
  });

  it.each([
    ['service.restart', 'service.restart'],
    ['Restart', 'service.restart'],
    ['roll_back', 'deployment.rollback'],
    ['schema.migrate', 'database.migrate'],
  ])('resolves %s', (spelling, name) => {
    expect(resolveActionType(spelling)?.name).toBe(name);
  });

  it.each(['', 'service.restrat', 'toString', '__proto__'])('does not guess at %j', spelling => {
    expect(resolveActionType(spelling)).toBeUndefined();
  });

  it('rates what deletes or lets data out as final, and what only looks as read_only', () => {
    const rating = (name: string) => ACTION_TYPES.get(name)?.reversibility;
    expect(['data.purge', 'resource.delete', 'data.export'].map(rating)).toEqual(
      Array(3).fill('irreversible'),
    );
    expect(types.filter(type => type.reversibility === 'read_only').map(type => type.name)).toEqual(
      ['diagnostics.read'],
    );
  });

  it('cannot be changed by whoever reads it', () => {
    expect(Object.isFrozen(types[0])).toBe(true);
    expect(Object.isFrozen(types[0]!.effects)).toBe(true);
  });
});
