/** What `npm start -- …` was asked for. */
export interface PortalOptions {
  /** Keep everything in SQLite files instead of starting PostgreSQL. */
  sqlite: boolean;
  /** Let the live agent walk the path now and then. */
  agent: boolean;
  /** Write the example's recordings, where they are not there yet. */
  recordings: boolean;
  /** Show the logs of the portal's processes as they come. */
  verbose: boolean;
  /** Where the databases, keys, logs and generated files are kept. */
  dataDirectory: string;
  /** First port to try for the portal's page and for its backend. */
  ports: { app: number; backend: number; identityProvider: number };
}

export const USAGE = `npm start [-- OPTION …]

  --sqlite       keep the data in SQLite files; for machines on which PostgreSQL cannot run
  --no-agent     leave out the live agent
  --data DIR     where data, keys and logs are kept (.data)
  --port N       first port to try for the page (3000); the backend is looked for from N + 4007
  --verbose      show the logs
  --help         this text`;

/** A command line that cannot be understood; the message names the option. */
export class UsageFault extends Error {}

/** @throws UsageFault */
export function readOptions(argv: readonly string[]): PortalOptions | 'help' {
  const options: PortalOptions = {
    sqlite: false,
    agent: true,
    recordings: true,
    verbose: false,
    dataDirectory: '.data',
    ports: { app: 3000, backend: 7007, identityProvider: 7008 },
  };
  const rest = [...argv];
  for (let option = rest.shift(); option !== undefined; option = rest.shift()) {
    switch (option) {
      case '--sqlite':
        options.sqlite = true;
        break;
      case '--no-agent':
        options.agent = false;
        break;
      case '--verbose':
        options.verbose = true;
        break;
      case '--data':
        options.dataDirectory = value(option, rest.shift());
        break;
      case '--port': {
        const port = Number(value(option, rest.shift()));
        if (!Number.isInteger(port) || port < 1024 || port > 60_000) {
          throw new UsageFault('--port takes a number from 1024 to 60000');
        }
        options.ports = { app: port, backend: port + 4007, identityProvider: port + 4008 };
        break;
      }
      case '--help':
        return 'help';
      default:
        throw new UsageFault(`There is no option ${option}`);
    }
  }
  return options;
}

function value(option: string, given: string | undefined): string {
  if (given === undefined || given.startsWith('--')) {
    throw new UsageFault(`${option} takes a value`);
  }
  return given;
}
