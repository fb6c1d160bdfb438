import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/** Folders that no file in `files` may import: data flows one way (docs/architecture.md). */
function mayNotImport(files, folders) {
  return {
    files,
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: folders.map((folder) => ({
            regex: `^(\\.\\./)+${folder}(/|$)`,
            message: `Imports point one way: this folder may not import ${folder}/.`,
          })),
        },
      ],
    },
  };
}

/** `new aws.ec2.Vpc(...)`, `new random.RandomPassword(...)`, `new drydock.Network(...)`. */
const newResource =
  "NewExpression:matches([callee.object.object.name='aws'], [callee.object.object.name='awsx'], " +
  "[callee.object.name=/^(aws|docker|dockerBuild|random|drydock)$/])";

export default defineConfig(
  { ignores: ["**/node_modules/**", "**/dist/**", ".cache/**", ".sandbox/**"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "max-params": ["error", 3],
      "no-console": "error",
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/prefer-nullish-coalescing": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", ignoreRestSiblings: true },
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
        {
          selector: "ClassBody > PropertyDefinition[accessibility=/private|protected/]",
          message: "Private fields leak into the cross-language schema as outputs.",
        },
        {
          selector: "ClassBody > PropertyDefinition > PrivateIdentifier",
          message: "Private fields leak into the cross-language schema as outputs.",
        },
        {
          selector: "NewExpression[callee.property.name='Config']",
          message: "Only config/ reads configuration.",
        },
      ],
    },
  },
  mayNotImport(["components/**/*.ts"], ["drydock", "policy", "test", "scripts"]),
  mayNotImport(
    ["drydock/config/**/*.ts"],
    ["components(?!/facts/)", "offline", "policy", "program", "test", "scripts", "index"],
  ),
  mayNotImport(["drydock/program/**/*.ts"], ["offline", "policy", "test", "scripts", "index"]),
  mayNotImport(["policy/**/*.ts"], ["components", "drydock", "test", "scripts", "index"]),
  mayNotImport(["drydock/offline/**/*.ts"], ["policy", "test", "scripts"]),
  mayNotImport(
    ["drydock/import/**/*.ts"],
    ["components(?!/facts/)", "offline", "policy", "program", "test", "scripts", "index"],
  ),
  {
    files: ["drydock/bin/*.js"],
    languageOptions: { sourceType: "commonjs", globals: { require: "readonly" } },
  },
  {
    // Programs for people: their output is their purpose.
    files: ["scripts/**/*.ts", "bench/**/*.ts"],
    rules: { "no-console": "off" },
  },
);
