// Not among what `core` exports: a page loads it when somebody asks for the test.
export { SELF_TEST_DEADLINE, SelfTest, type SelfTestOptions } from './self-test';
export { serversSeen } from './room-servers';
export * from './types';
export { browserWeb, type Web } from './web';
