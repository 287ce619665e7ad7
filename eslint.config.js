const { builtinModules } = require("node:module");
const js = require("@eslint/js");
const jestRules = require("eslint-plugin-jest");
const { importX } = require("eslint-plugin-import-x");
const tseslint = require("typescript-eslint");

/** Folders, and those that they may import from besides themselves. `review` judges the constructs, so it must not know them. */
const imports = {
  compiled: [],
  environments: [],
  constructs: [],
  stacks: ["constructs", "environments"],
  review: ["terraform"],
  terraform: [],
  emulator: ["terraform", "environments", "stacks", "constructs"],
  scripts: ["terraform", "emulator", "environments", "stacks", "review", "constructs"],
};

const zones = Object.entries(imports).map(([folder, allowed]) => ({
  target: `./${folder}`,
  from: [
    "./main.ts",
    "./__tests__",
    ...Object.keys(imports)
      .filter((other) => other !== folder && !allowed.includes(other))
      .map((other) => `./${other}`),
  ],
  message: `${folder}/ may import from ${[folder, ...allowed].map((name) => `${name}/`).join(", ")} only.`,
}));

/** What of Node a synthesis may use: files of the repository, and what is the same everywhere. All else tells of the machine, the moment or chance. */
const sameEverywhere = ["fs", "path", "util/types"];
const elsewhereDifferent = builtinModules.filter((name) => !sameEverywhere.includes(name)).flatMap((name) => [name, `node:${name}`]);
const pure = "The same repository and settings must give the same bytes on any day and machine: docs/design.md.";

/** Properties that no object may be asked for: their answers depend on the language of the machine. */
const ofTheLanguage = [
  "localeCompare",
  "toLocaleDateString",
  "toLocaleLowerCase",
  "toLocaleString",
  "toLocaleTimeString",
  "toLocaleUpperCase",
];

module.exports = tseslint.config(
  { ignores: ["cdktf.out", "coverage", ".cdktn", ".emulator", "node_modules"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: ["**/*.js"],
    languageOptions: {
      sourceType: "commonjs",
      globals: { require: "readonly", module: "writable", process: "readonly", __dirname: "readonly", console: "readonly" },
    },
  },
  // The script of the review's page, which runs in a browser.
  { files: ["review/render/page.js"], languageOptions: { sourceType: "script", globals: { document: "readonly" } } },
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    plugins: { "import-x": importX },
    settings: { "import-x/resolver": { typescript: true } },
    rules: {
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "@cdktf/provider-aws",
              message: "Import from @cdktf/provider-aws/lib/<resource>: the root takes seconds and half a gigabyte.",
            },
          ],
          patterns: [{ regex: "^@cdktf/provider-aws/(?!lib/[a-z0-9-]+$)", message: "Import from @cdktf/provider-aws/lib/<resource>." }],
        },
      ],
      "no-restricted-properties": [
        "error",
        {
          object: "process",
          property: "env",
          message: "Only main.ts and terraform/entry.ts read the environment; take settings as an argument.",
        },
      ],
      "import-x/no-default-export": "error",
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": ["error", { zones }],
      "max-lines": ["error", 300],
      "@typescript-eslint/explicit-function-return-type": ["error", { allowExpressions: true }],
      "@typescript-eslint/no-empty-function": "off",
      "@typescript-eslint/no-require-imports": ["error", { allowAsImport: true }],
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/prefer-readonly": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ["main.ts", "terraform/entry.ts", "terraform/quiet-clients.ts", "__tests__/**/*.ts"],
    rules: { "no-restricted-properties": "off" },
  },
  {
    files: ["constructs/**/*.ts", "environments/**/*.ts", "stacks/**/*.ts"],
    rules: {
      "no-restricted-globals": [
        "error",
        ...["Date", "Intl", "crypto", "fetch", "global", "globalThis", "navigator", "performance", "process"].map((name) => ({
          name,
          message: pure,
        })),
        ...["__dirname", "__filename"].map((name) => ({
          name,
          message: "Compiled, all modules lie in one file; repository.ts says where.",
        })),
      ],
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: pure },
        ...ofTheLanguage.map((property) => ({ property, message: pure })),
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "ImportExpression", message: "What a synthesis needs is imported at the top, where the linter sees it." },
      ],
      "@typescript-eslint/no-restricted-imports": ["error", { paths: elsewhereDifferent.map((name) => ({ name, message: pure })) }],
    },
  },
  { files: ["constructs/foundation/repository.ts"], rules: { "no-restricted-globals": "off" } },
  {
    files: ["__tests__/**/*.test.ts"],
    extends: [jestRules.configs["flat/recommended"]],
    rules: {
      "jest/expect-expect": ["error", { assertFunctionNames: ["expect", "expect*"] }],
      "jest/no-conditional-expect": "error",
      "jest/no-disabled-tests": "error",
      "jest/no-focused-tests": "error",
      "jest/valid-title": ["error", { ignoreTypeOfDescribeName: true }],
    },
  },
);
