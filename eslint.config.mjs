import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/**
 * Folders and packages that no file in `files` may import: data flows one way (docs/architecture.md).
 *
 * @param folders names of folders above a file; packages by their own names
 */
function mayNotImport(files, folders, packages = []) {
  const message = (what) => `Imports point one way: this folder may not import ${what}.`;
  return {
    files,
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            ...folders.map((folder) => ({
              regex: `^(\\.\\./)+${folder}(/|$)`,
              message: message(`${folder}/`),
            })),
            ...packages.map((name) => ({ regex: `^${name}(/|$)`, message: message(name) })),
          ],
        },
      ],
    },
  };
}

/** The index of `@pulumi/aws`, which every start of a program would load. */
const wholeOfAws = (instead) => ({
  selector: "ImportDeclaration[source.value='@pulumi/aws'] > ImportNamespaceSpecifier",
  message: `${instead}: the index of @pulumi/aws loads the modules of 240 services.`,
});

/** `new aws.ec2.Vpc(...)`, `new random.RandomPassword(...)`, `new drydock.Network(...)`. */
const newResource =
  "NewExpression:matches([callee.object.object.name='aws'], [callee.object.object.name='awsx'], " +
  "[callee.object.name=/^(aws|docker|dockerBuild|random|drydock)$/])";

export default defineConfig(
  {
    ignores: [
      "**/node_modules/**",
      "**/dist/**",
      "drydock/templates/**",
      ".cache/**",
      ".sandbox/**",
      ".acceptance/**",
    ],
  },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      // One program for everything but the app: each loads the types of the AWS provider. A service of projects would load
      // them for each package, and twice.
      parserOptions: {
        project: ["tsconfig.json", "app/tsconfig.json", "app/browser/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      curly: ["error", "multi-line"],
      "max-params": ["error", 3],
      "no-console": "error",
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      // `import type { A }` where everything is a type, `import { a, type B }` where not.
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/prefer-nullish-coalescing": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
    },
  },
  {
    files: ["components/**/*.ts", "policy/**/*.ts", "drydock/**/*.ts"],
    rules: {
      // PascalCase is for the enums of arguments.
      "@typescript-eslint/naming-convention": [
        "error",
        {
          selector: "variable",
          modifiers: ["const", "global"],
          format: ["camelCase", "PascalCase"],
        },
      ],
    },
  },
  {
    files: ["index.ts", "components/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: `CallExpression[callee.property.name='apply'] ${newResource}`,
          message: "No resource inside apply: a preview must show it.",
        },
        {
          selector: `${newResource}[arguments.length<3]:not([callee.object.name='aws'])`,
          message: "A child without options is an orphan: give it { parent: this }.",
        },
        wholeOfAws("Import internal/aws"),
        {
          selector: "ClassBody > PropertyDefinition[accessibility=/private|protected/]",
          message: "Private fields leak into the cross-language schema as outputs.",
        },
        {
          selector: "ClassBody > PropertyDefinition > PrivateIdentifier",
          message: "Private fields leak into the cross-language schema as outputs.",
        },
        {
          selector:
            "ExpressionStatement[expression.callee.type='Super'] ~ VariableDeclaration CallExpression[callee.name=/^(checkedArguments|taskSettings|serviceSettings)$/]",
          message: "Refuse arguments before super: a refused component must not be registered.",
        },
        {
          selector: "NewExpression[callee.property.name='Config']",
          message: "Only config/ reads configuration.",
        },
      ],
    },
  },
  {
    files: ["drydock/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        wholeOfAws("Import the services one by one, such as @pulumi/aws/ssm"),
      ],
    },
  },
  // What looks like a secret, and which permissions are too much, is decided once: in the policy package.
  mayNotImport(
    ["components/**/*.ts"],
    ["drydock", "policy", "test", "scripts"],
    ["drydock", "drydock-policy(?!/(secrets|permissions)$)"],
  ),
  mayNotImport(
    ["policy/**/*.ts"],
    ["components", "drydock", "test", "scripts", "index"],
    ["drydock", "drydock-components"],
  ),
  // The stack file is read without loading the SDK: facts, model and the reader of files only.
  mayNotImport(
    ["drydock/config/**/*.ts", "drydock/import/**/*.ts"],
    ["commands", "offline", "policy", "program", "test", "scripts", "index"],
    ["drydock-components(?!/(facts/|model/|files$))"],
  ),
  mayNotImport(
    ["drydock/program/**/*.ts"],
    ["commands", "offline", "policy", "test", "scripts", "index"],
  ),
  mayNotImport(["drydock/offline/**/*.ts"], ["commands", "policy", "test", "scripts"]),
  {
    files: ["drydock/bin/*.js", "scripts/*.cjs"],
    languageOptions: {
      sourceType: "commonjs",
      globals: { require: "readonly", process: "readonly", __dirname: "readonly" },
    },
  },
  {
    // Programs for people: their output is their purpose.
    files: [
      "scripts/**/*.ts",
      "bench/**/*.ts",
      "app/dev/main.ts",
      "test/policy/mutation/main.ts",
      "test/engine/releases/record.ts",
      "test/keys/main.ts",
      "test/keys/rows.ts",
    ],
    rules: { "no-console": "off" },
  },
);
