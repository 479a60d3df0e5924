<<<<<<<< HEAD:action/dist/part-EPWCDGGY.js
import{a as c}from"./part-HHCG2E3E.js";import{Ea as i,Oc as s}from"./part-2KJK3FZJ.js";function h(m,e,t){let r=e.debrief?.shared?.at;if(r===void 0||r===m.debrief?.shared?.at)return[];let{policy:n,connected:d=[]}=t,a=i("shared",e,n,d).map(({title:p})=>p),o=c(s(e,t),n,a),f=`shared/${e.postmortem?.pull?.number??0}`;return o===null?[]:[{kind:"comment",key:f,urgency:"reply",message:o}]}export{h as a};
========
import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{a as c}from"./part-77FIPLXO.js";import{Kc as s,za as i}from"./part-AUTD372Z.js";function h(m,e,t){let r=e.debrief?.shared?.at;if(r===void 0||r===m.debrief?.shared?.at)return[];let{policy:n,connected:d=[]}=t,a=i("shared",e,n,d).map(({title:p})=>p),o=c(s(e,t),n,a),f=`shared/${e.postmortem?.pull?.number??0}`;return o===null?[]:[{kind:"comment",key:f,urgency:"reply",message:o}]}export{h as a};
>>>>>>>> c2af765e29aeb0df9f0dbdceb342f142372571a6:action/dist/part-UMOJ65SJ.js
