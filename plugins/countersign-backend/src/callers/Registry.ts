import type {
  AgentRegistration,
  CountersignCallersExtensionPoint,
  ExecutorRegistration,
} from '@countersign/backstage-plugin-countersign-node';
import type { Reader } from '../config/Settings';

/** Every program that Countersign knows, from the configuration and from modules. */
export class Registry implements CountersignCallersExtensionPoint {
  private readonly agentsById = new Map<string, AgentRegistration>();
  private readonly executorsById = new Map<string, ExecutorRegistration>();
  private readonly permissionsByPrincipal = new Map<string, Set<string>>();

  addAgent(agent: AgentRegistration): void {
    add('agent', this.agentsById, agent);
  }

  addExecutor(executor: ExecutorRegistration): void {
    add('executor', this.executorsById, executor);
  }

  addReader(reader: Reader): void {
    const permissions = this.permissionsByPrincipal.get(reader.principal) ?? new Set();
    reader.permissions.forEach(permission => permissions.add(permission));
    this.permissionsByPrincipal.set(reader.principal, permissions);
  }

  agent(id: string): AgentRegistration | undefined {
    return this.agentsById.get(id);
  }

  executor(id: string): ExecutorRegistration | undefined {
    return this.executorsById.get(id);
  }

  agents(): AgentRegistration[] {
    return [...this.agentsById.values()];
  }

  executors(): ExecutorRegistration[] {
    return [...this.executorsById.values()];
  }

  /** Whether a principal is registered as a reader with this permission. */
  mayRead(principal: string, permission: string): boolean {
    return this.permissionsByPrincipal.get(principal)?.has(permission) ?? false;
  }

  /** Whether anything at all is registered under a principal. */
  knows(principal: string): boolean {
    return (
      this.permissionsByPrincipal.has(principal) ||
      this.agents().some(agent => agent.principal === principal) ||
      this.executors().some(executor => executor.principal === principal)
    );
  }
}

function add<T extends { id: string; principal: string }>(
  kind: string,
  known: Map<string, T>,
  added: T,
): void {
  if (known.has(added.id)) {
    throw new Error(
      `Two registrations have the ${kind} id "${added.id}". Ids name one program each: rename one of them.`,
    );
  }
  if (added.principal.startsWith('plugin:')) {
    throw new Error(
      `The ${kind} "${added.id}" is registered under "${added.principal}", which stands for everyone who comes through that plugin. Give it an external access token of its own.`,
    );
  }
  known.set(added.id, Object.freeze({ ...added }));
}
