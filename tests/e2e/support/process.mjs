export * from '../../conformance/support/process.mjs';
