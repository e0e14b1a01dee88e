/** What annotations say of who makes an instance and calls its methods: containers, and readers of command lines. */

/** Of a class of which the container makes one, when the program starts. */
const single =
  /^(?:Component|Service|Repository|Controller|RestController|Configuration|AutoConfiguration|SpringBootApplication|Singleton|ApplicationScoped|Startup)$/;

/** Of a class of which there are more, or of which it cannot be told how many there are. */
const scoped =
  /^(?:Scope|RequestScope|SessionScope|RefreshScope|Dependent|RequestScoped|SessionScoped|Lazy)$/;

/** Of a method that the container calls once for each instance, or whose result it keeps. */
const begins = /^(?:PostConstruct|Startup|Bean|Produces|Provides)$/;

/** What is told once, when all has been set up. */
const started = /\b(?:ApplicationReadyEvent|ApplicationStartedEvent|ContextRefreshedEvent|StartupEvent)\b/;

/**
 * `start(BundleContext)` of a class above, whichever library's that is: OSGi calls it when it starts the bundle. Who stops
 * a bundle may start it again, but that is somebody at work on the installation; once for each start is once here.
 */
const ofBundle = /\bstart\s*\(\s*(?:final\s+)?(?:\w+\.)*BundleContext\s+\w+\s*\)/;

/** Whether the container makes one instance of the class, when the program starts. */
export function isSingle(annotations: readonly string[]): boolean {
  return annotations.some((one) => single.test(one)) && !annotations.some((one) => scoped.test(one));
}

/**
 * Whether a method runs once, when the program starts: annotations of its class and its own say so.
 *
 * @param method its head is all that stands before its body
 */
export function isCalledAtStart(
  ofClass: readonly string[],
  method: { readonly name: string; readonly annotations: readonly string[]; readonly head: string },
): boolean {
  // A command line says what the program is to do: one command, and then it ends.
  if (ofClass.includes('Command') && /^(?:run|call)$/.test(method.name)) return true;
  const { annotations, head } = method;
  if (annotations.includes('Override') && ofBundle.test(head)) return true;
  if (annotations.includes('EventListener') && started.test(head)) return true;
  return (
    isSingle(ofClass) &&
    annotations.some((one) => begins.test(one)) &&
    !annotations.some((one) => scoped.test(one))
  );
}
