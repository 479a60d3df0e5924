import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
<<<<<<<< HEAD:action/dist/part-BX4TOCFA.js
import{a as c}from"./part-P4OBKC7V.js";import{Kc as s,za as i}from"./part-3ILM4QWL.js";function h(m,e,t){let r=e.debrief?.shared?.at;if(r===void 0||r===m.debrief?.shared?.at)return[];let{policy:n,connected:d=[]}=t,a=i("shared",e,n,d).map(({title:p})=>p),o=c(s(e,t),n,a),f=`shared/${e.postmortem?.pull?.number??0}`;return o===null?[]:[{kind:"comment",key:f,urgency:"reply",message:o}]}export{h as a};
========
import{a as c}from"./part-XTU53ZCH.js";import{Kc as s,za as i}from"./part-NA3KODLJ.js";function h(m,e,t){let r=e.debrief?.shared?.at;if(r===void 0||r===m.debrief?.shared?.at)return[];let{policy:n,connected:d=[]}=t,a=i("shared",e,n,d).map(({title:p})=>p),o=c(s(e,t),n,a),f=`shared/${e.postmortem?.pull?.number??0}`;return o===null?[]:[{kind:"comment",key:f,urgency:"reply",message:o}]}export{h as a};
>>>>>>>> f5adbaec9dd1deb32e8f9f80bef90a7f0537bc03:action/dist/part-JUQCLYIS.js
