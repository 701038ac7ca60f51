import { relative } from 'path';
import { packageExtension } from './packageExtension';

/** `npm run package:vscode`: makes the `.vsix` and says what is in it. */
packageExtension().then(
  ({ vsix, bundles }) => {
    for (const [path, bytes] of Object.entries(bundles)) {
      console.log(`${path}: ${Math.round(bytes / 1024)} KB`);
    }
    console.log(relative(process.cwd(), vsix));
  },
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
