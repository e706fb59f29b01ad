'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import type { Balance } from '#lib/contracts/balance.ts';
import { balanceNow } from './queries.ts';

/**
 * Gives the components below the balance that the server has read, so that it stands in the first byte of HTML. One that is
 * known already gives way to a later one only.
 */
export function KnownBalance({ balance, children }: { balance: Balance; children: ReactNode }) {
  const client = useQueryClient();
  const { queryKey } = balanceNow();
  // While rendering only what nobody can be looking at yet; a later one when the page is drawn.
  if (client.getQueryData(queryKey) === undefined) client.setQueryData(queryKey, balance);
  useEffect(() => {
    client.setQueryData(balanceNow().queryKey, (known) =>
      known !== undefined && known.as_of >= balance.as_of ? known : balance,
    );
  }, [client, balance]);
  return children;
}
