import type { Rule } from "./rule";

/**
 * The stack's name is part of the names of the cluster, task families, repositories and log groups; this is what all of
 * them allow. https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
 */
const namePattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Room for project and service beside it in the 64 characters of a DNS label that discovery uses. */
const longest = 40;

/** That AWS can be told the stack's name. */
export const stackName: Rule = (_, { stack }) => {
  if (namePattern.test(stack) && stack.length <= longest) return [];
  return [
    {
      path: [],
      showValue: false,
      message: `The stack's name (${stack.slice(0, longest)}) becomes part of names in AWS that do not allow it.`,
      allowed: `lower-case letters, digits and single hyphens, at most ${longest} characters`,
      fix: "Rename the stack: pulumi stack rename, and the file Pulumi.<stack>.yaml with it.",
    },
  ];
};
