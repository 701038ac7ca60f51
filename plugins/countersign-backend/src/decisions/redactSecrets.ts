import type { JsonObject, JsonValue, Proposal } from '@countersign/model';

/** What stands where a secret stood. Not a digest: short secrets could be guessed from one. */
export const REDACTED = '[redacted]';

/** Names under which secrets are passed … */
const SECRET_NAME =
  /(passw(or)?d|passphrase|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credential|authorization|cookie|connection[-_]?string)/i;
/** … unless the name goes on to say that it is only about one. */
const ABOUT_A_SECRET = /[-_]?(name|id|ids|ref|count|version|type|arn|path|expiry|ttl)$/i;

/** Values that are secrets under any name. Each is replaced as far as it matches. */
const SECRET_VALUES: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, // JSON Web Token
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/g, // AWS access key id
  /\b(gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,})/g,
  /\bxox[abeprs]-[\w-]{10,}/g, // Slack
  /\bAIza[\w-]{35}/g, // Google API key
  /\bsk[-_](live|test|proj|ant)[-_][\w-]{16,}/g,
  /(?<=\bBearer\s+)[\w.~+/-]{8,}=*/gi,
  /(?<=\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/gi, // password in a URL
  /(?<=(?:^|\s)-{1,2}[\w-]*(?:password|passphrase|secret|token|api[-_]?key)[= ])\S+/gi,
];

/**
 * The proposal with every secret replaced that its name or its form gives away. What is decided,
 * stored and shown is this; the action digest is taken before, so that redemption still binds
 * the real values. Patterns find what they know: the documentation asks agents to pass references.
 */
export function redactSecrets(proposal: Proposal): Proposal {
  const { subject, action, resource, context } = proposal;
  return {
    subject: withProperties(subject),
    action: withProperties(action),
    resource: withProperties(resource),
    context: redactValue(context as JsonValue) as Proposal['context'],
  };
}

function withProperties<T extends { properties?: JsonObject }>(part: T): T {
  return part.properties
    ? { ...part, properties: redactNamed(part.properties) as JsonObject }
    : part;
}

function redactNamed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    // An argument vector: the value of `--token` is the next argument.
    return value.map((item, at) =>
      typeof item === 'string' && isSecretFlag(value[at - 1]) ? REDACTED : redactNamed(item),
    );
  }
  if (value !== null && typeof value === 'object') {
    return mapMembers(value as JsonObject, (member, name) =>
      isSecretName(name) ? redactAll(member) : redactNamed(member),
    );
  }
  return redactValue(value);
}

/** By form only: prose and names that mean something else. */
function redactValue(value: JsonValue): JsonValue {
  if (typeof value === 'string') {
    return SECRET_VALUES.reduce((text, pattern) => text.replace(pattern, REDACTED), value);
  }
  if (Array.isArray(value)) {
    return value.map(redactValue);
  }
  if (value !== null && typeof value === 'object') {
    return mapMembers(value as JsonObject, redactValue);
  }
  return value;
}

/** Everything under a secret's name, whatever its shape; only the shape stays. */
function redactAll(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    return value.map(redactAll);
  }
  if (value !== null && typeof value === 'object') {
    return mapMembers(value as JsonObject, redactAll);
  }
  return typeof value === 'string' || typeof value === 'number' ? REDACTED : value;
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !ABOUT_A_SECRET.test(name);
}

function isSecretFlag(argument: JsonValue | undefined): boolean {
  return typeof argument === 'string' && /^-{1,2}[^=\s]+$/.test(argument) && isSecretName(argument);
}

function mapMembers(
  value: JsonObject,
  change: (member: JsonValue, name: string) => JsonValue,
): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, change(member as JsonValue, name)]),
  );
}
