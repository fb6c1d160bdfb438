import type { ServiceAlarmsArgs } from "drydock-components";
import type { AlarmsConfig } from "../config";

/** Alarms of the stack file as arguments, where one that is left out says so itself. */
export function alarmArgs(alarms: AlarmsConfig = {}): ServiceAlarmsArgs {
  const { healthyTasks, errors, cpu, memory, ...others } = alarms;
  return {
    ...others,
    ...(healthyTasks !== undefined && { healthyTasks: orNone(healthyTasks) }),
    ...(errors !== undefined && { errors: orNone(errors) }),
    ...(cpu !== undefined && { cpu: orNone(cpu) }),
    ...(memory !== undefined && { memory: orNone(memory) }),
  };
}

function orNone<Alarm extends object>(alarm: Alarm | false) {
  return alarm === false ? { enabled: false } : alarm;
}
