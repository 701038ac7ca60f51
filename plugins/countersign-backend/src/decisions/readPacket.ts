import type { Digest, Packet } from '@countersign/model';
import { StoreFault, type StoreReads } from '@countersign/store';

/** The packet with this digest. It is stored with what refers to it, so its absence is a fault. */
export async function readPacket(reads: StoreReads, digest: Digest): Promise<Packet> {
  const record = await reads.packet(digest);
  if (!record) {
    throw new StoreFault('not_found', 'A decision packet that a record refers to is not there');
  }
  return JSON.parse(record.body) as Packet;
}
