/** Classes of `java.lang` whose instances hold nothing that anybody could have to close. */
export const VALUE_CLASSES: readonly string[] =
  'Boolean Byte Character Double Float Integer Long Short String Void'.split(' ');
