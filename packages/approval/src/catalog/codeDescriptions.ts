import type { ApprovalCode } from './codes';

/**
 * What each code means and what to do about it, in one or two sentences: for the reference page, and
 * for SARIF's rules. A finding's own message says the same of the text at hand.
 */
export const APPROVAL_CODE_DESCRIPTIONS: Readonly<Record<ApprovalCode, string>> = {
  // Names
  'unknown-group': 'The catalog has no such group. Mend the name, or add the group.',
  'unknown-user': 'The catalog has no such user. Mend the name, or add the user.',
  'unknown-entity': 'The catalog has no such entity. Mend the reference, or add the entity.',
  // Coverage
  'covers-foreign':
    'A scope policy covers what its owner does not own. Cover less, or let the owner state it.',
  // People
  'empty-group': 'Nobody is in a group that is asked. Add people, or ask another group.',
  'too-few-people':
    'A requirement asks for more people than there are. Ask for fewer, or ask more groups.',
  'too-few-owners':
    'Some targets have fewer owners than a requirement asks for. Add people, or ask another group beside them.',
  'separated-out':
    'Separation of duties leaves too few people. Ask another group beside, or separate less.',
  'no-spare-person':
    'A requirement needs everyone there is, so one absence stops it. Ask a wider group.',
  'unowned-target':
    'Some targets have no owner, so nobody can be asked. Give them one in the catalog.',
  'unowned-dependents':
    'Some dependents have no owner, so nobody can be asked for them. Give them one in the catalog.',
};
