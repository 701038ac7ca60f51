import type { DocumentSelector, TextDocument, Uri } from 'vscode';

/** How the files of ours are called. */
export const POLICY_GLOB = '**/*.policy.yaml';

/** Which documents the providers are asked about. */
export const POLICY_SELECTOR: DocumentSelector = { language: 'yaml', pattern: POLICY_GLOB };

/** Whether a file is a policy by its name. Old versions that Git's extension shows are not. */
export function isPolicyUri(uri: Uri): boolean {
  return uri.path.endsWith('.policy.yaml') && uri.scheme !== 'git';
}

/** Whether a document is a policy that is being written. */
export function isPolicyDocument(document: TextDocument): boolean {
  return document.languageId === 'yaml' && isPolicyUri(document.uri);
}
