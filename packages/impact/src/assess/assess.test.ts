import {
  impactFactorsSchema,
  resourceFactsSchema,
  REVERSIBILITIES,
  type Proposal,
  type Topology,
} from '@countersign/model';
import fc from 'fast-check';
import { ACTION_TYPES } from '../actionTypes/actionTypes';
import { createTopologyIndex } from '../topology/createTopologyIndex';
import { assess } from './assess';

const AT = '2026-11-22T09:00:00.000Z';
const topology: Topology = {
  takenAt: '2026-11-22T08:00:00.000Z',
  entities: [
    { ref: 'component:default/checkout', owner: 'group:default/pay', tier: 0, tags: [] },
    { ref: 'component:default/ledger', owner: 'group:default/pay', tier: 0, tags: [] },
    { ref: 'component:default/orphan', tags: [] },
  ],
  edges: [{ from: 'component:default/checkout', to: 'component:default/ledger' }],
  groups: [],
  aliases: {},
};
const index = createTopologyIndex(topology);

function proposal(
  action: string,
  id = 'component:default/ledger',
  context: Proposal['context'] = {},
): Proposal {
  return {
    subject: { type: 'agent', id: 'remediator' },
    action: { name: action },
    resource: { type: 'component', id },
    context,
  };
}

describe('assess', () => {
  it('yields the factors of a known action on a known target', () => {
    const { resource, factors } = assess(proposal('restart'), index, AT);
    expect(resource).toMatchObject({ known: true, owner: 'group:default/pay', tier: 0 });
    expect(factors).toMatchObject({
      actionType: 'service.restart',
      reversibility: 'reversible',
      blastRadius: { size: 1, tier0: 1 },
      rollbackPlan: 'none',
      confidence: 1,
      missing: [],
    });
  });

  it('does not walk from an action that cannot disturb its target', () => {
    const { blastRadius } = assess(proposal('diagnostics.read'), index, AT).factors;
    expect(blastRadius).toMatchObject({ size: 0, hits: [] });
  });

  it('names everything that is missing of an unowned, unconnected entity', () => {
    const { factors } = assess(proposal('restart', 'orphan'), index, AT);
    expect(factors.missing).toEqual(['owner', 'tier', 'dependencies']);
    expect(factors.confidence).toBe(0.5);
  });

  it('believes nothing of an unknown target', () => {
    const { resource, factors } = assess(proposal('restart', 'i-0a1b2c'), index, AT);
    expect(resource).toEqual({ ref: 'i-0a1b2c', known: false, ownerAncestors: [], tags: [] });
    expect(factors).toMatchObject({ missing: ['target'], confidence: 0 });
  });

  it('expects the worst of an unknown action type, and walks for it', () => {
    const { factors } = assess(proposal('flux.capacitate'), index, AT);
    expect(factors).toMatchObject({
      missing: ['action_type'],
      confidence: 0,
      effects: { security: 'major', dataAccess: 'major' },
      blastRadius: { size: 1 },
    });
    expect(factors).not.toHaveProperty('actionType');
    expect(factors).not.toHaveProperty('reversibility');
  });

  it('takes a claim for an unknown type and leaves the type missing', () => {
    const context = { claims: { reversibility: 'read_only' } } as const;
    const { factors } = assess(proposal('flux.capacitate', undefined, context), index, AT);
    expect(factors).toMatchObject({ reversibility: 'read_only', missing: ['action_type'] });
  });

  it('lets a claim raise the reversibility and never lower it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ACTION_TYPES.values()),
        fc.constantFrom(...REVERSIBILITIES),
        (type, claimed) => {
          const context = { claims: { reversibility: claimed } };
          const rated = assess(proposal(type.name, undefined, context), index, AT).factors;
          const rank = (value = rated.reversibility) => REVERSIBILITIES.indexOf(value!);
          expect(rank()).toBe(Math.max(rank(type.reversibility), rank(claimed)));
        },
      ),
    );
  });

  it.each([
    ['none', undefined],
    ['given', { description: 'back' }],
    ['given', { description: 'back', testedAt: '2027-01-01T00:00:00.000Z' }],
    ['given', { description: 'back', testedAt: '2025-01-01T00:00:00.000Z' }],
    ['tested', { description: 'back', testedAt: '2026-11-01T00:00:00.000Z' }],
  ])('rates a rollback plan as %s: %j', (rating, rollbackPlan) => {
    const { factors } = assess(proposal('deploy', undefined, { rollbackPlan }), index, AT);
    expect(factors.rollbackPlan).toBe(rating);
  });

  it('trusts an old snapshot less', () => {
    const confidence = (at: string) => assess(proposal('deploy'), index, at).factors.confidence;
    expect(confidence('2026-11-25T09:00:00.000Z')).toBe(0.9);
    expect(confidence('2027-11-25T09:00:00.000Z')).toBe(0.7);
  });

  it('lists as many hits as it is asked for', () => {
    expect(assess(proposal('deploy'), index, AT, { maxHits: 0 }).factors.blastRadius).toMatchObject(
      {
        size: 1,
        hits: [],
      },
    );
  });

  it('answers anything with what the model accepts, and never throws', () => {
    const text = fc.string({ minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(text, text, text, (action, type, id) => {
        const asked = { ...proposal(action), resource: { type, id } };
        const { resource, factors } = assess(asked, index, AT);
        expect(resourceFactsSchema.safeParse(resource).success).toBe(true);
        expect(impactFactorsSchema.safeParse(factors).success).toBe(true);
      }),
    );
  });
});
