import { readDemo } from './demo-file.ts';

/** Playwright's global set-up. @throws Error when no demo runs that the tests could open */
export default function requireDemo(): void {
  if (readDemo() !== undefined) return;
  throw new Error(
    'No demo runs. Use "npm test -- --only e2e", or start one with "npm run demo" or "npm run dev".',
  );
}
