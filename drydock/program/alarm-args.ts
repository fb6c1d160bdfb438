import type { ServiceAlarmsArgs } from "drydock-components";
import type { AlarmsConfig } from "../config";

/** Alarms of the stack file as arguments, where one that is left out says so itself. */
export function alarmArgs(alarms: AlarmsConfig = {}): ServiceAlarmsArgs {
  return {
    ...alarms,
    healthyTasks: orNone(alarms.healthyTasks),
    errors: orNone(alarms.errors),
    cpu: orNone(alarms.cpu),
    memory: orNone(alarms.memory),
  };
}

function orNone<Alarm extends object>(alarm: Alarm | false | undefined) {
  return alarm === false ? { enabled: false } : alarm;
}
