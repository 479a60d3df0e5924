<<<<<<<< HEAD:action/dist/part-PR2OIKIP.js
import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{a as c}from"./part-KHY5D523.js";import{Kc as s,za as i}from"./part-UEVF2SFA.js";function h(m,e,t){let r=e.debrief?.shared?.at;if(r===void 0||r===m.debrief?.shared?.at)return[];let{policy:n,connected:d=[]}=t,a=i("shared",e,n,d).map(({title:p})=>p),o=c(s(e,t),n,a),f=`shared/${e.postmortem?.pull?.number??0}`;return o===null?[]:[{kind:"comment",key:f,urgency:"reply",message:o}]}export{h as a};
========
import{a as c}from"./part-O3FTCSJ2.js";import{Mc as s,za as i}from"./part-CIMJAO4K.js";function h(m,e,t){let r=e.debrief?.shared?.at;if(r===void 0||r===m.debrief?.shared?.at)return[];let{policy:n,connected:d=[]}=t,a=i("shared",e,n,d).map(({title:p})=>p),o=c(s(e,t),n,a),f=`shared/${e.postmortem?.pull?.number??0}`;return o===null?[]:[{kind:"comment",key:f,urgency:"reply",message:o}]}export{h as a};
>>>>>>>> 7ebc14e4e0dcec5cb772e210f02ce777d38d1881:action/dist/part-DPWYU65H.js
