import * as model from '@countersign/model';
import { z } from 'zod';
import * as client from '../src';

/** Every schema that stands in the interface, by the name of its component. */
const COMPONENTS: Record<string, z.ZodType> = {
  EvaluationRequest: client.evaluationRequestSchema,
  EvaluationResponse: client.evaluationResponseSchema,
  ApprovalReference: client.approvalReferenceSchema,
  AccessRequest: client.accessRequestSchema,
  TaskResponse: client.taskResponseSchema,
  RequestList: client.requestListSchema,
  RequestSummary: client.requestSummarySchema,
  RequestDetail: client.requestDetailSchema,
  RequirementProgress: client.requirementProgressSchema,
  ReviewRequest: client.reviewRequestSchema,
  GrantView: client.grantViewSchema,
  RedemptionRequest: client.redemptionRequestSchema,
  Redemption: client.redemptionSchema,
  OutcomeReport: client.outcomeReportSchema,
  OutcomeReceipt: client.outcomeReceiptSchema,
  Jwks: client.jwksSchema,
  PolicyList: client.policyListSchema,
  PolicyInForce: client.policyInForceSchema,
  Status: client.statusSchema,
  Health: client.healthSchema,
  LedgerEntries: client.ledgerEntriesSchema,
  LedgerProof: client.ledgerProofSchema,
  ProblemDocument: client.problemDocumentSchema,
  Approvers: model.approversSchema,
  Decision: model.decisionSchema,
  ImpactFactors: model.impactFactorsSchema,
  JsonObject: model.jsonObjectSchema,
  ProposalContext: model.proposalContextSchema,
  Recording: model.recordingSchema,
  Requirement: model.requirementSchema,
  ResourceFacts: model.resourceFactsSchema,
};

/** `components.schemas` of the OpenAPI document, as JSON Schema 2020-12. */
export function openapiComponents(): Record<string, unknown> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(COMPONENTS)) {
    registry.add(schema, { id });
  }
  const { schemas } = z.toJSONSchema(registry, {
    io: 'input',
    uri: id => `#/components/schemas/${id}`,
  });
  // What is recursive and has no name of its own, zod puts under one called __shared.
  const { __shared, ...named } = schemas as Record<string, Record<string, unknown>>;
  const shared = Object.entries((__shared?.$defs ?? {}) as Record<string, unknown>).map(
    ([name, schema]) => [`Shared_${name}`, schema] as const,
  );
  const components = Object.fromEntries([
    ...Object.keys(COMPONENTS).map(id => {
      const { $schema: _, $id: __, ...schema } = named[id]!;
      return [id, schema] as const;
    }),
    ...shared,
  ]);
  return JSON.parse(
    JSON.stringify(components).replaceAll(
      /#\/components\/schemas\/__shared#\/\$defs\//g,
      '#/components/schemas/Shared_',
    ),
  ) as Record<string, unknown>;
}
