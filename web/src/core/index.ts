export { Store, type Observable } from './observable';
export * from './types';
