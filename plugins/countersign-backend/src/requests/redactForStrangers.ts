import type { RequestDetail } from '@countersign/client';

/**
 * What somebody sees who neither reviews nor owns: that an agent asks for a kind of action on a
 * target, why people are asked, who, and how it stands. No parameters, nobody's prose, and no
 * message of a condition's fault, which may quote a value.
 */
export function redactForStrangers(detail: RequestDetail): RequestDetail {
  const { proposal, decision, explanation, reviews, outcome } = detail;
  const { executor } = proposal.context;
  return {
    ...detail,
    redacted: true,
    proposal: {
      subject: { type: proposal.subject.type, id: proposal.subject.id },
      action: { name: proposal.action.name },
      resource: { type: proposal.resource.type, id: proposal.resource.id },
      context: { ...(executor && { executor }) },
    },
    decision: { ...decision, faults: [] },
    explanation: { summary: explanation.summary, steps: [] },
    reviews: reviews.map(({ by, vote, at }) => ({ by, vote, at })),
    ...(outcome && { outcome: { status: outcome.status, at: outcome.at } }),
  };
}
