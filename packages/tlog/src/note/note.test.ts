import { fromBase64, toBase64 } from '../bytes';
import { formatCheckpoint, parseCheckpoint } from './Checkpoint';
import {
  createEd25519Signer,
  createEd25519Verifier,
  ed25519PublicKey,
  formatVerifierKey,
  parseVerifierKey,
} from './keys';
import { NoteFault, openNote, parseNote, signNote } from './signedNote';

/** The key and the note in the documentation of Go's golang.org/x/mod/sumdb/note. */
const GO = {
  verifierKey: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  seed: fromBase64('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz')!.slice(1),
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature:
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
};

const seed = new Uint8Array(32).fill(7);
const name = 'example.com/countersign';
const signer = createEd25519Signer(name, seed);
const verifier = createEd25519Verifier(name, ed25519PublicKey(seed));

const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error instanceof NoteFault ? error.code : error;
  }
  return 'opened';
};

describe("Go's example note", () => {
  it('is opened with its key', () => {
    const opened = openNote(`${GO.text}\n${GO.signature}`, [parseVerifierKey(GO.verifierKey)]);
    expect(opened.text).toBe(GO.text);
    expect(opened.verified).toHaveLength(1);
  });

  it('is what we sign with its private key', async () => {
    const note = await signNote(GO.text, [createEd25519Signer('PeterNeumann', GO.seed)]);
    expect(note).toBe(`${GO.text}\n${GO.signature}`);
    expect(formatVerifierKey('PeterNeumann', ed25519PublicKey(GO.seed))).toBe(GO.verifierKey);
  });
});

describe('a signed note', () => {
  const text = 'first\n\nthird\n';

  it('comes back with its text, empty lines and all', async () => {
    expect(openNote(await signNote(text, [signer]), [verifier]).text).toBe(text);
  });

  it('keeps signatures of unknown keys apart', async () => {
    const other = createEd25519Signer('other.example', new Uint8Array(32).fill(9));
    const note = await signNote(text, [other, signer]);
    const opened = openNote(note, [verifier]);
    expect(opened.verified.map(line => line.name)).toEqual([name]);
    expect(opened.unknown.map(line => line.name)).toEqual(['other.example']);
  });

  it('is refused when no known key signed it', async () => {
    const note = await signNote(text, [createEd25519Signer('other.example', seed)]);
    expect(codeOf(() => openNote(note, [verifier]))).toBe('unverified');
  });

  it('is refused when its text was changed', async () => {
    const note = (await signNote(text, [signer])).replace('third', 'thirD');
    expect(codeOf(() => openNote(note, [verifier]))).toBe('invalid_signature');
  });

  it('is refused when a known key has a short signature', () => {
    const id = new Uint8Array(8);
    new DataView(id.buffer).setUint32(0, verifier.keyId);
    const note = `${text}\n— ${name} ${toBase64(id)}\n`;
    expect(codeOf(() => openNote(note, [verifier]))).toBe('invalid_signature');
  });

  it.each([
    ['nothing', ''],
    ['no blank line', 'text\n— a b\n'],
    ['no signature', 'text\n\n'],
    ['no last line break', `text\n\n— ${name} AAAAAAA=`],
    ['a carriage return', `text\r\n\n— ${name} AAAAAAA=\n`],
    ['a plus in the name', 'text\n\n— a+b AAAAAAA=\n'],
    ['bad base 64', `text\n\n— ${name} AAAA!AA=\n`],
    ['base 64 with stray bits', `text\n\n— ${name} AAAAAAB=\n`],
    ['no signature behind the key ID', `text\n\n— ${name} AAAAAA==\n`],
    ['a hyphen for the dash', `text\n\n- ${name} AAAAAAA=\n`],
    ['too many signatures', `text\n\n${`— ${name} AAAAAAA=\n`.repeat(101)}`],
  ])('with %s is malformed', (_, note) => {
    expect(codeOf(() => parseNote(note))).toBe('malformed');
  });

  it.each(['no line break', 'a tab\t\n', 'half a pair \ud800\n'])('cannot carry %j', async bad => {
    await expect(signNote(bad, [signer])).rejects.toThrow(TypeError);
  });
});

describe('keys', () => {
  it.each(['', 'a b', 'a+b', 'a\nb', 'a\u00a0b', 'a\u0000b'])('are not named %j', bad => {
    expect(() => createEd25519Signer(bad, seed)).toThrow(TypeError);
  });

  it.each([
    GO.verifierKey.replace('c74f20a3', 'c74f20a4'),
    GO.verifierKey.replace('+AR', '+Ah'),
    'PeterNeumann',
    '',
  ])('are not read from %j', text => {
    expect(() => parseVerifierKey(text)).toThrow(TypeError);
  });
});

describe('a checkpoint', () => {
  const root = new Uint8Array(32).fill(0xab);

  it('is three lines', () => {
    const text = formatCheckpoint({ origin: name, size: 20_852_163, root });
    expect(text).toBe(`${name}\n20852163\n${toBase64(root)}\n`);
    expect(parseCheckpoint(text)).toEqual({ origin: name, size: 20_852_163, root });
  });

  it('carries extension lines', () => {
    const checkpoint = { origin: name, size: 0, root, extensions: ['one', 'two'] };
    expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint);
  });

  it.each([
    ['a leading zero', `o\n01\n${toBase64(root)}\n`],
    ['a sign', `o\n+1\n${toBase64(root)}\n`],
    ['a size beyond 2^53', `o\n9007199254740993\n${toBase64(root)}\n`],
    ['a short root', 'o\n1\nq6ur\n'],
    ['an empty origin', `\n1\n${toBase64(root)}\n`],
    ['an empty extension', `o\n1\n${toBase64(root)}\n\n`],
    ['no last line break', `o\n1\n${toBase64(root)}`],
    ['two lines', 'o\n1\n'],
  ])('with %s is none', (_, text) => {
    expect(parseCheckpoint(text)).toBeUndefined();
  });

  it.each([
    { origin: 'a\nb', size: 1, root },
    { origin: 'a', size: 1.5, root },
    { origin: 'a', size: 1, root: root.slice(1) },
    { origin: 'a', size: 1, root, extensions: [''] },
  ])('is not written from %j', bad => {
    expect(() => formatCheckpoint(bad)).toThrow(TypeError);
  });
});
