import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
<<<<<<<< HEAD:action/dist/part-PKVB2KZS.js
import{a as c}from"./part-KR5IVHHM.js";import{Kc as s,za as i}from"./part-IWDWIBAM.js";function h(m,e,t){let r=e.debrief?.shared?.at;if(r===void 0||r===m.debrief?.shared?.at)return[];let{policy:n,connected:d=[]}=t,a=i("shared",e,n,d).map(({title:p})=>p),o=c(s(e,t),n,a),f=`shared/${e.postmortem?.pull?.number??0}`;return o===null?[]:[{kind:"comment",key:f,urgency:"reply",message:o}]}export{h as a};
========
import{a as c}from"./part-3FUIT55T.js";import{Kc as s,za as i}from"./part-CG2ACHF5.js";function h(m,e,t){let r=e.debrief?.shared?.at;if(r===void 0||r===m.debrief?.shared?.at)return[];let{policy:n,connected:d=[]}=t,a=i("shared",e,n,d).map(({title:p})=>p),o=c(s(e,t),n,a),f=`shared/${e.postmortem?.pull?.number??0}`;return o===null?[]:[{kind:"comment",key:f,urgency:"reply",message:o}]}export{h as a};
>>>>>>>> f40dbaf7989cc827a956c1cc91f8ada60a7d9c62:action/dist/part-55XNC2N3.js
