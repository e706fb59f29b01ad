/** Whether what a row of the statement was for is a generation or an operation. */
export function isJob({ type }: { type: string }): boolean {
  return type === 'generation' || type === 'operation';
}
