import type { CountersignStore, Sequencer } from '@countersign/store';
import type { CallerAuth } from './callers/CallerAuth';
import type { Registry } from './callers/Registry';
import type { CatalogSnapshots } from './catalog/CatalogSnapshots';
import type { Settings } from './config/Settings';
import { Decider } from './decisions/Decider';
import { EvaluationService } from './decisions/EvaluationService';
import { GrantService } from './grants/GrantService';
import { GrantTokens } from './grants/GrantTokens';
import { OutcomeService } from './grants/OutcomeService';
import { RedemptionService } from './grants/RedemptionService';
import type { SigningKeys } from './keys/SigningKeys';
import { LedgerReader } from './ledger/LedgerReader';
import type { PoliciesInForce } from './policies/PoliciesInForce';
import { ApprovalCheck } from './requests/ApprovalCheck';
import { BindingTokens } from './requests/BindingTokens';
import { CancellationService } from './requests/CancellationService';
import { Eligibility } from './requests/Eligibility';
import { RequestReader } from './requests/RequestReader';
import { ReviewService } from './requests/ReviewService';
import { SubmissionService } from './requests/SubmissionService';
import { TaskReader } from './requests/TaskReader';
import { Visibility } from './requests/Visibility';
import { StatusReader } from './status/StatusReader';
import type { Transact } from './transactions/Transact';

/** What the services are made of. */
export interface Foundations {
  store: CountersignStore;
  transact: Transact;
  settings: Settings;
  callers: CallerAuth;
  registry: Registry;
  catalog: CatalogSnapshots;
  policies: PoliciesInForce;
  keys: SigningKeys;
  sequencer: Sequencer;
  requestsEndpoint: () => Promise<string>;
}

/** One service for each step of the path, as the routers use them. */
export type Services = ReturnType<typeof createServices>;

/** Wires the services to each other; decides nothing. */
export function createServices(foundations: Foundations) {
  const { settings, keys } = foundations;
  const { origin } = settings.ledger;
  const decider = new Decider(foundations);
  const eligibility = new Eligibility(foundations);
  const approvals = new ApprovalCheck({ eligibility });
  const visibility = new Visibility({ ...foundations, eligibility });
  const bindings = new BindingTokens(keys.tokens, origin);
  const tokens = new GrantTokens(keys.tokens, origin);
  return {
    ...foundations,
    evaluations: new EvaluationService({ ...foundations, decider, approvals, bindings }),
    submissions: new SubmissionService({ ...foundations, bindings, eligibility }),
    tasks: new TaskReader({ ...foundations, appUrl: settings.appUrl }),
    cancellations: new CancellationService(foundations),
    requests: new RequestReader({ ...foundations, eligibility, visibility }),
    reviews: new ReviewService({
      ...foundations,
      eligibility,
      validMinutes: settings.approvals.validMinutes,
    }),
    grants: new GrantService({ ...foundations, tokens }),
    redemptions: new RedemptionService({
      ...foundations,
      decider,
      approvals,
      tokens,
      leaseMinutes: settings.grants.leaseMinutes,
    }),
    outcomes: new OutcomeService(foundations),
    ledger: new LedgerReader(foundations),
    status: new StatusReader(foundations),
  };
}
