import { defineConfig } from '@hey-api/openapi-ts';

/**
 * Genres and applications are lists that the registry owns and the page asks for at run time, so
 * their enums become plain strings here: a new genre changes no line of the page.
 */
export default defineConfig({
  input: 'openapi.json',
  output: { path: 'src/api', clean: true },
  parser: {
    patch: {
      operations: (_method, _path, operation) => {
        for (const parameter of operation.parameters ?? []) {
          if ('schema' in parameter && parameter.schema && 'enum' in parameter.schema) {
            delete parameter.schema.enum;
          }
        }
      },
    },
  },
  plugins: [
    '@hey-api/typescript',
    '@hey-api/sdk',
    { name: '@hey-api/client-fetch', baseUrl: false },
  ],
});
