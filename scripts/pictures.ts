import { type Generator, outputOf } from "./generator";

/** The pictures of both environments, which README.md shows. */
export const pictures: Generator = {
  name: "pictures",
  files: async () => ({
    "docs/pictures/test.svg": await outputOf("diagram", "--stack", "test"),
    "docs/pictures/production.svg": await outputOf("diagram", "--stack", "production"),
  }),
};
