import graphql from '@graphql-eslint/eslint-plugin'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const processIsForConfig = 'Only src/config.ts reads the environment: it validates it once.'
const prismaClientIsForSession = 'Only src/session and src/database know PrismaClient; everything else takes a Session.'
const sessionIsPassedOn = 'A resolver passes its session on, to a loader or a service: data is reached from there.'

const noPrismaClientAtRunTime = {
  selector: 'ImportExpression[source.value=/generated.prisma/]',
  message: prismaClientIsForSession,
}

// One for schema and operations: the plugin keeps the first that it meets.
const graphqlLanguage = {
  parser: graphql.parser,
  parserOptions: {
    graphQLConfig: { schema: 'schema.graphql', documents: 'tests/contract/operations/*.graphql' },
  },
}

export default defineConfig(
  globalIgnores(['dist', '.build-*', 'coverage', '**/generated']),

  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      eqeqeq: 'error',
    },
  },

  {
    files: ['src/**/*.ts'],
    rules: {
      'no-console': 'error',
      // `as const` stays allowed: it hides nothing.
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: processIsForConfig },
        { object: 'globalThis', property: 'process', message: processIsForConfig },
      ],
      // Its default export has `env` under any name one likes; the global `process` is enough.
      'no-restricted-imports': [
        'error',
        { name: 'node:process', message: processIsForConfig },
        { name: 'process', message: processIsForConfig },
      ],
      // A second client is a second way to the data, around the session. Type imports count: a service that takes a
      // PrismaClient takes no session.
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: 'generated/prisma/client\\.js$',
              importNames: ['PrismaClient'],
              message: prismaClientIsForSession,
            },
            {
              regex: 'generated/prisma/internal/',
              message: 'Import from src/generated/prisma/client.js.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/session/**', 'src/database/**'],
    rules: { 'no-restricted-syntax': ['error', noPrismaClientAtRunTime] },
  },
  {
    files: ['src/*/{,*-}resolvers.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        noPrismaClientAtRunTime,
        ...[
          // Statements, under whatever name they are imported.
          'ImportDeclaration[source.value=/session.session/] ImportSpecifier[imported.name=/^(sql|read|write)$/]',
          'ImportDeclaration[source.value=/session.session/] ImportNamespaceSpecifier',
          'ImportDeclaration[source.value=/generated.prisma/]',
          // A model or a method of the session: session.event, context.session.event, const { event } = session.
          'MemberExpression[object.name="session"]',
          'MemberExpression[object.property.name="session"]',
          'VariableDeclarator[init.name="session"] > ObjectPattern',
          'VariableDeclarator[init.property.name="session"] > ObjectPattern',
          'Property[key.name="session"] > ObjectPattern',
        ].map((selector) => ({ selector, message: sessionIsPassedOn })),
      ],
    },
  },
  { files: ['src/config.ts'], rules: { 'no-restricted-properties': 'off' } },
  // The rule does not end on graphql's types of types, which hold themselves.
  {
    files: ['src/graphql/introspection-cost.ts'],
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  {
    files: ['src/session/**/*.ts', 'src/database/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': 'off' },
  },
  {
    // The brand of a Session is put on here and nowhere else, and a brand can only be asserted.
    files: ['src/session/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-assertions': 'error' },
  },

  {
    files: ['schema.graphql'],
    languageOptions: graphqlLanguage,
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      '@graphql-eslint/description-style': 'off', // one-line and block strings are both read well
      '@graphql-eslint/input-name': ['error', { checkInputType: true, caseSensitiveInputType: false }],
      '@graphql-eslint/no-root-type': ['error', { disallow: ['subscription'] }],
      '@graphql-eslint/no-scalar-result-type-on-mutation': 'error',
      '@graphql-eslint/require-deprecation-date': 'error',
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          rootField: true,
          DirectiveDefinition: true,
          EnumValueDefinition: true,
          FieldDefinition: true,
          InputValueDefinition: true,
        },
      ],
      '@graphql-eslint/require-nullable-fields-with-oneof': 'error',
      '@graphql-eslint/require-type-pattern-with-oneof': 'error',
      // Rows that stand for a calculation have no id of their own: the contract gives them none.
      '@graphql-eslint/strict-id-in-types': 'off',
    },
  },
  {
    files: ['tests/contract/operations/*.graphql'],
    languageOptions: graphqlLanguage,
    plugins: { '@graphql-eslint': graphql },
    rules: {
      '@graphql-eslint/executable-definitions': 'error',
      '@graphql-eslint/fields-on-correct-type': 'error',
      '@graphql-eslint/no-anonymous-operations': 'error',
      '@graphql-eslint/no-deprecated': 'error',
      '@graphql-eslint/unique-operation-name': 'error',
      '@graphql-eslint/no-unused-variables': 'error',
    },
  },
)
