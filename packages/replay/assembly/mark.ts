/**
 * `code |= value` of the rows whose bit is set. Whole steps of 128 rows are taken 16 at a time and
 * skipped where they have no bit; the last rows one by one.
 */
export function mark16(bits: usize, rows: u32, value: u32, codes: usize): void {
  const values = i16x8.splat(<i16>value);
  const low = i16x8(1, 2, 4, 8, 16, 32, 64, 128);
  const high = i16x8(256, 512, 1024, 2048, 4096, 8192, 16384, -32768);
  for (let steps = rows >> 7; steps > 0; steps--, bits += 16, codes += 256) {
    if (!v128.any_true(v128.load(bits))) {
      continue;
    }
    let code = codes;
    for (let word = bits; word < bits + 16; word += 2, code += 32) {
      const sixteen = v128.load16_splat(word);
      const first = i16x8.eq(v128.and(sixteen, low), low);
      const second = i16x8.eq(v128.and(sixteen, high), high);
      v128.store(code, v128.or(v128.load(code), v128.and(first, values)));
      v128.store(code, v128.or(v128.load(code, 16), v128.and(second, values)), 16);
    }
  }
  for (let row: u32 = 0; row < (rows & 127); row++, codes += 2) {
    store<u16>(codes, load<u16>(codes) | ((<u16>value) & (<u16>-bitAt(bits, row))));
  }
}

/** {@link mark16} for codes of four bytes. */
export function mark32(bits: usize, rows: u32, value: u32, codes: usize): void {
  const values = i32x4.splat(value);
  const a = i32x4(1, 2, 4, 8);
  const b = i32x4(16, 32, 64, 128);
  const c = i32x4(256, 512, 1024, 2048);
  const d = i32x4(4096, 8192, 16384, 32768);
  for (let steps = rows >> 7; steps > 0; steps--, bits += 16, codes += 512) {
    if (!v128.any_true(v128.load(bits))) {
      continue;
    }
    let code = codes;
    for (let word = bits; word < bits + 16; word += 2, code += 64) {
      const sixteen = i32x4.splat(load<u16>(word));
      const inA = i32x4.eq(v128.and(sixteen, a), a);
      const inB = i32x4.eq(v128.and(sixteen, b), b);
      const inC = i32x4.eq(v128.and(sixteen, c), c);
      const inD = i32x4.eq(v128.and(sixteen, d), d);
      v128.store(code, v128.or(v128.load(code), v128.and(inA, values)));
      v128.store(code, v128.or(v128.load(code, 16), v128.and(inB, values)), 16);
      v128.store(code, v128.or(v128.load(code, 32), v128.and(inC, values)), 32);
      v128.store(code, v128.or(v128.load(code, 48), v128.and(inD, values)), 48);
    }
  }
  for (let row: u32 = 0; row < (rows & 127); row++, codes += 4) {
    store<u32>(codes, load<u32>(codes) | (value & -bitAt(bits, row)));
  }
}

function bitAt(bits: usize, row: u32): u32 {
  return (load<u8>(bits + (row >> 3)) >> (row & 7)) & 1;
}
