import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import * as markdown from 'prettier/plugins/markdown';
import { format } from 'prettier/standalone';
import { prettier } from '../../package.json';

/**
 * The text of a generated file as the repository's formatter lays it out. Prettier's standalone
 * build is used since its other one cannot be loaded by Jest.
 */
export async function renderPage(path: string, text: string): Promise<string> {
  return format(text, {
    ...(prettier as object),
    parser: path.endsWith('.json') ? 'json' : 'markdown',
    plugins: [babel, estree, markdown],
  });
}
