/** Names by which programs make and give back things that no catalogue lists. */

const releaseVerbs = new Set([
  'close',
  'closeSync',
  'closeAsync',
  'destroy',
  'destroySoon',
  'destroySync',
  'dispose',
  'disposeAsync',
  'asyncDispose',
  'end',
  'release',
  'releaseLock',
  'terminate',
  'kill',
  'stop',
  'stopAll',
  'disconnect',
  'quit',
  'shutdown',
  'shutDown',
  'unref',
  'abort',
  'cancel',
  'clear',
  'unsubscribe',
  'unlisten',
  'unwatch',
  'unlock',
  'free',
  'finish',
  'cleanup',
  'cleanUp',
  'teardown',
  'tearDown',
  'detach',
  'removeAllListeners',
  'disconnectAll',
  'closeAll',
  'closeAllConnections',
  'rollback',
  'commit',
  'commitTransaction',
  'rollbackTransaction',
  'abortTransaction',
  'endSession',
  'revoke',
  'resume',
  'drain',
  '$disconnect',
  'Symbol.dispose',
  'Symbol.asyncDispose',
  '[Symbol.dispose]',
  '[Symbol.asyncDispose]',
  'gracefulShutdown',
  'final',
  'remove',
  'off',
  'unbind',
  'deinit',
  'uninit',
  'unload',
  'exit',
  'killProcess',
  'destroyAll',
  'disposeAll',
  'return',
]);

/** Verbs by which a value of unknown kind is evidently given back (narrower: these pair with a creation). */
const pairingVerbs = new Set([
  'close',
  'closeSync',
  'destroy',
  'dispose',
  'release',
  'terminate',
  'disconnect',
  'quit',
  'shutdown',
  'unlock',
  'free',
  'stop',
]);

/** The verbs as a part of a regular expression. */
export const pairingVerbPattern = [...pairingVerbs].join('|');

/** A call of one of these, in a text. */
export const pairingCall = new RegExp(`\\.(?:${pairingVerbPattern})\\s*\\(`);

/** Names of methods by which a class gives back what it owns: its own release methods and life-cycle hooks. */
const releaseMethods =
  /^(?:_*)(?:close|closeSync|closeAsync|dispose|disposeAsync|asyncDispose|destroy|_destroy|destroySync|stop|stopAsync|end|terminate|shutdown|shutDown|disconnect|quit|release|teardown|tearDown|cleanup|cleanUp|clear|reset|kill|abort|cancel|unsubscribe|unmount|unload|deactivate|finish|final|detach|uninstall|unregister|removeListeners|unlisten|unwatch|disconnectedCallback|componentWillUnmount|ngOnDestroy|onDestroy|onDestroyed|beforeDestroy|destroyed|beforeUnmount|unmounted|onModuleDestroy|onApplicationShutdown|beforeApplicationShutdown|onunload|stopped|disposeInternal|doDispose|doClose|doStop|exit|free|return|\$disconnect|\[Symbol\.dispose\]|\[Symbol\.asyncDispose\]|Symbol\.dispose|Symbol\.asyncDispose|afterAll|afterEach|after)$/;

/** Callees whose name says that the result is newly made and the caller's. */
const creatingName =
  /^(?:(?:create|open|connect|start|launch|acquire|obtain|checkout|borrow|lease|reserve|spawn)(?:[A-Z_].*)?|get(?:Connection|Client|QueryRunner|Session|Lock))$/;

/** `x.close()` and its kin: calling it on a resource counts as its release. */
export function isReleaseVerb(name: string): boolean {
  const verb = uncapitalised(name);
  return (
    releaseVerbs.has(verb) ||
    /^(?:close|dispose|destroy|release|terminate|shutdown|disconnect|teardown|cleanup)[A-Z]/.test(verb)
  );
}

/** Languages that export by a capital letter mean the same verbs. */
function uncapitalised(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** Narrower than {@link isReleaseVerb}: evidence that a value of unknown kind must be given back. */
export function isPairingVerb(name: string): boolean {
  return pairingVerbs.has(name);
}

/** Whether a method of this name is where a class gives back what it owns. */
export function isReleaseMethod(name: string): boolean {
  const verb = uncapitalised(name);
  return (
    releaseMethods.test(verb) ||
    /^_*(?:close|dispose|destroy|stop|terminate|shutdown|disconnect|release|teardown|tearDown|cleanup|cleanUp|clear|cancel|unsubscribe|unregister|remove|end|kill|abort|reset|finish)[A-Z]/.test(
      verb,
    )
  );
}

/** Whether the name says that the caller gets something new that it has to give back. */
export function isCreatingName(name: string): boolean {
  return creatingName.test(name);
}
