import type {
  LoadedRecordings,
  Port,
  RecordingSource,
  ReplayAnswer,
  PolicyText,
  WorkerMessage,
  WorkerRequest,
} from './protocol';

/** Given up because the caller, or a newer request, wanted it so. */
export class Cancelled extends Error {
  constructor() {
    super('Cancelled');
    this.name = 'Cancelled';
  }
}

/** How a request is watched and given up. */
export interface RequestOptions {
  signal?: AbortSignal;
  onProgress?: (done: number, total?: number) => void;
}

interface Pending {
  resolve: (value: never) => void;
  reject: (error: Error) => void;
  onProgress?: RequestOptions['onProgress'];
}

/** A port whose other end can be told to go, and says when it dies. */
export interface WorkerPort extends Port<WorkerRequest, WorkerMessage> {
  onExit(listener: (reason: string) => void): void;
  terminate(): void;
}

/**
 * The extension's side of the protocol: requests as promises. The worker is started by the first
 * request, and again by the next one after it has died (a set of recordings that does not fit its
 * memory kills it); `onLost` then says that what was loaded is gone.
 */
export class ReplayWorker {
  private opening: Promise<WorkerPort> | undefined;
  private nextId = 1;
  private readonly pending = new Map<number, Pending>();

  constructor(
    private readonly start: () => Promise<WorkerPort>,
    private readonly onLost: (reason: string) => void,
  ) {}

  load(source: RecordingSource, options?: RequestOptions): Promise<LoadedRecordings> {
    const transfer = source.kind === 'bytes' ? [source.bytes.buffer as ArrayBuffer] : [];
    return this.request({ kind: 'load', source }, options, transfer);
  }

  unload(): Promise<null> {
    return this.request({ kind: 'unload' });
  }

  replay(
    head: PolicyText[],
    base: PolicyText[] | undefined,
    options?: RequestOptions,
  ): Promise<ReplayAnswer> {
    return this.request({ kind: 'replay', head, ...(base && { base }) }, options);
  }

  dispose(): void {
    void this.opening?.then(port => port.terminate());
    this.lose(new Cancelled());
  }

  /** @throws Cancelled when the signal was aborted, Error with a sentence for people otherwise. */
  private async request<T>(
    request: WithoutId<Exclude<WorkerRequest, { kind: 'cancel' }>>,
    { signal, onProgress }: RequestOptions = {},
    transfer: ArrayBuffer[] = [],
  ): Promise<T> {
    const port = await this.ready();
    if (signal?.aborted) {
      throw new Cancelled();
    }
    const id = this.nextId++;
    const cancel = () => port.post({ kind: 'cancel', id });
    signal?.addEventListener('abort', cancel);
    try {
      return await new Promise<T>((resolve, reject) => {
        this.pending.set(id, { resolve, reject, onProgress });
        port.post({ ...request, id } as WorkerRequest, transfer);
      });
    } finally {
      signal?.removeEventListener('abort', cancel);
      this.pending.delete(id);
    }
  }

  /** The running worker, or a new one. A start that failed is tried again by the next request. */
  private ready(): Promise<WorkerPort> {
    this.opening ??= this.open().catch((error: Error) => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }

  private async open(): Promise<WorkerPort> {
    const port = await this.start();
    const opening = this.opening;
    port.onMessage(message => {
      const pending = this.pending.get(message.id);
      switch (message.kind) {
        case 'progress':
          pending?.onProgress?.(message.done, message.total);
          break;
        case 'done':
          pending?.resolve(message.value as never);
          break;
        case 'failed':
          pending?.reject(message.cancelled ? new Cancelled() : new Error(message.message));
          break;
      }
    });
    port.onExit(reason => {
      if (this.opening === opening) {
        this.lose(new Error(reason));
        this.onLost(reason);
      }
    });
    return port;
  }

  private lose(error: Error): void {
    this.opening = undefined;
    for (const { reject } of this.pending.values()) {
      reject(error);
    }
    this.pending.clear();
  }
}

type WithoutId<T> = T extends { id: number } ? Omit<T, 'id'> : never;
