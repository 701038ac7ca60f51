import { commands, Disposable, QuickPickItemKind, type Uri, window, workspace } from 'vscode';
import { describeImpact } from './impact/describeImpact';
import type { Impact } from './impact/Impact';
import { portalBaseUrl } from './recordings/portalBaseUrl';
import type { PortalToken } from './recordings/PortalToken';
import type { Recordings } from './recordings/Recordings';

/** Registers the commands that package.json names. */
export function registerCommands(
  recordings: Recordings,
  impact: Impact,
  token: PortalToken,
): Disposable {
  const stop = () => {
    recordings.stop();
    impact.stop();
  };
  return Disposable.from(
    commands.registerCommand('countersign.recordings.load', async (uri?: Uri) => {
      const chosen = uri ?? (await chooseFile());
      if (chosen) {
        await recordings.loadFile(chosen);
      }
    }),
    commands.registerCommand('countersign.recordings.loadFromPortal', async () => {
      const address = portalAddress() ?? (await askForPortal());
      if (address && (await haveToken(address, token))) {
        await recordings.loadFromPortal(address);
      }
    }),
    commands.registerCommand('countersign.recordings.unload', () => recordings.unload()),
    commands.registerCommand('countersign.portal.setToken', async () => {
      const address = portalAddress() ?? (await askForPortal());
      if (address) {
        await askForToken(address, token);
      }
    }),
    commands.registerCommand('countersign.portal.removeToken', async () => {
      const baseUrl = portalBaseUrl(portalAddress() ?? '');
      if (baseUrl) {
        await token.remove(baseUrl);
        void window.showInformationMessage(`The token for ${new URL(baseUrl).host} is removed.`);
      } else {
        void window.showInformationMessage(
          'The setting "countersign.portal.url" names no portal, so there is no token to remove.',
        );
      }
    }),
    commands.registerCommand('countersign.replay.stop', stop),
    commands.registerCommand('countersign.menu', () => showMenu(recordings, impact)),
  );
}

async function showMenu(recordings: Recordings, impact: Impact): Promise<void> {
  const busy = recordings.state.kind === 'loading' || impact.state.progress !== undefined;
  const items = [
    ...(busy ? [{ label: '$(debug-stop) Stop', command: 'countersign.replay.stop' }] : []),
    {
      label: '$(folder-opened) Load recordings from a file…',
      command: 'countersign.recordings.load',
    },
    {
      label: '$(cloud-download) Load recordings from the portal…',
      command: 'countersign.recordings.loadFromPortal',
    },
    ...(recordings.state.kind === 'loaded'
      ? [
          { label: '', kind: QuickPickItemKind.Separator, command: '' },
          {
            label: '$(close) Let the recordings go',
            description: recordings.state.report.name,
            command: 'countersign.recordings.unload',
          },
        ]
      : []),
  ];
  const chosen = await window.showQuickPick(items, {
    title: 'Countersign',
    placeHolder: describeImpact(recordings.state, impact.state).sentence,
  });
  if (chosen) {
    await commands.executeCommand(chosen.command);
  }
}

async function chooseFile(): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({
    title: 'Load recordings',
    openLabel: 'Load',
    filters: { 'Recordings (JSON Lines)': ['jsonl', 'ndjson', 'gz'], 'All files': ['*'] },
  });
  return chosen?.[0];
}

function portalAddress(): string | undefined {
  const address = workspace.getConfiguration('countersign').get<string>('portal.url', '').trim();
  return address === '' ? undefined : address;
}

async function askForPortal(): Promise<string | undefined> {
  const address = await window.showInputBox({
    title: 'Where is the portal?',
    prompt: 'Kept in your settings as countersign.portal.url.',
    placeHolder: 'https://portal.example.org',
    ignoreFocusOut: true,
    validateInput: text =>
      portalBaseUrl(text) ? undefined : 'Write the address of the portal as https://….',
  });
  if (address) {
    await workspace.getConfiguration('countersign').update('portal.url', address.trim(), true);
  }
  return address?.trim();
}

async function haveToken(address: string, token: PortalToken): Promise<boolean> {
  const baseUrl = portalBaseUrl(address);
  return (
    (baseUrl !== undefined && (await token.get(baseUrl)) !== undefined) ||
    (await askForToken(address, token))
  );
}

async function askForToken(address: string, token: PortalToken): Promise<boolean> {
  const baseUrl = portalBaseUrl(address);
  if (!baseUrl) {
    void window.showErrorMessage(
      `The setting "countersign.portal.url" is "${address}", which is no address. Write it as https://….`,
    );
    return false;
  }
  const value = await window.showInputBox({
    title: `Token for ${new URL(baseUrl).host}`,
    prompt: 'A Backstage token of yours. It is kept in the secret store and sent nowhere else.',
    password: true,
    ignoreFocusOut: true,
  });
  if (!value?.trim()) {
    return false;
  }
  await token.set(baseUrl, value.trim());
  return true;
}
