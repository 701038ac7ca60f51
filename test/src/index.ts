/** What crosses packages: tests, conformance, faults, benchmarks. Nothing imports this. */
export {};
