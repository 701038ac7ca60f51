import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckpointSink } from './CheckpointSink';

/** As long as the largest size, so that names sort by it. */
const DIGITS = 16;
const NAME = /^[0-9]{16}\.checkpoint$/;

/**
 * Keeps each checkpoint as a file of its own, `0000000000000042.checkpoint`, in one folder. Put the
 * folder where whoever runs the database cannot write.
 */
export class FileCheckpointSink implements CheckpointSink {
  readonly name: string;

  constructor(private readonly folder: string) {
    this.name = `the folder ${folder}`;
  }

  async latest(): Promise<string | undefined> {
    const names = await readdir(this.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') {
        return [];
      }
      throw error;
    });
    const last = names
      .filter(name => NAME.test(name))
      .sort()
      .at(-1);
    return last && readFile(join(this.folder, last), 'utf8');
  }

  async write({ size, note }: { size: number; note: string }): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const name = `${String(size).padStart(DIGITS, '0')}.checkpoint`;
    // Under another name first: a reader never sees half of it, and a crash leaves no half behind.
    const unfinished = join(this.folder, `.${name}.${randomUUID()}`);
    await writeFile(unfinished, note, { flush: true });
    await rename(unfinished, join(this.folder, name));
  }
}
