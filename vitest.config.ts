import { defineConfig } from "vitest/config";

const minutes = (count: number) => count * 60_000;

// Groups run one after another, so that two heavy ones never share the machine (two cores are enough for everything here).
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          // Loaded as published, not as source of ours.
          server: { deps: { external: [/\/dist\/tree-sitter\//] } },
          include: ["__tests__/**/*.test.ts"],
          exclude: ["__tests__/{contract,process,project,e2e}/**"],
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: "project",
          include: ["__tests__/project/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: minutes(3),
          hookTimeout: minutes(3),
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "process",
          include: ["__tests__/{contract,process}/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: minutes(2),
          hookTimeout: minutes(2),
          sequence: { groupOrder: 2 },
        },
      },
      {
        // Real releases are downloaded, installed and run here.
        test: {
          name: "e2e",
          server: { deps: { external: [/\/dist\/tree-sitter\//] } },
          include: ["__tests__/e2e/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: minutes(15),
          hookTimeout: minutes(15),
          sequence: { groupOrder: 3 },
        },
      },
    ],
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      reporter: ["text-summary", "json-summary", "html"],
      thresholds: { lines: 90 },
    },
  },
});
