<<<<<<<< HEAD:action/dist/part-D27RXTZI.js
import{a as c}from"./part-IE44WHXN.js";import{Ea as i,Oc as s}from"./part-2EMPBVPG.js";function h(m,e,t){let r=e.debrief?.shared?.at;if(r===void 0||r===m.debrief?.shared?.at)return[];let{policy:n,connected:d=[]}=t,a=i("shared",e,n,d).map(({title:p})=>p),o=c(s(e,t),n,a),f=`shared/${e.postmortem?.pull?.number??0}`;return o===null?[]:[{kind:"comment",key:f,urgency:"reply",message:o}]}export{h as a};
========
import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{a as c}from"./part-KSGIX3Q5.js";import{Kc as s,za as i}from"./part-CWLLS57W.js";function h(m,e,t){let r=e.debrief?.shared?.at;if(r===void 0||r===m.debrief?.shared?.at)return[];let{policy:n,connected:d=[]}=t,a=i("shared",e,n,d).map(({title:p})=>p),o=c(s(e,t),n,a),f=`shared/${e.postmortem?.pull?.number??0}`;return o===null?[]:[{kind:"comment",key:f,urgency:"reply",message:o}]}export{h as a};
>>>>>>>> 1db38ee812caef63b00fa9d586bfb056a3daaee1:action/dist/part-N2GGOXYO.js
