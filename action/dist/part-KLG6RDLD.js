import{a as t}from"./part-HVK3ASFO.js";var r=".github/ISSUE_TEMPLATE",e=`${r}/incident.yml`,E=".github/workflows",i=`${t}/README.md`;function L(o){return`${E}/${o}`}export{r as a,e as b,L as c};
