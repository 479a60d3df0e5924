import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import"./part-WON3SKHJ.js";import{b as p,c as a}from"./part-HH3COVDV.js";import"./part-XSFVKDTV.js";import{a as e}from"./part-YIFQMJD6.js";function l(r,t,s){let c=r instanceof Error?r.message:String(r),i=[t.INPUT_TOKEN??"",t.INPUT_KEY??""].reduce((o,n)=>n===""?o:o.replaceAll(n,"***"),c);process.stdout.write(`${p("error",{},`${i.replace(/[\r\n]+/g," ").replace(/\.$/,"")}. ${s}`)}
`),process.exitCode=1}function g(r){return a(r).replace(/[:,]/g,f)}function f(r){return`%\r
:,`.includes(r)?`%${r.charCodeAt(0).toString(16).toUpperCase().padStart(2,"0")}`:" "}var h=function(r){if(typeof e<"u")return e.apply(this,arguments);throw Error('Dynamic require of "'+r+'" is not supported')};export{g as f1126,f as f1127,h as f1128,l as f116};
