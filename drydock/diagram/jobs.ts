/** The jobs of an environment: tasks that no service runs. */
import { textAt, textsAt } from "../offline/cloud/values";
import { documentOf, type PicturedResource, type Source } from "./source";

/** A job. */
export interface Job {
  readonly task: PicturedResource;
  /** Ids of the security groups of its tasks. */
  readonly groups: readonly string[];
  /** When it runs, such as `rate(6 hours)`; empty without a schedule. */
  readonly at: string;
}

const job = "drydock:index:FargateJob";
const definition = "$drydock:index:FargateTask$aws:ecs/taskDefinition:TaskDefinition::";

/** The jobs that Drydock's component creates. */
export function jobsOf(source: Source): Job[] {
  const shared = source
    .of("ec2/securityGroup:SecurityGroup")
    .filter(({ urn, name }) => /:(?:Existing)?Network\$/.test(urn) && name.endsWith("-workload"))
    .map(({ outputs }) => textAt(outputs, "id"));
  return source
    .of("ecs/taskDefinition:TaskDefinition")
    .filter(({ urn }) => urn.includes(`${job}${definition}`))
    .map((task) => {
      const beside = (type: string) =>
        source.of(type).find(({ urn }) => urn === task.urn.replace(definition, `$aws:${type}::`));
      const own = beside("ec2/securityGroup:SecurityGroup");
      const schedule = beside("scheduler/schedule:Schedule");
      const machine = beside("sfn/stateMachine:StateMachine");
      return {
        task,
        groups: [
          ...new Set([
            ...shared,
            ...(own === undefined ? [] : [textAt(own.outputs, "id")]),
            ...textsAt(schedule?.inputs ?? {}, scheduled),
            ...(machine === undefined ? [] : textsAt(documentOf(machine, "definition"), run)),
          ]),
        ],
        at: textAt(schedule?.inputs ?? {}, "scheduleExpression"),
      };
    });
}

/** Where a schedule and a state machine hold the groups, among them one that exists already. */
const scheduled = "target.ecsParameters.networkConfiguration.securityGroups.*";
const run = "States.Run.Arguments.NetworkConfiguration.AwsvpcConfiguration.SecurityGroups.*";

/** What runs tasks, by its id in a picture: services, and jobs. */
export interface Workload {
  readonly id: string;
  readonly task: PicturedResource;
}

/** The task definition that a service runs; undefined where the program does not register it. */
export const taskOf = (source: Source, service: PicturedResource): PicturedResource | undefined =>
  source
    .of("ecs/taskDefinition:TaskDefinition")
    .find(({ outputs }) => outputs["arn"] === service.inputs["taskDefinition"]);

/** Services whose task definition the program registers, and jobs. */
export const workloadsOf = (source: Source): Workload[] => [
  ...source.of("ecs/service:Service").flatMap((service): Workload[] => {
    const task = taskOf(source, service);
    return task === undefined ? [] : [{ id: service.urn, task }];
  }),
  ...jobsOf(source).map(({ task }) => ({ id: task.urn, task })),
];
