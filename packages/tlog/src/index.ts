/**
 * A tamper-evident log as others specified it: the Merkle tree of RFC 6962, served as C2SP
 * tlog-tiles, its head signed as a C2SP checkpoint. Pure functions over bytes; where the bytes are
 * kept is the caller's business.
 *
 * @packageDocumentation
 */
export * from './bytes';
export * from './tree/hashing';
export * from './tree/NodeId';
export * from './tree/CompactRange';
export * from './tree/proofs';
export * from './tree/verify';
export * from './tiles/tilePath';
export * from './tiles/tileBytes';
export * from './tiles/readNodesFromTiles';
export * from './note/keys';
export * from './note/signedNote';
export * from './note/Checkpoint';
