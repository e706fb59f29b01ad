/** The second factor of staff: setting it up, passing it, recovery codes, resetting a colleague's, and the mails about it. */
export const secondFactor = {
  passTitle: 'Your second factor',
  passText: 'Type the six digits that your authenticator app shows for Depicta.',
  passCode: 'Code',
  passAction: 'Go on',
  passLost: 'Your app is not at hand? <link>Use a recovery code</link>',
  recoveryTitle: 'Use a recovery code',
  recoveryText: 'Each of your ten codes works once. An admin can help where none is left.',
  recoveryCode: 'Recovery code',
  recoveryBack: '<link>Use the app instead</link>',
  demoHint: 'This is a demo without a phone. This prints the code:',
  signOut: 'Sign out',

  setUpTitle: 'Set up your second factor',
  setUpWhy:
    'The support desk opens to a password and a code of an app together, so that a stolen password opens nothing.',
  setUpPasswordHint: 'Once more, so that nobody else sets it up on a screen left open.',
  setUpBegin: 'Begin',
  scanText:
    'Scan this with an authenticator app on your phone, such as Aegis, 2FAS, Google Authenticator or a password manager.',
  scanAlt: 'QR code with the secret for your app. It is written out below.',
  typeIt: 'Or type the secret into the app:',
  openIt: 'Open it in an app on this device',
  copySecret: 'Copy the secret',
  confirmCode: 'The code that the app shows now',
  confirmAction: 'Set it up',

  codesTitle: 'Your recovery codes',
  codesText:
    'Each lets you in once when your app is not at hand. They are shown this once: keep them where you keep important papers, away from your phone.',
  copyCodes: 'Copy all',
  codesDone: 'I have kept them',

  sectionTitle: 'Second factor',
  sectionText: 'The support desk opens to your password and a code of your app together.',
  since: 'Set up on {at}.',
  codesLeft: 'Recovery codes not used yet: {count}.',
  codesNoneLeft: 'No recovery code is left. Make new ones now, or you depend on your app alone.',
  codesFewLeft: 'Few are left: make new ones.',
  password: 'Your password',
  renew: 'Make new recovery codes',
  renewHint: 'For new recovery codes. The old ones stop working.',
  anotherApp: 'Move to another app',
  colleagues: 'Colleagues: roles and second factors',

  staffTitle: 'Staff',
  staffText:
    'What each colleague may do: a change signs them out everywhere. Who has lost both app and recovery codes is reset here: they are signed out everywhere and set it up anew with their password. Make sure that it is them who asks, by voice or in person.',
  staffSince: 'Set up on {at}',
  staffNone: 'Not set up',
  staffOwn: 'This is you: another admin changes your role and resets your second factor.',
  role: 'Role',
  roleReason: 'Reason for the change',
  roleChange: 'Change the role',
  role_support: 'support',
  role_admin: 'admin',
  role_former: 'has left, no access',
  staffNothing: 'Nothing to reset: they set it up at their next sign-in.',
  reason: 'Reason, for the audit log',
  reset: 'Reset the second factor',

  mailSetUpSubject: 'Your second factor is set up',
  mailSetUpText:
    'An authenticator app was set up for your account. From now on its code is asked for at each sign-in. Everybody else who was signed in to your account has been signed out.',
  mailRecoverySubject: 'A recovery code of yours was used',
  mailRecoveryText:
    'Somebody signed in to your account with your password and one of your recovery codes. Codes not used yet: {left}.',
  mailResetSubject: 'Your second factor was reset',
  mailResetText:
    'An admin or the operator has reset your second factor. You are signed out everywhere; at your next sign-in you set up an app anew.',
  mailAt: 'Time',
  mailAction: 'Look at your settings',
  mailNotYou:
    'If it was not you, choose a new password at once ({forgot}) and tell an admin: they reset your second factor.',
  mailWhy: 'You always get this mail: it protects the support desk.',
} as const;
