/** What a deployment does, where it is more than replacing tasks: how long, how many tasks, who decides. */
import type { ServiceConfig } from "../../../config";
import { deploymentPlan, peakTasks } from "drydock-components/model/deployment-plan";
import { count, list } from "../../words";

export function deployments(service: ServiceConfig): string[] {
  const { deployment } = service;
  return [...steps(service), ...tests(deployment), ...decision(deployment), ...alarms(deployment)];
}

function steps(service: ServiceConfig): string[] {
  const plan = deploymentPlan(service.deployment);
  const { shifting, percent, stepMinutes, bakeMinutes, plannedMinutes } = plan;
  if (shifting === undefined) return [];
  const waiting = plannedMinutes - (service.deployment.approval?.timeoutMinutes ?? 0);
  const moved = {
    blueGreen: "all requests at once",
    canary: `${percent} % of the requests, after ${count(stepMinutes, "minute")} the rest`,
    linear: `${percent} % of the requests every ${count(stepMinutes, "minute")}`,
  };
  return [
    `${moved[shifting]}; old tasks stay for ${count(bakeMinutes, "minute")}`,
    `${count(waiting, "minute")} beside start and checks, ${count(peakTasks(service), "task")} at the peak`,
  ];
}

function tests({ test }: ServiceConfig["deployment"]): string[] {
  if (test === undefined) return [];
  return [
    `requests with ${test.header}: ${test.value} from ${list(test.allowedCidrs)} reach the new tasks first`,
  ];
}

function decision({ approval }: ServiceConfig["deployment"]): string[] {
  if (approval === undefined) return [];
  const { timeoutMinutes, onTimeout } = approval;
  const otherwise = onTimeout === "rollback" ? "rolled back" : "continued";
  return [
    `somebody has to approve each, within ${count(timeoutMinutes, "minute")}, or it is ${otherwise}`,
  ];
}

function alarms({ rollbackOn, alarmNames }: ServiceConfig["deployment"]): string[] {
  const names = [...rollbackOn, ...alarmNames];
  return names.length === 0 ? [] : [`rolled back by the alarms ${list(names)}`];
}
