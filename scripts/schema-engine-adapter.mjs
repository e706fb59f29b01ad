// A driver for Prisma's schema engine over `pg`. The official adapter cannot serve it: it stumbles over catalogue
// columns of the type "char", and cuts migrations at every semicolon, function bodies included.
import { randomBytes } from 'node:crypto';
import { ColumnTypeEnum as Column, DriverAdapterError } from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** PostgreSQL's type numbers (pg_type.oid) as they occur in the catalogue and in `_prisma_migrations`. */
const columnTypes = new Map([
  [16, Column.Boolean],
  [17, Column.Bytes],
  [18, Column.Character],
  [20, Column.Int64],
  [21, Column.Int32],
  [23, Column.Int32],
  [26, Column.Int64],
  [700, Column.Float],
  [701, Column.Double],
  [1000, Column.BooleanArray],
  [1002, Column.CharacterArray],
  [1003, Column.TextArray],
  [1005, Column.Int32Array],
  [1007, Column.Int32Array],
  [1009, Column.TextArray],
  [1015, Column.TextArray],
  [1016, Column.Int64Array],
  [1028, Column.Int64Array],
  [1082, Column.Date],
  [1114, Column.DateTime],
  [1184, Column.DateTime],
  [1700, Column.Numeric],
]);

/**
 * @param {{url?: string, shadowDatabaseUrl?: string}} datasource without a `shadowDatabaseUrl`, a database is made
 *   beside `url` for as long as it is needed
 */
export function postgresFactory({ url, shadowDatabaseUrl }) {
  return {
    provider: 'postgres',
    adapterName: 'depicta-schema-engine',
    connect: () => connect(url),
    async connectToShadowDb() {
      if (shadowDatabaseUrl !== undefined) return connect(shadowDatabaseUrl);
      const admin = await open(url);
      const name = `prisma_shadow_${randomBytes(8).toString('hex')}`;
      await admin.query(`CREATE DATABASE ${name}`);
      const shadow = new URL(url);
      shadow.pathname = `/${name}`;
      return connect(shadow.href, async () => {
        await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
        await admin.end();
      });
    },
  };
}

async function connect(url, afterwards = async () => {}) {
  const client = await open(url);
  const schemaName = new URL(url).searchParams.get('schema') ?? 'public';
  const queries = queriesOn(client);
  // The engine takes no result where it expects none.
  const run = async (sql) => {
    await translated(() => client.query(sql));
  };
  return {
    ...queries,
    executeScript: run,
    getConnectionInfo: () => ({ schemaName, supportsRelationJoins: true }),
    async startTransaction(isolationLevel) {
      const level = isolationLevel === undefined ? '' : ` ISOLATION LEVEL ${isolationLevel}`;
      await run(`BEGIN${level}`);
      return {
        ...queries,
        options: { usePhantomQuery: false },
        commit: () => run('COMMIT'),
        rollback: () => run('ROLLBACK'),
      };
    },
    async dispose() {
      await client.end();
      await afterwards();
    },
  };
}

function queriesOn(client) {
  const query = (sql, values) =>
    translated(() => client.query({ text: sql, values, rowMode: 'array', types: { getTypeParser } }));
  return {
    provider: 'postgres',
    adapterName: 'depicta-schema-engine',
    async queryRaw({ sql, args }) {
      const { fields, rows } = await query(sql, args);
      return {
        columnNames: fields.map((field) => field.name),
        columnTypes: fields.map((field) => columnTypes.get(field.dataTypeID) ?? Column.Text),
        rows,
      };
    },
    executeRaw: async ({ sql, args }) => (await query(sql, args)).rowCount ?? 0,
  };
}

/** Everything stays the text that PostgreSQL sent, but for what the engine wants as a number, boolean or list. */
function getTypeParser(oid) {
  const type = columnTypes.get(oid);
  const isList = type !== undefined && type >= Column.Int32Array && type <= Column.UuidArray;
  const parse = parserOf(isList ? type - Column.Int32Array : type);
  return isList ? (text) => pg.types.arrayParser.create(text, parse).parse() : parse;
}

function parserOf(type) {
  if (type === Column.Boolean) return (text) => text === 't';
  if (type === Column.Int32 || type === Column.Float || type === Column.Double) return Number;
  if (type === Column.Bytes) return (text) => Buffer.from(text.slice(2), 'hex');
  if (type === Column.DateTime) return (text) => new Date(text).toISOString();
  return (text) => text;
}

async function open(url) {
  if (url === undefined) throw new Error('DATABASE_URL is missing: this command needs a database');
  const client = new pg.Client({ connectionString: url });
  await translated(() => client.connect());
  return client;
}

async function translated(work) {
  try {
    return await work();
  } catch (error) {
    throw new DriverAdapterError({
      ...kindOf(error),
      originalCode: error.code,
      originalMessage: error.message,
    });
  }
}

function kindOf({ code, severity, message, detail, column, hint }) {
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') return { kind: 'DatabaseNotReachable' };
  if (code === '28P01') return { kind: 'AuthenticationFailed' };
  if (code === '3D000') return { kind: 'DatabaseDoesNotExist' };
  return {
    kind: 'postgres',
    code: code ?? 'N/A',
    severity: severity ?? 'N/A',
    message,
    detail,
    column,
    hint,
  };
}

/** Prisma's own number for an error of connecting, or undefined for any other. */
export function errorCodeOf({ code }) {
  return { ECONNREFUSED: 'P1001', ENOTFOUND: 'P1001', '28P01': 'P1000', '3D000': 'P1003', '42P04': 'P1009' }[
    code
  ];
}
