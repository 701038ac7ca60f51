import { checkPolicyAgainstCatalog } from '@countersign/approval';
import { catalogSnapshot } from './catalogSnapshot';
import { loadExamplePeople } from './loadExamplePeople';
import { parseExamplePolicies } from './loadExamplePolicies';

it('has everybody, with all their groups', () => {
  expect(catalogSnapshot().users.map(({ ref, groups }) => ({ ref, groups }))).toEqual(
    loadExamplePeople()
      .map(({ ref, groups }) => ({ ref, groups: [...groups].sort() }))
      .sort((a, b) => (a.ref < b.ref ? -1 : 1)),
  );
});

it('can fulfil what the shipped policies ask', () => {
  const found = checkPolicyAgainstCatalog(parseExamplePolicies(), catalogSnapshot());
  // Warned of, and true of the organisation: Billing is two people, the Privacy Office one.
  expect(found.map(({ uri, diagnostic }) => [uri, diagnostic.code])).toEqual([
    ['payments.policy.yaml', 'no-spare-person'],
    ['tumbleweed-guardrail.policy.yaml', 'no-spare-person'],
  ]);
});
