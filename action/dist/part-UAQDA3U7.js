import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
<<<<<<<< HEAD:action/dist/part-UAQDA3U7.js
import{ec as e}from"./part-CWLLS57W.js";function s(r,o){return e(r).toLowerCase().replace(/-{2,}/g,"-").replace(/^-+|-+$/g,"").slice(0,Math.max(0,o)).replace(/-+$/,"")}export{s as a};
========
import{ec as e}from"./part-3ILM4QWL.js";function s(r,o){return e(r).toLowerCase().replace(/-{2,}/g,"-").replace(/^-+|-+$/g,"").slice(0,Math.max(0,o)).replace(/-+$/,"")}export{s as a};
>>>>>>>> 19968231adaae158adb4c6426187bdbf1aae1d81:action/dist/part-MDQ5S42I.js
