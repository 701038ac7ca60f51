import { relative } from 'node:path';
import type { PortalOptions } from './options';
import type { Portal } from './startPortal';

/** Where to look, who to sign in as and what to try. */
export function describePortal(portal: Portal, options: PortalOptions): string {
  const data = relative(process.cwd(), portal.dataDirectory);
  return `
  Countersign, with the example organisation Tumbleweed Parcels

  Look        ${portal.appUrl}/countersign       what waits for you
              ${portal.appUrl}/catalog           the services, each with its approvals
  Sign in as  Amara Osei       owns payments and checkout, approves what touches them
              Mateo Álvarez    owns tracking
              Nadia Petrova    owns the platform's runtime, and is a duty manager
              (anybody on the page: it is a development provider and asks for no password)
  Try         Ask as an agent, in a second terminal, and answer as Amara:

                . ${data}/agent.env
                npx countersign exec --type config.change --target component:default/checkout \\
                  --rationale "Totals are a penny off" --rollback "Set it back" -- echo changed

              See what the policies would have done to eight months of actions; edit one first:

                npx countersign policy replay --recordings example --head packages/example/policies

  Logs        ${data}/logs/
${options.agent ? '  Agent       a live agent proposes something now and then (--no-agent leaves it out)\n' : ''}
  Ctrl-C stops everything.
`;
}
