/** The environment of the command, given and not reached for, so that a test can say it. */
export type Environment = Readonly<Record<string, string | undefined>>;
