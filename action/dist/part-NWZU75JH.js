import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{ec as e}from"./part-NA3KODLJ.js";function s(r,o){return e(r).toLowerCase().replace(/-{2,}/g,"-").replace(/^-+|-+$/g,"").slice(0,Math.max(0,o)).replace(/-+$/,"")}export{s as a};
