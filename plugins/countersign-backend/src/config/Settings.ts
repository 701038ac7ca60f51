import { enforcementSchema, entityRefSchema } from '@countersign/model';
import { z } from 'zod';
import { countersignRecordingsExportPermission } from '@countersign/backstage-plugin-countersign-common';
import { countersignPermissions } from '@countersign/backstage-plugin-countersign-common';

const id = z.string().min(1).max(256);
// A plugin's own principal stands for everyone who comes through that plugin, so it names nobody.
const principal = id.refine(subject => !subject.startsWith('plugin:'), {
  error: 'must be the subject of an external access token, never a plugin',
});
const readable = countersignPermissions
  .filter(permission => permission.attributes.action === 'read')
  .map(permission => permission.name);

const agentSchema = z.strictObject({
  id,
  principal,
  title: z.string().min(1).max(120).optional(),
  owner: entityRefSchema,
  registeredBy: entityRefSchema.optional(),
});

const executorSchema = z.strictObject({
  id,
  principal,
  title: z.string().min(1).max(120).optional(),
  profile: z.string().min(1).max(80),
  owner: entityRefSchema,
});

const readerSchema = z.strictObject({
  principal,
  permissions: z
    .array(z.enum(readable))
    .min(1)
    .default([countersignRecordingsExportPermission.name]),
});
/** A program that only reads: a build that replays, an editor that fetches recordings. */
export type Reader = z.infer<typeof readerSchema>;

const scopeSchema = z
  .strictObject({
    owner: entityRefSchema.optional(),
    system: entityRefSchema.optional(),
    component: entityRefSchema.optional(),
    mode: enforcementSchema,
  })
  .refine(scope => [scope.owner, scope.system, scope.component].filter(Boolean).length === 1, {
    error: 'names exactly one of owner, system and component',
  });

const registrySource = z.strictObject({
  source: z.literal('registry').default('registry'),
  seed: z.string().min(1).optional(),
});
const gitSource = z.strictObject({
  source: z.literal('git'),
  url: z.url(),
  pollSeconds: z.int().min(10).max(86_400).default(60),
});

/** `countersign` of the configuration. Every member has a default: nothing needs to be configured. */
export const settingsSchema = z.strictObject({
  enforcement: z
    .strictObject({
      default: enforcementSchema.default('observe'),
      scopes: z.array(scopeSchema).default([]),
    })
    .prefault({}),
  policies: z.union([gitSource, registrySource]).prefault({ source: 'registry' }),
  agents: z.array(agentSchema).default([]),
  executors: z.array(executorSchema).default([]),
  readers: z.array(readerSchema).default([]),
  approvals: z.strictObject({ validMinutes: z.int().min(5).max(10_080).default(240) }).prefault({}),
  grants: z.strictObject({ leaseMinutes: z.int().min(1).max(1440).default(60) }).prefault({}),
  catalog: z.strictObject({ refreshSeconds: z.int().min(5).max(3600).default(60) }).prefault({}),
  keys: z.strictObject({ directory: z.string().min(1).default('.countersign/keys') }).prefault({}),
  ledger: z
    .strictObject({
      origin: z
        .string()
        .regex(/^[^\s+]{1,200}$/, { error: 'has no spaces and no plus sign (C2SP signed notes)' })
        .optional(),
    })
    .prefault({}),
});
export type Settings = z.infer<typeof settingsSchema> & {
  ledger: { origin: string };
  /** Where the portal's pages are, without a trailing slash. */
  appUrl: string;
};
