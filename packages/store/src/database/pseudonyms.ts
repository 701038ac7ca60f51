import { randomUUID } from 'node:crypto';
import type { StoreWrites } from '../types';
import type { Executor } from './Executor';

export function pseudonymWrites({ db }: Executor): Pick<StoreWrites, 'pseudonymOf'> {
  return {
    async pseudonymOf(person) {
      const read = () => db('pseudonyms').where({ person }).first('pseudonym');
      const known = await read();
      if (known) {
        return known.pseudonym;
      }
      await db('pseudonyms')
        .insert({ person, pseudonym: `person:${randomUUID()}` })
        .onConflict('person')
        .ignore();
      return (await read()).pseudonym;
    },
  };
}
