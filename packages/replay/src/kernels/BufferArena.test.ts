import fc from 'fast-check';
import { ArenaFullError } from './Arena';
import { BufferArena } from './BufferArena';

const arenaOf = (bytes: number) => new BufferArena(new ArrayBuffer(bytes));

it('gives out aligned arrays until it is full, and says what then', () => {
  const arena = arenaOf(1_024);
  const arrays = [arena.u8(1), arena.u16(100), arena.f64(64), arena.u32(0)];
  expect(arrays.map(array => array.byteOffset % 64)).toEqual([0, 0, 0, 0]);
  expect(arena.freeBytes).toBe(1_024 - 64 - 256 - 512 - 64);
  expect(() => arena.u8(129)).toThrow(ArenaFullError);
  expect(() => arena.u8(129)).toThrow('129 bytes does not fit: 128 of the arena');
});

it('gives memory out again in the same size', () => {
  const arena = arenaOf(1_024);
  const [first] = [arena.u32(16), arena.u32(16)];
  arena.free(first);
  expect(arena.u32(16).byteOffset).toBe(first.byteOffset);
});

it('joins neighbours for a larger array', () => {
  const arena = arenaOf(512);
  const arrays = Array.from({ length: 8 }, () => arena.u8(64));
  arena.free(arrays[2]!);
  arena.free(arrays[4]!);
  expect(() => arena.u8(128)).toThrow(ArenaFullError);
  arena.free(arrays[3]!);
  expect(arena.u8(150).byteOffset).toBe(128);
  expect(arena.freeBytes).toBe(0);
});

it('takes back only whole arrays of its own, once', () => {
  const arena = arenaOf(512);
  const array = arena.u16(100);
  expect(() => arena.free(array.subarray(0, 10))).toThrow(RangeError);
  expect(() => arena.free(new Uint16Array(100))).toThrow(RangeError);
  arena.free(array);
  expect(() => arena.free(array)).toThrow('given back, once');
});

it('never gives out the same place twice, whatever is asked and given back', () => {
  const step = fc.record({ length: fc.nat(300), back: fc.option(fc.nat(20)) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps => {
      const arena = arenaOf(2_048);
      const given: Uint8Array[] = [];
      for (const { length, back } of steps) {
        if (back !== null && back < given.length) {
          arena.free(given.splice(back, 1)[0]!);
        }
        try {
          given.push(arena.u8(length));
        } catch (error) {
          if (!(error instanceof ArenaFullError)) {
            throw error;
          }
        }
        const ends = given
          .map(({ byteOffset, length: used }) => [byteOffset, byteOffset + used] as const)
          .sort(([a, b], [c, d]) => a - c || b - d);
        expect(ends.every(([start], index) => index === 0 || ends[index - 1]![1] <= start)).toBe(
          true,
        );
      }
      given.forEach(array => arena.free(array));
      expect(arena.freeBytes).toBe(2_048);
      expect(arena.u8(2_048)).toHaveLength(2_048);
    }),
  );
});
