import { CatalogNames } from '../context/CatalogNames';
import type { LanguageContext } from '../context/LanguageContext';
import { marked, SCOPE_HEAD } from '../testing/marked';
import { hover } from './hover';

const CONTEXT: LanguageContext = {
  catalog: new CatalogNames([{ ref: 'group:default/payments', title: 'Pay <b>*ments*' }]),
  samples: { 'resource.owner': ['group:default/payments', 'a`b'], 'action.properties.n': [3] },
  // A Sunday, 10:00 in London.
  now: Date.UTC(2026, 10, 22, 10),
};

function text(source: string, context = CONTEXT): string | undefined {
  const { view, position } = marked(source);
  const found = hover(view, position, context);
  return found && (found.contents as { value: string }).value;
}
const when = (condition: string) => `${SCOPE_HEAD}  rules:\n    - when: ${condition}\n`;

describe('hover', () => {
  it.each<[string, string | RegExp]>([
    [
      'spec:\n  mo¦de: active',
      /^\*\*`mode`\*\*\n\n.*\n\nOne of `active`.*\n\nWhen left out: `active`\./,
    ],
    ['metadata:\n  na¦me: x', /^\*\*`name`\*\* · required/],
    [`${SCOPE_HEAD}  rules:\n    - require: { deadline: 9¦0m }`, '90 minutes'],
    ['metadata: { owner: group:default/pay¦ments }', 'Pay &#60;b&#62;&#42;ments&#42;'],
    ['metadata: { owner: group:default/pay¦roll }', 'The loaded catalog has no such entity.'],
    ['metadata: { reviewBy: 2026-11-2¦4 }', 'Tuesday, in 2 days'],
    [
      `${SCOPE_HEAD}  rules:\n    - require: { approvers: { from: owners(res¦ource) } }`,
      /owners of the target/,
    ],
    [
      SCOPE_HEAD.replace('office', 'off¦ice'),
      /Europe\/London`\n\nClosed now, opens Monday, 23 November, 09:00\./,
    ],
    [when("inWindow('nig¦ht')"), /opens Sunday, 22 November, 22:00/],
    [when('impact.le¦vel'), /`impact.level` · `string`.*One of `low`/s],
    [when('resource.own¦er'), /may be absent.*In recordings: `group:default\/payments`, ``a`b``/s],
    [when('action.properties.n¦ > 2'), /`action.properties.n` · `dyn`.*`3`/s],
    [when('resource.tags.exi¦sts(t, t == "a")'), /list\.exists\(item, condition\)/],
    [when('at¦Least(impact.level, "high")'), /`atLeast\(level, level\): bool`/],
  ])('%j', (source, expected) => {
    const pattern =
      typeof expected === 'string'
        ? new RegExp(`^${expected.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`)
        : expected;
    expect(text(source)).toMatch(pattern);
  });

  it.each(['# comm¦ent', 'spec:\n  nonsense¦: 1', when("'a te¦xt' == 1"), '¦'])(
    'says nothing of %j',
    source => {
      expect(text(source)).toBeUndefined();
    },
  );
});
