import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{qb as r}from"./part-D4AYOU7E.js";function c(t,e,o,s){let n=o.order.announceResolved==="before-monitoring",a=()=>r("resolution",e,o,s);return t==="watched"?n&&e.status==="monitoring"?a():null:e.status!=="resolved"&&e.status!=="closed"?null:r("all_clear",e,o,s)??(n&&l(e)?null:a())}function l({milestones:t}){return t.mitigated!==t.resolved}export{c as a};
