/** A key as the page shows it: times in ISO 8601, amounts as on the wire. */
export interface KeyRow {
  id: string;
  name: string;
  last4: string;
  createdAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
  /** Spent and held this month. */
  takenEur: string;
  /** Of it: what was charged, and what those under way hold. */
  chargedEur: string;
  openEur: string;
  /** Where the charges are listed. */
  chargesHref: string;
  capEur: string | null;
  /** From 0 to 1; 0 without a limit. */
  shareOfCap: number;
}
