import type { Effect, EffectSize, Reversibility } from '@countersign/model';

/** What the registry knows of one kind of action, whoever asks for it and whatever its target. */
export interface ActionType {
  /** Dotted name, the thing first and the verb second: `service.restart`. */
  name: string;
  /** As a sentence begins: `Restart a service`. */
  title: string;
  /** Other spellings under which agents and tools know it. */
  aliases: readonly string[];
  /** How far it can be undone, at best. A proposal may claim worse, never better. */
  reversibility: Reversibility;
  /** What it touches while it goes well. */
  effects: Readonly<Record<Effect, EffectSize>>;
  /** Whether harm to the target walks on to what depends on it. */
  spreads: boolean;
  /** What it does and why it is rated so, in one sentence. */
  description: string;
}
