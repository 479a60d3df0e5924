import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
<<<<<<<< HEAD:action/dist/part-4YIGMRZO.js
import{ec as e}from"./part-IWDWIBAM.js";function s(r,o){return e(r).toLowerCase().replace(/-{2,}/g,"-").replace(/^-+|-+$/g,"").slice(0,Math.max(0,o)).replace(/-+$/,"")}export{s as a};
========
import{ec as e}from"./part-CG2ACHF5.js";function s(r,o){return e(r).toLowerCase().replace(/-{2,}/g,"-").replace(/^-+|-+$/g,"").slice(0,Math.max(0,o)).replace(/-+$/,"")}export{s as a};
>>>>>>>> f40dbaf7989cc827a956c1cc91f8ada60a7d9c62:action/dist/part-2QJI37PO.js
