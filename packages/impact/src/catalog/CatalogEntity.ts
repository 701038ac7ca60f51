/**
 * The members of a Backstage catalog entity that a topology is made of. Backstage's own `Entity`
 * fits it; so does a descriptor read from a YAML file.
 */
export interface CatalogEntity {
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    title?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    tags?: string[];
  };
  /** Read where the catalog has not yet made relations of it. */
  spec?: { readonly [name: string]: unknown };
  /** What the catalog's processors made of the specs. */
  relations?: { type: string; targetRef: string }[];
}
