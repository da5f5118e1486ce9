type Json = Record<string, unknown>;

/** Names whose values the registry owns: the page asks for them at run time. */
const OWNED = new Set(['genre', 'application', 'default_application']);
const OWNERS = new Set(['GenreOut', 'ApplicationOut']);

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

/** A schema, and its alternatives, without their lists of values. */
function open(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(open);
  if (!isObject(schema)) return schema;
  const { enum: _list, const: _only, ...rest } = schema;
  return rest.anyOf ? { ...rest, anyOf: open(rest.anyOf) } : rest;
}

function properties(owner: string, schemas: Json): Json {
  const entries = Object.entries(schemas).map(([name, schema]) => {
    const owned = OWNED.has(name) || (name === 'id' && OWNERS.has(owner));
    return [name, owned ? open(schema) : walk(schema, owner)];
  });
  return Object.fromEntries(entries) as Json;
}

function walk(value: unknown, owner: string): unknown {
  if (Array.isArray(value)) return value.map((item) => walk(item, owner));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, part]) => {
    if (name === 'properties' && isObject(part)) return [name, properties(owner, part)];
    if (name === 'schema' && OWNED.has(String(value.name))) return [name, open(part)];
    return [name, walk(part, OWNERS.has(name) ? name : owner)];
  });
  return Object.fromEntries(entries);
}

/**
 * The OpenAPI document with genres and applications as plain strings: a new genre changes no line
 * of the generated client.
 */
export function withoutRegistryLists(document: object): object {
  return walk(document, '') as object;
}
