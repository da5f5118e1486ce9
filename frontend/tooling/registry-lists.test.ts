import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withoutRegistryLists } from './registry-lists';

describe('the client', () => {
  it('takes genres and applications as they come', () => {
    const list = { type: 'string', enum: ['a', 'b'] };
    const document = {
      paths: {
        '/{genre}/x': { get: { parameters: [{ name: 'genre', in: 'path', schema: list }] } },
      },
      components: {
        schemas: {
          GenreOut: { properties: { id: list, label: list } },
          Request: { properties: { id: list, application: { anyOf: [list, { type: 'null' }] } } },
        },
      },
    };
    expect(withoutRegistryLists(document)).toEqual({
      paths: {
        '/{genre}/x': {
          get: { parameters: [{ name: 'genre', in: 'path', schema: { type: 'string' } }] },
        },
      },
      components: {
        schemas: {
          GenreOut: { properties: { id: { type: 'string' }, label: list } },
          Request: {
            properties: {
              id: list,
              application: { anyOf: [{ type: 'string' }, { type: 'null' }] },
            },
          },
        },
      },
    });
  });

  it('names no genre and no application of the registry', () => {
    const document = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
      components: { schemas: Record<string, { properties: { id: { enum?: string[] } } }> };
    };
    const { GenreOut, ApplicationOut } = document.components.schemas;
    const ids = [GenreOut, ApplicationOut].flatMap((schema) => schema?.properties.id.enum ?? []);
    expect(ids.length).toBeGreaterThan(0);
    const types = readFileSync('src/api/types.gen.ts', 'utf8');
    for (const id of ids) expect(types).not.toMatch(new RegExp(`['"\`]${id}['"\`]`));
  });
});
