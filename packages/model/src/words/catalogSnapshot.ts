import { z } from 'zod';
import { entityRefSchema } from './scalars';
import { topologySchema } from './topology';

/** Somebody of the catalog, with the groups that name them directly. */
export const catalogUserSchema = z.strictObject({
  ref: entityRefSchema.describe('The user, such as user:default/ada.'),
  groups: z.array(entityRefSchema).describe('Groups that have the user as a direct member.'),
  samePersonAs: entityRefSchema
    .optional()
    .describe('Another user who is the same person; both count as one.'),
});
export type CatalogUser = z.infer<typeof catalogUserSchema>;

/** A program that people stand behind, as far as the separation of duties asks for it. */
const registeredSchema = z.strictObject({
  id: z.string().min(1).max(256).describe('Its id, as proposals name it.'),
  owner: entityRefSchema.optional().describe('The group or user that owns it.'),
  registeredBy: entityRefSchema.optional().describe('Who registered or last changed it.'),
});

/**
 * What policies can be checked against before they are in force: a topology, the people of its groups
 * and, where its maker knows them, the registered agents and executors.
 */
export const catalogSnapshotSchema = z
  .strictObject({
    ...topologySchema.shape,
    users: z.array(catalogUserSchema).describe('Everybody whom the catalog knows.'),
    agents: z
      .array(registeredSchema)
      .optional()
      .describe('Registered agents; left out where they are not known.'),
    executors: z
      .array(registeredSchema)
      .optional()
      .describe('Registered executors; left out where they are not known.'),
  })
  .describe('A snapshot of the catalog with its people.');
export type CatalogSnapshot = z.infer<typeof catalogSnapshotSchema>;
