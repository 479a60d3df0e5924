import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
<<<<<<<< HEAD:action/dist/part-ZBHYP7MQ.js
import{wb as r}from"./part-XZTGUF6O.js";function c(t,e,o,s){let n=o.order.announceResolved==="before-monitoring",a=()=>r("resolution",e,o,s);return t==="watched"?n&&e.status==="monitoring"?a():null:e.status!=="resolved"&&e.status!=="closed"?null:r("all_clear",e,o,s)??(n&&l(e)?null:a())}function l({milestones:t}){return t.mitigated!==t.resolved}export{c as a};
========
import{qb as r}from"./part-56XTZLEM.js";function c(t,e,o,s){let n=o.order.announceResolved==="before-monitoring",a=()=>r("resolution",e,o,s);return t==="watched"?n&&e.status==="monitoring"?a():null:e.status!=="resolved"&&e.status!=="closed"?null:r("all_clear",e,o,s)??(n&&l(e)?null:a())}function l({milestones:t}){return t.mitigated!==t.resolved}export{c as a};
>>>>>>>> 50e6a4649e7f9088b66b2e99b9990df78255cf6b:action/dist/part-FNK2F3PB.js
