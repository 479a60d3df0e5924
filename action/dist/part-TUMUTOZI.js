import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
<<<<<<<< HEAD:action/dist/part-TUMUTOZI.js
import{Jc as e}from"./part-XZTGUF6O.js";function s(r,o){return e(r).toLowerCase().replace(/-{2,}/g,"-").replace(/^-+|-+$/g,"").slice(0,Math.max(0,o)).replace(/-+$/,"")}export{s as a};
========
import{Dc as e}from"./part-56XTZLEM.js";function s(r,o){return e(r).toLowerCase().replace(/-{2,}/g,"-").replace(/^-+|-+$/g,"").slice(0,Math.max(0,o)).replace(/-+$/,"")}export{s as a};
>>>>>>>> 50e6a4649e7f9088b66b2e99b9990df78255cf6b:action/dist/part-QADQXED7.js
