import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { findCycle } from './findCycle';
import { findImports } from './findImports';
import { LAYERS } from './layers';

const root = resolve(__dirname, '../../..');
const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
    name: string;
    dependencies?: Record<string, string>;
    devDependencies?: Record<string, string>;
    peerDependencies?: Record<string, string>;
  };
const workspaceNames = new Set(LAYERS.map(layer => layer.name));
const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
const isOfNode = (specifier: string) =>
  specifier.startsWith('node:') || builtinModules.includes(packageOf(specifier));

describe('layers', () => {
  it('has a row for every workspace', () => {
    const folders = ['packages', 'plugins']
      .flatMap(parent => readdirSync(join(root, parent)).map(name => `${parent}/${name}`))
      .concat('vscode-extension')
      .filter(folder => existsSync(join(root, folder, 'package.json')));
    expect(LAYERS.map(layer => layer.folder).sort()).toEqual(folders.sort());
  });

  it('sees an import where there is one', () => {
    const found = findImports(join(root, 'packages/policy')).map(({ specifier }) => specifier);
    expect(found).toContain('@countersign/model');
  });

  describe.each(LAYERS)('$folder', layer => {
    const manifest = manifestOf(layer.folder);
    const imports = findImports(join(root, layer.folder));

    it('is named as the table says', () => {
      expect(manifest.name).toBe(layer.name);
    });

    it('depends only on what lies below', () => {
      const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
      const wrong = declared.filter(
        name => workspaceNames.has(name) && !layer.mayImport.includes(name),
      );
      expect(wrong).toEqual([]);
    });

    it('imports only what lies below, and says so in its package.json', () => {
      const declared = { ...manifest.dependencies, ...manifest.peerDependencies };
      const wrong = imports
        .filter(({ specifier }) => workspaceNames.has(packageOf(specifier)))
        .filter(
          ({ specifier }) =>
            !layer.mayImport.includes(packageOf(specifier)) || !(packageOf(specifier) in declared),
        )
        .map(({ file, specifier }) => `${relative(root, file)} imports ${specifier}`);
      expect(wrong).toEqual([]);
    });

    it('reaches other workspaces by name only', () => {
      const wrong = imports
        .filter(({ specifier }) => specifier.startsWith('.'))
        .filter(({ file, specifier }) =>
          relative(join(root, layer.folder), resolve(file, '..', specifier)).startsWith('..'),
        )
        .map(({ file, specifier }) => `${relative(root, file)} imports ${specifier}`);
      expect(wrong).toEqual([]);
    });

    it('has no circle of imports', () => {
      const cycle = findCycle(imports)?.map(file => relative(root, file));
      expect(cycle).toBeUndefined();
    });

    if (layer.everywhere) {
      it('imports nothing of Node', () => {
        const wrong = imports
          .filter(({ specifier }) => isOfNode(specifier))
          .map(({ file, specifier }) => `${relative(root, file)} imports ${specifier}`);
        expect(wrong).toEqual([]);
      });
    }
  });
});
