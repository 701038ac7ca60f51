import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { AgentRegistration, ExecutorRegistration } from './registrations';

/** Registers agents and executors that another system keeps, beside those of the configuration. */
export interface CountersignCallersExtensionPoint {
  /** @throws Error when the id is taken; the backend does not start then. */
  addAgent(agent: AgentRegistration): void;
  /** @throws Error when the id is taken; the backend does not start then. */
  addExecutor(executor: ExecutorRegistration): void;
}

export const countersignCallersExtensionPoint =
  createExtensionPoint<CountersignCallersExtensionPoint>({ id: 'countersign.callers' });
