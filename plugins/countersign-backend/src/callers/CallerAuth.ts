import type {
  AuthService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult, type BasicPermission } from '@backstage/plugin-permission-common';
import type {
  AgentRegistration,
  ExecutorRegistration,
} from '@countersign/backstage-plugin-countersign-node';
import { Problem } from '@countersign/model';
import type { Request } from 'express';
import type { Caller, PersonCaller, ProgramCaller } from './Caller';
import type { Registry } from './Registry';

/**
 * Who is calling, and what that caller may do at all.
 *
 * A Backstage session does not prove that a human is there: an agent that comes through MCP bears
 * a plugin's identity, and a user token may have been handed to a program. So a program counts only
 * under its own registered principal, and a user principal with an `actor` counts as nobody.
 */
export class CallerAuth {
  constructor(
    private readonly deps: {
      auth: AuthService;
      httpAuth: HttpAuthService;
      permissions: PermissionsService;
      registry: Registry;
    },
  ) {}

  /**
   * @throws Problem `unauthenticated` without valid credentials, `not_a_person` for a user principal
   * with an `actor`, `unregistered_caller` for a program nobody registered.
   */
  async caller(request: Request): Promise<Caller> {
    const { auth, httpAuth, registry } = this.deps;
    const credentials = await httpAuth
      .credentials(request, { allow: ['user', 'service'] })
      .catch(() => {
        throw new Problem(
          'unauthenticated',
          'The request carries no credentials that this Backstage accepts, so nothing was done. Send a bearer token: a person signs in, a program needs an external access token.',
        );
      });
    if (auth.isPrincipal(credentials, 'user')) {
      const { userEntityRef, actor } = credentials.principal;
      if (actor) {
        throw new Problem(
          'not_a_person',
          'A service is acting in the name of this user. People answer for themselves: sign in to the portal and do it there.',
        );
      }
      return { kind: 'person', ref: userEntityRef.toLocaleLowerCase('en-US'), credentials };
    }
    if (auth.isPrincipal(credentials, 'service') && registry.knows(credentials.principal.subject)) {
      return { kind: 'program', principal: credentials.principal.subject, credentials };
    }
    throw new Problem(
      'unregistered_caller',
      'This program is authenticated and not registered with Countersign. Register it under countersign.agents, countersign.executors or countersign.readers with the subject of its token.',
    );
  }

  /** @throws Problem `not_a_person` for a program. */
  person(caller: Caller): PersonCaller {
    if (caller.kind !== 'person') {
      throw new Problem(
        'not_a_person',
        'Only people decide on requests, and this is a program. Ask a person to answer it in the portal.',
      );
    }
    return caller;
  }

  /** @throws Problem `unregistered_caller` for a person. */
  program(caller: Caller): ProgramCaller {
    if (caller.kind !== 'program') {
      throw new Problem(
        'unregistered_caller',
        'Only registered programs walk this path, and this is a person. Use the external access token of the agent or executor.',
      );
    }
    return caller;
  }

  /**
   * The agent in whose name a program speaks.
   * @throws Problem `unregistered_caller` when it is registered under another principal, or not at all
   */
  agent(caller: Caller, id: string): AgentRegistration {
    const program = this.program(caller);
    const agent = this.deps.registry.agent(id);
    if (agent?.principal !== program.principal) {
      throw new Problem(
        'unregistered_caller',
        'The subject of the question is not an agent registered for this caller. Use the id under which the agent stands in countersign.agents.',
      );
    }
    return agent;
  }

  /** Whether this program is this agent. */
  isAgent(caller: Caller, id: string): boolean {
    return (
      caller.kind === 'program' && this.deps.registry.agent(id)?.principal === caller.principal
    );
  }

  /** Whether this program is this executor. */
  isExecutor(caller: Caller, id: string): boolean {
    return (
      caller.kind === 'program' && this.deps.registry.executor(id)?.principal === caller.principal
    );
  }

  /** @throws Problem `unregistered_executor` for an id that nobody registered. */
  executor(id: string): ExecutorRegistration {
    const executor = this.deps.registry.executor(id);
    if (!executor) {
      throw new Problem(
        'unregistered_executor',
        'The executor that the proposal names is not registered. Register it under countersign.executors, or name one that is.',
      );
    }
    return executor;
  }

  /**
   * Asks the permission framework for a person; of a program, the registry and then the
   * framework, which knows the access restrictions of its token.
   * @throws Problem `not_permitted`
   */
  async require(caller: Caller, permission: BasicPermission): Promise<void> {
    if (!(await this.may(caller, permission))) {
      throw new Problem(
        'not_permitted',
        `This needs the permission ${permission.name}, which you do not have. Ask whoever administers this Backstage.`,
      );
    }
  }

  async may(caller: Caller, permission: BasicPermission): Promise<boolean> {
    if (
      caller.kind === 'program' &&
      !this.deps.registry.mayRead(caller.principal, permission.name)
    ) {
      return false;
    }
    const [answer] = await this.deps.permissions.authorize([{ permission }], {
      credentials: caller.credentials,
    });
    return answer?.result === AuthorizeResult.ALLOW;
  }
}
