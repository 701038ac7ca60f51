import { FileType, Uri, workspace } from 'vscode';

const ENDING = '.policy.test.yaml';

/** A test of policies, as it stands in the editor or on disk. */
export interface PolicyTestText {
  readonly uri: string;
  readonly text: string;
}

/** The tests in a policy's folder. */
export async function testsBeside(policy: Uri): Promise<PolicyTestText[]> {
  const folder = Uri.joinPath(policy, '..');
  const names = await workspace.fs.readDirectory(folder).then(
    found => found.filter(([, type]) => type !== FileType.Directory).map(([name]) => name),
    () => [],
  );
  const read = names
    .filter(name => name.endsWith(ENDING))
    .map(name => textOf(Uri.joinPath(folder, name)));
  return (await Promise.all(read)).filter(test => test !== undefined);
}

async function textOf(uri: Uri): Promise<PolicyTestText | undefined> {
  const key = uri.toString();
  const open = workspace.textDocuments.find(document => document.uri.toString() === key);
  if (open) {
    return { uri: key, text: open.getText() };
  }
  return workspace.fs.readFile(uri).then(
    bytes => ({ uri: key, text: new TextDecoder().decode(bytes) }),
    () => undefined,
  );
}
