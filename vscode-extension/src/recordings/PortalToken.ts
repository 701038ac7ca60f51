import type { SecretStorage } from 'vscode';

/**
 * The token for a portal, in the editor's secret store. It is kept under the portal's address:
 * a workspace that names another portal in its settings is never given this one's token.
 */
export class PortalToken {
  constructor(private readonly secrets: SecretStorage) {}

  get(baseUrl: string): Thenable<string | undefined> {
    return this.secrets.get(keyOf(baseUrl));
  }

  set(baseUrl: string, token: string): Thenable<void> {
    return this.secrets.store(keyOf(baseUrl), token);
  }

  remove(baseUrl: string): Thenable<void> {
    return this.secrets.delete(keyOf(baseUrl));
  }
}

function keyOf(baseUrl: string): string {
  return `countersign.portal.token ${baseUrl}`;
}
