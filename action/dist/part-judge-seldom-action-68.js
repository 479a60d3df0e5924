import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import"./part-73B7GHSX.js";import{a as r}from"./part-YIFQMJD6.js";var t=function(e){if(typeof r<"u")return r.apply(this,arguments);throw Error('Dynamic require of "'+e+'" is not supported')};export{t as f792};
