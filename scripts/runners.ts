/** What one of the test runners found. */
export type RunnerResult = { name: string; passed: number; failed: number; elapsedMs: number };
