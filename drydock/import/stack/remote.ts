/** Whether Docker would fetch a context: https://docs.docker.com/build/concepts/context/#remote-context */
export function isRemote(context: string): boolean {
  return /^(?:https?|git|ssh):\/\/|^git@|\.git(?:#.*)?$/.test(context);
}
