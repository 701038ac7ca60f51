import type { PolicyCode } from './codes';

/**
 * What each code means and what to do about it, in one or two sentences: for the reference page, and
 * for SARIF's rules. A finding's own message says the same of the text at hand.
 */
export const CODE_DESCRIPTIONS: Readonly<Record<PolicyCode, string>> = {
  // Reading the text
  'yaml-syntax':
    'The text is not YAML. Mend the indentation, the bracket or the quote it points at.',
  'too-large': 'The text is longer than half a megabyte. Split the policy.',
  'too-deep': 'Lists and mappings nest deeper than 40 levels. Check brackets and indentation.',
  'empty-document': 'The text holds no document. Write one, or remove the file.',
  'several-documents': 'A file holds one document. Put the second into a file of its own.',
  'duplicate-key': 'A member stands twice in one mapping, and only one can count. Remove one.',
  alias:
    'Anchors and aliases are not part of the language: every rule reads as it is. Write it out.',
  tag: 'Tags are not part of the language. Remove it.',
  // The shape of the document
  'schema-type':
    'A value is of the wrong type, such as a number where a text belongs. Quote what is a text.',
  'schema-value': 'A value is not one of those that may stand here. The message names them.',
  'unknown-member': 'There is no such member here. Mend the spelling, or remove it.',
  'missing-member': 'A member that must be there is missing. Add it.',
  'requirement-missing': 'A rule asks for approval and does not say whose. Add "require".',
  'requirement-unexpected': 'A rule that does not ask for approval says whose. Remove "require".',
  'raise-target': 'A raise says either "to" (a level) or "by" (so many steps). Keep one of them.',
  'guardrail-kind-missing':
    'A rule of a guardrail must say whether it is mandatory or a default. Add "kind".',
  'kind-in-scope': 'Only rules of guardrails have a kind. Remove it.',
  // Names and values that refer to each other
  'duplicate-rule': 'Two rules of a policy have one name. Rename one: decisions name their rule.',
  'duplicate-raise': 'Two raises have one name. Rename one: explanations name their raises.',
  'duplicate-coverage': 'The same is covered twice. Remove one of the two.',
  'unknown-zone': 'There is no such time zone. Use an IANA name such as Europe/London.',
  'empty-window': 'A window ends when it starts. For whole days write from 00:00 to 24:00.',
  'unused-window': 'Nothing asks for this window. Use it, or remove it.',
  'overlapping-windows':
    'Two windows are open at the same time, and neither lies within the other. Move one of them if they are meant to be apart.',
  'bands-order': 'A band does not reach further than the one before. Its bound must be larger.',
  'matrix-hole': 'The matrix does not say every level. Fill in the missing rows and cells.',
  'matrix-order':
    'A worse cell of the matrix has a lower level than a milder one. Check that this is meant.',
  'never-fires':
    'A rule can never answer: its condition contradicts itself, or rules before it take everything. Mend the condition, or move the rule up.',
  'wrong-unit':
    'A duration has a unit that is not known. Write minutes, hours or days: 30m, 4h, 2d.',
  'duplicate-name':
    'Two parts of a policy that decisions call by name have one name. Rename one of them.',
  'duplicate-control': 'A control is named twice. Name it once, with all its rules.',
  'unknown-rule':
    'A name refers to a rule, hold or required fields that this policy does not have.',
  'empty-hold': 'A hold ends before it begins. Mend "from" or "to".',
  'hold-ended': 'A hold lies in the past and stops nothing any more. Remove it.',
  'exception-ended':
    'An exception is past its last day and lifts nothing any more. Remove or renew it.',
  'standing-ended':
    'A standing approval is past its last day and lets nothing run any more. Remove or renew it.',
  'review-due': 'The day by which the owner wanted to look at the policy is gone. Review it.',
  'reminder-late': 'A reminder would come after the deadline. Remind earlier.',
  'escalation-order':
    'A step of an escalation comes no later than the one before, or not before the deadline. Put the steps in order.',
  // Conditions
  'condition-syntax': 'A condition is not CEL. Mend what it points at.',
  'condition-profile':
    'A condition is CEL and outside the profile that policies use, because readers would differ over it or it would cost too much.',
  'condition-type': 'A condition compares or combines values of types that do not fit.',
  'condition-pattern':
    'A pattern is not one that RE2 reads. RE2 has no lookaround and no backreferences.',
  'unknown-name': 'There is no such variable, member or function. Mend the spelling.',
  'unknown-window':
    'A condition asks for a window that the policy does not have. Add it, or mend the name.',
  'unknown-value': 'A condition compares with a value that can never come. Mend the spelling.',
  'always-present': 'has() asks for something that is always there. Ask for its content instead.',
  'maybe-absent':
    'A condition reads a fact that may be absent, and then fails. Ask with has() first.',
  // Policies beside each other
  'duplicate-policy': 'Two policies have one name. Rename one: decisions name their policy.',
  'impact-missing': 'No active guardrail carries the matrix. Exactly one must.',
  'duplicate-impact': 'More than one active guardrail carries the matrix. Exactly one may.',
  'fallback-missing':
    'No active guardrail says whom to ask when no rule answers. Exactly one must.',
  'duplicate-fallback':
    'More than one active guardrail says whom to ask when no rule answers. Exactly one may.',
  'duplicate-break-glass': 'More than one active guardrail has break-glass. At most one may.',
  'duplicate-role': 'Two active guardrails define one role. Define it in one of them.',
  'unknown-role':
    'A requirement names a role that no guardrail defines. Define it, or mend the name.',
  // Tests beside policies
  'test-duplicate-case': 'Two cases have one name. Rename one: reports name their cases.',
  'test-no-expectation': 'A case expects nothing. Say what it shows.',
  'test-no-action': 'A case does not say what is to be done. Give it an action.',
  'test-no-time': 'A case has no moment at which it is decided. Add "at" to it or to the file.',
  'test-contradiction': 'A case expects things that cannot hold together. Remove one of them.',
  'test-no-policy': 'No policy is where the tests look for one. Mend "policies".',
  'test-unknown-name':
    'A case names a rule or other part that no loaded policy has. Mend the name.',
  'test-ambiguous-name': 'Several loaded policies have a part of this name. Write policy/name.',
  'test-unknown-recording': 'There is no such recording. Mend the set or the id.',
};
