/** A small mapping over two CSV files and a catalog, for tests; `change` edits its text. */
export function exampleMapping(change: (text: string) => string = text => text): string {
  return change(`apiVersion: countersign.dev/v1
kind: RecordingMapping
metadata:
  name: example
  owner: group:default/platform
spec:
  tables:
    deployments:
      file: deployments.csv
      format: csv
      columns: [id, at, who, service, version, result]
    catalog:
      file: catalog.yaml
      format: yaml
      columns:
        - { name: name, at: metadata.name }
        - { name: owner, at: spec.owner }
        - { name: uses, at: spec.dependsOn, list: true, optional: true }
        - { name: tier, at: metadata.tier, optional: true }
  topology:
    takenAt: '2026-01-01T00:00:00Z'
    entities:
      - from: catalog
        ref: ref('component', row.name)
        owner: ref('group', row.owner)
        tier: "row.tier == '' ? absent() : dyn(int(row.tier))"
    edges:
      - from: catalog
        when: size(row.uses) > 0
        dependent: ref('component', row.name)
        dependency: ref('component', row.uses[0])
    aliases:
      - from: catalog
        name: "[row.name + '-app']"
        ref: ref('component', row.name)
  recordings:
    from: deployments
    let:
      bad: row.result == 'rolled back'
    at: timestamp(row.at)
    history:
      sameServiceToday: { when: 'true', by: row.service, within: 1d, count: true }
      servicesToday: { when: 'true', within: 1d, distinct: row.service }
      versionBefore: { when: 'true', by: row.service, last: row.version }
    id: row.id
    subject: { id: lower(row.who) }
    action:
      name: "'deployment.deploy'"
      properties:
        version: row.version
        before: history.versionBefore
        sameServiceToday: history.sameServiceToday
        servicesToday: history.servicesToday
    resource: { type: "'component'", id: row.service }
    executedAt: timestamp(row.at)
    outcome:
      status: "row.result == '' ? '' : bad ? 'rolled_back' : 'succeeded'"
      at: after(timestamp(row.at), 1.5)
`);
}

/** The catalog that goes with it. */
export const EXAMPLE_CATALOG = `metadata: { name: checkout, tier: 1 }
spec: { owner: payments, dependsOn: [ledger] }
---
metadata: { name: ledger }
spec: { owner: payments }
`;

/** The heading of its deployments, and some rows. */
export const EXAMPLE_DEPLOYMENTS = `id,at,who,service,version,result
d-1,2026-03-01T10:00:00+01:00,Deployer,checkout,v1,ok
d-2,2026-03-01T11:00:00Z,Deployer,ledger-app,v7,rolled back
d-3,2026-03-02T10:30:00Z,Deployer,checkout,"v2, final",
`;
