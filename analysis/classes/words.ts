/** What method names say of the fields that the methods are called on or given. */

/** Containers give back what they hold. */
const accessors =
  /^(?:get|pop|shift|at|find|findLast|values|entries|next|slice|splice|filter|concat|flat|reverse|toReversed|peek|first|last|toArray|item|delete|remove|take|reduce|reduceRight|valueOf)$/;
/** They call their callback with each element. */
const iterators =
  /^(?:forEach|each|map|filter|some|every|find|flatMap|mapValues|forOwn|forIn|eachSeries|eachOf|invokeMap|eachLimit|mapSeries|parallel)$/;
/** They give back their receiver. */
const fluent =
  /^(?:on|once|addListener|prependListener|off|removeListener|set[A-Z]\w*|ref|unref|listen|connect|resume|pause|bind|push|add|set)$/;
/** They put their argument into their receiver. */
const adders = /^(?:push|add|set|unshift|append|enqueue|insert|splice|addLast|addFirst|prepend|put|own)$/;
/** Whoever is called like this takes what it is given into its care. */
const keepers =
  /^(?:_?register\w*|_?push\w*|_?add\w*|_?track\w*|_?own\w*|use|adopt|defer|_?set\w*|unshift|append|attach\w*|manage\w*|keep\w*|auto[A-Z]\w*|take\w*|from|combine\w*|enqueue)$/;
/** Functions that give back what they are given. */
const releasers =
  /^(?:clear|close|kill|cancel|dispose|destroy|stop|release|end|terminate|free|clean|shut|disconnect|abort|quit|remove|teardown|unsubscribe|unref|unwatch|unlisten|unlock|unbind|unregister|safely?|try|force|finish|wait|await|once|drain|final)/i;
/** Callees that only look. */
const lookers =
  /^(?:log|debug|info|warn|error|trace|verbose|assert|is[A-Z]\w*|has[A-Z]?\w*|isArray|String|Number|Boolean|typeof|inspect|stringify|keys|includes|indexOf|equal|strictEqual|notEqual|ok|emit|format|expect|has)$/;

export const isAccessor = (name: string): boolean => accessors.test(name);
export const isIterator = (name: string): boolean => iterators.test(name);
export const isFluent = (name: string): boolean => fluent.test(name);
export const isAdder = (name: string): boolean => adders.test(name);
export const isKeeper = (name: string): boolean => keepers.test(name);
export const isReleaser = (name: string): boolean => releasers.test(name);
export const isLooker = (name: string): boolean => lookers.test(name);

/** Events after which the owner is gone: a handler of one of these is a place to release. */
export function isEndingEvent(event: string): boolean {
  return /^(?:close|closed|exit|end|ended|disconnect|disconnected|dispose|disposed|destroy|destroyed|finish|stop|stopped|shutdown|error|beforeExit|SIG[A-Z]+|unload|beforeunload|pagehide|unmount|abort|teardown|complete|removed|detach|hook:beforeDestroy|hook:destroyed)$/.test(
    event,
  );
}

/** Callees that take functions to be called at the end of their owner's life. */
export function registersDisposer(callee: string): boolean {
  return /dispos|cleanup|teardown|unmount|destroy|subscriptions|_register|defer|finali[sz]e|onExit|onClose|onEnd|addFinalizer|unsubscribe|shutdown|onAbort|onStop/i.test(
    callee,
  );
}

/** See {@link isLastMethod}. Leading underscores aside. */
export const lastMethods: readonly string[] = [
  'close',
  'closeSync',
  'closeAsync',
  'dispose',
  'disposeAsync',
  'asyncDispose',
  'destroy',
  'stop',
  'stopAsync',
  'terminate',
  'shutdown',
  'shutDown',
  'disconnect',
  'quit',
  'teardown',
  'tearDown',
  'cleanup',
  'cleanUp',
  'unmount',
  'deactivate',
  'disconnectedCallback',
  'componentWillUnmount',
  'ngOnDestroy',
  'onDestroy',
  'onDestroyed',
  'beforeDestroy',
  'destroyed',
  'beforeUnmount',
  'unmounted',
  'onModuleDestroy',
  'onApplicationShutdown',
  'beforeApplicationShutdown',
  'onunload',
  'stopped',
  'disposeInternal',
  'doDispose',
  'doClose',
  'doStop',
  '$disconnect',
];

const isLast = new Set([
  ...lastMethods,
  'Symbol.dispose',
  '[Symbol.dispose]',
  'Symbol.asyncDispose',
  '[Symbol.asyncDispose]',
]);

/**
 * Names that say without doubt that the owner's life ends there. Narrower than what counts as a release: a
 * class with `clearCache` or `removeItem` has not promised to give back what it holds.
 */
export function isLastMethod(name: string): boolean {
  return isLast.has(name.replace(/^_+/, ''));
}

/** Names of methods that make things live, which a stop-like one is to end. */
export function isStartMethod(name: string): boolean {
  return /^_*(?:start|open|listen|init|initiali[sz]e|setup|mount|activate|launch|run|boot|bootstrap|begin|constructor|connectedCallback|componentDidMount|mounted|created|ngOnInit|onModuleInit)(?:[A-Z_]\w*)?$/.test(
    name,
  );
}
