// What stays where a function was: it loads the part as `require` does, without a wait (https://nodejs.org/docs/latest-v24.x/api/modules.html#loading-ecmascript-modules-using-require).

/** A function that makes others by the names that they have in the part. */
export function loaderOf(name: string, part: string): string {
  return `function ${name}(id) { return function (...given) { return require('./part-${part}.js')[id].apply(this, given); }; }`;
}
