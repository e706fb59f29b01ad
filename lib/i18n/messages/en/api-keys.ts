/** Keys for the API and the command line. */
export const apiKeys = {
  title: 'API keys',
  description:
    'A key lets a program or the command line make pictures with your credit. It cannot top up, and it can be revoked at any time.',

  newTitle: 'New key',
  newText:
    'Give each program a key of its own: then each has its own limit, its own history, and can be revoked alone.',
  name: 'Name',
  nameHint: 'What it is for, such as the name of the machine.',
  cap: 'Monthly limit',
  capHint: 'In euros, for each calendar month (UTC). Empty: no limit but your balance.',
  create: 'Create key',

  madeTitle: 'Copy your key now',
  madeText: 'It is shown this once. We keep only a fingerprint of it, so nobody can look it up later.',
  madeLabel: 'The new key',
  madeUse: 'To use it with the command line, run this and paste the key:',
  madeDone: 'I have copied it',

  listTitle: 'Your keys',
  listCaption: 'Keys that work',
  key: 'Key',
  created: 'Created',
  lastUsed: 'Last used',
  never: 'never',
  spend: 'Spent this month',
  howSpent: 'What it was spent on',
  charged: 'Charged',
  open: 'Held by work under way',
  ofCap: 'of {cap}',
  noCap: 'no limit',
  capShare: '{spent} of {cap} used this month',
  revoke: 'Revoke',
  revokeLabel: 'Revoke the key {name}',
  revokeTitle: 'Revoke “{name}”?',
  revokeText:
    'The key ending in {last4} stops working at once and for ever. Pictures that were already accepted are still made.',
  revokeConfirm: 'Revoke key',
  revoked: 'The key “{name}” is revoked.',

  emptyTitle: 'You have no key',
  emptyText: 'Make one above, then try it with the command line or your own program.',
  revokedTitle: 'Revoked keys',
  revokedCaption: 'Keys that were revoked',
  revokedAt: 'Revoked',
} as const;
