import * as aws from "../internal/aws";
import type * as pulumi from "@pulumi/pulumi";
import { routeConditions } from "../internal/listener-conditions";
import { type Answers, contentTypes } from "../model/answers";

/** Inputs for the rules of a load balancer that no service is behind. */
export interface AnswersArgs {
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly listenerArn: pulumi.Input<string>;
  readonly answers: Answers;
}

/** Creates a rule for each redirect and each response. */
export function createAnswers({ name, parent, listenerArn, answers }: AnswersArgs): void {
  const rules = [
    ...Object.entries(answers.redirects).map(([key, one]) => ({
      key: `redirect-${key}`,
      patterns: one,
      action: {
        type: "redirect",
        redirect: {
          host: one.toHost,
          path: one.toPath,
          statusCode: one.permanent ? "HTTP_301" : "HTTP_302",
        },
      },
    })),
    ...Object.entries(answers.responses).map(([key, one]) => ({
      key: `response-${key}`,
      patterns: one,
      action: {
        type: "fixed-response",
        fixedResponse: {
          contentType: contentTypes[one.format],
          messageBody: one.body,
          statusCode: String(one.status),
        },
      },
    })),
  ];
  for (const { key, patterns, action } of rules) {
    new aws.lb.ListenerRule(
      `${name}-${key}`,
      {
        listenerArn,
        priority: patterns.priority,
        conditions: routeConditions(patterns),
        actions: [action],
      },
      { parent },
    );
  }
}
