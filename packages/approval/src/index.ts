export * from './transitions';
export * from './Directory';
export * from './ResolvedRequirement';
