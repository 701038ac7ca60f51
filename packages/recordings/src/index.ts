/**
 * Recordings in and out: import through mapping files, sets on disk, export. Runs in Node.
 *
 * The way of the data: a file's bytes → rows of text → a mapping's expressions → a proposal with
 * its outcome → the impact against a topology (made by the same mapping) → one JSON line.
 * Everything streams: what is held is the topology, the mapping's history and one row.
 *
 * @packageDocumentation
 */
export * from './mapping/mappingDocument';
export * from './mapping/Mapping';
export * from './mapping/parseMapping';
export * from './mapping/mappingFunctions';
export * from './mapping/readyMappings';
export * from './compression/compressionOfName';
export * from './compression/createCompressor';
export * from './compression/nodeDecoders';
export * from './tables/TableFault';
export * from './tables/openTable';
export * from './topology/buildTopology';
export * from './import/importRecordings';
export * from './import/RowFault';
export * from './files/RecordingSetInfo';
export * from './files/RecordingSetFault';
export * from './files/writeRecordingSet';
export * from './files/loadRecordingSet';
export * from './files/exportRecordingSet';
export * from './pull/PullInterrupted';
export * from './pull/pullRecordings';
export * from './sql';
