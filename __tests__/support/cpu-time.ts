/** Starts counting this process's processor time, in milliseconds: what other work on the machine does not add to. */
export function cpuTimer(): () => number {
  const started = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  };
}
