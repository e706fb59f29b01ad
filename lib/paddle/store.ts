import type { Database } from '#lib/db/client.ts';

/** How far a list was read. */
export async function findBookmark(prisma: Database['prisma'], name: string): Promise<string | undefined> {
  return (await prisma.bookmark.findUnique({ where: { name } }))?.position;
}

export async function setBookmark(
  prisma: Database['prisma'],
  name: string,
  position: string,
  at: Date,
): Promise<void> {
  const values = { position, updatedAt: at };
  await prisma.bookmark.upsert({ where: { name }, create: { name, ...values }, update: values });
}
