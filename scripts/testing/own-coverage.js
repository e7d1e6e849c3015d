/**
 * Loaded before a test file where coverage is counted: its own process counts, those that it starts do not. They run other files than its
 * bundle, which count for nothing, and some of them are ended by their test while they would write.
 */
if (process.env.NODE_TEST_CONTEXT !== undefined) delete process.env.NODE_V8_COVERAGE;
