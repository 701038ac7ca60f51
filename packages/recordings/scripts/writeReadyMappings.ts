import { writeFileSync } from 'node:fs';
import { READY_MAPPINGS_FILE, renderReadyMappings } from './renderReadyMappings';

// Run with: npx tsx packages/recordings/scripts/writeReadyMappings.ts
writeFileSync(READY_MAPPINGS_FILE, renderReadyMappings());
