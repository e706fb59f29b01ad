// Loaded before a service of the demo (`node --import`): the service ends when the process that started it is
// gone, even killed outright, so that no server is left on a port.
//
// Only in the service itself: what it forks inherits this file, and needs its own channel for other things.
if (process.channel && process.env.DEPICTA_LAUNCHER === String(process.ppid)) {
  process.channel.unref();
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), 40_000).unref();
  });
}
