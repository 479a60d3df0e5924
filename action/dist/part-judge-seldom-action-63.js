import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import"./part-VE23PFNI.js";import{a as r}from"./part-YIFQMJD6.js";var t=function(e){if(typeof r<"u")return r.apply(this,arguments);throw Error('Dynamic require of "'+e+'" is not supported')};export{t as f794};
