'use server';

import { factorDesk } from '#app/api/account/factor-desk.ts';
import { staffAction } from '#lib/auth/action.ts';
import { ownPasswordForm } from '#lib/auth/forms.ts';
import { renewRecoveryCodes } from '#lib/auth/second-factor.ts';

/** Makes new recovery codes. They are in this answer and nowhere else. */
export const renewCodesAction = staffAction(ownPasswordForm, async (viewer, form) => ({
  codes: await renewRecoveryCodes(factorDesk(), viewer, form),
}));
