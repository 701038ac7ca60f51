export * from './records';
export * from './StoreFault';
export * from './types';
