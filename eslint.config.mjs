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

const insideApply =
  "CallExpression[callee.property.name='apply'] NewExpression[callee.object.type=/Identifier|MemberExpression/][callee.object.name=/^(aws|awsx|docker|dockerBuild|random|pulumi)$/]";

export default defineConfig(
  { ignores: ["**/node_modules/**", "**/dist/**", "**/*.schema.json"] },
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
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["index.ts", "components/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: insideApply, message: "No resource inside apply: a preview must show it." },
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
  mayNotImport(["components/**/*.ts"], ["config", "offline", "policy", "test", "scripts", "index"]),
  mayNotImport(["config/**/*.ts"], ["components", "offline", "policy", "test", "scripts", "index"]),
  mayNotImport(["policy/**/*.ts"], ["components", "config", "offline", "test", "scripts", "index"]),
  mayNotImport(["offline/**/*.ts"], ["test", "scripts"]),
  {
    // Programs for people: their output is their purpose.
    files: ["scripts/**/*.ts", "bench/**/*.ts"],
    rules: { "no-console": "off" },
  },
);
