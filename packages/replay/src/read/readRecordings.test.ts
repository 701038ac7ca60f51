import { gzipSync } from 'node:zlib';
import { recordingOf } from '../testing/recordingOf';
import { readRecordings, type RecordingFault } from './readRecordings';

const bytesOf = (...lines: string[]) => new TextEncoder().encode(lines.join('\n'));
const good = (id: string) => JSON.stringify(recordingOf({ id }));

describe('readRecordings', () => {
  it('reads what is good and reports what is not, with line and reason', async () => {
    const heard: RecordingFault[] = [];
    const { recordings, faults } = await readRecordings(
      bytesOf(good('a'), '', '{"id":', JSON.stringify({ ...recordingOf(), id: '' }), good('b')),
      { onFault: fault => heard.push(fault) },
    );
    expect(recordings.map(recording => recording.id)).toEqual(['a', 'b']);
    expect(faults).toEqual([
      { line: 3, message: 'The line is not JSON' },
      { line: 4, message: expect.stringMatching(/^The line is not a recording: id: /) },
    ]);
    expect(heard).toEqual(faults);
  });

  it('refuses members that it does not know instead of losing them', async () => {
    const { faults } = await readRecordings(
      bytesOf(JSON.stringify({ ...recordingOf(), extra: 1 })),
    );
    expect(faults).toEqual([{ line: 1, message: expect.stringContaining('extra') }]);
  });

  it('reads gzip by its first bytes, whatever the name says', async () => {
    const { recordings } = await readRecordings(gzipSync(bytesOf(good('a'), good('b'))));
    expect(recordings).toHaveLength(2);
  });

  it('fails on gzip data that end early, rather than giving half of them', async () => {
    const whole = gzipSync(bytesOf(...Array.from({ length: 50 }, (_, i) => good(`r-${i}`))));
    await expect(readRecordings(whole.subarray(0, whole.length - 12))).rejects.toThrow();
  });

  it('survives a line that nests thousands of levels deep', async () => {
    const deep = `{"id":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const nested = JSON.stringify(recordingOf()).replace(
      '"name":"service.restart"',
      `"name":"service.restart","properties":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
    );
    const { recordings, faults } = await readRecordings(bytesOf(deep, nested, good('a')));
    expect(recordings.map(recording => recording.id)).toEqual(['a']);
    expect(faults.map(fault => fault.line)).toEqual([1, 2]);
  });

  it('reads a stream of the web, and stops it when it is cancelled', async () => {
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: controller => controller.enqueue(bytesOf(good('a'), '')),
      cancel: () => {
        cancelled = true;
      },
    });
    const abort = new AbortController();
    const reading = readRecordings(endless, {
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('enough')),
    });
    await expect(reading).rejects.toThrow('enough');
    expect(cancelled).toBe(true);
  });
});
